"""Text as our faces show it: a role, a colour, plain (never rich) and never clipped.

A label asks for the height of its ink, not only of its font: stacked capitals with a tail need it.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.shared import fonts, glyphs

CENTER = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Words(QLabel):
    """A line or a wrapped paragraph. Its accessible name is its text, as for every label."""

    def __init__(
        self,
        said: str,
        role: str,
        tint: QColor | str,
        *,
        wrap: bool = False,
        align: Qt.AlignmentFlag = LEFT,
        scale: float = 1.0,
    ) -> None:
        """role is a key of tokens.TYPE; text is plain: names and replies come from people."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(fonts.font(role, scale))
        self.setWordWrap(wrap)
        self.setAlignment(align)
        self.paint_in(tint)
        self.setText(said)

    def paint_in(self, tint: QColor | str) -> None:
        """Change the colour."""
        colors = self.palette()
        colors.setColor(QPalette.ColorRole.WindowText, QColor(tint))
        self.setPalette(colors)


class Pill(QWidget):
    """A short state on a tint: glyph, word, colour, in that order of trust."""

    def __init__(
        self,
        said: str,
        tint: str,
        ground: str,
        glyph: str = "",
        *,
        role: str = "note_strong",
        height: int = 30,
    ) -> None:
        """A pill as wide as its words."""
        super().__init__()
        self._said, self._tint, self._ground, self._glyph = said, tint, ground, glyph
        self.setFont(fonts.font(role))
        self.setFixedHeight(height)
        self.setAccessibleName(said)

    def sizeHint(self) -> QSize:
        """Words, glyph and half a height of air at each end."""
        width = QFontMetricsF(self.font()).horizontalAdvance(self._said) + self.height()
        return QSize(round(width + (self._side() + 6 if self._glyph else 0) + 1), self.height())

    def minimumSizeHint(self) -> QSize:
        """A pill is never squeezed."""
        return self.sizeHint()

    def _side(self) -> int:
        return self.font().pixelSize() + 4

    def paintEvent(self, event: QPaintEvent) -> None:
        """Full round ends."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._ground))
        round_end = self.height() / 2
        painter.drawRoundedRect(QRectF(self.rect()), round_end, round_end)
        left = round_end
        if self._glyph:
            side = self._side()
            box = QRectF(left, (self.height() - side) / 2, side, side)
            glyphs.draw(painter, self._glyph, box, QColor(self._tint))
            left += side + 6
        painter.setPen(QColor(self._tint))
        painter.setFont(self.font())
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), LEFT, self._said)
