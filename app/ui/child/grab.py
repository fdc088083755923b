"""Holding keyboard and pointer for the lock, and knowing whether it is true.

Qt asks the X server and returns its answer: a frozen game keeps its grab, and a lock that comes
later gets none (hazards.md, What may be frozen). The answer is asked again and again, also while
we hold: a window that another client unmapped loses its grab silently.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QWindow

RETRY_MS = 100
CHECK_MS = 500


class Grab(QObject):
    """Tries every 100 ms until both are held, then checks every 500 ms.

    held(True, "") or held(False, why) is sent at the first answer and at every change of it; why is
    `keyboard` or `pointer`: which one somebody else has, or which this platform cannot grab.
    """

    held = Signal(bool, str)

    def __init__(self, window: QWindow, parent: QObject) -> None:
        """window must stay alive as long as this; it is the lock's main window."""
        super().__init__(parent)
        self._window = window
        self._answer: tuple[bool, str] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._try)

    def start(self) -> None:
        """Begin trying."""
        self._timer.start(RETRY_MS)
        self._try()

    def stop(self) -> None:
        """Give both back."""
        self._timer.stop()
        self._answer = None
        self._window.setKeyboardGrabEnabled(False)
        self._window.setMouseGrabEnabled(False)

    def rest(self) -> None:
        """Stop trying and keep what is held, for another window to take it over."""
        self._timer.stop()

    def _try(self) -> None:
        answer = self._ask()
        self._timer.setInterval(CHECK_MS if answer[0] else RETRY_MS)
        if answer != self._answer:
            self._answer = answer
            self.held.emit(*answer)

    def _ask(self) -> tuple[bool, str]:
        if not self._window.setKeyboardGrabEnabled(True):
            return False, "keyboard"
        if not self._window.setMouseGrabEnabled(True):
            return False, "pointer"
        return True, ""
