"""What holds from now on, what the child will be shown, and what happens before that."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.ui.parent.setup.draft import Draft
from app.ui.parent.setup.step import Step
from app.ui.shared.card import Card, Glyph
from app.ui.shared.look import Look
from app.ui.shared.rows import column, row
from app.ui.shared.text import Words

_LINES = (("told", "eye"), ("rules", "shield"), ("ask", "chat"), ("help", "heart"))


class ReadyStep(Step):
    """The last one: nothing is entered here."""

    another = Signal()

    def __init__(self, look: Look, draft: Draft) -> None:
        """Names whoever was added."""
        super().__init__(look, draft, "ready")
        theme = look.palette
        name = draft.added[-1] if draft.added else look.say("setup.this_child")
        card = Card(theme.card, theme.line)
        lines = column(gap=16, margins=(20, 18, 20, 18))
        for key, glyph in _LINES:
            said = look.say(f"setup.ready.{key}.head", name=name)
            head = Words(said, "strong", theme.ink, wrap=True)
            text = Words(look.say(f"setup.ready.{key}", name=name), "note", theme.ink2, wrap=True)
            line = row(Glyph(glyph, 18, theme.bamboo, theme.bamboo_tint, pad=9), gap=14)
            line.addLayout(column(head, text, gap=1), 1)
            lines.addLayout(line)
        card.setLayout(lines)
        self.content.addWidget(card)

    def second(self) -> str:
        """One more child."""
        return self.look.say("setup.another")

    def do_second(self) -> None:
        """Begin anew with another child."""
        self.another.emit()
