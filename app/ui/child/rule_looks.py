"""How rules look: the glyph and colours of each, which come first, and how one's web is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.api.child import RuleRow
from app.ui.shared.card import Card, Glyph
from app.ui.shared.look import Look
from app.ui.shared.rows import row
from app.ui.shared.text import Words

CARDS = 5  # rules that a page has room for
RULE_GLYPHS = {
    "day": "clock",
    "week": "calendar",
    "hours": "sun",
    "bedtime": "moon",
    "one_game": "pad",
    "all_games": "pad",
    "curfew": "pad",
    "breaks": "eye",
    "app": "window",
    "group": "window",
    "app_ask": "window",
    "app_block": "octagon",
    "learning": "study",
    "unknown": "shield_warn",
    "web_unknown_deny": "globe",
    "web_unknown_ask": "globe",
    "web_unknown_check": "globe",
    "web_unknown_warn": "globe",
    "web_open": "globe",
    "web_warn": "shield_warn",
    "web_ask": "chat",
    "web_block": "octagon",
    "web_never": "octagon",
    "web_search": "shield",
    "web_youtube_strict": "play",
    "web_youtube_moderate": "play",
    "web_school": "study",
    "web_lookalike_warn": "shield_warn",
    "web_lookalike_ask": "shield_warn",
    "web_lookalike_block": "octagon",
    "site_open": "globe",
    "site_warn": "shield_warn",
    "site_ask": "chat",
    "site_block": "octagon",
}


def first(rules: tuple[RuleRow, ...]) -> tuple[RuleRow, ...]:
    """The rules that a page has room for: the first ones, and what becomes of unknown sites."""
    web = [rule for rule in rules if rule.key.startswith("web_unknown")][:1]
    rest = [rule for rule in rules if rule not in web]
    return (*rest[: CARDS - len(web)], *web)


def web_strip(look: Look, web: str) -> QWidget:
    """How one's web is: filtered, not filtered, or without its filter at the moment."""
    theme = look.palette
    lost = web == "lost"
    card = Card(theme.sun_tint if lost else theme.bamboo_tint, radius=10)
    tint = theme.sun_text if lost else theme.bamboo
    line = row(Glyph("warn" if lost else "globe", 18, tint), gap=10, margins=(16, 9, 14, 9))
    line.addWidget(Words(look.say(f"web.{web}"), "body", theme.ink, wrap=True), 1)
    card.setLayout(line)
    return card


def tints(look: Look, rule: RuleRow) -> tuple[str, str]:
    """The colours of a rule's glyph and of the ground under it."""
    theme = look.palette
    if rule.key in ("one_game", "all_games", "curfew"):
        return theme.sun_text, theme.sun_tint
    if rule.key in ("bedtime", "hours"):
        return theme.night, theme.night_tint
    if rule.key in ("day", "week", "breaks"):
        return theme.bamboo, theme.leaf_tint
    return theme.bamboo, theme.bamboo_tint
