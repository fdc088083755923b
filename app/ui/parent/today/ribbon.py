"""The ribbon of a day, painted: what was used, bedtime hatched with a moon, and where now is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.parent.parts.hatch import fill_night, fill_use
from app.ui.parent.values import Ribbon
from app.ui.shared import fonts, glyphs
from app.ui.shared.look import Look, color
from app.ui.shared.text import LEFT

_TOP, _BAND, _TICKS = 7, 16, 20
_LEAST = 3.0  # px: even a minute of use can be seen


class DayRibbon(QWidget):
    """Its accessible name is the fact: what was used, and the time."""

    def __init__(self, look: Look) -> None:
        """Empty until `show_day`."""
        super().__init__()
        self._look = look
        self._day: Ribbon | None = None
        self.setFixedHeight(_TOP + _BAND + _TICKS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_day(self, day: Ribbon) -> None:
        """Replace the day."""
        self._day = day
        self.setAccessibleName(day.name)
        self.setToolTip(day.name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, nights, use, hours, now."""
        day = self._day
        if day is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.palette
        band = QRectF(0, _TOP, self.width(), _BAND)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(theme.sunken))
        painter.drawRoundedRect(band, 3, 3)
        for night in day.nights:
            box = self._box(night.start, night.end)
            fill_night(painter, box, theme)
            if box.width() > 26:
                moon = QRectF(box.left() + 5, box.center().y() - 5.5, 11, 11)
                glyphs.draw(painter, "moon", moon, color(theme.night))
        for span in day.spans:
            box = self._box(span.start, span.end).adjusted(0, 1.5, 0, -1.5)
            fill_use(painter, box, span.kind, theme)
        self._draw_ticks(painter, day)
        if day.now is not None:
            self._draw_now(painter, day.now)

    def _box(self, start: float, end: float) -> QRectF:
        left, right = start * self.width(), end * self.width()
        return QRectF(left, _TOP, max(_LEAST, right - left), _BAND)

    def _draw_ticks(self, painter: QPainter, day: Ribbon) -> None:
        font = fonts.font("small")
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(color(self._look.palette.ink2))
        for share, said in day.ticks:
            width = metrics.horizontalAdvance(said) + 2
            left = min(max(0.0, share * self.width() - width / 2), self.width() - width)
            painter.drawText(QRectF(left, _TOP + _BAND + 2, width, _TICKS - 2), LEFT, said)

    def _draw_now(self, painter: QPainter, share: float) -> None:
        ink = color(self._look.palette.ink)
        at = min(max(4.0, share * self.width()), self.width() - 4.0)
        painter.setPen(QPen(ink, 2))
        painter.drawLine(QPointF(at, 4), QPointF(at, _TOP + _BAND + 3))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        tip = QPolygonF([QPointF(at - 4, 1), QPointF(at + 4, 1), QPointF(at, 6)])
        painter.drawPolygon(tip)
