"""A message strip: what happened, then what to do, on the tint of its tone (looks.md, 13)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.ui.parent.parts.disc import GlyphDisc
from app.ui.parent.parts.press import Press
from app.ui.parent.parts.tones import tone
from app.ui.shared.bamboo import Stalk, draw_crown, draw_stalk
from app.ui.shared.card import Card
from app.ui.shared.look import Look, color
from app.ui.shared.rows import STRETCH, column, row
from app.ui.shared.text import Words

_GLYPHS = {"bamboo": "check", "leaf": "leaf", "sun": "warn", "son": "close", "night": "moon"}


class Strip(Card):
    """Head and text; `action` is a quiet button at its end, None where nothing is to be done."""

    def __init__(
        self, look: Look, tone_name: str, head: str, text: str = "", action: str = "",
        glyph: str = "",
    ) -> None:  # fmt: skip
        """tone_name is a key of tones; glyph replaces the tone's own."""
        theme = look.palette
        ground, ink = tone(tone_name, theme)
        super().__init__(ground, radius=8)
        disc = GlyphDisc(glyph or _GLYPHS.get(tone_name, "info"), ink, ground, 24, 5)
        self.head = Words(head, "emphasis", theme.ink, wrap=True)
        self.text = Words(text, "body", theme.ink2, wrap=True)
        if not text:
            self.text.hide()  # never setVisible(True) without a parent: that is a window
        self._words = row(self.head, self.text, gap=2)
        self.action: Press | None = None
        across = row(disc, gap=10, margins=(12, 8, 8, 8))
        across.addLayout(self._words, 1)
        if action:
            self.action = Press(look, action, "quiet")
            across.addWidget(self.action)
        self.setLayout(across)
        self.setAccessibleName(f"{head} {text}".strip())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Head and text beside each other where both fit on one line."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        both = (self.head, self.text)
        needs = [QFontMetricsF(one.font()).horizontalAdvance(one.text()) for one in both]
        room = self.width() - 66 - (self.action.width() if self.action else 0)
        beside = sum(needs) + 8 <= room and bool(self.text.text())
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._words.setDirection(direction)
        self._words.setSpacing(8 if beside else 2)
        self.head.setWordWrap(not beside)
        self.text.setWordWrap(not beside)
        self._words.setStretch(1, 1 if beside else 0)

    def announce(self) -> None:
        """Tell a screen reader, politely."""
        event = QAccessibleAnnouncementEvent(self, self.accessibleName())
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)


class OneStrip(QVBoxLayout):
    """A place for one strip at a time: what is said takes the place of what was said."""

    def __init__(self, look: Look) -> None:
        """Nothing is said yet."""
        super().__init__()
        self._look = look
        self.strip: Strip | None = None

    def say(self, tone_name: str, head: str, text: str = "") -> None:
        """Say something; head "" takes away what was said."""
        if self.strip is not None:
            self.removeWidget(self.strip)
            self.strip.hide()
            self.strip.deleteLater()
            self.strip = None
        if head:
            self.strip = Strip(self._look, tone_name, head, text)
            self.addWidget(self.strip)
            self.strip.announce()


class Empty(Card):
    """Nothing is here yet, and why that is fine: a grown stalk, one line, one sentence."""

    def __init__(self, look: Look, head: str, text: str, action: QWidget | None = None) -> None:
        """All of it is centred; action is what can be done about it."""
        theme = look.palette
        super().__init__(theme.card, theme.line)
        title = Words(head, "card", theme.ink, align=Qt.AlignmentFlag.AlignCenter)
        body = Words(text, "body", theme.ink2, align=Qt.AlignmentFlag.AlignCenter, wrap=True)
        body.setMaximumWidth(460)
        body.setMinimumWidth(320)
        place = column(
            STRETCH, _Stalk(look), title, row(STRETCH, body, STRETCH), STRETCH,
            gap=8, margins=(20, 24, 20, 24),
        )  # fmt: skip
        if action is not None:
            place.insertSpacing(place.count() - 1, 6)
            place.insertLayout(place.count() - 1, row(STRETCH, action, STRETCH))
        self.setLayout(place)


class _Stalk(QWidget):
    """One stalk of bamboo on its mound."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(96)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, ground = self.width() / 2, self.height() - 8
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(self._look.palette.leaf_tint))
        painter.drawEllipse(QRectF(middle - 52, ground - 10, 104, 18))
        nodes = draw_stalk(painter, Stalk(middle, ground, 58, 13, 4, 4), self._look.bamboo)
        draw_crown(painter, nodes[-1], 42, self._look.bamboo)
