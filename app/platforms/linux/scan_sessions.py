"""Sessions on machines without logind: who is on which display, who logged in on a terminal.

A graphical session of a user exists while programs of that user are connected to a display (our
own agent's connection is left out by its pid, or a session would never end). It is active unless
its display server sits on a virtual console that is not the one being shown; servers without a
console (Xvfb, VNC, nested ones) count as active. Nothing here can see a lock: `locked` stays False.
The scan costs one listing of /proc and one question to the kernel every two seconds and a half.
"""

from __future__ import annotations

import asyncio
import os
import pwd
from collections.abc import Callable
from pathlib import Path

from app.model.observation import Session
from app.platforms.linux import procfs
from app.platforms.linux.displays import Display, displays
from app.platforms.linux.logins import Login, Logins, terminal
from app.platforms.linux.unix_sockets import sockets

INTERVAL_S = 2.5
# Ordinary users by Debian policy 9.2.2: below live services and greeters, above nobody.
_FIRST_USER, _LAST_USER = 1_000, 59_999
_SHOWN = Path("/sys/class/tty/tty0/active")


class ScanSessions:
    """Looks for sessions every `interval_s`. Needs Linux 5.3; as an ordinary user sees less."""

    name = "x11-scan"

    def __init__(
        self, ours: Callable[[], frozenset[int]], *, interval_s: float = INTERVAL_S
    ) -> None:
        """`ours` gives the pids of our agents, whose connections make no session."""
        self._ours = ours
        self._interval_s = interval_s
        self._timer: asyncio.TimerHandle | None = None
        self._sessions: tuple[Session, ...] = ()
        self._logins = Logins()
        self._consoles: dict[frozenset[int], int] = {}
        self._names: dict[int, str] = {}

    def start(self, changed: Callable[[], None]) -> None:
        """Look at once, then begin to watch on the running loop. Raises Unsupported."""
        self._loop = asyncio.get_running_loop()
        self._changed = changed
        self._sessions = self._look()
        self._timer = self._loop.call_later(self._interval_s, self._again)

    def current(self) -> tuple[Session, ...]:
        """Give every session as last seen."""
        return self._sessions

    def stop(self) -> None:
        """Stop looking."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _again(self) -> None:
        self._timer = self._loop.call_later(self._interval_s, self._again)
        before, self._sessions = self._sessions, self._look()
        if self._sessions != before:
            self._changed()

    def _look(self) -> tuple[Session, ...]:
        shown = _shown_console()
        there = displays(sockets(), _socket_inodes(self._ours()))
        # Only the consoles of displays that are still there need to be remembered.
        self._consoles = {one.listeners: self._console(one) for one in there}
        graphical = [
            self._graphical(one, uid, shown)
            for one in there
            for uid in sorted(one.uids)
            if _FIRST_USER <= uid <= _LAST_USER
        ]
        taken = {(self._consoles[one.listeners], uid) for one in there for uid in one.uids}
        text = [
            self._text(one, shown)
            for one in self._logins.look()
            if _FIRST_USER <= one.uid <= _LAST_USER
            and (one.vt == 0 or (one.vt, one.uid) not in taken)
        ]
        return (*graphical, *sorted(text, key=lambda one: one.id))

    def _graphical(self, display: Display, uid: int, shown: int) -> Session:
        console = self._consoles[display.listeners]
        return Session(
            id=f"{display.kind}{display.name}:{uid}",
            uid=uid,
            user=self._name(uid),
            kind=display.kind,
            active=console in (0, shown),
            display=display.name,
            runtime_dir=display.folder or _runtime_dir(uid),
        )

    def _text(self, login: Login, shown: int) -> Session:
        return Session(
            id=f"{login.kind}:{login.pid}:{login.started}",
            uid=login.uid,
            user=self._name(login.uid),
            kind=login.kind,
            active=login.vt in (0, shown),
            runtime_dir=_runtime_dir(login.uid),
            tty=login.tty,
            leader=login.pid,
        )

    def _name(self, uid: int) -> str:
        if uid not in self._names:
            try:
                self._names[uid] = pwd.getpwuid(uid).pw_name
            except KeyError:
                return str(uid)  # an account just deleted, or one not yet known: asked again
        return self._names[uid]

    def _console(self, display: Display) -> int:
        """Give the virtual console a display server sits on, 0 = none; looked for once."""
        known = self._consoles.get(display.listeners)
        if known is not None:
            return known
        for pid in procfs.pids():
            if procfs.owner_at_a_glance(pid) in (display.server, 0):
                line = procfs.stat(pid)
                if line and terminal(line.tty)[1] and display.listeners & _socket_inodes([pid]):
                    return terminal(line.tty)[1]
        return 0


def _shown_console() -> int:
    """Give the number of the virtual console on the screen; 0 where there are none."""
    try:
        name = _SHOWN.read_text(encoding="ascii").strip().removeprefix("tty")
    except OSError:
        return 0
    return int(name) if name.isdecimal() else 0


def _socket_inodes(pids: frozenset[int] | list[int]) -> frozenset[int]:
    """Give the inodes of all sockets these processes hold."""
    links = (link for pid in pids for link in procfs.open_files(pid))
    return frozenset(int(link[8:-1]) for link in links if link.startswith("socket:["))


def _runtime_dir(uid: int) -> str:
    path = f"/run/user/{uid}"
    return path if os.path.isdir(path) else ""
