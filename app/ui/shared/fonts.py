"""Noto Sans, bundled: the only interface type whose line box holds stacked Vietnamese capitals.

Be Vietnam Pro showed *Ổn* as *Ôn* in plain labels (looks.md 3). Loaded when the first window needs
it: the agent's tray icon alone must stay small.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from app.ui.shared.tokens import TYPE

FAMILY = "Noto Sans"
FOLDER = Path(__file__).parent / "assets" / "fonts"

_WEIGHTS = {
    400: QFont.Weight.Normal,
    500: QFont.Weight.Medium,
    600: QFont.Weight.DemiBold,
    700: QFont.Weight.Bold,
}


@cache
def load() -> None:
    """Make the bundled weights known to Qt (needs a QGuiApplication); a broken file raises."""
    for name in ("Regular", "Medium", "SemiBold", "Bold"):
        path = FOLDER / f"NotoSans-{name}.ttf"
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(f"the bundled font cannot be read: {path}")


def font(role: str, scale: float = 1.0) -> QFont:
    """The font of a role of tokens.TYPE, with tabular figures; never below 12 px."""
    size, weight = TYPE[role]
    return sized(max(12, round(size * scale)), weight)


def sized(px: int, weight: int = 400) -> QFont:
    """Noto Sans at so many pixels, with tabular figures."""
    load()
    made = QFont(FAMILY)
    made.setPixelSize(px)
    made.setWeight(_WEIGHTS[weight])
    made.setFeature(QFont.Tag("tnum"), 1)
    # Hinting lifts the hook of small capitals by a pixel, out of the line box: Ẫ at 14 px clips.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
