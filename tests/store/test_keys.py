"""The store's key: made once, private, never replaced because it could not be asked for."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from app.model.errors import StoreDamaged
from app.store import files
from app.store.keys import KEY_IN_FILE, FileKey, KeyKeeper, PersonKey


class DictRing:
    """A keyring in a dictionary."""

    def __init__(self) -> None:
        """Hold nothing."""
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """Give what is kept."""
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.held[service, username] = password


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the key file would be."""
    return tmp_path / "key"


KEEPERS: dict[str, Callable[[Path, DictRing], KeyKeeper]] = {
    "file": lambda path, ring: FileKey(path),
    "person with a keyring": PersonKey,
    "person without": lambda path, ring: PersonKey(path, None),
}


@pytest.mark.parametrize("make", KEEPERS.values(), ids=KEEPERS)
def test_every_keeper_gives_one_key(path: Path, make: Callable[..., KeyKeeper]) -> None:
    """The contract of keepers: 32 bytes, random, the same at the next start."""
    ring = DictRing()
    key = make(path, ring).key()
    assert len(key) == 32
    assert make(path, ring).key() == key
    assert make(path.with_name("other"), DictRing()).key() != key


# --- the file ----------------------------------------------------------------------------------


def test_the_file_is_private_from_the_first_moment(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has its mode and its content before it has its name, whatever the umask."""
    seen: list[tuple[int, int]] = []

    def rename(old: Path, new: Path) -> None:
        seen.append((stat.S_IMODE(old.stat().st_mode), old.stat().st_size))
        old.replace(new)

    monkeypatch.setattr(files, "rename", rename)
    before = os.umask(0)
    try:
        FileKey(path).key()
    finally:
        os.umask(before)
    assert seen == [(0o600, 32)]
    assert [file.name for file in path.parent.iterdir()] == ["key"]


def test_a_start_cut_short_leaves_no_half_key(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A power cut before the key has its name is no obstacle to the next start."""

    def cut(old: Path, new: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(files, "rename", cut)
        with pytest.raises(KeyboardInterrupt):
            FileKey(path).key()
    assert not path.exists()
    assert FileKey(path).key() == FileKey(path).key()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o660, 0o644, 0o610, 0o777])
def test_a_file_open_to_others_is_refused(path: Path, mode: int) -> None:
    """A key that others could read or write is refused, and named."""
    FileKey(path).key()
    path.chmod(mode)
    with pytest.raises(StoreDamaged, match=f"key: {path} is open to others") as caught:
        FileKey(path).key()
    assert caught.value.code == "key"


@pytest.mark.parametrize("content", [b"", b"x", bytes(31), bytes(33), bytes(64)])
def test_a_file_of_another_length_is_refused(path: Path, content: bytes) -> None:
    """What is no key is not used, and not replaced: the store may still be readable one day."""
    files.create_private(path, content)
    with pytest.raises(StoreDamaged, match="holds no key"):
        FileKey(path).key()
    assert path.read_bytes() == content


def test_what_is_no_file_is_refused(path: Path) -> None:
    """A link, a dangling one too, and a folder are not followed."""
    elsewhere = path.with_name("elsewhere")
    path.symlink_to(elsewhere)
    for _ in range(2):
        with pytest.raises(StoreDamaged):
            FileKey(path).key()
        assert not elsewhere.exists() or elsewhere.read_bytes() == bytes(32)
        if not elsewhere.exists():
            files.create_private(elsewhere, bytes(32))
    path.unlink()
    path.mkdir()
    with pytest.raises(StoreDamaged):
        FileKey(path).key()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_somebody_else_is_refused(path: Path) -> None:
    """Who owns the key file could read it."""
    FileKey(path).key()
    os.chown(path, 65534, 65534)
    with pytest.raises(StoreDamaged, match="belongs to somebody else"):
        FileKey(path).key()


def test_no_folder(tmp_path: Path) -> None:
    """Without a folder there is no key, and the error says what was tried."""
    with pytest.raises(StoreDamaged, match="io: reading the key"):
        FileKey(tmp_path / "none" / "key").key()


# --- a person's key ----------------------------------------------------------------------------


def test_with_a_keyring_nothing_is_in_the_file(path: Path) -> None:
    """The key is in the keyring, the folder holds only the mark that says so."""
    ring = DictRing()
    keeper = PersonKey(path, ring)
    key = keeper.key()
    assert ring.held == {("luytre", "store"): key.hex()}
    assert [file.name for file in path.parent.iterdir()] == ["key.in-keyring"]
    assert keeper.limits() == ()


def test_without_a_keyring_the_file_is_told(path: Path) -> None:
    """The key is in a file, people are told, and a keyring that appears later changes nothing."""
    keeper = PersonKey(path, None)
    key = keeper.key()
    assert keeper.limits() == (KEY_IN_FILE,)
    ring = DictRing()
    later = PersonKey(path, ring)
    assert (later.key(), later.limits(), ring.held) == (key, (KEY_IN_FILE,), {})


def test_a_keyring_that_is_gone_for_once_makes_no_second_key(path: Path) -> None:
    """While the keyring does not answer there is no key; when it does it is the old one."""
    ring = DictRing()
    key = PersonKey(path, ring).key()
    with pytest.raises(StoreDamaged, match="key: the key is in a keyring"):
        PersonKey(path, None).key()
    assert PersonKey(path, ring).key() == key


def test_a_keyring_that_lost_the_key_makes_a_new_one(path: Path) -> None:
    """When the keyring answers that it holds no key, the old one is gone for good."""
    key = PersonKey(path, DictRing()).key()
    ring = DictRing()
    assert PersonKey(path, ring).key() != key
    assert len(ring.held) == 1


@pytest.mark.parametrize("text", ["", "00", "x" * 64, "00" * 31])
def test_rubbish_in_the_keyring_is_refused(path: Path, text: str) -> None:
    """What is no key is not used, and not replaced."""
    ring = DictRing()
    ring.held["luytre", "store"] = text
    with pytest.raises(StoreDamaged, match="no key"):
        PersonKey(path, ring).key()
    assert ring.held["luytre", "store"] == text
