"""A child's sign: the first letter on a tint of its own. It has no name: the words beside it do."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.parent.parts.tones import tone
from app.ui.shared import fonts
from app.ui.shared.look import Look, color
from app.ui.shared.text import CENTER

_TONES = ("leaf", "night", "sun", "bamboo")


class Avatar(QWidget):
    """The same child has the same tint in every place."""

    def __init__(self, look: Look, name: str, side: int = 44) -> None:
        """side in px."""
        super().__init__()
        self._letter = name[:1].upper()
        mark = sum(ord(letter) for letter in name)
        self._ground, self._ink = tone(_TONES[mark % len(_TONES)], look.palette)
        self._px = round(side * 0.42)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A disc and a letter."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(self._ground))
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(color(self._ink))
        painter.setFont(fonts.sized(max(12, self._px), 600))
        painter.drawText(QRectF(self.rect()), CENTER, self._letter)
