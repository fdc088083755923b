"""A child's sign: the first letter on a tint of its own. It has no name: the words beside it do."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.ui.parent.parts.disc import Disc
from app.ui.parent.parts.tones import tone
from app.ui.shared import fonts
from app.ui.shared.look import Look, color
from app.ui.shared.text import CENTER

_TONES = ("leaf", "night", "sun", "bamboo")


class Avatar(Disc):
    """The same child has the same tint in every place."""

    def __init__(self, look: Look, name: str, side: int = 44) -> None:
        """side in px."""
        mark = sum(ord(letter) for letter in name)
        ground, self._ink = tone(_TONES[mark % len(_TONES)], look.palette)
        super().__init__(ground, side)
        self._letter = name[:1].upper()
        self._px = round(side * 0.42)

    def draw(self, painter: QPainter, box: QRectF) -> None:
        """The letter."""
        painter.setPen(color(self._ink))
        painter.setFont(fonts.sized(max(12, self._px), 600))
        painter.drawText(box, CENTER, self._letter)
