"""Asking the parent: for time, for a program, or to say that a rule is unfair. One panel for all.

It emits what was asked and shows what became of it; whether it may be asked the service says.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.api.child import No, RuleRow
from app.ui.child.live import Live
from app.ui.shared.button import Button, on_theme
from app.ui.shared.choices import Choices
from app.ui.shared.field import Field
from app.ui.shared.look import Look
from app.ui.shared.rows import STRETCH, column, row
from app.ui.shared.text import Words
from app.words import forms, rows

MINUTES = (15, 30, 45, 60)
_SUB = 36  # letters
ANSWER_MS = 48 * 3_600_000  # law.md 1, row 24: an answer is due in 48 hours


class AskPanel(QWidget):
    """kind is `time`, `app` or `unfair`; with_words allows a line to the parent."""

    asked = Signal(str, int, str, str)  # kind, minutes, about, words
    left = Signal()

    def __init__(self, look: Look, live: Live, kind: str, *, with_words: bool = True) -> None:
        """The rules that can be asked about come from the last State."""
        super().__init__()
        self._look, self._live, self._kind = look, live, kind
        self._about = _about(live, kind)
        theme = look.palette
        title = Words(look.say(f"ask.{kind}.title"), "dialog", theme.ink, wrap=True)
        self.choices = self._make_choices()
        self.words = Field(look, look.say("ask.words")) if with_words else None
        # A program that no rule names is asked for by its name.
        unnamed = kind == "app" and not self._about
        self.which = Field(look, look.say("ask.which.app")) if unnamed else None
        days = live.state.retention_days if live.state else 14
        kept = look.say("ask.words.kept", days=forms.days(days, look.lang))
        self.send = Button(look.say("ask.send"), on_theme("primary", theme), "send")
        self.send.clicked.connect(self._send)
        self.cancel = Button(look.say("ask.cancel"), on_theme("plain", theme))
        self.cancel.clicked.connect(self.left)
        self.status = Words("", "large", theme.ink, wrap=True)
        parts = column(title, self.which or self.choices, gap=14)
        if self.words is not None:
            parts.addWidget(self.words)
            parts.addWidget(Words(kept, "note", theme.ink2, wrap=True))
        parts.addWidget(self.status)
        parts.addLayout(row(self.send, self.cancel, STRETCH, gap=10))
        self.setLayout(parts)
        self.status.hide()

    def begin(self) -> None:
        """Put the keyboard on the first choice."""
        self.choices.setFocus(Qt.FocusReason.OtherFocusReason)
        self.focusNextChild()

    def _make_choices(self) -> Choices:
        look = self._look
        if self._kind == "time":
            return Choices(look, [look.say("ask.minutes", minutes=m) for m in MINUTES])
        return Choices(look, [_rule_said(r, look) for r in self._about], columns=2)

    def _send(self) -> None:
        index = self.choices.index()
        minutes = MINUTES[index] if self._kind == "time" and index >= 0 else 0
        about = about_of(self._about[index], self._kind) if self._about and index >= 0 else ""
        if self.which is not None:
            about = self.which.text().strip()
            if not about:
                self.which.setFocus(Qt.FocusReason.TabFocusReason)
                return
        words = self.words.text().strip() if self.words is not None else ""
        self.send.setEnabled(False)
        self.asked.emit(self._kind, minutes, about, words)

    def done(self) -> None:
        """The service took the question."""
        state = self._live.state
        look = self._look
        zone = state.zone if state else "UTC"
        now = self._live.now_ms()
        due = forms.when(now + ANSWER_MS, now, zone, look.lang)
        self._say(look.say("ask.sent", due=due))
        if self.words is not None:
            self.words.clear()

    def refused(self, no: No) -> None:
        """The service did not take it."""
        look = self._look
        if no.wait_ms > 0:
            left = forms.left(no.wait_ms, look.lang)
            self._say(look.say("ask.refused.rate", left=left))
        else:
            many = no.reason == "too_many"
            self._say(look.say("ask.refused.many" if many else "ask.refused.other"))
        self.send.setEnabled(True)

    def _say(self, said: str) -> None:
        self.status.setText(said)
        self.status.show()
        self.cancel.say(self._look.say("lock.back"))
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves, without asking."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _about(live: Live, kind: str) -> tuple[RuleRow, ...]:
    """The rows one can ask about: programs that are closed or to be asked for, or any rule."""
    if live.state is None or kind == "time":
        return ()
    if kind == "app":
        return tuple(r for r in live.state.rules if r.key in ("app_ask", "app_block"))
    # What is always closed, whoever asks, is nobody's choice to object to.
    return tuple(r for r in live.state.rules if r.origin != "product")


def about_of(rule: RuleRow, kind: str) -> str:
    """What a request names: the program by the key of its rule, a site, else the rule itself."""
    given = rows.unpack(rule.value)
    return given.get("app", rule.key) if kind == "app" else given.get("site", rule.key)


def _rule_said(rule: RuleRow, look: Look) -> str:
    """A rule in the two lines of a button; a list of kinds is left to the page of the rules."""
    head, sub = rows.rule(rule.key, rule.value, look.lang, look.voice)
    return head if not sub or len(sub) > _SUB else f"{head} · {sub}"
