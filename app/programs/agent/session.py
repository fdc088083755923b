"""The agent at work: one child's session between the service's line, the desk and the faces.

It knows no rules. Whether a program may be used is not told to it either: what stands still is read
off the kernel, and the cover steps aside for what does not.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.api.child import (
    Ask,
    Base,
    Code,
    HoldNow,
    Lock,
    PutAway,
    Ready,
    State,
    TakeBack,
    TheyAre,
    Told,
    WhoAre,
)
from app.enforce.choose import carries_session
from app.model.observation import App
from app.monitor.ports import Front
from app.platforms.linux import procfs
from app.platforms.linux.x11_windows import Windows
from app.programs.agent.frozen import stands_still
from app.programs.agent.line import Line
from app.programs.agent.locking import COVER, Locking
from app.programs.agent.sensing import Sensing, to_claims
from app.ui.child.face import ChildFace


class ChildSession(QObject):
    """Passes messages between line and face, and answers what only this process can answer."""

    def __init__(
        self,
        line: Line,
        face: ChildFace,
        windows: Windows | None,
        recognise: Callable[[int], App | None],
    ) -> None:
        """windows is None where this desktop does not let them be reached."""
        super().__init__()
        self._line = line
        self._face = face
        self._windows = windows
        self._recognise = recognise
        self._locking = Locking(face, line.say, self._keyboard_is_free)
        self._sensing: Sensing | None = None
        line.message.connect(self._heard)
        face.asked.connect(self._asked)
        face.taken_back.connect(lambda id: self._ask(TakeBack(id)))
        face.coded.connect(self._coded)
        face.told.connect(lambda agreed: self._ask(Told(agreed)))
        face.chosen.connect(self._bring_forward)

    def begin(self, sensing: Sensing, limits: tuple[str, ...]) -> None:
        """Say that we are there, and from now on what is seen."""
        self._sensing = sensing
        tray = self._face.start()
        self._line.say(Ready(sensing.desk, limits, tray))
        self.look()

    def look(self) -> None:
        """Say what is seen now."""
        if self._sensing is not None:
            self._sensing.tell()

    def seen(self, front: Front) -> None:
        """The cover steps aside for what may be used, and comes back over what stands still."""
        if self._locking.screen != COVER:
            return
        self._face.set_learning(self._usable())
        ours = front.app is not None and front.app.ours
        if front.pid and not ours:
            self._face.set_front(not stands_still(front.pid))

    # --- from the service -------------------------------------------------------------------------

    def _heard(self, message: Base) -> None:
        match message:
            case Lock():
                self._locking.take(message)
                self.look()
            case HoldNow():
                self._line.say(PutAway(message.n, self._put_away(message.pids)))
            case WhoAre():
                apps = to_claims(self._recognise(pid) for pid in message.pids)
                self._line.say(TheyAre(message.n, apps))
            case State():
                self._face.receive(message)
                # A state is also the question whether we live: what is seen is the answer.
                self.look()
            case _:
                self._face.receive(message)  # type: ignore[arg-type]

    # --- from the child ---------------------------------------------------------------------------

    def _ask(self, message: Base) -> None:
        self._line.ask(message, self._face.receive)

    def _asked(self, kind: str, minutes: int, about: str, words: str) -> None:
        self._ask(Ask(kind, minutes, about, words))

    def _coded(self, digits: str, what: str, minutes: int, about: str) -> None:
        self._ask(Code(digits, what, minutes, about))

    # --- windows ----------------------------------------------------------------------------------

    def _put_away(self, pids: tuple[int, ...]) -> bool:
        if self._windows is not None:
            return self._windows.put_away(pids)
        return self._sensing is not None and self._sensing.put_away(pids)

    def _keyboard_is_free(self) -> bool:
        return self._windows is None or self._windows.keyboard_is_free()

    def _usable(self) -> tuple[tuple[str, str], ...]:
        """Give the programs that have a window and run: (id, name) each."""
        found: dict[str, str] = {}
        for pid in () if self._windows is None else self._windows.pids():
            app = None if stands_still(pid) else self._recognise(pid)
            # The window manager and the panel have windows too, and are no lesson.
            if app is not None and not app.ours and not carries_session(procfs.exe(pid)):
                found[app.id] = app.name or app.id
        return tuple(found.items())

    def _bring_forward(self, id: str) -> None:
        if self._windows is None:
            return
        for pid in self._windows.pids():
            app = self._recognise(pid)
            if app is not None and app.id == id and not stands_still(pid):
                self._windows.bring_forward(pid)
