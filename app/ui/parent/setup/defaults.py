"""The defaults of an age before they hold: one row each, its reason one click away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.parent.parts.clearing import clear
from app.ui.parent.parts.press import Press
from app.ui.parent.values import RuleLine
from app.ui.shared.card import Card, Glyph, Hairline
from app.ui.shared.look import Look
from app.ui.shared.rows import column, row
from app.ui.shared.text import RIGHT, Words

_LINK = 96  # px: `Vì sao?` and `Ẩn lý do` stand in the same column


class RuleRow(QWidget):
    """A rule, and behind `Vì sao?` where its number comes from."""

    def __init__(self, look: Look, line: RuleLine, *, origin: bool = False) -> None:
        """origin: say who chose it, under what it says."""
        super().__init__()
        self._look = look
        theme = look.palette
        said = Words(line.said, "strong", theme.ink, align=RIGHT, wrap=True)
        right = column(said, gap=0)
        if origin:
            right.addWidget(Words(line.origin, "small", theme.ink2, align=RIGHT))
        label = Words(line.label, "body", theme.ink)
        head = row(Glyph(line.glyph, 18, theme.bamboo), label, gap=12)
        head.addLayout(right, 1)
        self.link: Press | None = None
        self.why = QWidget()
        if line.why:
            self.link = Press(look, look.say("console.why.show"), "link")
            self.link.setFixedWidth(_LINK)
            self.link.name(look.say("console.why.name", label=line.label))
            self.link.clicked.connect(self._toggle)
            head.addWidget(self.link)
            kind = look.say(f"console.why.kind.{line.source}")
            self.why = Words(f"{line.why} {kind}", "note", theme.ink2, wrap=True)
        else:
            head.addSpacing(_LINK + 12)
        self.why.setContentsMargins(30, 0, _LINK + 12, 0)
        self.why.hide()
        self.setLayout(column(head, self.why, gap=2, margins=(16, 5, 12, 5)))
        self.setMinimumHeight(44)
        if line.told:
            self._toggle()

    def _toggle(self) -> None:
        shown = self.why.isHidden()
        self.why.setVisible(shown)
        if self.link is not None:
            name = self.link.accessibleName()
            self.link.say(self._look.say("console.why.hide" if shown else "console.why.show"))
            self.link.name(name)


class RuleRows(Card):
    """Rows on one card with hairlines between them."""

    def __init__(self, look: Look, *, origin: bool = False) -> None:
        """Empty until `show_rules`."""
        theme = look.palette
        super().__init__(theme.card, theme.line)
        self._look, self._origin = look, origin
        self._shown: tuple[RuleLine, ...] = ()
        self.rows: list[RuleRow] = []
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 4, 0, 4)
        self._inside.setSpacing(0)
        self._inside.setAlignment(Qt.AlignmentFlag.AlignTop)

    def show_rules(self, lines: tuple[RuleLine, ...]) -> None:
        """Replace the rows, when they are others."""
        if lines == self._shown:
            return
        self._shown = lines
        clear(self._inside)
        self.rows = []
        for at, line in enumerate(lines):
            if at:
                self._inside.addWidget(Hairline(self._look.palette.line))
            made = RuleRow(self._look, line, origin=self._origin)
            self.rows.append(made)
            self._inside.addWidget(made)
