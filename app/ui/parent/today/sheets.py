"""Dialogs of *Today*: a word back to a child, and the question before a PC is closed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.ui.parent.parts.overlay import Sheet, sheet_title
from app.ui.parent.parts.press import Press
from app.ui.parent.values import RequestValue
from app.ui.shared.button import Button, on_theme
from app.ui.shared.card import Glyph
from app.ui.shared.field import Field
from app.ui.shared.look import Look
from app.ui.shared.rows import STRETCH, column, row
from app.ui.shared.text import Words

_MARGINS = (20, 18, 20, 18)


class WordSheet(Sheet):
    """An answer with a word: the child reads it at once."""

    sent = Signal(str, bool, int, str)  # request, yes, minutes, words

    def __init__(self, look: Look, asked: RequestValue, *, yes: bool) -> None:
        """yes: the word goes with a yes, else with not this time."""
        super().__init__()
        self._asked, self._yes = asked, yes
        theme = look.palette
        key = "console.word.yes" if yes else "console.word.no"
        self.words = Field(look, look.say("console.word.field"))
        phrases = row(gap=8)
        for at in range(3):
            said = look.say(f"{key}.{at}")
            phrase = Button(
                said, on_theme("plain", theme), role="note_strong", height=32, radius=16
            )
            phrase.clicked.connect(lambda checked=False, text=said: self._take(text))
            phrases.addWidget(phrase)
        phrases.addStretch(1)
        cancel = Press(look, look.say("console.cancel"))
        cancel.clicked.connect(self.closed)
        self.send = Press(look, look.say("console.word.send"), "primary")
        self.send.clicked.connect(self._send)
        self.words.returnPressed.connect(self._send)
        self.setLayout(
            column(
                sheet_title(look, look.say("console.word.title", name=asked.name)),
                Words(look.say(key, asks=asked.asks), "note", theme.ink2, wrap=True),
                4, phrases, self.words, 4, row(STRETCH, cancel, self.send, gap=8),
                gap=10, margins=_MARGINS,
            )
        )  # fmt: skip

    def first(self) -> QWidget:
        """The line itself: whoever opened this wants to write."""
        return self.words

    def _take(self, said: str) -> None:
        self.words.setText(said)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _send(self) -> None:
        self.sent.emit(self._asked.id, self._yes, self._asked.minutes, self.words.text().strip())
        self.closed.emit()


class SureSheet(Sheet):
    """A question before something heavy. The filled button is the safe one and has the focus."""

    sure = Signal()

    def __init__(self, look: Look, glyph: str, head: str, text: str, yes: str) -> None:
        """yes is what the risky button says."""
        super().__init__()
        theme = look.palette
        sign = Glyph(glyph, 18, theme.son, theme.son_tint, pad=9)
        self.stay = Press(look, look.say("console.cancel"), "primary")
        self.stay.clicked.connect(self.closed)
        self.go = Press(look, yes)
        self.go.clicked.connect(self._go)
        words = column(sheet_title(look, head), Words(text, "body", theme.ink2, wrap=True), gap=4)
        line = row(gap=14)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        buttons = row(STRETCH, self.stay, self.go, gap=8)
        self.setLayout(column(line, 6, buttons, gap=10, margins=_MARGINS))

    def first(self) -> QWidget:
        """The safe choice."""
        return self.stay

    def _go(self) -> None:
        self.sure.emit()
        self.closed.emit()


def wrong_sheet(look: Look, site: str, known: str) -> SureSheet:
    """The question before a site is opened that the lists call always closed."""
    head = look.say("console.site.wrong.sure", site=site)
    text = look.say("console.site.wrong.text", known=known)
    return SureSheet(look, "shield_warn", head, text, look.say("console.site.wrong.yes"))
