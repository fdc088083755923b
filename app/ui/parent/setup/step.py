"""What every step of set-up is: a title, a lead, content, and the one thing it does to go on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.parent.parts.page import scrolling
from app.ui.parent.parts.strip import OneStrip
from app.ui.parent.setup.draft import Draft
from app.ui.shared.look import Look
from app.ui.shared.rows import STRETCH, column, holding
from app.ui.shared.text import Words


class Step(QWidget):
    """done: go to the next step. ready: whether the button that goes on may be pressed."""

    done = Signal()
    ready = Signal(bool)

    def __init__(self, look: Look, draft: Draft, name: str) -> None:
        """name is the step's in draft.FIRST."""
        super().__init__()
        self.look, self.draft, self.step_name = look, draft, name
        theme = look.palette
        self.content = QVBoxLayout()
        self.content.setSpacing(14)
        self._said = OneStrip(look)
        title = Words(look.say(f"setup.{name}.title"), "page", theme.ink, wrap=True)
        lead = Words(look.say(f"setup.{name}.lead"), "body", theme.ink2, wrap=True)
        inside = column(
            title, lead, 8, self.content, self._said, STRETCH, gap=4, margins=(36, 26, 36, 12)
        )
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(scrolling(holding(inside)))

    def begin(self) -> None:
        """The step is shown."""

    def can_go(self) -> bool:
        """Whether everything it needs is there."""
        return True

    def go(self) -> None:
        """Do what the step is for, and emit `done` when it is done."""
        self.done.emit()

    def next_words(self) -> str:
        """What the button that goes on says."""
        return self.look.say(f"setup.{self.step_name}.next")

    def second(self) -> str:
        """What a second, plain button says; "" = there is none."""
        return ""

    def do_second(self) -> None:
        """The second button was pressed."""

    def say(self, tone: str, head: str, text: str = "") -> None:
        """Say something under the content; head "" takes it away."""
        self._said.say(tone, head, text)

    def changed(self) -> None:
        """Something was entered: the button may be pressed now, or not any more."""
        self.ready.emit(self.can_go())
