"""The first-log-in page: nothing is recorded before it was shown (Told before recorded).

What is recorded, who sees it, for how long, what never. From 7 the child answers: "I do not agree"
is as easy to press as "I have read it". Under 7 a parent reads it along, without an answer.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.api.child import State
from app.ui.child.help import paint_ground, scrolling
from app.ui.shared.button import Button, on_theme
from app.ui.shared.card import Card, Glyph, Hairline
from app.ui.shared.eye import Eye, app_icon
from app.ui.shared.look import Look
from app.ui.shared.rows import STRETCH, column, row
from app.ui.shared.text import Words
from app.words import forms

WIDTH = 760
TOTALS_DAYS = 400  # hazards.md, Two lives: day totals at the grain of the bracket
PARTS = (
    ("told.recorded", "clock"),
    ("told.sees", "people"),
    ("told.web", "globe"),
    ("told.days", "calendar"),
    ("told.never", "shield"),
)


class FirstLogin(QWidget):
    """An ordinary window: it asks for attention and takes no key by force."""

    told = Signal(object)  # True, False, or None where no answer is asked for
    helped = Signal()

    def __init__(self, look: Look, state: State, *, answer: bool = True) -> None:
        """answer: ask for one; False shows the same page again later, to read."""
        super().__init__(None)
        self._look, self._state = look, state
        theme = look.palette
        paint_ground(self, theme.paper)
        self.setWindowTitle(look.say("told.window"))
        self.setWindowIcon(app_icon())
        self.help = Button(look.say("help.pill"), on_theme("help", theme), "heart", radius=22)
        self.help.clicked.connect(self.helped)
        self.buttons = self._buttons() if answer else []
        text = column(self._lead(), self._parts(), self._same(), gap=14)
        inner = QWidget()
        inner.setLayout(text)
        parts = column(self._head(), gap=14, margins=(32, 24, 32, 24))
        parts.addWidget(scrolling(inner), 1)
        if answer:
            parts.addLayout(row(*self.buttons, STRETCH, gap=10))
        self.setLayout(parts)
        self.setFixedWidth(WIDTH)
        # As tall as its words; a small screen scrolls them and keeps the buttons in sight.
        rest = parts.totalMinimumSize().height() - 60
        room = QGuiApplication.primaryScreen().availableGeometry().height() - 40
        self.resize(WIDTH, min(room, rest + text.totalHeightForWidth(WIDTH - 64)))
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif answer is False:
            self.help.setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self) -> QWidget:
        look = self._look
        made = QWidget()
        line = row(Eye("running", look.dark, 40, look.say("eye.running")), gap=16)
        title = Words(look.say("told.title", name=self._state.name), "page", look.palette.ink)
        line.addWidget(title, 1)
        line.addWidget(self.help)
        made.setLayout(line)
        return made

    def _lead(self) -> Words:
        look = self._look
        return Words(look.say("told.lead"), "large", look.palette.ink2, wrap=True)

    def _parts(self) -> Card:
        look, theme = self._look, self._look.palette
        card = Card(theme.card, theme.line, 12)
        lines = column(gap=12, margins=(20, 16, 20, 16))
        facts = {
            "days": forms.days(self._state.retention_days, look.lang),
            "totals": forms.days(TOTALS_DAYS, look.lang),
        }
        for index, (key, glyph) in enumerate(PARTS):
            if index:
                lines.addWidget(Hairline(theme.line))
            said = column(
                Words(look.say(f"{key}.head"), "card", theme.ink),
                Words(look.say(key, **facts), "large", theme.ink2, wrap=True),
                gap=2,
            )
            line = row(gap=16)
            mark = Glyph(glyph, 22, theme.bamboo, theme.bamboo_tint, 10)
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            line.addLayout(said, 1)
            lines.addLayout(line)
        card.setLayout(lines)
        return card

    def _same(self) -> QWidget:
        look, theme = self._look, self._look.palette
        made = QWidget()
        lines = column(gap=6)
        for glyph, key in (("eye", "told.same"), ("chat", "told.object"), ("info", "told.later")):
            line = row(Glyph(glyph, 16, theme.ink2), gap=10)
            line.addWidget(Words(look.say(key), "body", theme.ink2, wrap=True), 1)
            lines.addLayout(line)
        made.setLayout(lines)
        return made

    def _buttons(self) -> list[Button]:
        look, theme = self._look, self._look.palette
        agree = Button(look.say("told.agree"), on_theme("primary", theme), "check", height=46)
        if look.small:
            agree.clicked.connect(lambda: self._answer(None))
            return [agree]
        agree.clicked.connect(lambda: self._answer(True))
        disagree = Button(look.say("told.disagree"), on_theme("plain", theme), height=46)
        disagree.clicked.connect(lambda: self._answer(False))
        return [agree, disagree]

    def _answer(self, agreed: bool | None) -> None:
        self.told.emit(agreed)
        self.close()
