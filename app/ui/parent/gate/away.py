"""The service cannot be reached: what that means for the children, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from app.ui.parent.gate.face import Face
from app.ui.parent.parts.press import Press
from app.ui.shared.card import Card
from app.ui.shared.eye import Eye
from app.ui.shared.look import Look
from app.ui.shared.rows import STRETCH, column, row
from app.ui.shared.text import Words
from app.words import catalogue


class AwayFace(Face):
    """code is one of ServiceSocket.disconnected's, or the service's own last word."""

    again = Signal()

    def __init__(self, look: Look, code: str, *, advice: bool) -> None:
        """It goes by itself as soon as the service answers."""
        super().__init__(look)
        known = code if catalogue.knows(f"gate.away.{code}") else "closed"
        self.code = known
        self.retry = Press(look, look.say("gate.again"), "primary")
        self.retry.clicked.connect(self.again)
        what = self.body(look.say(f"gate.away.{known}"))
        head = self.title(look.say(f"gate.away.{known}.head"))
        parts = [Eye("paused", look.dark, 44), head, what]
        command = f"gate.away.{known}.{'advice' if advice else 'command'}"
        if catalogue.knows(command):
            parts.append(_Command(look, look.say(command)))
        note = self.body(look.say("gate.away.itself"))
        self.lay_out(*parts, note, 2, row(self.retry, STRETCH))

    def take_focus(self) -> None:
        """The one thing to do."""
        self.retry.setFocus(Qt.FocusReason.OtherFocusReason)


class _Command(Card):
    """A line to type in a terminal; it can be selected and copied."""

    def __init__(self, look: Look, said: str) -> None:
        theme = look.palette
        super().__init__(theme.sunken, radius=8)
        words = Words(said, "emphasis", theme.ink, wrap=True)
        words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setLayout(column(words, margins=(14, 10, 14, 10)))


class WaitFace(Face):
    """The line is being opened; usually nobody sees this."""

    def __init__(self, look: Look) -> None:
        """One line."""
        super().__init__(look)
        self.lay_out(
            Eye("running", look.dark, 44),
            self.title(look.say("app.name")),
            self.body(look.say("gate.wait")),
        )
