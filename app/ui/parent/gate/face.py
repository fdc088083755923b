"""The ground of every face before signing in: one narrow card over a pale hedge."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.parent.parts.page import scrolling
from app.ui.shared.bamboo import Grove, draw_grove
from app.ui.shared.card import Card
from app.ui.shared.look import Look, color
from app.ui.shared.rows import STRETCH, Part, column, holding, row
from app.ui.shared.text import Words

WIDTH = 480
_SEED = 7
_HEDGE = 0.25  # of the height


class Face(QWidget):
    """Subclasses give their parts to `lay_out`. The hedge is drawn once a size."""

    def __init__(self, look: Look) -> None:
        """Nothing on the card yet."""
        super().__init__()
        self.look = look
        self._hedge = QPixmap()

    def lay_out(self, *parts: Part) -> None:
        """Put the parts on the card, one under the other."""
        theme = self.look.palette
        card = Card(theme.card, theme.line, radius=16)
        card.setFixedWidth(WIDTH)
        card.setLayout(column(*parts, gap=12, margins=(32, 28, 32, 28)))
        middle = row(STRETCH, card, STRETCH)
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(scrolling(holding(column(STRETCH, middle, STRETCH, margins=(16,) * 4))))

    def title(self, said: str) -> Words:
        """The one large line."""
        return Words(said, "dialog", self.look.palette.ink, wrap=True)

    def body(self, said: str) -> Words:
        """A paragraph."""
        return Words(said, "body", self.look.palette.ink2, wrap=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, and the hedge along the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), color(self.look.palette.paper))
        ratio = self.devicePixelRatioF()
        if self._hedge.size() != self.size() * ratio:
            self._hedge = self._draw_hedge(ratio)
        painter.drawPixmap(0, 0, self._hedge)

    def _draw_hedge(self, ratio: float) -> QPixmap:
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.16 if self.look.dark else 0.2)
        tall = self.height() * _HEDGE
        box = QRectF(0, self.height() - tall, self.width(), tall)
        grove = Grove(max(4, self.width() // 90), 0.86, 11, self.look.bamboo, 0.3)
        draw_grove(painter, box, grove, _SEED)
        painter.end()
        return picture
