"""The last site that was stopped or warned of: why, which rule, who sees it, one press to ask."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.api.child import SiteRow, State
from app.ui.child.site_toast import ACTS, name_line
from app.ui.child.site_words import seen_line, setting_line, site_words
from app.ui.shared.button import Button, on_theme
from app.ui.shared.card import Glyph
from app.ui.shared.look import Look
from app.ui.shared.rows import STRETCH, column, row
from app.ui.shared.text import Pill, Words
from app.words import forms

NAME_WIDTH = 250  # px, in the narrower of the two shapes of the page


class SiteBlock(QWidget):
    """A part of a card. asked carries the site's name."""

    asked = Signal(str)

    def __init__(self, look: Look, site: SiteRow, state: State) -> None:
        """Everything is read off the last State."""
        super().__init__()
        theme, said = look.palette, site_words(site, look)
        at = forms.clock(site.at_ms, state.zone)
        head = look.say("site.last.warned" if said.act == "look" else "site.last", at=at)
        mark = Glyph(said.glyph, 16, theme.sun_text if said.act == "look" else theme.ink2)
        lines = column(gap=5)
        lines.addLayout(row(mark, Words(head, "note_strong", theme.ink2), STRETCH, gap=8))
        lines.addWidget(name_line(said.name, "strong", theme.ink, NAME_WIDTH))
        if said.kind:
            lines.addLayout(
                row(Pill(said.kind, theme.sun_text, theme.sun_tint, height=24), STRETCH)
            )
        for text in (said.what, said.advice):
            if text:
                lines.addWidget(Words(text, "body", theme.ink, wrap=True))
        setting = "" if look.small else setting_line(site, look)
        for text in (setting, seen_line(site, state, look)):
            if text:
                lines.addWidget(Words(text, "note", theme.ink2, wrap=True))
        if said.act != "look":
            press = Button(
                look.say(f"site.do.{said.act}"), on_theme("plain", theme), ACTS[said.act], height=44
            )
            press.clicked.connect(lambda: self.asked.emit(site.name))
            lines.addSpacing(2)
            lines.addLayout(row(press, STRETCH))
        self.setLayout(lines)
