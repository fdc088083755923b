"""What is behind the password: the board, the pages, set-up. Loaded after the window is there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.ui.parent.board import Board
from app.ui.parent.guide import GuideSheet
from app.ui.parent.house import House
from app.ui.parent.line import Line
from app.ui.parent.operations import Operations
from app.ui.parent.parts.overlay import Overlay
from app.ui.parent.setup.draft import FIRST, MORE, Draft
from app.ui.parent.setup.flow import SetUp
from app.ui.parent.window import Window
from app.ui.shared.look import Look


class Indoors(QObject):
    """Makes the heavy faces; what they know and where one stands outlives a change of look."""

    def __init__(self, line: Line, operations: Operations, window: Window, own: str) -> None:
        """own is the account this console runs in."""
        super().__init__(window)
        self._operations, self._window = operations, window
        self.board = Board(line, window.look.lang, own, services)
        self._page = "today"
        self._draft: Draft | None = None
        operations.did.connect(self.board.did)
        window.entered.connect(self.board.begin)

    def house(self, look: Look) -> QWidget:
        """The pages, at the one that was looked at last."""
        self._draft = None
        kept = self._window.preferences
        made = House(look, self._operations, self.board, kept.theme, kept.news_seen)
        made.news_read.connect(self._read_news)
        made.to_setup.connect(self._add_child)
        made.helped.connect(self._guide)
        made.language.connect(self._window.choose_language)
        made.theme.connect(self._window.choose_theme)
        self.board.speak(look.lang)
        made.show_page(self._page)
        made.page_shown.connect(self._remember)
        return made

    def setup(self, look: Look) -> QWidget:
        """Set-up, at the step where one stands."""
        if self._draft is None:
            self._draft = Draft(steps=FIRST, advice=self._window.advice)
        root = self._window.role == "root"
        made = SetUp(look, self._draft, self._operations, self.board, root=root)
        made.finished.connect(self._finished)
        made.language.connect(self._window.choose_language)
        made.helped.connect(self._guide)
        self.board.speak(look.lang)
        return made

    def _add_child(self) -> None:
        self._draft = Draft(steps=MORE, password_set=True)
        self._window.begin_setup()

    def _finished(self) -> None:
        self._draft = None
        self._window.end_setup()

    def _remember(self, page: str) -> None:
        self._page = page

    def _read_news(self, seq: int) -> None:
        self._window.preferences.news_seen = seq

    def _guide(self) -> None:
        Overlay(self._window.window(), self._window.look, GuideSheet(self._window.look))


@cache
def services() -> Mapping[str, str]:
    """Give what people call each service, by its key; the file is read when one is first named."""
    from app.web.seed import service_names

    return service_names()
