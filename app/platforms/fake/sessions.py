"""People who log in and out, lock and sleep because a test or a simulated day says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.model.observation import Session


class FakeSessions:
    """Holds sessions by id; `log_in`, `alter` and `log_out` are what people do."""

    name = "fake"

    def __init__(self) -> None:
        """Nobody is logged in, nobody watches."""
        self._sessions: dict[str, Session] = {}
        self._changed: Callable[[], None] | None = None

    def start(self, changed: Callable[[], None]) -> None:
        """Begin to watch."""
        self._changed = changed

    def current(self) -> tuple[Session, ...]:
        """Give every session."""
        return tuple(self._sessions.values())

    def stop(self) -> None:
        """Stop watching."""
        self._changed = None

    def log_in(self, session: Session) -> None:
        """Somebody logs in. Raises ValueError when the id is taken."""
        if session.id in self._sessions:
            raise ValueError(f"session {session.id} is there already")
        self._sessions[session.id] = session
        self._tell()

    def alter(self, id: str, *, active: bool | None = None, locked: bool | None = None) -> None:
        """Switch to or from a session, lock or unlock it. Raises KeyError when it is not there."""
        session = self._sessions[id]
        self._sessions[id] = replace(
            session,
            active=session.active if active is None else active,
            locked=session.locked if locked is None else locked,
        )
        self._tell()

    def log_out(self, id: str) -> None:
        """Somebody logs out. Raises KeyError when the session is not there."""
        del self._sessions[id]
        self._tell()

    def _tell(self) -> None:
        if self._changed is not None:
            self._changed()


class FakeSleep:
    """A machine that sleeps when told to, once everything is ready."""

    def __init__(self) -> None:
        """Awake, and nobody watches."""
        self._going: Callable[[bool], None] | None = None
        self._held = False

    def start(self, going: Callable[[bool], None]) -> None:
        """Begin to watch, and hold the next sleep back until `ready`."""
        self._going, self._held = going, True

    def ready(self) -> None:
        """Let it sleep."""
        self._held = False

    def stop(self) -> None:
        """Stop watching, and hold no sleep back any more."""
        self._going, self._held = None, False

    def fall_asleep(self) -> bool:
        """Ask the machine to sleep; give whether everything was ready for it."""
        if self._going is not None:
            self._going(True)
        return not self._held

    def wake(self) -> None:
        """Wake the machine."""
        if self._going is not None:
            self._held = True
            self._going(False)
