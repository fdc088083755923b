"""A store beyond hope is kept aside; the new one has the policy and the secrets of the old."""

from collections.abc import Callable
from contextlib import AbstractContextManager, closing, suppress
from datetime import date
from pathlib import Path

import apsw
import pytest

from app.model.action import Record, RecordKind
from app.model.errors import StoreDamaged
from app.model.span import Charge, DayTotal
from app.store.port import PolicyText
from app.store.salvage import last_good, open_or_salvage
from app.store.spare import SpareFile
from app.store.store import Store, open_store
from tests.store.faults import Refusing

DAY = date(2026, 11, 18)
POLICY = PolicyText("b", 2, "mẹ", 6)
SECRETS = {"password": b"hash", "codes": b"codes"}


@pytest.fixture
def path(tmp_path: Path, key: bytes) -> Path:
    """A store with a policy, secrets, a snapshot, a total, a line; closed."""
    path = tmp_path / "store.db"
    with closing(open_store(path, key)) as store:
        store.set_policy("a", 1, "mẹ", 5)
        store.set_policy("b", 2, "mẹ", 6)
        for name, value in SECRETS.items():
            store.set_secret(name, value)
        store.save(b"snapshot", [], [DayTotal("an", DAY, "x", Charge.GAME, 1)])
        store.append(5, Record("an", RecordKind.RULES, "x"))
    return path


def check_restored(store: Store) -> None:
    """Policy and secrets are back, nothing else is, and it can be lived with."""
    assert store.policies() == (POLICY,)
    assert {name: store.secret(name) for name in SECRETS} == SECRETS
    assert store.load_memory() is None
    assert store.export("") == {"spans": [], "totals": [], "sites": [], "record": []}
    assert store.append(7, Record("", RecordKind.HEALTH, "store_damaged")) == 1
    store.set_policy("c", 3, "mẹ", 7)


def flip(path: Path, place: int) -> None:
    """Change one bit of a file."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "first page": (lambda path: flip(path, 50), "unreadable"),
    "a later page": (lambda path: flip(path, 5_000), "corrupt"),
    "cut": (lambda path: path.write_bytes(path.read_bytes()[:9_000]), "corrupt"),
    "another file": (lambda path: path.write_bytes(b"hello" * 4_000), "unreadable"),
}


@pytest.mark.parametrize(("damage", "code"), DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_store_is_replaced(
    path: Path, key: bytes, damage: Callable[[Path], object], code: str
) -> None:
    """It is kept as it is under another name, and what was done is told."""
    damage(path)
    damaged = path.read_bytes()
    opened = open_or_salvage(path, key, "20261121T2300")
    with closing(opened.store) as store:
        assert opened.damage == code
        assert opened.aside == path.with_name("store.db.damaged-20261121T2300")
        assert opened.aside.read_bytes() == damaged
        assert opened.restored == 2
        check_restored(store)
    with closing(open_or_salvage(path, key, "later").store) as store:
        assert store.verify().lines == 1


def test_a_sound_store_is_left_alone(path: Path, key: bytes) -> None:
    """Nothing is moved, nothing restored."""
    opened = open_or_salvage(path, key, "now")
    with closing(opened.store) as store:
        assert (opened.aside, opened.damage, opened.restored) == (None, "", 0)
        assert store.load_memory() == b"snapshot"
        assert len(store.policies()) == 2


def test_the_first_start(tmp_path: Path, key: bytes) -> None:
    """A new store has nothing to bring back."""
    opened = open_or_salvage(tmp_path / "store.db", key, "now")
    with closing(opened.store) as store:
        assert (opened.aside, opened.damage, opened.restored) == (None, "", 0)
        assert store.policy() is None


@pytest.mark.parametrize("steps", range(4))
def test_a_salvage_cut_short_is_finished(
    path: Path, key: bytes, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut after the move, or at any commit of the restoring, the next start brings back all."""
    path.rename(path.with_name("moved"))
    with closing(open_store(path, key)) as store, monkeypatch.context() as patch:
        done = 0

        def publish(self: SpareFile) -> None:
            nonlocal done
            done += 1
            if done > steps:
                raise StoreDamaged("io", "the plug was pulled")
            real(self)

        real = SpareFile.publish
        patch.setattr(SpareFile, "publish", publish)
        with suppress(StoreDamaged):
            store.take_over(last_good(path, key))
    path.unlink()  # and the new store is lost once more
    opened = open_or_salvage(path, key, "now")
    with closing(opened.store) as store:
        assert (opened.aside, opened.restored) == (None, 2)
        check_restored(store)


def test_an_emptied_store_is_told_apart(path: Path, key: bytes) -> None:
    """A file cut to nothing opens as a new one; that the policy had to be restored tells it."""
    path.write_bytes(b"")
    opened = open_or_salvage(path, key, "now")
    with closing(opened.store) as store:
        assert (opened.aside, opened.damage, opened.restored) == (None, "", 2)
        check_restored(store)


def test_a_lost_key_loses_no_file(path: Path) -> None:
    """With another key nothing can be restored, and everything is still there."""
    before = path.read_bytes()
    opened = open_or_salvage(path, bytes(32), "now")
    with closing(opened.store) as store:
        assert (opened.damage, opened.restored) == ("unreadable", 0)
        assert store.policy() is None
        assert opened.aside is not None
        assert opened.aside.read_bytes() == before


def test_with_both_copies_damaged_too(path: Path, key: bytes) -> None:
    """Then the family begins with the bracket's defaults, and the store works."""
    for name in ("store.db", "policy.bak", "policy.bak.1"):
        flip(path.with_name(name), 50)
    opened = open_or_salvage(path, key, "now")
    with closing(opened.store) as store:
        assert (opened.restored, store.policy()) == (0, None)
        store.set_policy("c", 3, "mẹ", 7)


def test_a_busy_store_is_not_moved(path: Path, key: bytes) -> None:
    """What waiting heals is the caller's to wait for; the second copy is there meanwhile."""
    with closing(open_store(path, key)):
        with pytest.raises(StoreDamaged) as caught:
            open_or_salvage(path, key, "now")
        assert caught.value.code == "busy"
        good = last_good(path, key)
        assert (good.policy, good.secrets) == (POLICY, SECRETS)
    assert not list(path.parent.glob("*damaged*"))


def test_a_full_disk_at_the_first_start(
    tmp_path: Path, key: bytes, under: Callable[[apsw.VFS, str], AbstractContextManager[None]]
) -> None:
    """Without room for a new store that is told, and the start after it succeeds."""
    disk = Refusing("refusing")
    path = tmp_path / "store.db"
    with under(disk, "refusing"):
        for writes in range(6):
            disk.refusal, disk.spare_writes = apsw.FullError, writes
            with pytest.raises(StoreDamaged) as caught:
                open_or_salvage(path, key, "now")
            assert caught.value.code == "full"
        disk.refusal = None
        opened = open_or_salvage(path, key, "now")
        with closing(opened.store) as store:
            assert opened.aside is None
            store.set_policy("a", 1, "mẹ", 5)


def test_a_store_that_fell_back_is_brought_forward(path: Path, key: bytes) -> None:
    """A damaged journal is dropped with all it held: then the second copy has the newer policy."""
    older = path.read_bytes()
    with closing(open_store(path, key)) as store:
        store.set_policy("c", 3, "mẹ", 7)
        store.set_secret("password", b"new")
    path.write_bytes(older)
    opened = open_or_salvage(path, key, "now")
    with closing(opened.store) as store:
        assert (opened.aside, opened.damage, opened.restored) == (None, "", 3)
        assert store.policy() == PolicyText("c", 3, "mẹ", 7)
        assert store.secret("password") == b"new"
        assert store.load_memory() == b"snapshot"
    assert open_or_salvage(path, key, "now").restored == 0


def test_an_older_second_copy_changes_nothing(path: Path, key: bytes) -> None:
    """What the store holds is newer: the plug was pulled before the copy got its name."""
    older = path.with_name("policy.bak").read_bytes()
    with closing(open_store(path, key)) as store:
        store.set_policy("c", 3, "mẹ", 7)
    path.with_name("policy.bak").write_bytes(older)
    opened = open_or_salvage(path, key, "now")
    with closing(opened.store) as store:
        assert (opened.restored, store.policy()) == (0, PolicyText("c", 3, "mẹ", 7))
    assert last_good(path, key).policy == PolicyText("c", 3, "mẹ", 7)
