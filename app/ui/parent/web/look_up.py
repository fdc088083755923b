"""Looking up a site or a service: what becomes of it and why, and one click to say otherwise."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.ui.parent.parts.press import Press
from app.ui.parent.web.lines import CLEAR, SAY, StatePill
from app.ui.parent.web_values import SiteValue
from app.ui.shared.card import Card, Hairline
from app.ui.shared.field import Field
from app.ui.shared.look import Look
from app.ui.shared.rows import STRETCH, column, holding, row
from app.ui.shared.text import Words


class LookUp(Card):
    """asked carries what was typed; say a SiteValue and a way of lines.SAY; wrong a SiteValue."""

    asked = Signal(str)
    say = Signal(object, object)
    wrong = Signal(object)

    def __init__(self, look: Look) -> None:
        """Nothing was looked up yet."""
        theme = look.palette
        super().__init__(theme.card, theme.line)
        self._look = look
        self._site: SiteValue | None = None
        self.field = Field(look, look.say("console.web.look.field"))
        self.field.setMaxLength(300)
        self.go = Press(look, look.say("console.web.look.go"), "primary")
        self.go.setFixedHeight(40)
        self.field.returnPressed.connect(self._ask)
        self.go.clicked.connect(self._ask)
        self._trouble = Words("", "note", theme.son, wrap=True)
        self._trouble.hide()
        self.found = self._make_found()
        self.found.hide()
        line = row(gap=8)
        line.addWidget(self.field, 1)
        line.addWidget(self.go)
        head = Words(look.say("console.web.look"), "card", theme.ink)
        self.setLayout(
            column(head, line, self._trouble, self.found, gap=8, margins=(18, 12, 18, 16))
        )

    def _make_found(self) -> QWidget:
        look, theme = self._look, self._look.palette
        self._name = Words("", "strong", theme.ink)
        self._pill = StatePill(look)
        self._why = Words("", "body", theme.ink, wrap=True)
        self._known = Words("", "note", theme.ink2, wrap=True)
        self._setting = Words("", "note", theme.ink2, wrap=True)
        self._own = Words("", "note", theme.ink2, wrap=True)
        self._shut = Words(look.say("console.web.shut"), "note", theme.ink2, wrap=True)
        self.clear = Press(look, look.say("console.say.clear"), "link")
        self.clear.clicked.connect(lambda: self.say.emit(self._site, CLEAR))
        self.ways: dict[str, Press] = {}
        for way in SAY:
            made = Press(look, look.say(f"console.say.{way[0]}"))
            made.clicked.connect(partial(self._say, way))
            self.ways[way[0]] = made
        self.put_right = Press(look, look.say("console.say.wrong"))
        self.put_right.clicked.connect(lambda: self.wrong.emit(self._site))
        head = row(self._name, STRETCH, self._pill, gap=8)
        own = row(gap=8)
        own.addWidget(self._own, 1)
        own.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignVCenter)
        answers = row(*self.ways.values(), self.put_right, STRETCH, gap=8)
        return holding(
            column(
                Hairline(theme.line), 4, head, self._why, self._known, self._setting, self._shut,
                own, 2, answers, gap=4,
            )
        )  # fmt: skip

    def _say(self, way: tuple[str, str, str]) -> None:
        self.say.emit(self._site, way)

    def _ask(self) -> None:
        text = self.field.text().strip()
        if text:
            self.asked.emit(text)

    # --- what it shows --------------------------------------------------------------------------

    def show_site(self, site: SiteValue) -> None:
        """Show one; what has the focus stays."""
        if site == self._site and not self.found.isHidden():
            return
        self._site = site
        self._trouble.hide()
        self._name.setText(site.shown)
        self._pill.show_state(site.state)
        lines = ((self._why, site.why), (self._known, site.known), (self._setting, site.setting))
        for words, said in lines:
            words.setText(said)
            words.setVisible(bool(said))
        self._own.setText(site.own)
        self.clear.setVisible(site.said)
        self._shut.setVisible(site.shut)
        for name, way in self.ways.items():
            way.setVisible(not site.shut)
            said = self._look.say(f"console.say.{name}")
            way.name(self._look.say("console.say.name", site=site.shown, said=said))
        self.put_right.setVisible(site.shut)
        self.found.show()

    def show_text(self, text: str) -> None:
        """Put a name into the field: it was looked up from elsewhere on the page."""
        self.field.setText(text)

    def refuse(self, said: str) -> None:
        """Say that it could not be looked up."""
        self.forget()
        self._trouble.setText(said)
        self._trouble.show()

    def forget(self) -> None:
        """Show nothing: another child was chosen."""
        self._site = None
        self.found.hide()
        self._trouble.hide()
