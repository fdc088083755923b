"""The vault: a store that opens whatever happened to it, on a real disk."""

from pathlib import Path

import pytest

from app.model.action import Record, RecordKind
from app.model.errors import StoreDamaged
from app.programs.service.folders import Folders
from app.programs.service.vault import Vault
from app.store.keys import FileKey

POLICY = 'schema = 1\nzone = "Asia/Ho_Chi_Minh"\n'


def folders(base: Path) -> Folders:
    """Folders of one copy, ready to use."""
    made = Folders(base / "opt", base / "state", base / "run", base / "run" / "s.sock")
    made.prepare()
    return made


def vault(base: Path) -> Vault:
    """A vault over them, not yet opened."""
    mine = folders(base)
    return Vault(mine, FileKey(mine.key), ("password",))


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A state with a policy, a password and a line of the record."""
    made = vault(tmp_path)
    assert made.open("1") == ""
    made.store.set_policy(POLICY, 1, "mum", 1)
    made.store.set_secret("password", b"hash")
    made.store.append(1, Record("", RecordKind.HEALTH, "x"))
    made.close()
    return tmp_path


def test_a_sound_store_opens_without_a_word(filled: Path) -> None:
    """Nothing to tell, everything there."""
    again = vault(filled)
    assert again.open("2") == ""
    assert again.on_disk
    policy = again.store.policy()
    assert policy is not None and policy.toml == POLICY
    again.close()


def test_a_store_that_is_gone_is_told_like_a_broken_one(filled: Path) -> None:
    """Somebody deleted the file: the last policy rules, and the parent hears of it."""
    (filled / "state" / "store.db").unlink()
    again = vault(filled)
    assert again.open("77") == "store_restored"
    policy = again.store.policy()
    assert policy is not None and policy.version == 1
    again.close()
    assert again.open("78") == ""
    again.close()


def test_a_broken_store_is_moved_aside_and_the_last_policy_rules(filled: Path) -> None:
    """Nobody is freed, nobody locked out: policy and password are back, and it is told."""
    store = filled / "state" / "store.db"
    store.write_bytes(b"\x00" * 8192)
    again = vault(filled)
    assert again.open("77") == "store_restored"
    policy = again.store.policy()
    assert policy is not None and policy.version == 1
    assert again.store.secret("password") == b"hash"
    assert any("77" in path.name for path in store.parent.iterdir())
    again.close()


def test_a_broken_store_without_a_second_copy_is_told_as_lost(filled: Path) -> None:
    """Then there is nothing to bring back, and the parent has to hear it."""
    for path in (filled / "state").iterdir():
        if path.name != "key":
            path.write_bytes(b"broken")
    again = vault(filled)
    assert again.open("78") == "store_lost"
    assert again.store.policy() is None
    again.close()


def test_what_breaks_while_it_runs_is_replaced(filled: Path) -> None:
    """The same object goes on with a new file."""
    made = vault(filled)
    made.open("3")
    old = made.store
    (filled / "state" / "store.db").write_bytes(b"\x00" * 100_000)
    assert made.mend("corrupt", "80") in ("store_restored", "store_lost")
    assert made.store is not old and made.on_disk
    made.store.append(2, Record("", RecordKind.HEALTH, "goes on"))
    made.close()


def test_a_full_disk_is_waited_for(filled: Path) -> None:
    """The file is sound: it is left where it is, and offered again."""
    made = vault(filled)
    made.open("4")
    old = made.store
    assert made.mend("full", "81") == "store_full"
    assert made.store is old
    assert made.try_again("82")
    made.close()


class NoKey:
    """A key that cannot be read now."""

    def key(self) -> bytes:
        """Refuse."""
        raise StoreDamaged("full", "reading the key")

    def limits(self) -> tuple[str, ...]:
        """Nothing to say."""
        return ()


def test_memory_stands_in_until_the_file_can_be_opened(filled: Path) -> None:
    """What the parent decides meanwhile goes into the file when it is back."""
    made = vault(filled)
    keeper, made._keeper = made._keeper, NoKey()
    assert made.open("5") == "store_full"
    assert not made.on_disk
    assert not made.try_again("6")
    made.store.set_policy(POLICY + "# new\n", 2, "dad", 2)
    made.store.set_secret("password", b"new")
    made._keeper = keeper
    assert made.try_again("7")
    policy = made.store.policy()
    assert policy is not None and policy.version == 2
    assert made.store.secret("password") == b"new"
    made.close()


def test_an_older_policy_does_not_replace_a_newer(filled: Path) -> None:
    """The stand-in began with nothing: the file's own policy stays."""
    made = vault(filled)
    keeper, made._keeper = made._keeper, NoKey()
    made.open("5")
    made._keeper = keeper
    assert made.try_again("7")
    policy = made.store.policy()
    assert policy is not None and policy.version == 1
    made.close()
