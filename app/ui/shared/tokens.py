"""The palette, type scale and measures of looks.md 2-4 as data; no Qt here.

A test computes the contrast of every pair that looks.md promises from these values, so a colour is
changed here and nowhere else. `sun` in the light theme is a fill only: it carries `on_sun` text.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, `#RRGGBB`; what each is for stands in looks.md 2."""

    dark: bool
    paper: str
    nav: str
    card: str
    sunken: str
    line: str
    edge: str
    ink: str
    ink2: str
    ink3: str
    bamboo: str
    bamboo_h: str
    bamboo_p: str
    on_bamboo: str
    bamboo_tint: str
    leaf: str
    leaf_tint: str
    sun: str
    on_sun: str
    sun_line: str
    sun_text: str
    sun_tint: str
    son: str
    on_son: str
    son_tint: str
    night: str
    night_tint: str
    g_ok: str
    g_bed: str
    c_game: str
    c_video: str
    c_chat: str
    c_other: str
    c_learn: str


LIGHT = Palette(
    dark=False,
    paper="#F7F3EA",
    nav="#EFE9DC",
    card="#FFFDF9",
    sunken="#EEE8DB",
    line="#E1D9C8",
    edge="#837D68",
    ink="#1C2A21",
    ink2="#4C5A51",
    ink3="#616C64",
    bamboo="#1E6B45",
    bamboo_h="#27774F",
    bamboo_p="#14502F",
    on_bamboo="#FFFFFF",
    bamboo_tint="#DCEBDD",
    leaf="#589532",
    leaf_tint="#E7F2DA",
    sun="#E3A02E",
    on_sun="#2A1C00",
    sun_line="#B87010",
    sun_text="#825000",
    sun_tint="#FBEDCF",
    son="#AE372B",
    on_son="#FFFFFF",
    son_tint="#F9E4DF",
    night="#44566F",
    night_tint="#DFE4EA",
    g_ok="#548D2F",
    g_bed="#44566F",
    c_game="#C47A12",
    c_video="#A23A6B",
    c_chat="#4690BF",
    c_other="#958E7C",
    c_learn="#175F3C",
)

DARK = Palette(
    dark=True,
    paper="#131A16",
    nav="#0F1512",
    card="#1C2520",
    sunken="#28332C",
    line="#313E36",
    edge="#7C8C81",
    ink="#ECF1E8",
    ink2="#B4C0B6",
    ink3="#8E9B91",
    bamboo="#8CCB8F",
    bamboo_h="#A0D6A2",
    bamboo_p="#75B57A",
    on_bamboo="#0B1F12",
    bamboo_tint="#233B2C",
    leaf="#A3D16F",
    leaf_tint="#293A20",
    sun="#F0B659",
    on_sun="#241800",
    sun_line="#F0B659",
    sun_text="#F5C677",
    sun_tint="#352A18",
    son="#F09C8E",
    on_son="#2B0B06",
    son_tint="#43241F",
    night="#93A7C4",
    night_tint="#273140",
    g_ok="#6F9C48",
    g_bed="#6A7DA3",
    c_game="#EFB044",
    c_video="#DE7FAE",
    c_chat="#6AA9DB",
    c_other="#727E78",
    c_learn="#A6E0B4",
)


@dataclass(frozen=True, slots=True)
class Night:
    """The lock scene: always night, whatever the theme. Text never stands on less than `leaf`."""

    sky_top: str = "#0E1C24"
    sky: str = "#14302B"
    ground: str = "#0A1B14"
    leaf: str = "#2F7450"
    text: str = "#F3F7EC"
    quiet: str = "#C9D4C6"
    fill: str = "#CBE9B0"
    on_fill: str = "#0E2A1A"
    help_text: str = "#FFE9C2"
    help_line: str = "#F0B659"
    step: str = "#0C1E18"
    step_opacity: float = 0.72
    moon: str = "#F7E7B4"


NIGHT = Night()


@dataclass(frozen=True, slots=True)
class Bamboo:
    """The colours of a living stalk: body, lit side, node, two leaf greens."""

    body: str
    lit: str
    node: str
    leaf: str
    leaf2: str


BAMBOO_LIGHT = Bamboo("#5FA244", "#86BF62", "#3F7C33", "#6DB34E", "#4F9440")
BAMBOO_DARK = Bamboo("#6FAF55", "#93CC75", "#4C8A42", "#84C266", "#5FA34B")

# Size (px at 100 %) and weight of each role of text (looks.md 3); nothing is smaller than 12.
TYPE: dict[str, tuple[int, int]] = {
    "giant": (64, 600),
    "lock": (42, 600),
    "page": (28, 600),
    "dialog": (24, 600),
    "sentence": (20, 600),
    "card": (16, 600),
    "strong": (15, 600),
    "body": (14, 400),
    "emphasis": (14, 500),
    "large": (15, 400),
    "note": (13, 400),
    "note_strong": (13, 500),
    "small": (12, 400),
}

RADIUS = {"control": 5, "chip": 8, "card": 12, "dialog": 16, "hero": 16}
TARGET = {"parent": 34, "child": 44, "small_child": 88}


def palette(dark: bool) -> Palette:
    """The theme's colours."""
    return DARK if dark else LIGHT


def luminance(color: str) -> float:
    """Relative luminance of `#RRGGBB`, 0..1 (WCAG 2.2, relative luminance)."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1..21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """`one` with `share` (0..1) of `other` laid over it."""
    pairs = [(int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)
