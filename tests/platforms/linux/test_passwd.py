"""Accounts are read from passwd(5), whatever stands in it."""

import os
from pathlib import Path

from app.platforms.linux.passwd import uids_of


def test_every_account_is_found_and_rubbish_is_not(tmp_path: Path) -> None:
    """Lines of a directory service (`+::::`), comments and broken ones are left out."""
    path = tmp_path / "passwd"
    path.write_text("root:x:0:0::/root:/bin/sh\nan:x:1001:1001::/:/bin/sh\n+::::\n# x\nb:x:no\n")
    assert uids_of(path) == {0, 1001}


def test_a_file_that_is_not_there_has_none(tmp_path: Path) -> None:
    """Nobody is spared by a guess."""
    assert uids_of(tmp_path / "passwd") == frozenset()


def test_this_machine_has_root() -> None:
    """The real file."""
    assert {0, os.getuid()} <= uids_of()
