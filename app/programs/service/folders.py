"""Where the service keeps what is its own, and that nobody else can write there.

What root reads or runs must be writable by nobody else; a folder that somebody prepared for us is
refused, not repaired.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from app.model.errors import LuytreError


class UnsafeFolder(LuytreError):
    """A folder of ours belongs to somebody else or may be written by others."""

    def __init__(self, path: Path, problem: str) -> None:
        """Keep the place apart for the face that says it."""
        self.path = path
        super().__init__(f"{path}: {problem}")


@dataclass(frozen=True, slots=True)
class Folders:
    """The places of one copy of the product on this machine.

    prefix   holds `bin/python`, which the agents are started with.
    state    store, key and the policy's second copy; for our own eyes (0700).
    run      what does not outlive a boot: the freezer's notes (0755).
    socket   where faces ask.
    cgroup   the name of our folder in the control-group tree.
    catalogue  the lists of sites to subscribe to, where root wants others than ours.
    ca       certificates to believe of their publishers instead of the usual ones.
    """

    prefix: Path
    state: Path
    run: Path
    socket: Path
    cgroup: str = "luytre"
    catalogue: Path | None = None
    ca: Path | None = None

    @property
    def store(self) -> Path:
        """Give the store's file."""
        return self.state / "store.db"

    @property
    def key(self) -> Path:
        """Give the file that holds the store's key."""
        return self.state / "key"

    @property
    def frozen(self) -> Path:
        """Give the freezer's notes."""
        return self.run / "frozen"

    def prepare(self) -> None:
        """Make what is missing. Raises UnsafeFolder, OSError."""
        _make(self.state, 0o700)
        _make(self.run, 0o755)
        for path in (self.catalogue, self.ca):
            if path is not None:
                _ours(path)


def _make(path: Path, mode: int) -> None:
    try:
        path.mkdir(mode=mode, parents=True)
        path.chmod(mode)  # whatever the umask was
    except FileExistsError:
        pass
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise UnsafeFolder(path, "is no folder")
    if found.st_uid != os.geteuid():
        raise UnsafeFolder(path, "belongs to somebody else")
    if stat.S_IMODE(found.st_mode) & ~mode & 0o077:
        raise UnsafeFolder(path, f"may be used by others (mode {found.st_mode & 0o777:o})")


def _ours(path: Path) -> None:
    """See that a file that root was told to use is nobody else's to write."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise UnsafeFolder(path, "is no file")
    if found.st_uid not in (0, os.geteuid()):
        raise UnsafeFolder(path, "belongs to somebody else")
    if found.st_mode & 0o022:
        raise UnsafeFolder(path, f"may be written by others (mode {found.st_mode & 0o777:o})")
