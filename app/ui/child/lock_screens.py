"""The lock over every screen: windows that come and go with the screens, raised, held, reported.

Words stand on the main screen only. What it achieves is said as `held(bool, why)`: the service
freezes nothing before it heard True.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from app.api.child import Done, Lock, No
from app.ui.child.grab import Grab
from app.ui.child.live import Live
from app.ui.child.lock import LockWindow, SceneWindow

RAISE_MS = 500


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
        self._raise = QTimer(self)
        self._raise.setInterval(RAISE_MS)
        self._raise.timeout.connect(self._to_front)

    def show(self, lock: Lock) -> None:
        """Bring it up, or replace what it says."""
        self.hide()
        self._lock = lock
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._rebuild)
        app.screenRemoved.connect(self._rebuild)
        app.primaryScreenChanged.connect(self._rebuild)
        self._build(lock)

    def hide(self) -> None:
        """Take it down and give the keyboard back."""
        if self._lock is None:
            return
        self._lock = None
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.disconnect(self._rebuild)
        app.screenRemoved.disconnect(self._rebuild)
        app.primaryScreenChanged.disconnect(self._rebuild)
        self._tear_down()

    @property
    def up(self) -> bool:
        """Whether a lock is shown."""
        return self._lock is not None

    def answered(self, answer: Done | No) -> None:
        """What became of the last question or code."""
        if self.main is not None:
            self.main.answered(answer)

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
        handle = self.main.windowHandle()
        self._grab = Grab(handle, self)
        self._grab.held.connect(self.held)
        self._grab.start()
        self._raise.start()

    def _cover(self, window: SceneWindow, screen: QScreen) -> None:
        window.setGeometry(screen.geometry())
        window.show()
        window.raise_()
        screen.geometryChanged.connect(self._rebuild)

    def _tear_down(self) -> None:
        self._raise.stop()
        if self._grab is not None:
            self._grab.stop()
            self._grab.deleteLater()
            self._grab = None
        for screen in QGuiApplication.screens():
            screen.geometryChanged.disconnect(self._rebuild)
        for window in (*self.others, self.main):
            if window is not None:
                window.may_close = True
                window.close()
                window.deleteLater()
        self.others, self.main = [], None

    def _rebuild(self, *_: object) -> None:
        """A screen came, went or changed its size: cover what is there now."""
        if self._lock is not None:
            self._tear_down()
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
