"""Hands on made-up log-ins: what was done to each is remembered."""

from __future__ import annotations

from app.model.errors import Unsupported
from app.model.observation import Session, SessionKind

_DESKTOPS = (SessionKind.X11, SessionKind.WAYLAND)


class FakeSessionHands:
    """The SessionHands over the log-ins a test names; `can_lock` is whether there is a logind."""

    def __init__(self, *sessions: Session, can_lock: bool = True) -> None:
        """Begin with these log-ins."""
        self.there = {session.id: session for session in sessions}
        self.locked: set[str] = set()
        self.said: list[tuple[str, str]] = []
        self._can_lock = can_lock

    def lock(self, session: Session) -> None:
        """Lock it. Raises Unsupported, and LookupError for a log-in nobody named."""
        self._must_lock(session)
        self.locked.add(session.id)

    def unlock(self, session: Session) -> None:
        """Unlock it. Raises Unsupported, and LookupError for a log-in nobody named."""
        self._must_lock(session)
        self.locked.discard(session.id)

    def end(self, session: Session) -> None:
        """End it. Raises Unsupported, and LookupError for a log-in nobody named."""
        self._must_be_there(session)
        if session.uid < 1_000:
            raise Unsupported(f"session {session.id} belongs to the system")
        del self.there[session.id]
        self.locked.discard(session.id)

    def say(self, session: Session, text: str) -> None:
        """Say it. Raises Unsupported, and LookupError for a log-in nobody named."""
        self._must_be_there(session)
        if session.kind in _DESKTOPS or not session.tty:
            raise Unsupported(f"session {session.id} has no terminal to write on")
        self.said.append((session.id, text))

    def _must_lock(self, session: Session) -> None:
        self._must_be_there(session)
        if session.kind not in _DESKTOPS or not self._can_lock:
            raise Unsupported(f"session {session.id} cannot be locked")

    def _must_be_there(self, session: Session) -> None:
        if session.id not in self.there:
            raise LookupError(f"nobody logged in as {session}")
