"""What this person likes of the window: language, theme, size. Nothing about a child."""

from __future__ import annotations

from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtGui import QGuiApplication

THEMES = ("light", "dark", "system")
LANGUAGES = ("vi", "en")
_SIZE = QSize(1280, 800)


class Preferences:
    """Kept in a file of the person who looks (an INI file at `path`)."""

    def __init__(self, path: str, system_lang: str) -> None:
        """Read what is there; a file that cannot be read is as good as none.

        system_lang is spoken until another language is chosen.
        """
        self._kept = QSettings(path, QSettings.Format.IniFormat)
        self._system_lang = system_lang

    @property
    def lang(self) -> str:
        """The language chosen, else the desktop's."""
        kept = str(self._kept.value("language", ""))
        return kept if kept in LANGUAGES else self._system_lang

    @lang.setter
    def lang(self, lang: str) -> None:
        self._kept.setValue("language", lang)

    @property
    def theme(self) -> str:
        """One of THEMES."""
        kept = str(self._kept.value("theme", "system"))
        return kept if kept in THEMES else "system"

    @theme.setter
    def theme(self, theme: str) -> None:
        self._kept.setValue("theme", theme)

    @property
    def news_seen(self) -> int:
        """The newest line of the record that was looked at as news."""
        kept = str(self._kept.value("news_seen", "0"))
        return int(kept) if kept.isdigit() else 0

    @news_seen.setter
    def news_seen(self, seq: int) -> None:
        self._kept.setValue("news_seen", seq)

    @property
    def size(self) -> QSize:
        """How large the window was."""
        kept = self._kept.value("size", _SIZE)
        return kept if isinstance(kept, QSize) and kept.isValid() else _SIZE

    @size.setter
    def size(self, size: QSize) -> None:
        self._kept.setValue("size", size)

    def dark(self) -> bool:
        """Whether to draw dark now."""
        if self.theme == "system":
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self.theme == "dark"
