"""The first steps: the language, and the parent's password."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.parent.gate.secret import SecretField
from app.ui.parent.line import Refusal
from app.ui.parent.operations import Did, Operations
from app.ui.parent.parts.strip import Strip
from app.ui.parent.refused import refused_text
from app.ui.parent.setup.draft import Draft
from app.ui.parent.setup.step import Step
from app.ui.parent.setup.strength import FAIR, GOOD, NONE, SHORT, SHORTEST, strength
from app.ui.shared.choices import Choices
from app.ui.shared.look import Look, color
from app.ui.shared.rows import column
from app.ui.shared.text import Words

LANGUAGES = ("vi", "en")


class LanguageStep(Step):
    """Both languages in their own words."""

    language = Signal(str)

    def __init__(self, look: Look, draft: Draft) -> None:
        """The one that is spoken is chosen."""
        super().__init__(look, draft, "language")
        words = [look.say("setup.language.vi"), look.say("setup.language.en")]
        self.choices = Choices(look, words, first=LANGUAGES.index(look.lang))
        self.choices.setMaximumWidth(420)
        self.choices.chosen.connect(lambda at: self.language.emit(LANGUAGES[at]))
        self.content.addWidget(self.choices)
        if draft.advice:
            head, text = look.say("console.running.advice"), look.say("console.settings.advice")
            self.content.addWidget(Strip(look, "sun", head, text))


class PasswordStep(Step):
    """Twice, with a hint how hard it is to guess. Nothing typed here outlives the step."""

    def __init__(self, look: Look, draft: Draft, operations: Operations) -> None:
        """A step that was done already cannot be done again."""
        super().__init__(look, draft, "password")
        self._operations = operations
        theme = look.palette
        self.secret = SecretField(look, look.say("gate.password"))
        self.again = SecretField(look, look.say("setup.password.again"))
        self.meter = Meter(look)
        self.hint = Words("", "note", theme.ink2, wrap=True)
        for field in (self.secret, self.again):
            field.setMaximumWidth(420)
            field.textChanged.connect(self._typed)
        self.again.returnPressed.connect(self._enter)
        self.secret.returnPressed.connect(self.again.setFocus)
        asked = column(
            Words(look.say("gate.password"), "note_strong", theme.ink), self.secret,
            self.meter, self.hint, 6,
            Words(look.say("setup.password.again"), "note_strong", theme.ink), self.again, gap=6,
        )  # fmt: skip
        self.content.addLayout(asked)
        self.content.addWidget(Words(look.say("setup.password.why"), "note", theme.ink2, wrap=True))
        self._typed()

    def can_go(self) -> bool:
        """Long enough, and the same twice."""
        both = self.secret.text(), self.again.text()
        return self.draft.password_set or (len(both[0]) >= SHORTEST and both[0] == both[1])

    def _typed(self) -> None:
        level = strength(self.secret.text())
        self.meter.show_level(level)
        said = self.look.say(f"setup.strength.{level}")
        if self.again.text() and self.again.text() != self.secret.text():
            said = self.look.say("setup.password.differ")
        self.hint.setText(said)
        self.changed()

    def _enter(self) -> None:
        if self.can_go():
            self.go()

    def go(self) -> None:
        """Give it to the service; the fields are empty from then on."""
        if self.draft.password_set:
            self.done.emit()
            return
        secret = self.secret.take()
        self.again.clear()
        operation = self._operations.set_password(secret)
        operation.did.connect(self._set)
        operation.refused.connect(self._refused)

    def _set(self, did: Did) -> None:
        self.draft.password_set = True
        self.done.emit()

    def _refused(self, refusal: Refusal) -> None:
        self.say("son", *refused_text(self.look, refusal))


class Meter(QWidget):
    """Three short bars that fill; the words beside it say the same."""

    def __init__(self, look: Look) -> None:
        """Empty."""
        super().__init__()
        self._look, self._level = look, NONE
        self.setFixedSize(QSize(180, 6))

    def show_level(self, level: int) -> None:
        """level is one of strength.py's."""
        self._level = level
        self.setAccessibleName(self._look.say(f"setup.strength.{level}"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Never red: a weak password is no fault."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        theme = self._look.palette
        filled = max(0, self._level - SHORT)
        tint = {FAIR: theme.leaf, GOOD: theme.bamboo}.get(self._level, theme.sun_line)
        for at in range(GOOD - SHORT):
            painter.setBrush(color(tint if at < filled else theme.sunken))
            painter.drawRoundedRect(QRectF(at * 61, 0, 57, 6), 3, 3)
