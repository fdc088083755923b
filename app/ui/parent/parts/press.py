"""The parent's button: 34 px high, words on one line, as wide as its words need and no wider."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize

from app.ui.shared.button import Button, on_theme
from app.ui.shared.look import Look, color
from app.ui.shared.tokens import RADIUS, TARGET

_AIR = 13


class Press(Button):
    """kind is `primary`, `plain`, `quiet` or `link` (quiet, in the colour of links)."""

    def __init__(self, look: Look, said: str, kind: str = "plain", glyph: str = "") -> None:
        """said "" makes a square button of its glyph; give it an accessible name then."""
        paint = on_theme("quiet" if kind == "link" else kind, look.palette)
        if kind == "link":
            paint = replace(paint, ink=color(look.palette.bamboo))
        super().__init__(
            said,
            paint,
            glyph,
            height=TARGET["parent"],
            radius=RADIUS["control"],
        )
        if not said:
            self.setFixedWidth(38)

    def name(self, said: str) -> Press:
        """Say the fact to a screen reader where the words alone do not."""
        self.setAccessibleName(said)
        return self

    def _air(self) -> float:
        return _AIR if self.text() else super()._air()

    def minimumSizeHint(self) -> QSize:
        """One line, always: nothing is shortened."""
        return self.sizeHint()
