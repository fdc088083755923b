"""The parent's password, or a recovery code in its place."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt, QTimer

from app.ui.parent.gate.face import Face
from app.ui.parent.gate.secret import SecretField
from app.ui.parent.line import Refusal
from app.ui.parent.operations import Operations
from app.ui.parent.parts.press import Press
from app.ui.parent.parts.strip import OneStrip
from app.ui.shared.eye import Eye
from app.ui.shared.look import Look
from app.ui.shared.rows import row
from app.words import catalogue, forms


class SignInFace(Face):
    """Signs in through the named operation; whoever shows it hears of it from the operation."""

    def __init__(self, look: Look, operations: Operations, *, again: bool = False) -> None:
        """again: the line was lost while somebody was signed in."""
        super().__init__(look)
        self._operations = operations
        self.secret = SecretField(look, look.say("gate.password"))
        self.go = Press(look, look.say("gate.sign_in"), "primary")
        self.go.clicked.connect(self._send)
        self.secret.returnPressed.connect(self._send)
        self._said = OneStrip(look)
        self._left = QElapsedTimer()
        self._wait_ms = 0
        self._tick = QTimer(self)
        self._tick.setInterval(500)
        self._tick.timeout.connect(self._count)
        lead = look.say("gate.sign_in.again" if again else "gate.sign_in.lead")
        self.lay_out(
            Eye("running", look.dark, 44),
            self.title(look.say("gate.sign_in.title")),
            self.body(lead),
            2, self.secret, self._said, row(self.go), 4,
            self.body(look.say("gate.forgot")),
        )  # fmt: skip

    def take_focus(self) -> None:
        """Ready to type."""
        self.secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def _send(self) -> None:
        if not self.go.isEnabled() or not self.secret.text():
            return
        self.go.setEnabled(False)
        self.go.say(self.look.say("gate.checking"))
        operation = self._operations.sign_in(self.secret.take())
        operation.refused.connect(self._refused)

    def _refused(self, refusal: Refusal) -> None:
        self.go.setEnabled(True)
        self.go.say(self.look.say("gate.sign_in"))
        if refusal.wait_ms > 0:
            self._wait(refusal.wait_ms)
            return
        known = catalogue.knows(f"gate.refused.{refusal.reason}")
        key = f"gate.refused.{refusal.reason if known else 'other'}"
        self._said.say("son", self.look.say(f"{key}.head"), self.look.say(key))
        self.take_focus()

    # --- a pause between tries ------------------------------------------------------------------

    def _wait(self, wait_ms: int) -> None:
        self._wait_ms = wait_ms
        self._left.start()
        self.go.setEnabled(False)
        self._said.say("sun", self.look.say("gate.wait.head"), self._wait_text())
        self._tick.start()

    def _wait_text(self) -> str:
        left = max(0, self._wait_ms - self._left.elapsed())
        return self.look.say("gate.wait.text", left=forms.left(left, self.look.lang))

    def _count(self) -> None:
        """Count down in place: a new strip every second would be read out every second."""
        over = self._left.elapsed() >= self._wait_ms
        if self._said.strip is not None:
            self._said.strip.text.setText(
                self.look.say("gate.wait.over") if over else self._wait_text()
            )
        if over:
            self._tick.stop()
            self.go.setEnabled(True)
            self.take_focus()
