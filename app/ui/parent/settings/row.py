"""A setting as a row: a glyph, what it is, a line about it, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.shared.card import Card, Glyph
from app.ui.shared.look import Look
from app.ui.shared.rows import column, row
from app.ui.shared.text import Words


class SettingRow(Card):
    """`text` may change; `control` stands at the right end, None where nothing is to be done."""

    def __init__(
        self, look: Look, glyph: str, head: str, text: str, control: QWidget | None = None
    ) -> None:
        """head and text as in looks.md 13."""
        theme = look.palette
        super().__init__(theme.card, theme.line, radius=8)
        self.text = Words(text, "note", theme.ink2, wrap=True)
        words = column(Words(head, "body", theme.ink), self.text, gap=1)
        across = row(gap=16, margins=(18, 12, 16, 12))
        across.addWidget(Glyph(glyph, 20, theme.ink2), 0, Qt.AlignmentFlag.AlignVCenter)
        across.addLayout(words, 1)
        if control is not None:
            across.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(across)
        self.setMinimumHeight(64)
