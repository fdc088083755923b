"""Nothing outside our folders is changed without a written, synced way back."""

import os
from pathlib import Path

import pytest

from installers.linux.journal import Journal, fingerprint


def facts(entry: Path) -> dict[str, str]:
    """An entry as {word: value}; the last of repeated words counts."""
    lines = (entry / "entry").read_text().splitlines()
    return dict(line.split(" ", 1) for line in lines)


def test_a_new_file_is_noted(tmp_path: Path) -> None:
    """A file that was not there gets an entry without an old copy, and its content and mode."""
    path = tmp_path / "unit"
    assert Journal(tmp_path / "undo").write(path, b"text")
    entry = tmp_path / "undo" / "0001"
    expected = {"kind": "file", "scope": "install", "path": str(path), "wrote": fingerprint(path)}
    assert facts(entry) == expected
    assert not (entry / "old").exists()
    assert path.read_bytes() == b"text"
    assert path.stat().st_mode & 0o777 == 0o644


def test_what_stood_there_is_kept(tmp_path: Path) -> None:
    """A file in the way is copied with its mode and times before it is replaced."""
    path = tmp_path / "policy.json"
    path.write_text("administrator's")
    path.chmod(0o640)
    os.utime(path, (1_000_000_000, 1_000_000_000))
    Journal(tmp_path / "undo").write(path, b"ours", "hold")
    old = tmp_path / "undo" / "0001" / "old"
    assert old.read_text() == "administrator's"
    assert (old.stat().st_mode & 0o777, old.stat().st_mtime) == (0o640, 1_000_000_000)
    assert facts(old.parent)["scope"] == "hold"


def test_writing_the_same_again_changes_nothing(tmp_path: Path) -> None:
    """An installation over itself adds no entry and touches no file."""
    journal = Journal(tmp_path / "undo")
    journal.write(tmp_path / "a", b"1")
    journal.link(tmp_path / "b", "a")
    before = (tmp_path / "a").stat().st_ino
    assert not journal.write(tmp_path / "a", b"1")
    assert not journal.link(tmp_path / "b", "a")
    assert len(list((tmp_path / "undo").iterdir())) == 2
    assert (tmp_path / "a").stat().st_ino == before


def test_an_upgrade_keeps_the_first_old_state(tmp_path: Path) -> None:
    """Replacing what we wrote ourselves changes the entry instead of stacking another."""
    (tmp_path / "a").write_text("theirs")
    for version in (b"1", b"2", b"3"):
        Journal(tmp_path / "undo").write(tmp_path / "a", version)
    assert [each.name for each in (tmp_path / "undo").iterdir()] == ["0001"]
    assert (tmp_path / "undo" / "0001" / "old").read_text() == "theirs"
    text = (tmp_path / "undo" / "0001" / "entry").read_text()
    assert text.count("wrote ") == 1
    assert fingerprint(tmp_path / "a") in text


def test_a_change_by_somebody_else_gets_its_own_entry(tmp_path: Path) -> None:
    """What an administrator put over ours is saved beside the first state, not instead of it."""
    journal = Journal(tmp_path / "undo")
    journal.write(tmp_path / "a", b"1")
    (tmp_path / "a").write_text("hand-made")
    journal.write(tmp_path / "a", b"2")
    assert sorted(each.name for each in (tmp_path / "undo").iterdir()) == ["0001", "0002"]
    assert (tmp_path / "undo" / "0002" / "old").read_text() == "hand-made"


def test_missing_folders_are_entries_too(tmp_path: Path) -> None:
    """Each folder that had to be made is written down, outermost first."""
    Journal(tmp_path / "undo").write(tmp_path / "x" / "y" / "file", b"")
    entries = sorted((tmp_path / "undo").iterdir())
    kinds = [(facts(each)["kind"], facts(each)["path"]) for each in entries]
    x, y = str(tmp_path / "x"), str(tmp_path / "x" / "y")
    assert kinds == [("folder", x), ("folder", y), ("file", f"{y}/file")]


@pytest.mark.parametrize("name", ["relative", "/a/../b", "/a/b ", "/a\nb"])
def test_paths_the_shell_could_misread_are_refused(tmp_path: Path, name: str) -> None:
    """A path that `release` would read differently raises before anything is noted."""
    with pytest.raises(ValueError, match="path"):
        Journal(tmp_path / "undo").write(Path(name), b"")
    assert not list((tmp_path / "undo").iterdir())


def test_a_folder_in_the_way_is_not_replaced(tmp_path: Path) -> None:
    """Where a folder stands nothing is noted and nothing changed."""
    (tmp_path / "a").mkdir()
    with pytest.raises(FileExistsError, match="in the way"):
        Journal(tmp_path / "undo").write(tmp_path / "a", b"")
    assert (tmp_path / "a").is_dir()


def test_fingerprints_tell_what_stands_there(tmp_path: Path) -> None:
    """Files, links (dangling too), folders, pipes and nothing are told apart."""
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "link").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe")
    assert fingerprint(tmp_path / "file").startswith("e3b0c44298fc1c14")
    assert fingerprint(tmp_path / "link") == "link:nowhere"
    assert fingerprint(tmp_path) == "folder"
    assert fingerprint(tmp_path / "pipe") == "other"
    assert fingerprint(tmp_path / "none") == "absent"
