"""The lock over every screen: windows that come and go with the screens, raised, held, reported.

Words stand on the main screen only. What it achieves is said as `held(bool, why)`: the service
freezes nothing before it heard True. A lock that replaces another comes up over it: the old one
goes only when the new one holds the keyboard, so that no key slips through between them.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from app.api.child import Done, Lock, No
from app.ui.child.grab import Grab
from app.ui.child.live import Live
from app.ui.child.lock import LockWindow, SceneWindow

RAISE_MS = 500
OLD_MS = 3_000  # a replaced lock goes at the latest now, whether the new one holds or not


class LockScreens(QObject):
    """Shows one Lock message until it is taken down."""

    held = Signal(bool, str)
    asked = Signal(str, int, str, str)  # kind, minutes, about, words
    coded = Signal(str, str, int, str)  # digits, what, minutes, about

    def __init__(self, live: Live, parent: QObject | None = None) -> None:
        """Nothing is shown yet."""
        super().__init__(parent)
        self._live = live
        self._lock: Lock | None = None
        self._grab: Grab | None = None
        self.main: LockWindow | None = None
        self.others: list[SceneWindow] = []
        self._old: list[SceneWindow] = []
        self._watched: list[QScreen] = []
        self._raise = QTimer(self)
        self._raise.setInterval(RAISE_MS)
        self._raise.timeout.connect(self._to_front)
        self._old_late = QTimer(self)
        self._old_late.setInterval(OLD_MS)
        self._old_late.setSingleShot(True)
        self._old_late.timeout.connect(self._drop_old)

    def show(self, lock: Lock) -> None:
        """Bring it up, or put it over the one that is there."""
        first = self._lock is None
        self._lock = lock
        if first:
            self._watch_desk(True)
        else:
            self._step_back()
        self._build(lock)

    def hide(self) -> None:
        """Take it down and give the keyboard back."""
        if self._lock is None:
            return
        self._lock = None
        self._watch_desk(False)
        self._raise.stop()
        if self._grab is not None:
            self._grab.stop()
        self._step_back()
        self._drop_old()

    @property
    def up(self) -> bool:
        """Whether a lock is shown."""
        return self._lock is not None

    def answered(self, answer: Done | No) -> None:
        """What became of the last question or code."""
        if self.main is not None:
            self.main.answered(answer)

    def _watch_desk(self, on: bool) -> None:
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        for signal in (app.screenAdded, app.screenRemoved, app.primaryScreenChanged):
            if on:
                signal.connect(self._rebuild)
            else:
                signal.disconnect(self._rebuild)

    def _build(self, lock: Lock) -> None:
        primary = QGuiApplication.primaryScreen()
        box = primary.geometry()
        self.main = LockWindow(lock, self._live, (box.width(), box.height()))
        self.main.asked.connect(self.asked)
        self.main.coded.connect(self.coded)
        for screen in QGuiApplication.screens():
            if screen is not primary:
                scene = SceneWindow()
                self._cover(scene, screen)
                self.others.append(scene)
        self._cover(self.main, primary)
        self.main.activateWindow()
        self._grab = Grab(self.main.windowHandle(), self)
        self._grab.held.connect(self._answer)
        self._grab.start()
        self._raise.start()

    def _cover(self, window: SceneWindow, screen: QScreen) -> None:
        window.setGeometry(screen.geometry())
        window.show()
        window.raise_()
        screen.geometryChanged.connect(self._rebuild)
        self._watched.append(screen)

    def _answer(self, held: bool, why: str) -> None:
        if held:
            self._drop_old()
        self.held.emit(held, why)

    def _step_back(self) -> None:
        """Make room for new windows; what is there stays up, and keeps the keyboard, until then."""
        for screen in self._watched:
            screen.geometryChanged.disconnect(self._rebuild)
        self._watched = []
        if self._grab is not None:
            self._grab.rest()
            self._grab.deleteLater()
            self._grab = None
        self._old += [*self.others, *([self.main] if self.main is not None else [])]
        self.others, self.main = [], None
        self._old_late.start()

    def _drop_old(self) -> None:
        self._old_late.stop()
        for window in self._old:
            window.may_close = True
            window.close()
            window.deleteLater()
        self._old = []

    def _rebuild(self, *_: object) -> None:
        """A screen came, went or changed its size: cover what is there now."""
        if self._lock is not None:
            self._step_back()
            self._build(self._lock)

    def _to_front(self) -> None:
        for window in (*self.others, self.main):
            if window is None:
                continue
            if not window.windowHandle().isExposed():
                # Another client unmapped it; Qt believes it is still shown, so hide it first.
                window.hide()
                window.show()
            window.raise_()
