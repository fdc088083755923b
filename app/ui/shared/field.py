"""One line of text from a person, with our edge, our type and the focus ring."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit

from app.ui.shared import focus, fonts
from app.ui.shared.look import Look, color

LIMIT = 500  # characters, as api.child.Ask says


class Field(QLineEdit):
    """Its label is given as accessible name and as placeholder."""

    def __init__(self, look: Look, label: str) -> None:
        """Text is never stored here: it is read once, when it is sent."""
        super().__init__()
        theme = look.palette
        self._ring = color(theme.ink)
        self.setFont(fonts.font("body"))
        self.setMaxLength(LIMIT)
        self.setPlaceholderText(label)
        self.setAccessibleName(label)
        self.setFixedHeight(40)
        self.setStyleSheet(
            f"QLineEdit{{background:{theme.card};color:{theme.ink};border:1px solid {theme.edge};"
            f"border-radius:5px;padding:0 12px;selection-background-color:{theme.bamboo};"
            f"selection-color:{theme.on_bamboo};placeholder-text-color:{theme.ink3}}}"
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        reason = event.reason()
        if reason != Qt.FocusReason.PopupFocusReason:
            focus.came(self, reason, 5, self._ring)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it again."""
        super().focusOutEvent(event)
        focus.went(self)
