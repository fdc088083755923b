"""Surfaces: the card with our own colour and hairline, a line, a glyph on a round ground."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.ui.shared import glyphs


class Card(QWidget):
    """A rounded surface. `line` may be "" for strips without a border."""

    def __init__(self, ground: QColor | str, line: QColor | str = "", radius: int = 12) -> None:
        """Colours may be translucent on the night scene."""
        super().__init__()
        self._ground, self._line, self._radius = QColor(ground), line, radius

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and hairline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._line), 1) if self._line else Qt.PenStyle.NoPen)
        painter.setBrush(self._ground)
        edge = 0.5 if self._line else 0
        box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(box, self._radius, self._radius)


class Hairline(QWidget):
    """One pixel between two parts of a card."""

    def __init__(self, tint: str) -> None:
        """Horizontal, as wide as it gets."""
        super().__init__()
        self._tint = tint
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill it."""
        QPainter(self).fillRect(self.rect(), QColor(self._tint))


class Glyph(QWidget):
    """A glyph, alone or on a round ground. It has no name of its own: the words beside it do."""

    def __init__(self, name: str, side: int, tint: str, ground: str = "", pad: int = 0) -> None:
        """side is the glyph's, pad the ground round it."""
        super().__init__()
        self._name, self._side, self._tint, self._ground, self._pad = name, side, tint, ground, pad
        self.setFixedSize(side + 2 * pad, side + 2 * pad)

    def show_glyph(self, name: str) -> None:
        """Change the glyph."""
        self._name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, then glyph."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._ground))
            painter.drawEllipse(QRectF(self.rect()))
        box = QRectF(self._pad, self._pad, self._side, self._side)
        glyphs.draw(painter, self._name, box, QColor(self._tint))
