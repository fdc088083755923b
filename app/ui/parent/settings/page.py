"""The page *Settings*: language and theme, password and codes, children, and how all of it runs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.parent.board import Board
from app.ui.parent.line import Refusal
from app.ui.parent.operations import LISTS, Did, Operation, Operations
from app.ui.parent.parts.fluent import combo
from app.ui.parent.parts.overlay import Overlay
from app.ui.parent.parts.page import Page
from app.ui.parent.parts.press import Press
from app.ui.parent.parts.snack import Snack
from app.ui.parent.preferences import LANGUAGES, THEMES
from app.ui.parent.refused import refused_text
from app.ui.parent.settings.lists import ListsSection
from app.ui.parent.settings.row import SettingRow
from app.ui.parent.settings.sheets import CODES_WIDTH, AboutSheet, CodesSheet, PasswordSheet
from app.ui.parent.today.sheets import SureSheet
from app.ui.parent.values import StatusValue
from app.ui.parent.web_values import ListsValue
from app.ui.shared.look import Look
from app.ui.shared.rows import column
from app.ui.shared.text import Words


class SettingsPage(Page):
    """language and theme go to the window; the rest are named operations."""

    language = Signal(str)
    theme = Signal(str)
    to_setup = Signal()

    def __init__(self, look: Look, operations: Operations, board: Board, theme: str) -> None:
        """theme is the one that is chosen, one of THEMES."""
        super().__init__(look, look.say("console.nav.settings"))
        self._operations = operations
        self.snack = Snack(self, look)
        self._status: StatusValue | None = None
        self._make_window(theme)
        self._make_keys()
        self._make_state()
        self.lists = ListsSection(look, operations)
        self._lists: ListsValue | None = None
        self._section("web", self.lists)
        self.lists.refused.connect(self._refused)
        board.status_came.connect(self.show_status)
        board.lists_came.connect(self.show_lists)
        board.want(LISTS)

    def _section(self, key: str, *rows: QWidget) -> None:
        said = self.look.say(f"console.settings.{key}")
        head = Words(said, "note_strong", self.look.palette.ink2)
        self.content.addLayout(column(head, *rows, gap=8))

    def _row(self, glyph: str, key: str, control: QWidget | None = None) -> SettingRow:
        say = self.look.say
        head, text = say(f"console.settings.{key}"), say(f"console.settings.{key}.text")
        return SettingRow(self.look, glyph, head, text, control)

    def _make_window(self, theme: str) -> None:
        look = self.look
        words = [look.say(f"setup.language.{lang}") for lang in LANGUAGES]
        self.languages = combo(
            look, look.say("console.settings.language"), words, LANGUAGES.index(look.lang)
        )
        words = [look.say(f"console.settings.theme.{one}") for one in THEMES]
        self.themes = combo(look, look.say("console.settings.theme"), words, THEMES.index(theme))
        for control in (self.languages, self.themes):
            control.setFixedWidth(150)
        self.languages.currentIndexChanged.connect(lambda at: self.language.emit(LANGUAGES[at]))
        self.themes.currentIndexChanged.connect(lambda at: self.theme.emit(THEMES[at]))
        self._section(
            "window",
            self._row("globe", "language", self.languages),
            self._row("theme", "theme", self.themes),
        )

    def _make_keys(self) -> None:
        look = self.look
        self.password = Press(look, look.say("console.settings.password.change"))
        self.codes = Press(look, look.say("console.settings.codes.new"))
        self.child = Press(look, look.say("console.child.add"), glyph="plus")
        self.password.clicked.connect(self._ask_password)
        self.codes.clicked.connect(self._ask_codes)
        self.child.clicked.connect(self.to_setup)
        self._child_row = SettingRow(
            look, "people", look.say("console.settings.child"), "", self.child
        )
        self._section(
            "keys",
            self._row("lock", "password", self.password),
            self._row("key", "codes", self.codes),
            self._child_row,
        )

    def _make_state(self) -> None:
        look = self.look
        self.confirm = Press(look, look.say("console.settings.clock.confirm"))
        self.confirm.clicked.connect(self._confirm_date)
        self.about = Press(look, look.say("console.settings.about.open"))
        self.about.clicked.connect(self._about)
        say = look.say
        self._version = SettingRow(look, "info", say("app.name"), "")
        self._clock = SettingRow(look, "clock", say("console.settings.clock"), "", self.confirm)
        self._senses = SettingRow(look, "eye", say("console.settings.senses"), "")
        self._limits = SettingRow(look, "shield_warn", say("console.settings.limits"), "")
        about = self._row("heart", "about", self.about)
        self._section("state", self._version, self._clock, self._senses, self._limits, about)

    # --- what it shows --------------------------------------------------------------------------

    def show_status(self, status: StatusValue) -> None:
        """How it runs."""
        self._status = status
        say = self.look.say
        version = say("console.settings.version", version=status.version)
        if status.advice:
            state = say("console.settings.advice")
        else:
            state = say("console.settings.installed", since=status.since or version)
        self._version.text.setText(f"{version}. {state}")
        key = "synced" if status.synced else "alone"
        clock = say(f"console.settings.clock.{key}", date=status.date_words, zone=status.zone)
        self._clock.text.setText(clock)
        self.confirm.setVisible(not status.synced)
        senses = " · ".join(f"{label}: {source}" for label, source in status.senses)
        self._senses.text.setText(senses)
        self._senses.setVisible(bool(senses))
        limits = "\n".join(status.limits) or say("console.settings.limits.none")
        self._limits.text.setText(limits)
        count = status.children
        self._child_row.text.setText(say("console.settings.child.text", count=count))

    def show_lists(self, lists: ListsValue) -> None:
        """The lists of sites, and whose they are for the licences."""
        self._lists = lists
        self.lists.show_lists(lists)

    # --- clicks ---------------------------------------------------------------------------------

    def _ask_password(self) -> None:
        sheet = PasswordSheet(self.look)
        sheet.chosen.connect(self._set_password)
        Overlay(self.window(), self.look, sheet)

    def _set_password(self, secret: str) -> None:
        self._run(self._operations.set_password(secret), "console.settings.password.done")

    def _ask_codes(self) -> None:
        say = self.look.say
        sheet = SureSheet(
            self.look, "key", say("console.settings.codes.sure"),
            say("console.settings.codes.sure.text"), say("console.settings.codes.yes"),
        )  # fmt: skip
        sheet.sure.connect(self._new_codes)
        Overlay(self.window(), self.look, sheet)

    def _new_codes(self) -> None:
        operation = self._operations.new_codes()
        operation.did.connect(self._show_codes)
        operation.refused.connect(self._refused)

    def _show_codes(self, did: Did) -> None:
        Overlay(self.window(), self.look, CodesSheet(self.look, did.made), CODES_WIDTH)

    def _confirm_date(self) -> None:
        if self._status is not None:
            day = self._status.today.isoformat()
            self._run(self._operations.confirm_date(day), "console.settings.clock.done")

    def _about(self) -> None:
        version = self._status.version if self._status is not None else ""
        lists = self._lists.lists if self._lists is not None else ()
        Overlay(self.window(), self.look, AboutSheet(self.look, version, lists))

    def _run(self, operation: Operation, done: str) -> None:
        operation.about = (done,)
        operation.did.connect(self._did)
        operation.refused.connect(self._refused)

    def _did(self, did: Did) -> None:
        self.snack.done(self.look.say(did.about[0]))

    def _refused(self, refusal: Refusal) -> None:
        self.snack.failed(*refused_text(self.look, refusal))
