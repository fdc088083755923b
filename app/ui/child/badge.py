"""The advice-mode badge: this Lũy Tre can only remind, and says so as long as it runs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout

from app.ui.child.floating import Floating
from app.ui.shared.eye import Eye
from app.ui.shared.look import Look
from app.ui.shared.text import Words


class AdviceBadge(Floating):
    """A small pill in the lower right corner; a click opens the companion."""

    pressed = Signal()

    def __init__(self, look: Look) -> None:
        """Words and their longer reason come from the catalogue."""
        super().__init__(look, radius=17)
        margin = self.inside()[0]
        inner = QHBoxLayout(self)
        inner.setSpacing(8)
        inner.setContentsMargins(margin + 12, margin + 7, margin + 14, margin + 7)
        inner.addWidget(Eye("running", look.dark, 18))
        inner.addWidget(Words(look.say("badge.advice"), "note_strong", look.palette.ink2))
        self.setToolTip(look.say("badge.advice.why"))
        self.setAccessibleName(look.say("badge.advice"))
        self.setAccessibleDescription(look.say("badge.advice.why"))

    def present(self) -> None:
        """Show it."""
        self.place(Qt.Corner.BottomRightCorner)
        self.show()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click asks for the companion."""
        self.pressed.emit()
