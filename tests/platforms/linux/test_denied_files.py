"""Which inode is denied to whom, while files and lists change."""

import os
import select
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.platforms.linux.denied_files import DeniedFiles
from app.platforms.linux.fanotify import Fanotify
from tests.platforms.linux.child_account import needs_root
from tests.platforms.linux.installed import Installed, installed

__all__ = ["installed"]
pytestmark = needs_root
CHILD, SISTER = 54_321, 54_322  # numbers without an account


@pytest.fixture
def files() -> Iterator[DeniedFiles]:
    """A list over a real gate that nobody reads: nothing here is executed."""
    gate = Fanotify()
    files = DeniedFiles(gate)
    yield files
    files.folders.close()
    gate.close()


def denial(files: DeniedFiles, path: str | Path, uid: int) -> tuple[int, str] | None:
    """What would be answered if this user executed this file now."""
    file = os.open(path, os.O_PATH)
    try:
        return files.denial(file, uid)
    finally:
        os.close(file)


def changed(files: DeniedFiles) -> bool:
    """Whether some folder on the way to a denied file changed."""
    return bool(select.select([files.folders.fd], [], [], 0)[0])


def test_lists_of_two_users_are_apart(files: DeniedFiles, installed: Installed) -> None:
    """One file can be denied to one, to both, to none; to strangers never."""
    game, tool = installed.install("game"), installed.install("tool")
    files.deny(CHILD, frozenset([game]))
    files.deny(SISTER, frozenset([game, tool]))
    assert denial(files, game, CHILD) == (CHILD, game)
    assert denial(files, game, SISTER) == (SISTER, game)
    assert denial(files, tool, CHILD) is None
    assert denial(files, tool, SISTER) == (SISTER, tool)
    assert denial(files, game, 0) is None
    files.deny(SISTER, frozenset())
    assert denial(files, game, SISTER) is None
    assert denial(files, game, CHILD) == (CHILD, game)


def test_a_replaced_file_is_noticed(files: DeniedFiles, installed: Installed) -> None:
    """The new inode is denied after the renewal, the number of the old one is free again."""
    game = installed.install("game")
    files.deny(CHILD, frozenset([game]))
    kept = installed.folder / "kept"
    kept.hardlink_to(game)
    files.renew()
    assert not changed(files)
    installed.install("game")
    assert changed(files)
    files.renew()
    assert not changed(files)
    assert denial(files, game, CHILD) == (CHILD, game)
    assert denial(files, kept, CHILD) is None


def test_a_changed_link_is_noticed(files: DeniedFiles, installed: Installed) -> None:
    """What /etc/alternatives does: the way changes, not the file."""
    one, other = installed.install("one"), installed.install("other")
    link = installed.folder / "link"
    link.symlink_to("one")
    files.deny(CHILD, frozenset([str(link)]))
    assert denial(files, one, CHILD) == (CHILD, str(link))
    link.unlink()
    link.symlink_to("other")
    assert changed(files)
    files.renew()
    assert denial(files, one, CHILD) is None
    assert denial(files, other, CHILD) == (CHILD, str(link))


def test_what_the_service_executes_is_kept(installed: Installed) -> None:
    """A kept file is neither marked nor denied, by whatever path it is named."""
    game = installed.install("game")
    link = installed.folder / "link"
    link.symlink_to("game")
    gate = Fanotify()
    files = DeniedFiles(gate, kept=[game])
    files.deny(CHILD, frozenset([game, str(link)]))
    assert denial(files, game, CHILD) is None
    files.folders.close()
    gate.close()


def test_a_bad_path_spoils_nothing(files: DeniedFiles, installed: Installed) -> None:
    """Homes, nonsense and files that are not there leave the rest of the list in force."""
    game = installed.install("game")
    bad = ["/home/an/game", "", "x", "/usr/bin/\0", "/opt/none/x", "/usr/bin"]
    files.deny(CHILD, frozenset([game, *bad]))
    assert denial(files, game, CHILD) == (CHILD, game)
    files.renew()
    assert denial(files, game, CHILD) == (CHILD, game)
