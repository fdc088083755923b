"""A damaged store is moved as a whole, under a name nobody has, and deleted when its time is up."""

import os
from pathlib import Path

import pytest

from app.model.errors import StoreDamaged
from app.store import aside, files


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with its journal."""
    path = tmp_path / "store.db"
    path.write_bytes(b"pages")
    path.with_name("store.db-wal").write_bytes(b"frames")
    return path


def names(path: Path) -> list[str]:
    """All names in the folder."""
    return sorted(file.name for file in path.parent.iterdir())


def test_the_journal_goes_with_it(path: Path) -> None:
    """File and journal keep belonging together under the new name."""
    assert aside.move(path, "20261121T2300") == path.with_name("store.db.damaged-20261121T2300")
    assert names(path) == ["store.db.damaged-20261121T2300", "store.db.damaged-20261121T2300-wal"]
    assert aside.kept(path) == tuple(sorted(path.parent.iterdir()))


def test_a_name_is_never_taken_twice(path: Path) -> None:
    """A second damage in the same second deletes nothing."""
    first = aside.move(path, "now")
    path.write_bytes(b"other pages")
    second = aside.move(path, "now")
    assert (first.read_bytes(), second.read_bytes()) == (b"pages", b"other pages")
    assert second.name == "store.db.damaged-now-2"


def test_a_move_cut_short_is_finished(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut between journal and file, the next start finds the file and moves it too."""
    rename = files.rename

    def cut_at_file(old: Path, new: Path) -> None:
        if old == path:
            raise KeyboardInterrupt
        rename(old, new)

    with monkeypatch.context() as patch:
        patch.setattr(files, "rename", cut_at_file)
        with pytest.raises(KeyboardInterrupt):
            aside.move(path, "one")
    assert aside.move(path, "two").read_bytes() == b"pages"
    assert (path.parent / "store.db.damaged-one-wal").read_bytes() == b"frames"


@pytest.mark.parametrize("stamp", ["", "../x", "a b", "a/b", "a.b", "a\n"])
def test_a_stamp_is_a_plain_word(path: Path, stamp: str) -> None:
    """A stamp cannot lead elsewhere."""
    with pytest.raises(ValueError, match="not a stamp"):
        aside.move(path, stamp)
    assert names(path) == ["store.db", "store.db-wal"]


def test_discard(path: Path) -> None:
    """Only what was moved aside is deleted, and only what is old enough."""
    old = aside.move(path, "old")
    for file in aside.kept(path):
        os.utime(file, (1_000, 1_000))
    path.write_bytes(b"new")
    new = aside.move(path, "new")
    path.write_bytes(b"in use")
    aside.discard(path, 1_000_000)
    assert old.exists()
    aside.discard(path, 1_000_001)
    assert aside.kept(path) == (new,)
    aside.discard(path)
    assert names(path) == ["store.db"]


def test_what_cannot_be_moved_is_told(tmp_path: Path) -> None:
    """The system's refusal becomes the one error that callers know."""
    with pytest.raises(StoreDamaged, match="io: moving a damaged store aside"):
        aside.move(tmp_path / "none" / "store.db", "x")
