"""The ring of time left, made of internodes: used time opens from twelve o'clock.

The running internode is in leaf green, five minutes or less are in the accent; without a budget the
ring is whole and pale.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.ui.shared import fonts
from app.ui.shared.bamboo import step_minutes
from app.ui.shared.look import color
from app.ui.shared.text import CENTER
from app.ui.shared.tokens import Palette

_GAP = 3.2  # degrees between two internodes


class Ring(QWidget):
    """A ring with one large number. Its accessible name is the fact, set by whoever fills it."""

    def __init__(self, theme: Palette, side: int, number_px: int, unit: str = "") -> None:
        """side in px; unit stands under the number."""
        super().__init__()
        self._theme, self._number_px, self._unit = theme, number_px, unit
        self._left = 0.0
        self._budget: int | None = None
        self._number = ""
        self._resting = False
        self.setFixedSize(side, side)

    def show_time(
        self, left: float, budget: int | None, number: str, name: str, resting: bool = False
    ) -> None:
        """Minutes left of a budget (None = no limit), the number to read and the fact to say.

        resting: nothing is charged just now, so the ring is paler.
        """
        self._left, self._budget, self._number, self._resting = left, budget, number, resting
        self.setAccessibleName(name)
        self.update()

    def show_unit(self, unit: str) -> None:
        """The word under the number."""
        self._unit = unit
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, what is left, number, unit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() * 0.085
        box = QRectF(self.rect()).adjusted(
            width / 2 + 1, width / 2 + 1, -width / 2 - 1, -width / 2 - 1
        )
        budget = self._budget or 60
        pieces = max(1, -(-budget // step_minutes(budget)))
        share = 1.0 if self._budget is None else min(1.0, max(0.0, self._left / budget))
        for index in range(pieces):
            self._draw_piece(painter, box, width, index, pieces, share)
        self._draw_words(painter)

    def _draw_piece(
        self, painter: QPainter, box: QRectF, width: float, index: int, pieces: int, share: float
    ) -> None:
        theme = self._theme
        whole = 360 / pieces
        gap = _GAP if pieces > 1 else 0
        start, span = 90 - index * whole - gap / 2, whole - gap
        _arc(painter, box, width, theme.bamboo_tint, start, span)
        used = (1 - share) * pieces
        full = min(1.0, max(0.0, index + 1 - used))
        if full <= 0:
            return
        tint = theme.bamboo
        if self._budget is None:
            tint = theme.bamboo_tint
        elif self._left <= 5:
            tint = theme.sun_line
        elif full < 1:
            tint = theme.leaf
        painter.setOpacity(0.55 if self._resting else 1.0)
        _arc(painter, box, width, tint, start - span * (1 - full), span * full)
        painter.setOpacity(1.0)

    def _draw_words(self, painter: QPainter) -> None:
        side = self.height()
        tall = self._number_px * 1.1
        below = 18 if self._unit else 0
        top = (side - tall - below) / 2
        painter.setPen(color(self._theme.ink))
        painter.setFont(fonts.sized(self._number_px, 600))
        painter.drawText(QRectF(0, top, side, tall), CENTER, self._number)
        if self._unit:
            painter.setPen(color(self._theme.ink2))
            painter.setFont(fonts.font("note_strong"))
            painter.drawText(QRectF(0, top + tall - 1, side, below + 4), CENTER, self._unit)


def _arc(
    painter: QPainter, box: QRectF, width: float, tint: str, start: float, span: float
) -> None:
    pen = QPen(color(tint), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawArc(box, round(start * 16), round(-span * 16))
