"""Seven bars, painted: use stacked, the day's limit as a mark, study beside it, hatched.

Each day is a widget of its own with the fact as its name: a chart is a list for whoever hears it.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.parent.parts.hatch import fill_unseen, fill_use
from app.ui.parent.values import LEARNING, Bar
from app.ui.shared import focus, fonts
from app.ui.shared.look import Look, color
from app.ui.shared.text import CENTER, RIGHT

_LEFT, _TOP, _FOOT = 36, 34, 30  # px: hours at the left, figures above, days below
_WIDE, _SLIM, _BETWEEN = 26.0, 10.0, 3.0
_GAP = 2.0  # between two pieces of a stack: colour is never the only key
_LEAST_HEIGHT = 240


class DayBar(QWidget):
    """One day. Only the first of a week is on the Tab key's way; arrow keys go on from there."""

    def __init__(self, look: Look) -> None:
        """Empty until `show_bar`."""
        super().__init__()
        self._look = look
        self._bar: Bar | None = None
        self._top = 60
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def show_bar(self, bar: Bar, top: int) -> None:
        """top is the highest line of the chart, in minutes."""
        self._bar, self._top = bar, top
        self.setAccessibleName(bar.name)
        self.setToolTip(bar.name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground of today, stack, study, limit, figure, day."""
        bar = self._bar
        if bar is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.palette
        if bar.today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(theme.bamboo_tint))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        middle = self.width() / 2
        stack_left = middle - (_WIDE + _BETWEEN + _SLIM) / 2 if bar.learning else middle - _WIDE / 2
        if bar.hidden:
            box = QRectF(middle - _WIDE / 2, self._y(self._top / 3), _WIDE, 0)
            box.setBottom(self._y(0))
            fill_unseen(painter, box, theme)
        else:
            self._draw_stack(painter, bar, stack_left)
        self._draw_limit(painter, bar, stack_left)
        painter.setFont(fonts.sized(13, 600 if bar.today else 400))
        painter.setPen(color(theme.ink))
        foot = QRectF(0, self.height() - _FOOT + 4, self.width(), _FOOT - 6)
        painter.drawText(foot, CENTER, bar.label)

    def _y(self, minutes: float) -> float:
        ground = self.height() - _FOOT
        return ground - (ground - _TOP) * minutes / self._top

    def _draw_stack(self, painter: QPainter, bar: Bar, left: float) -> None:
        theme, at = self._look.palette, 0.0
        for place, (kind, minutes) in enumerate(bar.pieces):
            box = QRectF(left, self._y(at + minutes), _WIDE, 0)
            box.setBottom(self._y(at))
            if place:
                box.setBottom(box.bottom() - _GAP)
            if box.height() > 0.5:
                fill_use(painter, box, kind, theme, min(3.0, box.height() / 2))
            at += minutes
        if bar.learning > 0:
            box = QRectF(left + _WIDE + _BETWEEN, self._y(bar.learning), _SLIM, 0)
            box.setBottom(self._y(0))
            fill_use(painter, box, LEARNING, theme, 3)

    def _draw_limit(self, painter: QPainter, bar: Bar, left: float) -> None:
        theme = self._look.palette
        highest = self._y(sum(minutes for _, minutes in bar.pieces))
        if bar.limit is not None:
            y = self._y(bar.limit)
            painter.setPen(QPen(color(theme.ink), 2))
            painter.drawLine(QPointF(left - 4, y), QPointF(left + _WIDE + 4, y))
            highest = min(highest, y)
        if bar.total and not bar.hidden:
            painter.setPen(color(theme.ink))
            painter.setFont(fonts.sized(13, 600))
            painter.drawText(QRectF(left - 10, highest - 24, _WIDE + 20, 20), CENTER, bar.total)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        focus.came(self, event.reason(), 6, color(self._look.palette.ink))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it again."""
        super().focusOutEvent(event)
        focus.went(self)


class WeekBars(QWidget):
    """The chart: lines of hours, and the seven days on them."""

    def __init__(self, look: Look) -> None:
        """Empty until `show_bars`."""
        super().__init__()
        self._look = look
        self._top = 60
        self.days = [DayBar(look) for _ in range(7)]
        for day in self.days:
            day.setParent(self)
        self.days[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_bars(self, bars: tuple[Bar, ...], top: int) -> None:
        """Seven bars, Monday first; top in minutes."""
        self._top = top
        for day, bar in zip(self.days, bars, strict=True):
            day.show_bar(bar, top)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Days share the width."""
        super().resizeEvent(event)
        wide = (self.width() - _LEFT) / len(self.days)
        for at, day in enumerate(self.days):
            left = round(_LEFT + at * wide)
            day.setGeometry(left, 0, round(_LEFT + (at + 1) * wide) - left - 6, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline every hour, or every two or three where there are many."""
        painter = QPainter(self)
        theme = self._look.palette
        ground = self.height() - _FOOT
        hours = self._top // 60
        every = 60 * (1 if hours <= 4 else 2 if hours <= 8 else 4)
        painter.setFont(fonts.font("small"))
        for minutes in range(0, self._top + 1, every):
            y = ground - (ground - _TOP) * minutes / self._top
            painter.setPen(QPen(color(theme.line), 1))
            painter.drawLine(QPointF(_LEFT, round(y) + 0.5), QPointF(self.width(), round(y) + 0.5))
            painter.setPen(color(theme.ink2))
            painter.drawText(QRectF(0, y - 10, _LEFT - 8, 20), RIGHT, str(minutes))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys go from day to day."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        now = next((at for at, day in enumerate(self.days) if day.hasFocus()), None)
        if not step or now is None:
            super().keyPressEvent(event)
            return
        target = self.days[(now + step) % len(self.days)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
