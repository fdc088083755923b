"""Folders of ours: made when missing, refused when somebody else could write there."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from app.programs.service.folders import Folders, UnsafeFolder


def folders(base: Path) -> Folders:
    """A copy of the product under a folder."""
    return Folders(base / "opt", base / "var" / "state", base / "run", base / "run" / "s.sock")


def test_missing_folders_are_made_whatever_the_umask(tmp_path: Path) -> None:
    """State for our own eyes, run for all to look into."""
    old = os.umask(0)
    try:
        folders(tmp_path).prepare()
    finally:
        os.umask(old)
    assert (tmp_path / "var" / "state").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "run").stat().st_mode & 0o777 == 0o755


def test_folders_that_are_there_are_kept(tmp_path: Path) -> None:
    """A second start finds what the first made."""
    mine = folders(tmp_path)
    mine.prepare()
    mine.store.write_bytes(b"kept")
    mine.prepare()
    assert mine.store.read_bytes() == b"kept"


@pytest.mark.parametrize("mode", [0o770, 0o701, 0o777])
def test_a_state_folder_open_to_others_is_refused(tmp_path: Path, mode: int) -> None:
    """It is not repaired: whoever opened it may have looked already."""
    mine = folders(tmp_path)
    mine.prepare()
    mine.state.chmod(mode)
    with pytest.raises(UnsafeFolder, match="state"):
        mine.prepare()


def test_a_link_in_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    """Somebody else's choice of where our store lies."""
    mine = folders(tmp_path)
    mine.state.parent.mkdir()
    mine.state.symlink_to(tmp_path)
    with pytest.raises(UnsafeFolder, match="no folder"):
        mine.prepare()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    """It could be exchanged at any time."""
    mine = folders(tmp_path)
    mine.prepare()
    os.chown(mine.state, 12345, 12345)
    with pytest.raises(UnsafeFolder, match="somebody else"):
        mine.prepare()


def test_a_catalogue_that_others_may_write_is_refused(tmp_path: Path) -> None:
    """Whoever writes it says what every child of this PC may not open."""
    catalogue = tmp_path / "lists.toml"
    catalogue.write_text("")
    mine = replace(folders(tmp_path), catalogue=catalogue)
    catalogue.chmod(0o644)
    mine.prepare()
    for mode in (0o664, 0o646):
        catalogue.chmod(mode)
        with pytest.raises(UnsafeFolder, match=r"lists\.toml: may be written by others"):
            mine.prepare()
    with pytest.raises(UnsafeFolder, match="is no file"):
        replace(mine, ca=tmp_path, catalogue=None).prepare()
    with pytest.raises(FileNotFoundError):
        replace(mine, ca=tmp_path / "none", catalogue=None).prepare()
