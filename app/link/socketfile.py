"""The socket's place in the file system: one service a name, never a moment of a wrong mode.

A lock file says who serves; it is held for life and let go by the kernel, so a stale socket is
known for certain and needs no guess by connecting. The new socket is made beside the old one and
takes its name in one step.
"""

from __future__ import annotations

import errno
import fcntl
import os
import socket
import stat
from pathlib import Path

from app.model.errors import LuytreError

EVERYBODY = 0o666  # who speaks is known by credentials; the folder's mode is what keeps others out


class CannotListen(LuytreError):
    """The socket cannot be served: code `already_running` or `unsafe_folder`, and the path."""

    def __init__(self, code: str, path: Path) -> None:
        """Keep code and path apart for the face that says it."""
        self.code = code
        self.path = path
        super().__init__(f"{code}: {path}")


class SocketFile:
    """A listening Unix socket with a name; `close` takes the name away."""

    def __init__(self, path: Path) -> None:
        """Listen at `path`, in a folder that is made when missing. Raises CannotListen, OSError."""
        self._path = path
        _check_folder(path.parent)
        self._lock = _hold(path.with_name(path.name + ".lock"))
        try:
            self.socket = _listen(path)
            self._inode = path.lstat().st_ino
        except BaseException:
            os.close(self._lock)
            raise

    def close(self) -> None:
        """Stop listening; take the name away if it is still ours, then let others serve."""
        self.socket.close()
        try:
            if self._path.lstat().st_ino == self._inode:
                self._path.unlink()
        except FileNotFoundError:
            pass
        os.close(self._lock)


def _check_folder(folder: Path) -> None:
    """Make the folder, or refuse one in which somebody else could put a socket of his own."""
    try:
        folder.mkdir(mode=0o755)
    except FileExistsError:
        pass
    else:
        folder.chmod(0o755)  # whatever the umask was
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o022:
        raise CannotListen("unsafe_folder", folder)


def _hold(path: Path) -> int:
    """Hold the lock file for as long as the process lives."""
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        if error.errno in (errno.EAGAIN, errno.EACCES):
            raise CannotListen("already_running", path) from None
        raise
    return lock


def _listen(path: Path) -> socket.socket:
    """Make the socket under a name of its own, open it to everybody, and move it into place."""
    if path.exists() and not path.is_socket():
        raise CannotListen("unsafe_folder", path)
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        listening.bind(str(fresh))
        fresh.chmod(EVERYBODY)
        listening.listen(64)
        listening.setblocking(False)
        fresh.replace(path)
    except BaseException:
        listening.close()
        raise
    return listening
