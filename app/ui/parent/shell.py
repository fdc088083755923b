"""The window itself, before there is anything in it: ground and sign, painted at once.

Only what a first paint needs is imported here: the faces, their type and the line to the service
come right after it (programs/console/start.py), so that nobody looks at an empty screen.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QIcon, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.parent.preferences import Preferences
from app.ui.shared import tokens

LEAST = (1024, 640)
TITLE = "Lũy Tre"
_MARK = Path(tokens.__file__).parent / "assets" / "svg" / "luytre-app.svg"
_SIDE = 72.0


class Shell(QWidget):
    """painted is emitted once, after the first paint."""

    painted = Signal()

    def __init__(self, preferences: Preferences) -> None:
        """As large as it was the last time."""
        super().__init__()
        self._preferences = preferences
        self._was_painted = False
        self._inside: QWidget | None = None
        self.setWindowTitle(TITLE)
        self.setWindowIcon(QIcon(str(_MARK)))
        self.setMinimumSize(*LEAST)
        self.resize(preferences.size.expandedTo(self.minimumSize()))

    def furnish(self, inside: QWidget) -> None:
        """Put the faces in; from now on they paint everything."""
        self._inside = inside
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(inside)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, and the sign while nothing else is there."""
        painter = QPainter(self)
        theme = tokens.palette(self._preferences.dark())
        painter.fillRect(self.rect(), QColor(theme.paper))
        if self._inside is None:
            middle = self.rect().center()
            box = QRectF(middle.x() - _SIDE / 2, middle.y() - _SIDE / 2, _SIDE, _SIDE)
            QSvgRenderer(str(_MARK)).render(painter, box)
        painter.end()
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember how large it was."""
        if not self.windowState() & Qt.WindowState.WindowMaximized:
            self._preferences.size = self.size()
        super().closeEvent(event)
