"""A switch: on or off at once, with a word beside it for who cannot tell the colours."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from app.ui.shared import focus
from app.ui.shared.look import Look, color
from app.ui.shared.tokens import TARGET

_WIDE, _HIGH = 40, 20


class Switch(QAbstractButton):
    """Its accessible name is given; whether it is on is its own state."""

    def __init__(self, look: Look, name: str) -> None:
        """Off; `setChecked` puts it where it belongs."""
        super().__init__()
        self._theme = look.palette
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(_WIDE + 8, TARGET["parent"])
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """As large as it is."""
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A track with a knob: full with the knob at the right is on."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        theme, on = self._theme, self.isChecked()
        top = (self.height() - _HIGH) / 2
        track = QRectF(4.5, top + 0.5, _WIDE - 1, _HIGH - 1)
        painter.setPen(QPen(color(theme.bamboo if on else theme.edge), 1))
        painter.setBrush(color(theme.bamboo if on else theme.card))
        painter.drawRoundedRect(track, _HIGH / 2, _HIGH / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(theme.on_bamboo if on else theme.edge))
        left = 4 + (_WIDE - _HIGH + 4 if on else 4)
        painter.drawEllipse(QRectF(left, top + 4, _HIGH - 8, _HIGH - 8))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Return press, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        focus.came(self, event.reason(), 10, color(self._theme.ink))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it again."""
        super().focusOutEvent(event)
        focus.went(self)
