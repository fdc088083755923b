"""The page *Rules*: what holds for each child, who chose it, and why a default is what it is.

It shows and explains; the rules are changed as a document, until the grid that paints them is here.
"""

from __future__ import annotations

from app.ui.parent.board import Board
from app.ui.parent.operations import POLICY
from app.ui.parent.parts.chips import Chips
from app.ui.parent.parts.page import Page
from app.ui.parent.parts.strip import Empty, Strip
from app.ui.parent.setup.defaults import RuleRows
from app.ui.parent.values import RulesValue
from app.ui.shared.look import Look


class RulesPage(Page):
    """Shows RulesValue."""

    def __init__(self, look: Look, board: Board) -> None:
        """Asks the board for the policy."""
        self.chips = Chips(look)
        super().__init__(look, look.say("console.nav.rules"), near=self.chips)
        self.rows = RuleRows(look, origin=True)
        self._rules: RulesValue | None = None
        self._chosen = ""
        self._change = Strip(look, "leaf", look.say("console.rules.change"), glyph="info")
        self._empty = Empty(
            look, look.say("console.rules.none"), look.say("console.rules.none.text")
        )
        self.content.addWidget(self.rows)
        self.content.addWidget(self._change)
        self.content.addWidget(self._empty)
        for widget in (self.rows, self._change, self._empty):
            widget.hide()
        self.chips.chosen.connect(self._choose)
        board.rules_came.connect(self.show_rules)
        board.want(POLICY)

    def show_rules(self, rules: RulesValue) -> None:
        """Bring the page up to date."""
        self._rules = rules
        ids = [chip.id for chip, _ in rules.children]
        if self._chosen not in ids:
            self._chosen = ids[0] if ids else ""
        self.chips.show_chips(tuple(chip for chip, _ in rules.children), self._chosen)
        for widget in (self.rows, self._change):
            widget.setVisible(bool(ids))
        self._empty.setVisible(not ids)
        self._show_chosen()

    def _choose(self, subject: str) -> None:
        self._chosen = subject
        self._show_chosen()

    def _show_chosen(self) -> None:
        found = self._rules.children if self._rules is not None else ()
        for chip, lines in found:
            if chip.id == self._chosen and self._rules is not None:
                self.rows.show_rules(lines)
                version = self._rules.version
                self.say_under(self.look.say("console.rules.lead", name=chip.name, version=version))
