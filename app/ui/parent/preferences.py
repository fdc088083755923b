"""What this person likes of the window: language, theme, size. Nothing about a child."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSettings, QSize

from app.ui.shared.look import Look, prefers_dark

THEMES = ("light", "dark", "system")
LANGUAGES = ("vi", "en")
_SIZE = QSize(1280, 800)


class Preferences:
    """Kept in a file of the person who looks (an INI file at `path`)."""

    def __init__(self, path: str) -> None:
        """Read what is there; a file that cannot be read is as good as none."""
        self._kept = QSettings(path, QSettings.Format.IniFormat)

    @property
    def lang(self) -> str:
        """The language chosen, else the desktop's if we speak it."""
        kept = str(self._kept.value("language", ""))
        if kept in LANGUAGES:
            return kept
        system = QLocale.system().language()
        plain = (QLocale.Language.C, QLocale.Language.Vietnamese, QLocale.Language.AnyLanguage)
        return "vi" if system in plain else "en"

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
    def size(self) -> QSize:
        """How large the window was."""
        kept = self._kept.value("size", _SIZE)
        return kept if isinstance(kept, QSize) and kept.isValid() else _SIZE

    @size.setter
    def size(self, size: QSize) -> None:
        self._kept.setValue("size", size)

    def look(self) -> Look:
        """How to draw and speak now."""
        dark = prefers_dark() if self.theme == "system" else self.theme == "dark"
        return Look(dark, self.lang, "parent")
