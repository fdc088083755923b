"""A managed child's session: a one-time code or another account, and never the password.

Any program of the child can read what is typed here (hazards.md, The parent's secret); a code that
was read is already used up.
"""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator

from app.ui.parent.gate.face import Face
from app.ui.parent.line import Refusal
from app.ui.parent.operations import Did, Operations
from app.ui.parent.parts.press import Press
from app.ui.parent.parts.strip import OneStrip
from app.ui.shared.card import Glyph
from app.ui.shared.choices import Choices
from app.ui.shared.field import Field
from app.ui.shared.look import Look
from app.ui.shared.rows import STRETCH, row
from app.words import catalogue, forms

MINUTES = (15, 30, 60)
DIGITS = 6


class ChildSessionFace(Face):
    """The service decides what a code is good for; its answer is shown as it comes."""

    switch_user = Signal()

    def __init__(self, look: Look, operations: Operations) -> None:
        """Six digits, and for how long."""
        super().__init__(look)
        self._operations = operations
        theme = look.palette
        self.minutes = Choices(
            look, [forms.minutes(m, look.lang) for m in MINUTES], height=36, first=0
        )
        self.digits = Field(look, look.say("gate.code.digits"))
        self.digits.setMaxLength(DIGITS)
        pattern = QRegularExpression(f"[0-9]{{0,{DIGITS}}}")
        self.digits.setValidator(QRegularExpressionValidator(pattern, self))
        self.go = Press(look, look.say("gate.code.use"), "primary")
        self.go.setEnabled(False)
        self.digits.textChanged.connect(lambda said: self.go.setEnabled(len(said) == DIGITS))
        self.digits.returnPressed.connect(self._send)
        self.go.clicked.connect(self._send)
        self.other = Press(look, look.say("gate.switch"), glyph="person")
        self.other.clicked.connect(self.switch_user)
        self._said = OneStrip(look)
        self.lay_out(
            Glyph("key", 22, theme.bamboo, theme.bamboo_tint, pad=11),
            self.title(look.say("gate.code.title")),
            self.body(look.say("gate.code.lead")),
            2, self.minutes, self.digits, self._said,
            row(self.go, STRETCH, self.other), 2,
            self.body(look.say("gate.code.why")),
        )  # fmt: skip

    def take_focus(self) -> None:
        """Ready to type."""
        self.digits.setFocus(Qt.FocusReason.OtherFocusReason)

    def no_switch(self) -> None:
        """This desktop has no command of its own to change the user."""
        self._said.say(
            "sun", self.look.say("gate.switch.none.head"), self.look.say("gate.switch.none")
        )

    def _send(self) -> None:
        digits = self.digits.text()
        if len(digits) != DIGITS:
            return
        self.digits.clear()
        minutes = MINUTES[self.minutes.index()]
        operation = self._operations.enter_code(digits, "time", minutes)
        operation.about = (forms.minutes(minutes, self.look.lang),)
        operation.did.connect(self._used)
        operation.refused.connect(self._refused)

    def _used(self, did: Did) -> None:
        self._said.say("bamboo", self.look.say("gate.code.done", minutes=did.about[0]), "")

    def _refused(self, refusal: Refusal) -> None:
        look = self.look
        if refusal.wait_ms > 0:
            left = forms.left(refusal.wait_ms, look.lang)
            self._said.say("sun", look.say("gate.wait.head"), look.say("gate.wait.text", left=left))
            return
        known = catalogue.knows(f"gate.code.{refusal.reason}.head")
        key = f"gate.code.{refusal.reason if known else 'other'}"
        self._said.say("son", look.say(f"{key}.head"), look.say(key))
