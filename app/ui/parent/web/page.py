"""The page *Web*: how a child's web is, looking a site up, own words, and what was stopped."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout

from app.ui.parent.board import LOOK, Board
from app.ui.parent.line import Refusal
from app.ui.parent.operations import Did, Operations
from app.ui.parent.parts.chips import Chips
from app.ui.parent.parts.overlay import Overlay
from app.ui.parent.parts.page import Page
from app.ui.parent.parts.snack import Snack
from app.ui.parent.parts.strip import Empty, OneStrip
from app.ui.parent.refused import refused_text
from app.ui.parent.today.sheets import wrong_sheet
from app.ui.parent.values import Chip, Notice, TodayValue
from app.ui.parent.web.lines import InForceCard, Rows, StopRow, WordRow
from app.ui.parent.web.look_up import LookUp
from app.ui.parent.web_values import SiteValue, StopLine, WebValue, WordLine
from app.ui.shared.look import Look
from app.ui.shared.rows import STRETCH, column, holding

TWO = 976  # px of content from which there are two columns (looks.md 5)
Way = tuple[str, str, str]


class WebPage(Page):
    """Shows WebValue and SiteValue; clicks become named operations."""

    def __init__(self, look: Look, operations: Operations, board: Board) -> None:
        """Asks the board for the chosen child's web."""
        self.chips = Chips(look)
        super().__init__(look, look.say("console.nav.web"), near=self.chips)
        self._operations, self._board = operations, board
        self.snack = Snack(self, look)
        self._chosen = ""
        self._children: tuple[Chip, ...] = ()
        self._notice: Notice | None = None
        self._top = OneStrip(look)
        self.look_up = LookUp(look)
        self.stops = Rows(look, look.say("console.web.stops"), self._stop_row)
        self.words = Rows(look, look.say("console.web.words"), self._word_row)
        self.rules = InForceCard(look)
        left = column(self.look_up, self.stops, self.words, STRETCH, gap=16)
        self._across = QHBoxLayout()
        self._across.setSpacing(16)
        self._across.addLayout(left, 3)
        self._across.addLayout(column(self.rules, STRETCH, gap=0), 2)
        self._full = holding(column(self._top, self._across, gap=16))
        self._empty = Empty(
            look, look.say("console.web.nobody"), look.say("console.web.nobody.text")
        )
        self.content.addWidget(self._full)
        self.content.addWidget(self._empty)
        self._full.hide()
        self._empty.hide()
        self._connect()

    def _connect(self) -> None:
        board = self._board
        self.chips.chosen.connect(self.choose)
        self.look_up.asked.connect(self._ask)
        self.look_up.say.connect(self._say)
        self.look_up.wrong.connect(self._ask_wrong)
        board.today_came.connect(self.show_today)
        board.web_came.connect(self.show_web)
        board.site_came.connect(self.show_site)
        board.failed.connect(self._failed)

    def _stop_row(self, line: StopLine) -> StopRow:
        made = StopRow(self.look, line)
        made.say.connect(self._say)
        made.wrong.connect(self._ask_wrong)
        made.why.connect(self._ask_why)
        return made

    def _word_row(self, line: WordLine) -> WordRow:
        made = WordRow(self.look, line)
        made.say.connect(self._say)
        return made

    # --- what it shows --------------------------------------------------------------------------

    def show_today(self, today: TodayValue) -> None:
        """Which children there are."""
        self._children = tuple(Chip(child.id, child.name) for child in today.children)
        ids = [chip.id for chip in self._children]
        self._empty.setVisible(not ids)
        if not ids:
            self._chosen = ""
            self._full.hide()
        elif self._chosen not in ids:
            self.choose(ids[0])
        self.chips.show_chips(self._children, self._chosen)

    def choose(self, subject: str) -> None:
        """Show another child's web."""
        self._chosen = subject
        self._full.hide()
        self.look_up.forget()
        self._board.want_web(subject)

    def show_web(self, web: WebValue) -> None:
        """Bring everything up to date."""
        if web.subject != self._chosen:
            return
        self._show_notice(web.notice)
        self.rules.show_rules(web.rules)
        self.stops.show_lines(web.stops, web.stops_note)
        none = "" if web.words else self.look.say("console.web.words.none")
        self.words.show_lines(web.words, none)
        self._full.show()

    def _show_notice(self, notice: Notice) -> None:
        if notice != self._notice:
            self._notice = notice
            self._top.say(notice.tone, notice.head, notice.text)

    def show_site(self, site: SiteValue) -> None:
        """What was looked up."""
        if site.subject == self._chosen:
            self.look_up.show_site(site)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two."""
        super().resizeEvent(event)
        two = self.width_inside() >= TWO
        way = QBoxLayout.Direction.LeftToRight if two else QBoxLayout.Direction.TopToBottom
        if self._across.direction() != way:
            self._across.setDirection(way)

    # --- clicks ---------------------------------------------------------------------------------

    def _ask(self, text: str) -> None:
        self._board.look_up(self._chosen, text)

    def _ask_why(self, line: StopLine) -> None:
        self.look_up.show_text(line.match)
        self._board.look_up(self._chosen, line.match)
        self.area.ensureWidgetVisible(self.look_up)

    def _failed(self, what: str, refusal: Refusal) -> None:
        if what == LOOK:
            known = refusal.reason == "site"
            said = self.look.say("console.web.look.none") if known else ""
            self.look_up.refuse(said or " ".join(refused_text(self.look, refusal)))

    def _say(self, line: SiteValue | StopLine | WordLine, way: Way) -> None:
        _, verdict, how = way
        made = self._operations.say_of_site(self._chosen, line.match, verdict, how)
        made.about = ("clear" if how == "clear" else verdict, line.shown)
        made.did.connect(self._did)
        made.refused.connect(self._refused)

    def _ask_wrong(self, line: SiteValue | StopLine) -> None:
        sheet = wrong_sheet(self.look, line.shown, line.known)
        sheet.sure.connect(partial(self._open_wrong, line))
        Overlay(self.window(), self.look, sheet)

    def _open_wrong(self, line: SiteValue | StopLine) -> None:
        made = self._operations.say_of_site(
            self._chosen, line.match, "allow", "always", wrong_list=True
        )
        made.about = ("allow", line.shown)
        made.did.connect(self._did)
        made.refused.connect(self._refused)

    def _did(self, did: Did) -> None:
        key, site = did.about
        head = self.look.say(f"console.said.{key}", site=site)
        self.snack.done(head, self.look.say("console.said.text"))

    def _refused(self, refusal: Refusal) -> None:
        self.snack.failed(*refused_text(self.look, refusal))
