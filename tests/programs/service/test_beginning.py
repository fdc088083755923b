"""How the service begins: whatever is kept, it begins, and says what it could not read."""

from pathlib import Path

import pytest

from app.guard.memory import memory
from app.model.errors import StoreDamaged
from app.model.moment import Moment
from app.programs.service import snapshot
from app.programs.service.beginning import FALLBACK_ZONE, begin, zone_of
from app.programs.service.vault import Vault
from tests.guard.home import Home
from tests.programs.service.test_answers_parent import DOCUMENT
from tests.programs.service.test_vault import vault

NOW = Moment(1_795_305_872_993, 1, 1, "boot", True, "Asia/Ho_Chi_Minh")


@pytest.fixture
def kept(tmp_path: Path) -> Vault:
    """A store with nothing in it."""
    made = vault(tmp_path)
    made.open("1")
    return made


def test_the_first_start_rules_nobody(kept: Vault) -> None:
    """In the machine's own zone, with nothing to tell."""
    begun = begin(kept, NOW)
    assert (begun.policy.version, begun.policy.subjects) == (0, ())
    assert begun.policy.zone == "Asia/Ho_Chi_Minh"
    assert (begun.memory, begun.told) == (None, ())


def test_policy_and_memory_come_back(kept: Vault) -> None:
    """As they were written; an account that is gone since does not make it unreadable."""
    home = Home("2026-11-12T16:00")
    kept.store.set_policy(DOCUMENT.replace('["minh"]', '["gone"]'), 3, "mum", 1)
    kept.store.save(snapshot.encode(memory(home.guard)), (), ())
    begun = begin(kept, NOW)
    assert begun.policy.version == 3
    assert begun.policy.subjects[0].subject.accounts == ("gone",)
    assert begun.memory == memory(home.guard)
    assert begun.told == ()


def test_a_policy_that_cannot_be_read_gives_way_to_the_last_one_that_can(kept: Vault) -> None:
    """And the parent hears which."""
    kept.store.set_policy(DOCUMENT, 1, "mum", 1)
    kept.store.set_policy(DOCUMENT.replace("schema = 1", "schema = 2"), 2, "mum", 2)
    begun = begin(kept, NOW)
    assert begun.policy.version == 1
    ((code, facts),) = begun.told
    assert (code, dict(facts)["version"]) == ("policy_unreadable", "2")


def test_a_snapshot_of_another_version_is_left_behind(kept: Vault) -> None:
    """The policy rules all the same."""
    kept.store.set_policy(DOCUMENT, 1, "mum", 1)
    kept.store.save(b'{"of": "tomorrow"}', (), ())
    begun = begin(kept, NOW)
    assert begun.memory is None
    assert begun.policy.version == 1
    assert begun.told[0][0] == "memory_lost"


def test_a_store_that_cannot_be_read_is_no_end(
    kept: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything that can be told is told."""

    def broken() -> None:
        raise StoreDamaged("io", "reading")

    monkeypatch.setattr(kept.store, "policies", broken)
    monkeypatch.setattr(kept.store, "load_memory", broken)
    begun = begin(kept, NOW)
    assert begun.policy.subjects == ()
    assert [code for code, _ in begun.told] == ["policy_lost", "memory_lost"]


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("", FALLBACK_ZONE),
        ("Mars/Olympus", FALLBACK_ZONE),
        ("../etc/passwd", FALLBACK_ZONE),
    ],
)
def test_a_machine_without_a_zone_gets_ours(zone: str, expected: str) -> None:
    """No start fails for a name."""
    assert zone_of(Moment(0, 0, 0, "b", True, zone)) == expected
