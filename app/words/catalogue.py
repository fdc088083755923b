"""The one door to every text: `say(key, lang, bracket, **facts)`.

Texts stand in `texts/`, one file an area, as plain data: key -> voice -> (Vietnamese, English).
A voice is how we speak to somebody: one of the age brackets or a parent. Several voices may share
a text under a wider name (`7+`, `child`, `all`); the narrowest wins. Nothing falls back to another
key or language: a text that is missing must fail a test, not reach a child as a code.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from types import MappingProxyType

from app.words.texts import (
    asking,
    categories,
    console,
    console_gate,
    console_pages,
    console_setup,
    console_web,
    facing,
    helping,
    line,
    lock,
    notices,
    play,
    record,
    site_rules,
    site_stops,
    sites,
    told,
    verb_errors,
    verbs,
    why,
)

LANGUAGES = ("vi", "en")

# From narrow to wide. 7-9 is the younger half of 7-12 (law.md 4: a soft cut at 10, texts only).
VOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "0-6": ("0-6", "child", "all"),
        "7-9": ("7-9", "7-12", "7+", "child", "all"),
        "7-12": ("7-12", "7+", "child", "all"),
        "13-15": ("13-15", "13+", "7+", "child", "all"),
        "16-17": ("16-17", "13+", "7+", "child", "all"),
        "parent": ("parent", "all"),
    }
)

_AREAS = (
    asking,
    categories,
    console,
    console_gate,
    console_pages,
    console_setup,
    console_web,
    facing,
    helping,
    line,
    lock,
    notices,
    play,
    record,
    site_rules,
    site_stops,
    sites,
    told,
    verb_errors,
    verbs,
    why,
)
TEXTS: Mapping[str, Mapping[str, tuple[str, str]]] = MappingProxyType(
    {key: entry for area in _AREAS for key, entry in area.TEXTS.items()}
)


def voice_of(bracket: str, ten: bool = True) -> str:
    """How to speak to a bracket (model.Bracket's value); `ten` is the soft cut inside 7-12.

    An adult is spoken to as at 16-17. Raises KeyError for a bracket nobody knows.
    """
    if bracket == "18+":
        return "16-17"
    if bracket == "7-12" and not ten:
        return "7-9"
    if bracket not in VOICES:
        raise KeyError(f"no voice for bracket {bracket!r}")
    return bracket


def template(key: str, lang: str, bracket: str) -> str:
    """The text with its {placeholders} unfilled. Raises KeyError naming what is missing."""
    entry = TEXTS.get(key)
    if entry is None:
        raise KeyError(f"no text {key!r}")
    column = LANGUAGES.index(lang) if lang in LANGUAGES else -1
    if column < 0:
        raise KeyError(f"no language {lang!r}")
    for voice in VOICES[voice_of(bracket)]:
        if voice in entry:
            return entry[voice][column]
    raise KeyError(f"text {key!r} is not written for {bracket!r}")


def say(key: str, lang: str, bracket: str, /, **facts: object) -> str:
    """The text for `key` in `lang` (`vi`, `en`) and `bracket` (a model.Bracket, 7-9 or parent).

    Facts are ready for reading (made by `words.forms`). Facts a text does not use are ignored, so
    that a caller need not know which bracket mentions what; a missing one raises KeyError. A fact
    may have any name, `bracket` and `key` too: facts of the record are named by who wrote them.
    """
    plain = {
        name: readable(fact) if isinstance(fact, str) else fact for name, fact in facts.items()
    }
    return template(key, lang, bracket).format_map(plain)


# What moves a terminal's cursor, or turns the direction of what follows. A child names programs
# and writes requests; neither may repaint a parent's screen.
_UNSEEN = {n: " " for n in (*range(32), *range(127, 160), *range(0x202A, 0x202F))}
_UNSEEN |= dict.fromkeys((*range(0x2066, 0x206A), 0x061C, 0x200E, 0x200F, 0x2028, 0x2029), " ")
del _UNSEEN[ord("\n")]


def readable(text: str) -> str:
    """Give a text of somebody else's without what cannot be read; a new line stays one."""
    return text if text.isprintable() else text.translate(_UNSEEN)


def knows(key: str) -> bool:
    """Whether there is such a text. Only for codes that other programs may add to."""
    return key in TEXTS


def placeholders(text: str) -> frozenset[str]:
    """The names in braces that a template needs."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)
