"""Ways: how one log-in is closed, by its kind.

X11: our own lock, which has to hold the keyboard. GNOME and KDE on Wayland: the desktop's own lock,
put back at once when it is taken away, for the third time in a minute by ending the log-in. Text
log-ins: a message, then the end. Any other desktop: the end. What does not close gets as long as
there is to save, counted once and not anew at each try, and is ended then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.api.child import Why
from app.enforce.choose import carries_session
from app.model.action import SetScreen
from app.model.decision import Reason, Screen
from app.model.errors import Unsupported
from app.model.moment import MINUTE, SECOND
from app.model.observation import Session, SessionKind
from app.programs.service.means import OWN_LOCK, Means

HOLD_WITHIN_S = 3.0  # hazards.md, What may be frozen: no grab within 3 s
MOST_UNLOCKS = 3  # within a minute: hazards.md, Closing on every desktop


@dataclass(frozen=True, slots=True)
class Way:
    """How far a log-in is closed.

    closed  nothing can be used through it. freeze  its programs are to stand still once all is
    closed. ending  it is going to be ended; look again. asked  a lock was asked for, and there is
    no answer yet.
    """

    how: str
    closed: bool
    freeze: bool = False
    ending: bool = False
    why: str = ""
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What a lock or a cover has to say: why, and what comes when (Unix ms, code)."""

    why: Why
    following: tuple[tuple[int, str], ...]


class Ways:
    """Closes and opens log-ins; remembers how long each was given, and who unlocked when."""

    def __init__(
        self,
        means: Means,
        shown: Callable[[SetScreen], Shown],
        text: Callable[[Session, SetScreen], str],
    ) -> None:
        """shown is what a lock says, text what is written on a terminal."""
        self._means = means
        self._shown = shown
        self._text = text
        self._ends_ms: dict[str, int] = {}
        self._said: set[str] = set()  # sessions whose terminal or program in front was spoken to
        self._locked: set[str] = set()  # seen locked by the desktop's own lock, at our word
        self._unlocks_ms: dict[str, list[int]] = {}
        self._sentenced: set[str] = set()

    async def close(self, session: Session, action: SetScreen) -> Way:
        """Bring one log-in towards the state; called again until nothing is ending any more."""
        try:
            if session.kind in (SessionKind.TTY, SessionKind.SSH):
                return self._close_text(session, action)
            if session.kind is SessionKind.X11:
                return await self._close_x11(session, action)
            if action.screen is Screen.LEARNING:
                return Way("freeze", True, freeze=True)
            if any(name in session.desktop for name in OWN_LOCK):
                return self._close_wayland(session, action)
            return self._end_in_time(session, action, Way("other", True, ending=True))
        except Unsupported as error:
            return Way("unsupported", False, why=str(error))

    def open(self, subject: str, sessions: tuple[Session, ...]) -> None:
        """Take down what was put up, and forget what was counted."""
        self._means.agents.unlock(subject)
        for session in sessions:
            if session.id in self._locked:
                try:
                    self._means.hands.unlock(session)
                except Unsupported:
                    pass  # the child takes it away with his own password
            self._forget(session.id)

    def left_alone(self, sessions: tuple[Session, ...]) -> frozenset[int]:
        """Give the leaders of log-ins that are given time to save: nothing of theirs is frozen."""
        return frozenset(s.leader for s in sessions if s.leader and s.id in self._ends_ms)

    # --- the kinds --------------------------------------------------------------------------------

    async def _close_x11(self, session: Session, action: SetScreen) -> Way:
        if action.decision.reason is Reason.AGENT_LOST:
            # What could hold a lock is killed again and again; the time to save has passed.
            return self._end(session)
        shown = self._shown(action)
        answer = await self._means.agents.lock(
            session.id, action.screen, shown.why, shown.following, HOLD_WITHIN_S
        )
        if answer is not None and answer.held:
            self._forget(session.id)
            return Way("lock", True, freeze=True)
        if answer is not None and session.id not in self._said:
            self._said.add(session.id)
            self._ask_front(session)
        why, asked = ("no_answer", True) if answer is None else (answer.why, False)
        way = Way("lock", False, ending=True, why=why, asked=asked)
        return self._end_in_time(session, action, way)

    def _close_wayland(self, session: Session, action: SetScreen) -> Way:
        """Have the desktop lock itself, and do not let the child have it unlocked."""
        if session.locked:
            self._locked.add(session.id)
            if session.id not in self._sentenced:
                self._ends_ms.pop(session.id, None)
                return Way("logind", True, freeze=True)
            way = Way("logind", True, freeze=True, ending=True, why="unlocked")
            return self._end_in_time(session, action, way)
        if session.id in self._locked:
            self._locked.discard(session.id)
            self._count_unlock(session.id)
        self._means.hands.lock(session)
        way = Way("logind", False, ending=True, why="not_locked", asked=True)
        return self._end_in_time(session, action, way)

    def _close_text(self, session: Session, action: SetScreen) -> Way:
        if session.id not in self._said:
            self._said.add(session.id)
            self._means.hands.say(session, self._text(session, action))
        return self._end_in_time(session, action, Way("say", True, ending=True))

    # --- what they share --------------------------------------------------------------------------

    def _count_unlock(self, id: str) -> None:
        now = self._means.now_ms()
        lately = [at for at in self._unlocks_ms.get(id, []) if now - at < MINUTE] + [now]
        self._unlocks_ms[id] = lately
        if len(lately) >= MOST_UNLOCKS:
            self._sentenced.add(id)

    def _end_in_time(self, session: Session, action: SetScreen, meanwhile: Way) -> Way:
        """End a log-in once it had its time to save; until then it stands as `meanwhile`."""
        now = self._means.now_ms()
        grace_ms = self._means.grace_s(action.subject) * SECOND
        if now < self._ends_ms.setdefault(session.id, now + grace_ms):
            return meanwhile
        return self._end(session)

    def _end(self, session: Session) -> Way:
        self._means.hands.end(session)
        return Way("end", True, ending=True)

    def _ask_front(self, session: Session) -> None:
        """Ask the program in front to close: it may be what holds the keyboard."""
        sense = self._means.agents.sense(session.id)
        if sense is None or not sense.pid:
            return
        for process in self._means.processes.of(session.uid):
            if process.pid == sense.pid and not carries_session(process.exe):
                self._means.closer.ask(process)

    def _forget(self, id: str) -> None:
        self._ends_ms.pop(id, None)
        self._unlocks_ms.pop(id, None)
        self._said.discard(id)
        self._locked.discard(id)
        self._sentenced.discard(id)
