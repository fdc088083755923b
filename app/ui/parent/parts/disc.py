"""A round ground with a sign on it: of a message, of a line of the record, of a child."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.shared import glyphs
from app.ui.shared.look import color


class Disc(QWidget):
    """Subclasses draw on it; ground is a colour, side in px."""

    def __init__(self, ground: str, side: int) -> None:
        """An empty disc."""
        super().__init__()
        self._ground = ground
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The disc, then what is on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(self._ground))
        painter.drawEllipse(QRectF(self.rect()))
        self.draw(painter, QRectF(self.rect()))

    def draw(self, painter: QPainter, box: QRectF) -> None:
        """Nothing."""


class GlyphDisc(Disc):
    """A glyph in ink, `edge` px inside the disc."""

    def __init__(self, glyph: str, ground: str, ink: str, side: int, edge: float) -> None:
        """glyph is a key of ui.shared.glyphs."""
        super().__init__(ground, side)
        self._glyph, self._ink, self._edge = glyph, ink, edge

    def draw(self, painter: QPainter, box: QRectF) -> None:
        """The glyph."""
        edge = self._edge
        inside = box.adjusted(edge, edge, -edge, -edge)
        glyphs.draw(painter, self._glyph, inside, color(self._ink))
