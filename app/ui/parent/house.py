"""The signed-in window: navigation at the left, one page at a time beside it.

Pages are made when they are first looked at; each is told what the board knows as soon as it is
there, and asks the board for what only it needs.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.ui.parent.board import Board
from app.ui.parent.nav import Nav
from app.ui.parent.operations import Operations
from app.ui.parent.parts.page import WIDE, Page
from app.ui.parent.parts.walk import step, walk
from app.ui.parent.record_page import RecordPage
from app.ui.parent.rules_page import RulesPage
from app.ui.parent.settings.page import SettingsPage
from app.ui.parent.today.page import TodayPage
from app.ui.parent.values import StatusValue
from app.ui.parent.web.page import WebPage
from app.ui.parent.week.page import WeekPage
from app.ui.shared.look import Look, color

ABOVE = [
    ("today", "home"),
    ("week", "bars"),
    ("rules", "list"),
    ("web", "globe"),
    ("record", "history"),
]
BELOW = [("settings", "gear")]


class House(QWidget):
    """Emits what only the program can do: another look, set-up of a child, help."""

    to_setup = Signal()
    helped = Signal()
    page_shown = Signal(str)
    language = Signal(str)
    theme = Signal(str)
    news_read = Signal(int)

    def __init__(
        self, look: Look, operations: Operations, board: Board, theme: str, news_seen: int = 0
    ) -> None:
        """Show *Today* first; theme and news_seen are kept in the preferences."""
        super().__init__()
        self._theme, self._news_seen = theme, news_seen
        self.look, self.operations, self.board = look, operations, board
        self.pages: dict[str, Page] = {}
        self.nav = Nav(look, ABOVE, BELOW)
        self.stack = QStackedWidget()
        self._ground = _Ground(look, self.stack)
        place = QHBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(0)
        place.addWidget(self.nav)
        place.addWidget(self._ground, 1)
        self.nav.chosen.connect(self.show_page)
        self.nav.helped.connect(self.helped)
        board.status_came.connect(self._show_status)
        self.show_page("today")

    def show_page(self, name: str) -> None:
        """Go to a page, making it when it is not there yet."""
        if name not in self.pages:
            page = self._make(name)
            self.pages[name] = page
            self.stack.addWidget(page)
            self.board.repeat()
        self.stack.setCurrentWidget(self.pages[name])
        self.nav.choose(name)
        self.page_shown.emit(name)

    def _make(self, name: str) -> Page:
        look, operations, board = self.look, self.operations, self.board
        if name == "week":
            return WeekPage(look, board)
        if name == "rules":
            return RulesPage(look, board)
        if name == "web":
            return WebPage(look, operations, board)
        if name == "record":
            return RecordPage(look, operations, board)
        if name == "settings":
            return self._settings()
        today = TodayPage(look, operations, self._news_seen)
        board.today_came.connect(today.show_today)
        today.news_read.connect(self.news_read)
        today.news_read.connect(self._to_record)
        today.to_setup.connect(self.to_setup)
        return today

    def _to_record(self, seq: int) -> None:
        self.show_page("record")

    def _settings(self) -> Page:
        page = SettingsPage(self.look, self.operations, self.board, self._theme)
        page.language.connect(self.language)
        page.theme.connect(self.theme)
        page.to_setup.connect(self.to_setup)
        return page

    def _show_status(self, status: StatusValue) -> None:
        say = self.look.say
        if not status.children:
            self.nav.running.show_state(
                "paused", say("console.running.none"), say("console.children.none")
            )
            return
        head = say("console.running.advice" if status.advice else "console.running")
        one = status.children == 1
        sub = say("console.children.one") if one else say("console.children", count=status.children)
        self.nav.running.show_state("warning" if status.advice else "running", head, sub)

    # --- keyboard and size ----------------------------------------------------------------------

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The page first, the navigation last (looks.md 9)."""
        page = self.stack.currentWidget()
        stops = ([] if page is None else walk(page)) + walk(self.nav)
        return step(stops, forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys scroll the page wherever the focus is; F1 is help."""
        page = self.stack.currentWidget()
        bar = page.area.verticalScrollBar() if isinstance(page, Page) else None
        far = 0 if bar is None else bar.pageStep()
        moves = {Qt.Key.Key_PageDown: far, Qt.Key.Key_PageUp: -far}
        if event.key() == Qt.Key.Key_F1:
            self.helped.emit()
        elif bar is not None and event.key() in moves:
            bar.setValue(bar.value() + moves[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words in the navigation from 1200 px on."""
        super().resizeEvent(event)
        self.nav.show_wide(self.width() >= WIDE)


class _Ground(QWidget):
    """Paper with one rounded corner on the navigation's ground."""

    def __init__(self, look: Look, inside: QWidget) -> None:
        super().__init__()
        self._look = look
        place = QHBoxLayout(self)
        place.setContentsMargins(1, 9, 0, 0)
        place.addWidget(inside)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.palette
        painter.fillRect(self.rect(), color(theme.nav))
        painter.setPen(QPen(color(theme.line), 1))
        painter.setBrush(color(theme.paper))
        box = QRectF(0.5, 8.5, self.width() + 20, self.height() + 20)
        painter.drawRoundedRect(box, 12, 12)
