"""The Lũy Tre eye: the sign that rules run, with two bamboo leaves for lids. Four states as files.

Shown wherever somebody is accompanied (an obvious sign, never hidden). The files need no font.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

SVG = Path(__file__).parent / "assets" / "svg"
STATES = ("running", "warning", "locked", "paused")
_SIZES = (16, 22, 24, 32, 48, 64)


def eye_icon(state: str, dark_panel: bool) -> QIcon:
    """The tray icon of a state, for dark or light panels. Raises KeyError for an unknown state."""
    if state not in STATES:
        raise KeyError(f"no eye for state {state!r}")
    return _icon(f"tray-{state}-{'dark' if dark_panel else 'light'}.svg")


def app_icon() -> QIcon:
    """Three stalks tied by a rope."""
    return _icon("luytre-app.svg")


class Eye(QWidget):
    """The eye in a window, at full strength whatever is selected."""

    def __init__(self, state: str, dark: bool, side: int, name: str = "") -> None:
        """name is what it says to a screen reader; "" when words stand beside it."""
        super().__init__()
        self._renderer = QSvgRenderer(str(_file(state, dark)))
        self.setFixedSize(side, side)
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The file, as large as the widget."""
        self._renderer.render(QPainter(self), QRectF(self.rect()))


def _file(state: str, dark: bool) -> Path:
    return SVG / f"tray-{state}-{'dark' if dark else 'light'}.svg"


def _icon(name: str) -> QIcon:
    renderer = QSvgRenderer(str(SVG / name))
    icon = QIcon()
    for side in _SIZES:
        picture = QPixmap(QSize(side, side))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        icon.addPixmap(picture)
    return icon
