"""Runs the lists program as a user of its own, and hands on what it prints, line by line.

It reads what strangers wrote, so it never has anything of root's: no rights, no socket, and a
folder of its own for what it keeps. One runs at a time; it is nice to everything else.
"""

from __future__ import annotations

import asyncio
import os
import pwd
import signal
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress

from app.model.errors import Unsupported
from app.platforms.linux import confine, spawn
from app.platforms.linux.cgroup import Tree

_GROUP = "lists"
_NICE = 10
_LINE = 65_536  # bytes; a longer line is no event of ours
_LAST_READS = 32  # of _LINE bytes: more than any user's pipe holds (pipe-max-size, 1 MiB)
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}


class LinuxListsRunner:
    """The ListsRunner: `command` is `…/bin/python -I -m app.programs.lists`, run as `user`."""

    def __init__(self, command: Sequence[str], user: str, tree: Tree | None = None) -> None:
        """Nothing runs yet. With a tree it runs in a group of its own, outside the service's."""
        self._group = tree.group(_GROUP, "") if tree else None
        self._command = tuple(command)
        self._user = user
        self._pid = 0
        self._kept = b""
        self._pipe = self._pidfd = -1
        self._heard: Callable[[bytes], None] = _nobody
        self._ended: Callable[[int], None] = _nothing

    def owner(self) -> tuple[int, int]:
        """Give UID and GID of whom it runs as. Raises Unsupported when there is no such user."""
        try:
            user = pwd.getpwnam(self._user)
        except KeyError:
            raise Unsupported(f"there is no user {self._user} for the lists of sites") from None
        if user.pw_uid == 0:
            raise Unsupported("what reads lists from the Internet never runs as root")
        return user.pw_uid, user.pw_gid

    def start(
        self,
        words: Sequence[str],
        heard: Callable[[bytes], None],
        ended: Callable[[int], None],
    ) -> None:
        """Run it with these words. Raises Unsupported, RuntimeError while one runs."""
        if self._pid:
            raise RuntimeError("the lists program runs already")
        self.owner()
        self._heard, self._ended, self._kept = heard, ended, b""
        self._pipe, theirs = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        nothing, other = socket.socketpair()  # spawn hands one over; nothing is said over it
        try:
            os.set_blocking(theirs, True)
            if self._group is not None:
                self._group.make()
            self._pid = spawn.spawn(
                (*confine.COMMAND, confine.WRITES, *self._command, *words),
                _ENVIRONMENT,
                other.fileno(),
                user=self._user,
                procs=str(self._group.path / "cgroup.procs") if self._group else "",
                output=theirs,
            )
        finally:
            os.close(theirs)
            nothing.close()
            other.close()
        self._pidfd = os.pidfd_open(self._pid)
        with suppress(OSError):  # it may have ended already
            os.setpriority(os.PRIO_PROCESS, self._pid, _NICE)
        loop = asyncio.get_running_loop()
        loop.add_reader(self._pipe, self._read)
        loop.add_reader(self._pidfd, self._over)

    def stop(self) -> None:
        """End it; neither `heard` nor `ended` is called any more."""
        if self._pid:
            self._heard, self._ended = _nobody, _nothing
            os.kill(self._pid, signal.SIGKILL)  # our child and not yet reaped: the number is its
            os.waitid(os.P_PID, self._pid, os.WEXITED | os.WNOWAIT)
            self._over()

    def _read(self) -> bool:
        """Hand on what was printed; False when there is nothing more for now."""
        try:
            data = os.read(self._pipe, _LINE)
        except BlockingIOError:
            return False
        if not data:
            asyncio.get_running_loop().remove_reader(self._pipe)
            return False
        *lines, self._kept = (self._kept + data).split(b"\n")
        if len(self._kept) > _LINE:
            self._kept = b""
        for line in lines:
            self._heard(line)
        return True

    def _over(self) -> None:
        """It ended: end what it left running, hand on its last words and reap it.

        No more than a pipe holds is read: whoever else has its other end may write for ever.
        """
        if self._group is not None:
            self._group.kill()
        for _ in range(_LAST_READS):
            if not self._read():
                break
        loop = asyncio.get_running_loop()
        for fd in (self._pipe, self._pidfd):
            loop.remove_reader(fd)
            os.close(fd)
        _, status = os.waitpid(self._pid, 0)
        self._pid, self._pipe, self._pidfd = 0, -1, -1
        if self._group is not None:
            self._group.remove()
        self._ended(os.waitstatus_to_exitcode(status))


def _nobody(line: bytes) -> None:
    """Hears nothing."""


def _nothing(code: int) -> None:
    """Is told of no end."""
