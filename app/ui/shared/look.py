"""How one face draws and speaks: theme, language, voice, passed to every widget that asks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication

from app.ui.shared import tokens
from app.words import catalogue


@dataclass(frozen=True, slots=True)
class Look:
    """lang is `vi` or `en`, voice a key of catalogue.VOICES; scale enlarges the lock's parts."""

    dark: bool
    lang: str
    voice: str
    scale: float = 1.0

    @property
    def palette(self) -> tokens.Palette:
        """The colours of the theme."""
        return tokens.palette(self.dark)

    @property
    def bamboo(self) -> tokens.Bamboo:
        """The colours of a living stalk in this theme."""
        return tokens.BAMBOO_DARK if self.dark else tokens.BAMBOO_LIGHT

    @property
    def small(self) -> bool:
        """Whether the bracket is 0-6: pictures instead of words."""
        return self.voice == "0-6"

    def say(self, key: str, **facts: object) -> str:
        """A text in this look's language and voice."""
        return catalogue.say(key, self.lang, self.voice, **facts)

    def px(self, length: float) -> int:
        """A length of the 1280x800 reference in pixels here."""
        return round(length * self.scale)


def color(value: str, opacity: float = 1.0) -> QColor:
    """`#RRGGBB` as a QColor."""
    made = QColor(value)
    made.setAlphaF(opacity)
    return made


def prefers_dark() -> bool:
    """Whether the desktop asks for a dark theme."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
