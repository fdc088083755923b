"""The page *Week*: one child, one week, and the week before to compare with."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.ui.parent.board import Board
from app.ui.parent.parts.chips import Chips
from app.ui.parent.parts.legend import Legend
from app.ui.parent.parts.page import Page
from app.ui.parent.parts.press import Press
from app.ui.parent.parts.strip import Empty
from app.ui.parent.values import Chip, TodayValue, WeekValue
from app.ui.parent.week.bars import WeekBars
from app.ui.parent.week.most import MostUsed
from app.ui.shared import fonts
from app.ui.shared.card import Card
from app.ui.shared.look import Look, color
from app.ui.shared.rows import column, holding, row
from app.ui.shared.text import LEFT, Words

_BESIDE = 900  # px of content: the list stands beside the chart
_TALL = 520  # px: higher bars say no more


class WeekPage(Page):
    """Shows WeekValue; asks the board for another child or another week."""

    shown = Signal()

    def __init__(self, look: Look, board: Board) -> None:
        """Asks for the first child's week as soon as it is known who there is."""
        self.chips = Chips(look)
        self.span = Words("", "strong", look.palette.ink)
        self.earlier = Press(look, "", "quiet", "back").name(look.say("console.week.earlier"))
        self.later = Press(look, "", "quiet", "next").name(look.say("console.week.later"))
        for button in (self.earlier, self.later):
            button.setToolTip(button.accessibleName())
        aside = holding(row(self.earlier, self.span, self.later, gap=6))
        super().__init__(look, look.say("console.nav.week"), aside, near=self.chips, fills=True)
        self._board = board
        self._subject = ""
        self._week: WeekValue | None = None
        theme = look.palette
        self._total = Words("", "dialog", theme.ink)
        self._compared = Words("", "note", theme.ink2)
        self._legend = Legend(look)
        self.bars = WeekBars(look)
        self.most = MostUsed(look)
        self._note = Words("", "note", theme.ink2, wrap=True)
        self._chart = self._make_chart()
        for card in (self._chart, self.most):
            card.setMaximumHeight(_TALL)
        self._both = row(gap=12)
        self._both.addWidget(self._chart, 2)
        self._both.addWidget(self.most, 1)
        self._fill()
        self._show_parts(empty=False, nobody=True)
        self.chips.chosen.connect(self._choose)
        self.earlier.clicked.connect(lambda: self._move(-7))
        self.later.clicked.connect(lambda: self._move(7))
        board.today_came.connect(self._today)
        board.week_came.connect(self.show_week)

    def _fill(self) -> None:
        say = self.look.say
        self._empty = Empty(self.look, say("console.week.empty"), say("console.week.empty.text"))
        self._nobody = Empty(self.look, say("console.week.nobody"), say("console.week.nobody.text"))
        self.content.addLayout(self._both, 20)
        for widget in (self._empty, self._nobody, self._note):
            self.content.addWidget(widget)
        self.content.addStretch(1)

    def _make_chart(self) -> QWidget:
        theme = self.look.palette
        card = Card(theme.card, theme.line)
        sums = column(self._total, self._compared, gap=0)
        keys = column(self._legend, _LimitKey(self.look), gap=2)
        head = row(gap=12)
        head.addLayout(sums)
        head.addStretch(1)
        head.addLayout(keys)
        inside = column(head, gap=12, margins=(20, 16, 20, 14))
        inside.addWidget(self.bars, 1)
        card.setLayout(inside)
        return card

    # --- what it shows --------------------------------------------------------------------------

    def _today(self, today: TodayValue) -> None:
        """Who there is; the first one is looked at unless another one was chosen."""
        ids = [child.id for child in today.children]
        if self._subject not in ids:
            self._subject = ids[0] if ids else ""
            if self._subject:
                self._board.want_week(self._subject)
        chips = tuple(Chip(child.id, child.name) for child in today.children)
        self.chips.show_chips(chips, self._subject)
        if not ids:
            self._show_parts(empty=False, nobody=True)

    def show_week(self, week: WeekValue) -> None:
        """Bring the page up to date."""
        self._week = week
        self.span.setText(week.span)
        self.earlier.setEnabled(week.earlier)
        self.later.setEnabled(week.later)
        self._total.setText(week.total)
        self._compared.setText(week.compared)
        self._legend.show_items(week.legend)
        self.bars.show_bars(week.bars, week.top)
        self.most.show_lines(week.lines)
        self._note.setText(week.note)
        self._show_parts(empty=week.empty, nobody=False)

    def _show_parts(self, *, empty: bool, nobody: bool) -> None:
        there = not empty and not nobody
        self._chart.setVisible(there)
        has_lines = self._week is not None and bool(self._week.lines)
        self.most.setVisible(there and has_lines)
        self._empty.setVisible(empty)
        self._nobody.setVisible(nobody)
        self._note.setVisible(not nobody)
        for widget in (self.span, self.earlier, self.later):
            widget.setVisible(not nobody)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list beside the chart where there is room, else below."""
        super().resizeEvent(event)
        beside = self.width_inside() >= _BESIDE
        flow = QBoxLayout.Direction
        self._both.setDirection(flow.LeftToRight if beside else flow.TopToBottom)

    # --- clicks ---------------------------------------------------------------------------------

    def _choose(self, subject: str) -> None:
        self._subject = subject
        monday = self._week.monday if self._week is not None else None
        self._board.want_week(subject, monday)

    def _move(self, days: int) -> None:
        if self._week is not None:
            self._board.want_week(self._subject, self._week.monday + timedelta(days=days))


class _LimitKey(QWidget):
    """What the short line across a bar is."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._said = look, look.say("console.week.limit")
        self.setFixedHeight(18)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._look.palette
        painter.setFont(fonts.font("small"))
        words = painter.fontMetrics().horizontalAdvance(self._said) + 2
        left = self.width() - words
        painter.setPen(color(theme.ink2))
        painter.drawText(QRectF(left, 0, words, self.height()), LEFT, self._said)
        painter.setPen(QPen(color(theme.ink), 2))
        painter.drawLine(left - 22, self.height() // 2, left - 8, self.height() // 2)
