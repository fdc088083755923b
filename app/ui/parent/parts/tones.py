"""Tones: what a state means, as a ground and the colour of words and glyphs on it."""

from __future__ import annotations

from app.ui.parent.values import GAME, LEARNING
from app.ui.shared.tokens import Palette

_TONES = {
    "sun": ("sun_tint", "sun_text"),
    "bamboo": ("bamboo_tint", "bamboo"),
    "leaf": ("leaf_tint", "bamboo"),
    "night": ("night_tint", "night"),
    "quiet": ("sunken", "ink2"),
    "son": ("son_tint", "son"),
}


def tone(name: str, theme: Palette) -> tuple[str, str]:
    """Ground and ink of a tone. Raises KeyError for one that is not ours."""
    ground, ink = _TONES[name]
    return getattr(theme, ground), getattr(theme, ink)


def use_colour(kind: str, theme: Palette) -> str:
    """The colour of time used; study is drawn hatched besides (see hatch.py)."""
    return {GAME: theme.c_game, LEARNING: theme.c_learn}.get(kind, theme.c_other)
