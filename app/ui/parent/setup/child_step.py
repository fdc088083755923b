"""Your child: which account is its, what it is called, when it was born, and what that means."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from app.model.subject import Bracket
from app.rules.age import age_on, bracket_of_age
from app.rules.presets import preset
from app.ui.parent.board import SETTINGS, Board
from app.ui.parent.line import Refusal
from app.ui.parent.operations import POLICY, Did, Operations
from app.ui.parent.parts.press import Press
from app.ui.parent.parts.strip import Strip
from app.ui.parent.read.rules import rule_lines
from app.ui.parent.read.spoken import Spoken
from app.ui.parent.refused import refused_text
from app.ui.parent.setup.accounts import AccountRows
from app.ui.parent.setup.birth import BirthDate
from app.ui.parent.setup.defaults import RuleRows
from app.ui.parent.setup.document import owners, with_child
from app.ui.parent.setup.draft import Draft
from app.ui.parent.setup.step import Step
from app.ui.parent.values import AccountValue, HouseValue, StatusValue, Written
from app.ui.shared.field import Field
from app.ui.shared.look import Look
from app.ui.shared.rows import STRETCH, column, holding, row
from app.ui.shared.text import Words

_FALLBACK_ZONE = "Asia/Ho_Chi_Minh"  # where the product comes from; the service knows better


class ChildStep(Step):
    """Writes the policy document, whole; what the service finds wrong in it is said."""

    def __init__(
        self, look: Look, draft: Draft, operations: Operations, board: Board, *, root: bool
    ) -> None:
        """root: this console runs as root, who is an administrator whatever the groups say."""
        super().__init__(look, draft, "child")
        self._operations, self._board, self._root = operations, board, root
        self._house: HouseValue | None = None
        self._status: StatusValue | None = None
        self._toml = Written("", 0)
        theme = look.palette
        self.name = Field(look, look.say("setup.name"))
        self.name.setMaxLength(60)
        self.name.setText(draft.name)
        self.name.setFixedWidth(220)
        self.name.textChanged.connect(self._named)
        self.accounts = AccountRows(look)
        self.accounts.chosen.connect(self._chose_account)
        self.birth: BirthDate | None = None
        self._birth_place = row(gap=0)
        self._who = holding(self._rows())
        self._warn = Words("", "note", theme.sun_text, wrap=True)
        self._found = row(gap=0)
        self._strip_found: QWidget = QWidget()
        self.rules = RuleRows(look)
        self._note = Words(look.say("setup.child.note"), "note", theme.ink2, wrap=True)
        self._nobody = self._no_account()
        for part in (self._who, self._nobody, self._warn):
            self.content.addWidget(part)
        self.content.addLayout(self._found)
        self.content.addWidget(self.rules)
        self.content.addWidget(self._note)
        self._nobody.hide()
        self.rules.hide()
        self._note.hide()
        board.house_came.connect(self._house_came)
        board.status_came.connect(self._status_came)
        board.policy_came.connect(self._policy_came)

    def _rows(self) -> Any:
        theme = self.look.palette

        def labelled(key: str, part: Any) -> Any:
            made = column(Words(self.look.say(key), "note_strong", theme.ink), gap=6)
            made.addWidget(part) if isinstance(part, QWidget) else made.addLayout(part)
            return made

        first = row(
            labelled("setup.name", self.name), labelled("setup.birth", self._birth_place), STRETCH,
            gap=20,
        )  # fmt: skip
        return column(labelled("setup.account", self.accounts), first, gap=14)

    def _no_account(self) -> QWidget:
        look = self.look
        strip = Strip(look, "sun", look.say("setup.no_account"), look.say("setup.no_account.text"))
        self.reread = Press(look, look.say("setup.reread"))
        self.reread.clicked.connect(self._read_again)
        return holding(column(strip, row(self.reread, STRETCH), gap=8))

    # --- what is known --------------------------------------------------------------------------

    def begin(self) -> None:
        """Ask who is on this PC, and what the policy says."""
        for what in (SETTINGS, POLICY):
            self._board.want(what)
        self._board.ask("status")
        self.changed()

    def _read_again(self) -> None:
        self._board.ask(SETTINGS)

    def _status_came(self, status: StatusValue) -> None:
        self._status = status
        if self.birth is None:
            self.birth = BirthDate(self.look, status.today, self.draft.birth)
            self.birth.chosen.connect(self._born)
            self._birth_place.addWidget(self.birth)
            self._born()

    def _policy_came(self, written: Written) -> None:
        self._toml = written
        self._fill_accounts()

    def _house_came(self, house: HouseValue) -> None:
        self._house = house
        self._fill_accounts()

    def _fill_accounts(self) -> None:
        """Accounts that cannot be a child's are in the list too, with the reason."""
        if self._house is None:
            return
        taken = owners(self._toml.toml)
        found = tuple(
            one if one.user not in taken else self._owned(one, taken[one.user])
            for one in self._house.accounts
        )
        free = [one for one in found if not one.why_not]
        self._nobody.setVisible(not free)
        self.accounts.show_accounts(found, self.draft.account)
        self._chose_account(self.accounts.account())

    def _owned(self, one: AccountValue, whose: str) -> AccountValue:
        why = self.look.say("console.account.taken", name=whose)
        return AccountValue(one.user, one.shown, why, one.administrator)

    # --- what is entered ------------------------------------------------------------------------

    def _chose_account(self, one: AccountValue | None) -> None:
        self.draft.account = "" if one is None else one.user
        warn = one is not None and one.administrator
        self._warn.setText(self.look.say("setup.administrator", user=self.draft.account))
        self._warn.setVisible(warn)
        self.changed()

    def _named(self, name: str) -> None:
        self.draft.name = name.strip()
        self._show_age()
        self.changed()

    def _born(self) -> None:
        if self.birth is not None:
            self.draft.birth = self.birth.parts()
        self._show_age()
        self.changed()

    def _years(self) -> int | None:
        birth = self.draft.birth_date()
        if birth is None or self._status is None or birth > self._status.today:
            return None
        return age_on(birth, self._status.today)

    def _show_age(self) -> None:
        """Which bracket this is, and what it begins with."""
        self._found.removeWidget(self._strip_found)
        self._strip_found.hide()
        self._strip_found.deleteLater()
        self._strip_found = self._age_strip()
        self._found.addWidget(self._strip_found)
        years = self._years()
        shown = years is not None and bracket_of_age(years) is not Bracket.ADULT
        self.rules.setVisible(shown)
        self._note.setVisible(shown)
        if years is not None and shown:
            rules = preset(bracket_of_age(years), years)
            self.rules.show_rules(rule_lines(rules, Spoken(self.look.lang), years))

    def _age_strip(self) -> QWidget:
        look, years = self.look, self._years()
        name = self.draft.name or look.say("setup.this_child")
        if years is None:
            if 0 in self.draft.birth or self._status is None:
                return QWidget()
            return Strip(look, "sun", look.say("setup.no_date"), look.say("setup.no_date.text"))
        bracket = bracket_of_age(years)
        if bracket is Bracket.ADULT:
            return Strip(look, "sun", look.say("setup.adult", name=name, age=years))
        head = look.say("setup.found", name=name, age=years, group=bracket.replace("-", "–"))
        return Strip(look, "bamboo", head, look.say("setup.found.text"))

    def can_go(self) -> bool:
        """An account, a name and a date of somebody under 18."""
        years = self._years()
        minor = years is not None and bracket_of_age(years) is not Bracket.ADULT
        return self.accounts.account() is not None and bool(self.draft.name) and minor

    # --- going on -------------------------------------------------------------------------------

    def go(self) -> None:
        """Write the document, unless no grown-up could administrate this PC afterwards."""
        birth, house = self.draft.birth_date(), self._house
        if house is None or birth is None:
            return
        if not self._adult_remains(house):
            self.say("son", self.look.say("setup.no_adult"), self.look.say("setup.no_adult.text"))
            return
        self._write(house, birth)

    def _adult_remains(self, house: HouseValue) -> bool:
        if self._root or (self._status is not None and self._status.advice):
            return True
        children = {*owners(self._toml.toml), self.draft.account}
        return bool(set(house.administrators) - children)

    def _write(self, house: HouseValue, birth: date) -> None:
        zone = house.zone or (self._status.zone if self._status else "") or _FALLBACK_ZONE
        toml = with_child(
            self._toml.toml, zone=zone, lang=self.look.lang, name=self.draft.name,
            account=self.draft.account, birth=birth,
        )  # fmt: skip
        operation = self._operations.set_policy(toml)
        operation.did.connect(self._wrote)
        operation.refused.connect(self._refused)

    def _wrote(self, did: Did) -> None:
        if did.made.problems:
            _, field, problem = did.made.problems[0]
            text = self.look.say("setup.problem", field=field, problem=problem)
            self.say("son", self.look.say("console.refused"), text)
            return
        self.draft.added.append(self.draft.name)
        self.done.emit()

    def _refused(self, refusal: Refusal) -> None:
        self.say("son", *refused_text(self.look, refusal))
