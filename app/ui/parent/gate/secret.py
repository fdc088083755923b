"""A field for a secret: dots, and an eye to look at what was typed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton

from app.ui.shared import glyphs
from app.ui.shared.field import Field
from app.ui.shared.look import Look, color

LONGEST = 1024  # characters, as api.parent.Secret says


class SecretField(Field):
    """Nothing that is typed here is stored, shown elsewhere or offered again."""

    def __init__(self, look: Look, label: str) -> None:
        """label is placeholder and accessible name."""
        super().__init__(look, label)
        self.setMaxLength(LONGEST)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.setTextMargins(0, 0, 34, 0)
        self.peek = _Peek(self, look)

    def take(self) -> str:
        """What was typed; the field is empty afterwards."""
        said = self.text()
        self.clear()
        return said

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The eye stays at the end."""
        super().resizeEvent(event)
        left, top = self.width() - self.peek.width() - 5, (self.height() - self.peek.height()) // 2
        self.peek.move(left, top)


class _Peek(QToolButton):
    """Shows and hides what was typed."""

    def __init__(self, field: SecretField, look: Look) -> None:
        super().__init__(field)
        self._look = look
        self.setCheckable(True)
        self.setFixedSize(QSize(32, 30))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(look.say("gate.peek"))
        self.setToolTip(look.say("gate.peek"))
        self.toggled.connect(self._toggle)

    def _toggle(self, shown: bool) -> None:
        field = self.parentWidget()
        if isinstance(field, QLineEdit):
            mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
            field.setEchoMode(mode)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.palette
        tint = theme.bamboo if self.isChecked() else theme.ink3
        glyphs.draw(painter, "eye", QRectF(7, 6, 18, 18), color(tint))
