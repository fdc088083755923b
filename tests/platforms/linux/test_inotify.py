"""Changes of files as the kernel tells them."""

from pathlib import Path

import pytest

from app.platforms.linux import inotify
from app.platforms.linux.inotify import Inotify


def test_a_change_is_told_with_its_name(tmp_path: Path) -> None:
    """A replaced file is one move into the folder, by name; quiet folders say nothing."""
    watch = Inotify()
    number = watch.add(str(tmp_path), inotify.MOVED_TO | inotify.DELETE)
    assert watch.read() == []
    (tmp_path / "game.new").write_text("x")
    (tmp_path / "game.new").rename(tmp_path / "trò chơi")
    (tmp_path / "trò chơi").unlink()
    told = watch.read()
    assert [(one.watch, one.mask, one.name) for one in told] == [
        (number, inotify.MOVED_TO, "trò chơi"),
        (number, inotify.DELETE, "trò chơi"),
    ]
    watch.close()


def test_the_end_of_a_watch_is_told(tmp_path: Path) -> None:
    """A folder that goes away takes its watch with it."""
    watch = Inotify()
    (tmp_path / "sub").mkdir()
    number = watch.add(str(tmp_path / "sub"), inotify.CREATE)
    (tmp_path / "sub").rmdir()
    assert [(one.watch, one.mask) for one in watch.read()] == [(number, inotify.IGNORED)]
    watch.remove(number)
    watch.close()
    watch.close()


def test_what_cannot_be_watched_raises(tmp_path: Path) -> None:
    """A path that is not there is an error of the caller's."""
    watch = Inotify()
    with pytest.raises(FileNotFoundError, match="nothing"):
        watch.add(str(tmp_path / "nothing"), inotify.CREATE)
    watch.close()
