"""The palette: every contrast that looks.md promises, computed from the tokens."""

import re

import pytest

from app.ui.shared import tokens
from app.ui.shared.tokens import DARK, LIGHT, NIGHT, contrast

# looks.md 2: pair, needed ratio, ratio in light, ratio in dark.
PROMISED = """
ink card 4.5 14.74 13.72
ink paper 4.5 13.52 15.43
ink2 card 4.5 7.16 8.36
ink2 paper 4.5 6.56 9.40
ink2 nav 4.5 6.01 9.82
ink2 sunken 4.5 5.95 6.97
ink3 card 4.5 5.39 5.43
ink3 paper 4.5 4.94 6.11
on_bamboo bamboo 4.5 6.47 9.07
on_bamboo bamboo_h 4.5 5.47 10.37
bamboo card 4.5 6.37 8.28
bamboo paper 4.5 5.85 9.31
bamboo bamboo_tint 4.5 5.23 6.38
bamboo leaf_tint 4.5 5.58 6.43
ink2 bamboo_tint 4.5 5.88 6.44
ink2 leaf_tint 4.5 6.27 6.48
on_sun sun 4.5 7.38 9.57
sun_text card 4.5 6.68 9.91
sun_text sun_tint 4.5 5.85 8.84
ink2 sun_tint 4.5 6.27 7.46
son card 4.5 6.11 7.38
son son_tint 4.5 5.08 6.52
on_son son 4.5 6.21 8.54
night night_tint 4.5 5.85 5.35
edge card 3 4.05 4.44
edge paper 3 3.72 4.99
edge nav 3 3.40 5.21
leaf card 3 3.59 8.92
leaf leaf_tint 3 3.14 6.92
sun_line card 3 3.85 8.65
sun_line nav 3 3.24 10.16
g_ok card 3 3.95 4.89
g_ok sunken 3 3.29 4.08
g_bed card 3 7.37 3.80
g_bed sunken 3 6.13 3.17
c_game card 3 3.37 8.21
c_video card 3 6.16 5.81
c_chat card 3 3.44 6.23
c_other card 3 3.21 3.72
c_learn card 3 7.55 10.45
"""
PAIRS = [line.split() for line in PROMISED.strip().splitlines()]


@pytest.mark.parametrize("row", PAIRS, ids=lambda row: f"{row[0]} on {row[1]}")
def test_contrast_is_what_was_promised(row: list[str]) -> None:
    """Both themes reach the need, and the table of looks.md is still true to two places."""
    front, back, need, light, dark = row
    for theme, said in ((LIGHT, light), (DARK, dark)):
        ratio = contrast(getattr(theme, front), getattr(theme, back))
        assert ratio >= float(need)
        assert ratio == pytest.approx(float(said), abs=0.006)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back"),
    [("ink", "nav"), ("ink", "sunken"), ("ink", "bamboo_tint"), ("ink", "sun_tint"),
     ("ink", "leaf_tint"), ("ink", "night_tint"), ("bamboo", "sunken"), ("bamboo", "nav")],
)  # fmt: skip
def test_pairs_the_faces_draw_besides(theme: tokens.Palette, front: str, back: str) -> None:
    """Text pairs used by our widgets that the table does not list reach 4.5 too."""
    assert contrast(getattr(theme, front), getattr(theme, back)) >= 4.5


def test_sun_is_never_text_in_the_light_theme() -> None:
    """The accent is a fill there: as text it would be unreadable, and looks.md says how much."""
    assert contrast(LIGHT.sun, LIGHT.card) == pytest.approx(2.21, abs=0.02)


@pytest.mark.parametrize(
    ("front", "back", "share", "need"),
    [
        (NIGHT.text, NIGHT.sky, 1.0, 12.9),
        (NIGHT.text, NIGHT.leaf, 1.0, 5.1),
        (NIGHT.text, NIGHT.leaf, 0.92, 4.5),
        (NIGHT.on_fill, NIGHT.fill, 1.0, 11.0),
        (NIGHT.quiet, tokens.mix(NIGHT.leaf, NIGHT.step, NIGHT.step_opacity), 1.0, 4.5),
        (NIGHT.text, tokens.mix(NIGHT.leaf, NIGHT.step, NIGHT.step_opacity), 1.0, 4.5),
    ],
)
def test_the_lock_scene_is_readable(front: str, back: str, share: float, need: float) -> None:
    """Text of the lock at its opacity on the worst thing it can cross."""
    assert contrast(tokens.mix(back, front, share), back) >= need


def test_every_colour_is_written_in_full() -> None:
    """#RRGGBB, nothing short, nothing named."""
    for theme in (LIGHT, DARK):
        for name in theme.__dataclass_fields__:
            if name != "dark":
                assert re.fullmatch(r"#[0-9A-F]{6}", getattr(theme, name)), name


def test_nothing_is_smaller_than_12() -> None:
    """looks.md 3."""
    assert min(size for size, _ in tokens.TYPE.values()) == 12
    assert tokens.palette(True) is DARK
    assert tokens.palette(False) is LIGHT
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert tokens.mix("#000000", "#FFFFFF", 0.5) == "#808080"
