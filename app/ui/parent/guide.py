"""The guide: one sheet with what a parent asks first, on F1 everywhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.parent.parts.overlay import Sheet, sheet_title
from app.ui.parent.parts.press import Press
from app.ui.shared.card import Glyph
from app.ui.shared.look import Look
from app.ui.shared.rows import STRETCH, column, row
from app.ui.shared.text import Words

_PARTS = (
    ("today", "clock"),
    ("asks", "chat"),
    ("sees", "eye"),
    ("keys", "window"),
    ("help", "heart"),
)


class GuideSheet(Sheet):
    """Five short answers."""

    def __init__(self, look: Look) -> None:
        """Nothing here depends on the service."""
        super().__init__()
        theme = look.palette
        parts = column(sheet_title(look, look.say("console.guide.title")), 2, gap=12)
        for key, glyph in _PARTS:
            head = Words(look.say(f"console.guide.{key}.head"), "strong", theme.ink)
            text = Words(look.say(f"console.guide.{key}"), "note", theme.ink2, wrap=True)
            line = row(gap=14)
            sign = Glyph(glyph, 18, theme.bamboo, theme.bamboo_tint, pad=9)
            line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
            line.addLayout(column(head, text, gap=1), 1)
            parts.addLayout(line)
        self.shut = Press(look, look.say("console.close"), "primary")
        self.shut.clicked.connect(self.closed)
        parts.addLayout(row(STRETCH, self.shut))
        parts.setContentsMargins(22, 20, 22, 20)
        self.setLayout(parts)

    def first(self) -> QWidget:
        """Close it again."""
        return self.shut
