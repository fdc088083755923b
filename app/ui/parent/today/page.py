"""The page *Today*: what waits for an answer, every child's card, and what is new in the record."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.ui.parent.line import Refusal
from app.ui.parent.operations import Did, Operation, Operations
from app.ui.parent.parts.clearing import clear
from app.ui.parent.parts.overlay import Overlay
from app.ui.parent.parts.page import Page
from app.ui.parent.parts.press import Press
from app.ui.parent.parts.snack import Snack
from app.ui.parent.parts.strip import Empty, Strip
from app.ui.parent.refused import refused_text
from app.ui.parent.today.child_card import LEAST, ChildCard
from app.ui.parent.today.requests import Requests
from app.ui.parent.today.sheets import SureSheet, WordSheet, wrong_sheet
from app.ui.parent.values import ChildValue, NewsValue, RequestValue, TodayValue
from app.ui.shared.look import Look
from app.words import forms

_GAP = 16
NEWS_SHOWN = 3
TWO = 2 * LEAST + _GAP  # two cards and a gap: below, one column (looks.md 5)


class TodayPage(Page):
    """Shows TodayValue; clicks become named operations."""

    news_read = Signal(int)  # the newest line that was looked at
    to_setup = Signal()

    def __init__(self, look: Look, operations: Operations, news_seen: int = 0) -> None:
        """Empty until the first `show_today`; news up to the line `news_seen` was looked at."""
        super().__init__(look, look.say("console.nav.today"))
        self._news_seen = news_seen
        self._operations = operations
        self.snack = Snack(self, look)
        self.requests = Requests(look)
        self.cards: dict[str, ChildCard] = {}
        self._columns = 0
        self._grid = QGridLayout()
        self._grid.setSpacing(_GAP)
        self._news = QVBoxLayout()
        self._news.setSpacing(8)
        self._shown_news: tuple[NewsValue, ...] = ()
        self._empty = self._nobody()
        self.content.addWidget(self.requests)
        self.content.addLayout(self._grid)
        self.content.addWidget(self._empty)
        self.content.addLayout(self._news)
        self._empty.hide()
        self.requests.yes.connect(self._yes)
        self.requests.site.connect(self._open_site)
        self.requests.wrong.connect(self._ask_wrong)
        self.requests.no.connect(lambda asked: self._word(asked, yes=False))
        self.requests.word.connect(lambda asked: self._word(asked, yes=True))

    def _nobody(self) -> QWidget:
        look = self.look
        add = Press(look, look.say("console.child.add"), "primary", "plus")
        add.clicked.connect(self.to_setup)
        return Empty(look, look.say("console.nobody"), look.say("console.nobody.text"), add)

    # --- what it shows --------------------------------------------------------------------------

    def show_today(self, today: TodayValue) -> None:
        """Bring everything up to date."""
        self.say_under(f"{today.date} · {today.clock}")
        self.requests.show_requests(today.requests)
        self.requests.setVisible(bool(today.children))
        self._empty.setVisible(not today.children)
        wanted = {child.id: child for child in today.children}
        if list(wanted) != list(self.cards):
            self._remake(wanted)
        for card_id, card in self.cards.items():
            card.show_child(wanted[card_id])
        self._show_news(today.news)

    def _remake(self, wanted: dict[str, ChildValue]) -> None:
        for old in self.cards.values():
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.cards = {key: self._card(child) for key, child in wanted.items()}
        self._columns = 0
        self._place()

    def _card(self, child: ChildValue) -> ChildCard:
        card = ChildCard(self.look, child)
        card.give.connect(self._give)
        card.pause.connect(lambda who: self._run(self._operations.pause(who), "paused", who))
        card.resume.connect(lambda who: self._run(self._operations.resume(who), "resumed", who))
        card.lock.connect(self._ask_lock)
        return card

    def _place(self) -> None:
        """One column or two; more children are a grid, two in a row."""
        alone = len(self.cards) == 1
        columns = 2 if self.width_inside() >= TWO and not alone else 1
        if columns == self._columns:
            return
        self._columns = columns
        for at, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, at // columns, at % columns)
        # A single card is not drawn out over the whole page.
        spare = 1 if alone and self.width_inside() >= TWO else 0
        self._grid.setColumnStretch(0, 3 if spare else 1)
        self._grid.setColumnStretch(1, 1 if columns == 2 else spare)

    def _show_news(self, news: tuple[NewsValue, ...]) -> None:
        news = tuple(one for one in news if one.seq > self._news_seen)[:NEWS_SHOWN]
        if news == self._shown_news:
            return
        self._shown_news = news
        clear(self._news)
        for one in news:
            strip = Strip(
                self.look, "sun", one.said, one.when, self.look.say("console.news.open"), one.glyph
            )
            if strip.action is not None:
                strip.action.clicked.connect(self._read_news)
            self._news.addWidget(strip)

    def _read_news(self) -> None:
        """Whoever goes to the record has seen what led there."""
        self._news_seen = max(one.seq for one in self._shown_news)
        self._show_news(())
        self.news_read.emit(self._news_seen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns follow the width."""
        super().resizeEvent(event)
        self._place()

    # --- clicks ---------------------------------------------------------------------------------

    def _give(self, who: str, minutes: int, bonus: bool) -> None:
        self._run(self._operations.give(who, minutes, bonus=bonus), "given", who, minutes)

    def _yes(self, request: str, minutes: int) -> None:
        self._run(self._operations.answer_yes(request, minutes), "answered")

    def _word(self, asked: RequestValue, *, yes: bool) -> None:
        sheet = WordSheet(self.look, asked, yes=yes)
        sheet.sent.connect(partial(self._send_word, asked))
        Overlay(self.window(), self.look, sheet)

    def _send_word(
        self, asked: RequestValue, request: str, yes: bool, minutes: int, words: str
    ) -> None:
        operations = self._operations
        if not yes:
            self._run(operations.answer_no(request, words), "answered")
        elif asked.ways:
            self._run(operations.answer_site(request, asked.ways[0][0], words), "answered")
        else:
            self._run(operations.answer_yes(request, minutes, words), "answered")

    def _open_site(self, asked: RequestValue, how: str) -> None:
        self._run(self._operations.answer_site(asked.id, how), "answered")

    def _ask_wrong(self, asked: RequestValue) -> None:
        sheet = wrong_sheet(self.look, asked.shown, asked.listed)
        sheet.sure.connect(lambda: self._open_wrongly_listed(asked))
        Overlay(self.window(), self.look, sheet)

    def _open_wrongly_listed(self, asked: RequestValue) -> None:
        """The answer, then the word that the lists are wrong, which takes the answer's place."""
        operations = self._operations
        self._run(operations.answer_site(asked.id, "today"), "answered")
        said = operations.say_of_site(asked.subject, asked.site, "allow", "today", wrong_list=True)
        self._run(said, "answered")

    def _ask_lock(self, who: str, name: str) -> None:
        look = self.look
        sheet = SureSheet(
            look, "lock", look.say("console.lock.sure", name=name),
            look.say("console.lock.text", name=name), look.say("console.lock.yes"),
        )  # fmt: skip
        sheet.sure.connect(lambda: self._run(self._operations.lock_now(who), "locked", who))
        Overlay(self.window(), look, sheet)

    def _run(self, operation: Operation, key: str, who: str = "", minutes: int = 0) -> None:
        name = self.cards[who].name() if who in self.cards else ""
        operation.about = (key, name, forms.minutes(minutes, self.look.lang))
        operation.did.connect(self._did)
        operation.refused.connect(self._refused)

    def _did(self, did: Did) -> None:
        key, name, minutes = did.about
        head = self.look.say(f"console.did.{key}", name=name, minutes=minutes)
        self.snack.done(head, self.look.say("console.did.seen"))

    def _refused(self, refusal: Refusal) -> None:
        self.snack.failed(*refused_text(self.look, refusal))
