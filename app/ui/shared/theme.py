"""The one door to the widgets library, opened only by windows that need it.

It prints an advertisement when imported (swallowed here), declares a whole web engine it does not
use, and costs some 17 MB: the agent's tray icon must never pass this door. It recomputes the theme
colour at full brightness in the dark, which turns our green into neon mint; that one function is
replaced.
"""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from functools import cache
from typing import Any

from PySide6.QtGui import QColor

from app.ui.shared import fonts, tokens

_SHADES = {
    "ThemeColorPrimary": "bamboo",
    "ThemeColorDark1": "bamboo_p",
    "ThemeColorDark2": "bamboo_p",
    "ThemeColorDark3": "bamboo_p",
    "ThemeColorLight1": "bamboo_h",
    "ThemeColorLight2": "bamboo_h",
    "ThemeColorLight3": "bamboo_p",
}


@cache
def fluent() -> Any:
    """The module `qfluentwidgets`, with our colours in it. Nothing is printed."""
    with redirect_stdout(io.StringIO()):
        import qfluentwidgets as library  # noqa: PLC0415 - 17 MB, only when a window needs it
        from qfluentwidgets.common import style_sheet as sheets  # noqa: PLC0415

    def shade(self: Any) -> QColor:
        dark = bool(library.isDarkTheme())
        return QColor(getattr(tokens.palette(dark), _SHADES[self.value]))

    sheets.ThemeColor.color = shade
    return library


def dress(dark: bool) -> Any:
    """Set the library's theme, colour and font for this process, and return the library."""
    library = fluent()
    fonts.load()
    library.setFontFamilies([fonts.FAMILY])
    library.setTheme(library.Theme.DARK if dark else library.Theme.LIGHT)
    library.setThemeColor(QColor(tokens.palette(dark).bamboo))
    return library
