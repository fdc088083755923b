"""Sessions as logind keeps them. A signal only makes us ask again: the answer is the truth."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.model.errors import Unsupported
from app.model.observation import Session, SessionKind
from app.platforms.linux.bus import Body, Place
from app.platforms.linux.compositors import desktop_of
from app.platforms.linux.displays import display_of, displays
from app.platforms.linux.logind import MANAGER, NAME, PROPERTIES, SESSION, Logind
from app.platforms.linux.unix_sockets import sockets

# logind does not tell of everything (a session that is closing, say), and a display gets its name
# some moments after its session: so all are asked again now and then.
_ASK_AGAIN_S = 30.0
_DISPLAY_S = 1.0
_KINDS = {
    "x11": SessionKind.X11,
    "wayland": SessionKind.WAYLAND,
    "mir": SessionKind.WAYLAND,
    "tty": SessionKind.TTY,
}


class LogindSessions:
    """Watches sessions over an open connection to logind."""

    name = "logind"

    def __init__(self, logind: Logind) -> None:
        """Watch over this connection; it stays the caller's."""
        self._logind = logind
        self._sessions: dict[str, Session] = {}
        self._desktops: dict[str, tuple[str, str]] = {}  # path -> display, who serves it
        self._timer: asyncio.TimerHandle | None = None
        self._changed: Callable[[], None] = _nobody

    def start(self, changed: Callable[[], None]) -> None:
        """Read all sessions, then watch. Raises Unsupported."""
        self._loop = asyncio.get_running_loop()
        self._logind.use(self._subscribe)
        self._changed = changed

    def current(self) -> tuple[Session, ...]:
        """Give every session as last seen."""
        return tuple(self._sessions.values())

    def stop(self) -> None:
        """Stop watching."""
        self._logind.leave(self._subscribe)
        self._changed = _nobody
        self._wait(None)

    def _subscribe(self) -> None:
        bus = self._logind.bus
        for member in ("SessionNew", "SessionRemoved"):
            bus.listen(MANAGER, member, lambda _path, _body: self._ask_all())
        bus.listen(Place(NAME, "", PROPERTIES), "PropertiesChanged", self._property)
        before, self._sessions = self._sessions, {}
        (listed,) = bus.call(MANAGER, "ListSessions")
        for *_, path in listed:
            (facts,) = bus.call(Place(NAME, path, PROPERTIES), "GetAll", "s", SESSION)
            self._keep(path, facts)
        self._wait(_ASK_AGAIN_S)
        if before != self._sessions:
            self._changed()

    def _property(self, path: str, body: Body) -> None:
        if body and body[0] == SESSION:
            self._ask(path)

    def _ask_all(self) -> None:
        self._wait(_ASK_AGAIN_S)
        try:
            self._logind.bus.ask(MANAGER, "ListSessions", self._listed)
        except Unsupported:
            return  # the connection is just being made anew, and asks for everything

    def _listed(self, body: Body | None) -> None:
        if body is None:
            return
        paths = {path for *_, path in body[0]}
        self._desktops = {at: known for at, known in self._desktops.items() if at in paths}
        gone = self._sessions.keys() - paths
        for path in gone:
            del self._sessions[path]
        if gone:
            self._changed()
        for path in paths:
            self._ask(path)

    def _ask(self, path: str) -> None:
        def answered(body: Body | None) -> None:
            before = self._sessions.pop(path, None)
            if body is not None:
                self._keep(path, body[0])
            if self._sessions.get(path) != before:
                self._changed()

        place = Place(NAME, path, PROPERTIES)
        try:
            self._logind.bus.ask(place, "GetAll", answered, "s", SESSION)
        except Unsupported:
            return  # as above

    def _keep(self, path: str, facts: dict[str, tuple[str, Any]]) -> None:
        session = session_of({name: value for name, (_, value) in facts.items()})
        if session is None:
            return
        if session.kind in (SessionKind.X11, SessionKind.WAYLAND) and not session.display:
            taken = frozenset(one.display for at, one in self._sessions.items() if at != path)
            session = replace(session, display=_display(session, taken))
            if not session.display:
                self._wait(_DISPLAY_S)
        if session.kind is SessionKind.WAYLAND:
            session = replace(session, desktop=self._desktop(path, session))
        self._sessions[path] = session

    def _desktop(self, path: str, session: Session) -> str:
        """Give the desktop of a Wayland session; it stays the same as long as its display."""
        known = self._desktops.get(path)
        if known is None or known[0] != session.display:
            listeners = _listeners(session) if session.display else frozenset()
            known = session.display, desktop_of(session.uid, listeners)
            self._desktops[path] = known
        return known[1] or session.desktop

    def _wait(self, seconds: float | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if seconds is None else self._loop.call_later(seconds, self._ask_all)


def session_of(facts: dict[str, Any]) -> Session | None:
    """Make a session of logind's properties; None = nobody sits there (greeter, cron, closing)."""
    kind = _KINDS.get(facts["Type"])
    if facts["Remote"] and kind in (None, SessionKind.TTY):
        kind = SessionKind.SSH
    if kind is None or not facts["Class"].startswith("user") or facts["State"] == "closing":
        return None
    uid = int(facts["User"][0])
    tty = facts["TTY"]
    return Session(
        id=facts["Id"],
        uid=uid,
        user=facts["Name"],
        kind=kind,
        active=bool(facts["Active"]),
        locked=bool(facts["LockedHint"]),
        display=facts["Display"],
        desktop=facts["Desktop"].lower(),
        runtime_dir=f"/run/user/{uid}",
        tty=f"/dev/{tty}" if tty and not tty.startswith("/") else tty,
        leader=int(facts["Leader"]),
    )


def _nobody() -> None:
    """Hears what still comes before `start` returned and after `stop`."""


def _display(session: Session, taken: frozenset[str]) -> str:
    """Find the display logind was not told of: the one this user's programs are on."""
    try:
        return display_of(session.uid, session.kind, sockets(), taken)
    except Unsupported:
        return ""


def _listeners(session: Session) -> frozenset[int]:
    """Give the inodes of the sockets on which a session's display listens."""
    try:
        found = displays(sockets())
    except Unsupported:
        return frozenset()
    here = (session.kind, session.display)
    return frozenset(
        inode
        for one in found
        if (one.kind, one.name) == here and one.server == session.uid
        for inode in one.listeners
    )
