"""Acts on whole log-ins: through logind, or where there is none by ending the log-in's programs.

Words on a terminal are written by ourselves in both cases. A terminal's path comes from the log-in
service, never from a child, and what is opened is checked to be that user's terminal before a
letter is written.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.model.errors import Unsupported
from app.model.observation import Process, Session, SessionKind
from app.platforms.linux import pidfd, procfs
from app.platforms.linux.logind import MANAGER, Logind
from app.platforms.linux.logins import Logins, terminal

_SESSION: Final = re.compile(r"[A-Za-z0-9]+")  # logind: a number, or c and a number
_TERMINAL: Final = re.compile(r"/dev/(?:tty[0-9]+|pts/[0-9]+)")
_TERMINAL_MAJORS: Final = frozenset([4, *range(136, 144)])  # Linux devices.txt: consoles and ptys
_DESKTOPS: Final = (SessionKind.X11, SessionKind.WAYLAND)
_FIRST_USER: Final = 1_000  # Debian policy 9.2.2: below are the system's own


class LogindHands:
    """Asks logind; it does not wait for the answer, what came of it is seen in the sessions."""

    def __init__(
        self,
        logind: Logind,
        refused: Callable[[str, Session], None],
        marks: Path | None = None,
    ) -> None:
        """Ask over this connection; `refused(verb, session)` tells when logind said no.

        marks is a folder only root may write: a file there names each session that we locked, so
        that `release` unlocks those and no others. None keeps no marks.
        """
        self._logind = logind
        self._refused = refused
        self._marks = marks

    def lock(self, session: Session) -> None:
        """Ask the desktop to lock itself. Raises Unsupported."""
        _must_have_desktop(session)
        self._mark(session, locked=True)
        self._ask("LockSession", session)

    def unlock(self, session: Session) -> None:
        """Take the desktop's lock away again. Raises Unsupported."""
        _must_have_desktop(session)
        self._ask("UnlockSession", session)
        self._mark(session, locked=False)

    def end(self, session: Session) -> None:
        """End the log-in: logind sends SIGTERM and then SIGKILL to all of it. Unsupported."""
        _must_be_a_persons(session)
        self._ask("TerminateSession", session)

    def say(self, session: Session, text: str) -> None:
        """Write a message on the terminal of a tty or ssh session. Raises Unsupported."""
        write_on_terminal(session, text)

    def _mark(self, session: Session, *, locked: bool) -> None:
        if self._marks is None or not _SESSION.fullmatch(session.id):
            return
        with suppress(OSError):  # a full /run must not keep a screen from being locked
            if locked:
                self._marks.mkdir(mode=0o700, exist_ok=True)
                (self._marks / session.id).touch()
            else:
                (self._marks / session.id).unlink(missing_ok=True)

    def _ask(self, member: str, session: Session) -> None:
        def answered(body: tuple[object, ...] | None) -> None:
            if body is None:
                self._refused(member, session)

        self._logind.bus.ask(MANAGER, member, answered, "s", session.id)


class ScanHands:
    """Ends log-ins where there is no logind; no desktop can be asked to lock itself then."""

    def __init__(self, ours: Callable[[], frozenset[int]], *, grace_s: float = 5.0) -> None:
        """`ours` gives our agents' pids; `grace_s` lies between asking programs and ending them."""
        self._ours = ours
        self._grace_s = grace_s
        self._timers: set[asyncio.TimerHandle] = set()

    def lock(self, session: Session) -> None:
        """Raises Unsupported."""
        raise Unsupported("without logind no desktop can be asked to lock itself")

    def unlock(self, session: Session) -> None:
        """Raises Unsupported."""
        raise Unsupported("without logind no desktop can be asked to unlock itself")

    def end(self, session: Session) -> None:
        """Ask all of the log-in's programs to end, and end what is left after the grace."""
        _must_be_a_persons(session)
        self._signal(session, signal.SIGTERM)
        loop = asyncio.get_running_loop()

        def later() -> None:
            self._timers.discard(timer)
            self._signal(session, signal.SIGKILL)

        timer = loop.call_later(self._grace_s, later)
        self._timers.add(timer)

    def say(self, session: Session, text: str) -> None:
        """Write a message on the terminal of a tty or ssh session. Raises Unsupported."""
        write_on_terminal(session, text)

    def stop(self) -> None:
        """Let those that were only asked go on."""
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()

    def _signal(self, session: Session, number: signal.Signals) -> None:
        for process in self._programs(session):
            with pidfd.held(process) as fd:
                if fd is not None:
                    pidfd.send(fd, number)

    def _programs(self, session: Session) -> list[Process]:
        """Give the programs of a log-in: of a text one by its terminal and its first process.

        A graphical one is everything of that user but his text log-ins and our agent: what a
        desktop started can hide its origin, and nobody else's is touched.
        """
        everything = _programs_of(session.uid, self._ours())
        if session.kind not in _DESKTOPS:
            return _of_login(everything, session.leader, session.tty)
        texts = [one for one in Logins().look() if one.uid == session.uid]
        others = {one for text in texts for one in _of_login(everything, text.pid, text.tty)}
        return [one for one in everything if one not in others]


def write_on_terminal(session: Session, text: str) -> None:
    """Write one message; raises Unsupported when there is no terminal of this user's to write on.

    Control characters in it are left out. A terminal that takes nothing now (stopped with Ctrl+S)
    is not waited for.
    """
    if session.kind in _DESKTOPS or not _TERMINAL.fullmatch(session.tty):
        raise Unsupported(f"session {session.id} has no terminal to write on")
    words = "".join(letter for letter in text if letter.isprintable() or letter == "\n")
    line = f"\n{words}\n".replace("\n", "\r\n").encode()
    flags = os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        fd = os.open(session.tty, flags)
    except OSError as error:
        raise Unsupported(f"{session.tty}: {error.strerror}") from error
    try:
        found = os.fstat(fd)
        is_terminal = stat.S_ISCHR(found.st_mode) and os.major(found.st_rdev) in _TERMINAL_MAJORS
        if not is_terminal or found.st_uid != session.uid:
            raise Unsupported(f"{session.tty} is not a terminal of this user")
        if os.write(fd, line) < len(line):
            raise Unsupported(f"{session.tty} took only a part of the message")
    except OSError as error:
        raise Unsupported(f"{session.tty}: {error.strerror}") from error
    finally:
        os.close(fd)


def _must_have_desktop(session: Session) -> None:
    if session.kind not in _DESKTOPS:
        raise Unsupported(f"session {session.id} is a {session.kind} log-in: nothing to lock")


def _must_be_a_persons(session: Session) -> None:
    if session.uid < _FIRST_USER:
        raise Unsupported(f"session {session.id} belongs to the system")


def _programs_of(uid: int, without: frozenset[int]) -> list[Process]:
    owned = (pid for pid in procfs.pids() if pid not in without and procfs.owner(pid) == uid)
    found = (procfs.process(pid, uid) for pid in owned)
    return [one for one in found if one is not None]


def _of_login(everything: list[Process], leader: int, tty: str) -> list[Process]:
    """Give what descends from the first process or sits on the terminal of a text log-in."""
    family = {leader} if leader else set()
    grew = bool(family)
    while grew:
        fresh = {one.pid for one in everything if one.ppid in family} - family
        family |= fresh
        grew = bool(fresh)
    return [one for one in everything if one.pid in family or (tty and _terminal(one) == tty)]


def _terminal(process: Process) -> str:
    line = procfs.stat(process.pid)
    return terminal(line.tty)[0] if line is not None else ""
