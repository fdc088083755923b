"""Keeps the refuser's process alive and true: tells it what is denied, and replaces it when silent.

The answering is done elsewhere (app/programs/refuser.py), because a program that executes others
must not be the one they wait for. A process that hangs would hold up every start of a denied file;
so it is asked for a sign of life twice a second and ended after two seconds of silence.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.enforce.choose import carries_session
from app.model.errors import Unsupported
from app.platforms.linux import pidfd, spawn
from app.platforms.linux.fanotify import Fanotify

_PING_S = 0.5
_MOST_SILENT = 4  # pings without a pong: two seconds
_MOST_SILENT_AT_START = 20  # Python has to load first, on a machine that may be busy
_LIVES = 10  # pongs after which an earlier failure is forgotten
_AGAIN_S = (0.0, 0.2, 1.0, 5.0, 10.0)
_LONGEST = 49_152  # bytes of one message: the kernel cuts those over half the socket's buffer
_MOST_FILES = 1_000  # for one user; all of them fit into the buffer of a process that still loads
_END_MS = 1_000
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}


@dataclass(slots=True)
class _Helper:
    """A running process and our end of its link; silent and pongs count since its start."""

    pid: int
    pidfd: int
    link: socket.socket
    silent: int = 0
    pongs: int = 0


class LinuxRefuser:
    """The Refuser with fanotify inode marks. Everything happens on the loop that called start."""

    def __init__(self, command: Sequence[str], *, output: int | None = None) -> None:
        """`command` is `…/bin/python -I -m app.programs.refuser`, output an fd for its errors."""
        self._command = tuple(command)
        self._output = output
        self._denied: dict[int, frozenset[str]] = {}
        self._helper: _Helper | None = None
        self._failures = 0
        self._timer: asyncio.TimerHandle | None = None
        self._refused: Callable[[int, str], None] = _nobody

    def start(self, refused: Callable[[int, str], None]) -> None:
        """Begin. Raises Unsupported where the kernel lacks fanotify or forbids it."""
        try:
            Fanotify().close()
        except OSError as error:
            raise Unsupported(f"programs cannot be refused before they start: {error}") from error
        self._loop = asyncio.get_running_loop()
        self._refused = refused
        self._begin()

    def deny(self, uid: int, paths: frozenset[str]) -> None:
        """Replace what this user may not execute. ValueError for root or far too many files.

        Left out, and so the second line's: what lies where others than root may write (a home), our
        own interpreter, and what carries a session.
        """
        if uid == 0:
            raise ValueError("nothing is denied to root")
        if len(paths) > _MOST_FILES:
            raise ValueError(f"{len(paths)} files are too many to deny")
        self._denied[uid] = frozenset(path for path in paths if not carries_session(path))
        if self._helper is not None:
            self._tell(self._helper, uid)

    def stop(self) -> None:
        """Let everything start again."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._helper is not None:
            self._end(self._helper)
        self._refused = _nobody

    def _begin(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.setblocking(False)
        with theirs:
            pid = spawn.spawn(self._command, _ENVIRONMENT, theirs.fileno(), output=self._output)
        helper = _Helper(pid, os.pidfd_open(pid), ours)
        self._helper = helper
        self._loop.add_reader(ours.fileno(), self._listen, helper)
        for uid in self._denied:
            self._tell(helper, uid)
        self._timer = self._loop.call_later(_PING_S, self._ping)

    def _ping(self) -> None:
        helper = self._helper
        if helper is None:
            return
        self._timer = self._loop.call_later(_PING_S, self._ping)
        patience = _MOST_SILENT if helper.pongs else _MOST_SILENT_AT_START
        if helper.silent >= patience:
            self._replace(helper)
            return
        helper.silent += 1
        self._send(helper, b"ping")

    def _listen(self, helper: _Helper) -> None:
        try:
            message = helper.link.recv(_LONGEST)
        except BlockingIOError:
            return
        except ConnectionResetError:
            message = b""
        if message == b"pong":
            helper.silent = 0
            helper.pongs += 1
            if helper.pongs == _LIVES:
                self._failures = 0
        elif message:
            uid, path = json.loads(message)["refused"]
            self._refused(uid, path)
        else:
            self._replace(helper)

    def _tell(self, helper: _Helper, uid: int) -> None:
        for message in messages(uid, self._denied[uid]):
            self._send(helper, message)

    def _send(self, helper: _Helper, message: bytes) -> None:
        try:
            helper.link.send(message)
        except (BlockingIOError, BrokenPipeError, ConnectionResetError):
            # It is gone or hangs; its end is seen by the reader, its silence by the next ping.
            helper.silent = max(helper.silent, _MOST_SILENT_AT_START)

    def _replace(self, helper: _Helper) -> None:
        """End it and begin another, at once the first time, later when that does not help."""
        self._end(helper)
        if self._timer is not None:
            self._timer.cancel()
        wait = _AGAIN_S[min(self._failures, len(_AGAIN_S) - 1)]
        self._failures += 1
        self._timer = self._loop.call_later(wait, self._begin)

    def _end(self, helper: _Helper) -> None:
        self._helper = None
        self._loop.remove_reader(helper.link.fileno())
        helper.link.close()
        pidfd.send(helper.pidfd, signal.SIGKILL)
        pidfd.wait_end(helper.pidfd, _END_MS)
        os.waitid(os.P_PIDFD, helper.pidfd, os.WEXITED | os.WNOHANG)
        os.close(helper.pidfd)


def messages(uid: int, paths: frozenset[str]) -> list[bytes]:
    """Give what tells the process of all that is denied to a user, in packets it can take whole."""
    parts: list[list[str]] = [[]]
    length = 0
    for path in sorted(paths):
        length += len(json.dumps(path)) + 2
        if length > _LONGEST:
            parts.append([])
            length = len(json.dumps(path)) + 2
        parts[-1].append(path)
    return [
        json.dumps({"uid": uid, "paths": part, "more": part is not parts[-1]}).encode()
        for part in parts
    ]


def _nobody(uid: int, path: str) -> None:
    """Hears refusals before the start and after the stop."""
