"""The notice about a site: what was stopped and why, one press to ask, one to help.

It stays as long as every other notice and takes no key. The youngest get two large pictures.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui.child.site_words import SiteWords
from app.ui.child.telling import site_said
from app.ui.child.toast import WIDTH, Toast
from app.ui.shared import fonts
from app.ui.shared.button import Button, on_theme
from app.ui.shared.card import Glyph
from app.ui.shared.look import Look
from app.ui.shared.rows import STRETCH, column, row
from app.ui.shared.text import Pill, Words

SMALL_SIDE = 88  # looks.md 4: what a child of 0-6 presses
NAME_WIDTH = 300  # px
ACTS = {"ask": "send", "mistake": "chat", "look": "info"}


class SiteToast(Toast):
    """One notice about a site."""

    pressed = Signal()  # asking for it, or reading why where it opens anyway
    helped = Signal()

    def __init__(self, look: Look, site: SiteWords) -> None:
        """Its words say what was stopped."""
        self._site = site
        super().__init__(look, site_said(site), 0, None)

    def _fill(self, left_ms: int, budget_ms: int | None) -> None:
        self.setFixedWidth(WIDTH + 2 * self.inside()[0])
        theme = self._look.palette
        warned = self._site.glyph == "shield_warn"
        tints = (theme.sun_text, theme.sun_tint) if warned else (theme.bamboo, theme.bamboo_tint)
        mark = Glyph(self._site.glyph, 28, *tints, 12)
        top = row(gap=14)
        top.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(self._texts(), 1)
        acts = self._pictures() if self._look.small else self._buttons()
        self._close_below(column(top, acts, gap=10))

    def _texts(self) -> QVBoxLayout:
        look, theme, site = self._look, self._look.palette, self._site
        texts = column(self._head(), gap=4)
        if look.small:
            texts.addWidget(Words(site.advice or site.what, "large", theme.ink, wrap=True))
            return texts
        texts.addWidget(name_line(site.name, "emphasis", theme.ink2, NAME_WIDTH))
        if site.kind:
            pill = Pill(site.kind, theme.sun_text, theme.sun_tint, height=24)
            texts.addLayout(row(pill, STRETCH))
        for said in (site.what, site.advice):
            if said:
                texts.addWidget(Words(said, "body", theme.ink, wrap=True))
        return texts

    def _buttons(self) -> QHBoxLayout:
        look, theme, site = self._look, self._look.palette, self._site
        act = Button(look.say(f"site.do.{site.act}"), on_theme("plain", theme), ACTS[site.act],
                     height=38)  # fmt: skip
        help_ = Button(look.say("site.do.help"), on_theme("help", theme), "heart", height=38)
        return row(self._wired(act, self.pressed), self._wired(help_, self.helped), STRETCH, gap=8)

    def _pictures(self) -> QHBoxLayout:
        """Two pictures; their words are their names."""
        look, theme = self._look, self._look.palette
        line = row(gap=16, margins=(66, 0, 0, 0))  # under the words
        for key, glyph, kind, signal in (
            (f"site.do.{self._site.act}", "chat", "plain", self.pressed),
            ("site.do.help", "heart", "help", self.helped),
        ):
            made = Button("", on_theme(kind, theme), glyph, role="page", height=SMALL_SIDE,
                          radius=SMALL_SIDE // 2)  # fmt: skip
            made.setFixedWidth(SMALL_SIDE)
            made.setAccessibleName(look.say(key))
            made.setToolTip(look.say(key))
            line.addWidget(self._wired(made, signal))
        line.addStretch(1)
        return line

    def _wired(self, made: Button, signal: SignalInstance) -> Button:
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(signal)
        made.clicked.connect(self.dismiss)
        return made


def name_line(name: str, role: str, tint: str, width: int) -> Words:
    """A name on one line; its end says whose it is, so its beginning makes way."""
    metrics = QFontMetricsF(fonts.font(role))
    made = Words(metrics.elidedText(name, Qt.TextElideMode.ElideLeft, width), role, tint)
    made.setAccessibleName(name)
    return made
