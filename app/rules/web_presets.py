"""Which sites each bracket starts with, and where each default comes from (law.md 4).

A parent may change all of it but what is always blocked (`app.rules.content`). `rebase_web` brings
a new bracket in at a birthday and keeps what the parent changed. What the bracket says of kinds of
sites and what a parent says of them are kept apart (`categories`, `sites`), so that the parent's
word is never swept away.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.model.decision import Verdict
from app.model.subject import Bracket
from app.model.web import Category, SiteRule, UnknownSite, WebRules, Youtube
from app.rules.content import ALWAYS, FAKES, GOOD, PROTECTED
from app.rules.site_codes import CATEGORY

# Settings of WebRules that a parent may change; the key in Rules.changed is `web.` before it.
KEYS = ("on", "unknown", "safe_search", "youtube", "lookalikes")
SOFT_CUT = 10  # law.md 4: inside 7-12 the browser looks at an unknown page before it is asked about

ALLOW, WARN, ASK, BLOCK = Verdict.ALLOW, Verdict.WARN, Verdict.ASK, Verdict.BLOCK
# 7-12, 13-15, 16-17. At 0-6 everything is closed but the catalogue and what it is served from.
_LADDER: dict[Category, tuple[Verdict, Verdict, Verdict]] = {
    Category.DATING: (BLOCK, BLOCK, WARN),
    Category.FORUMS: (BLOCK, ALLOW, ALLOW),
    Category.LIVE_STREAM: (BLOCK, WARN, ALLOW),
    Category.LOOT_BOX: (BLOCK, BLOCK, WARN),
    Category.HORROR: (BLOCK, WARN, ALLOW),
    Category.VIOLENCE: (BLOCK, WARN, ALLOW),
    Category.SOCIAL: (BLOCK, ASK, ALLOW),
    Category.CHAT: (BLOCK, ASK, ALLOW),
    Category.SHOPPING: (WARN, ALLOW, ALLOW),
    Category.NEWS: (WARN, ALLOW, ALLOW),
    Category.AI_CHAT: (BLOCK, WARN, ALLOW),
    Category.PIRACY: (BLOCK, WARN, WARN),
    Category.SEARCH_UNSAFE: (BLOCK, WARN, ALLOW),
}
_RUNGS = {Bracket.B: 0, Bracket.C: 1, Bracket.D: 2}
_OPEN_AT_SIX = frozenset((*GOOD, *PROTECTED, Category.INFRASTRUCTURE))
# 16-17: fakes are warned about (hazards.md, Fake services), and bypass tools a parent may open.
_OLD = (*((kind, WARN) for kind in ALWAYS if kind in FAKES), (Category.BYPASS, BLOCK))

_BRACKETS: dict[Bracket, WebRules] = {
    Bracket.A: WebRules(unknown=UnknownSite.DENY, safe_search=True, youtube=Youtube.STRICT),
    Bracket.B: WebRules(unknown=UnknownSite.ASK, safe_search=True, youtube=Youtube.STRICT),
    Bracket.C: WebRules(unknown=UnknownSite.WARN, safe_search=True, youtube=Youtube.MODERATE),
    Bracket.D: WebRules(unknown=UnknownSite.ALLOW, safe_search=True, youtube=Youtube.MODERATE),
    Bracket.ADULT: WebRules(on=False),
}

_LAW = "Law on Children 102/2016/QH13 art. 6; Decree 56/2017"
_NETWORKS = (
    "Decree 147/2024/ND-CP art. 23 and 27 and Law 116/2025/QH15 art. 16: under 16 an account is "
    "the parent's to register; Decision 88/QD-BTTTT rule 4"
)
# key -> (kind, text), as rules.presets.Source; kinds of sites by their own key.
SOURCES: dict[str, tuple[str, str]] = {
    "on": ("law", f"{_LAW}; Decision 830/QD-TTg"),
    "unknown": ("design", "closed, asked about, looked at first, warned about, open as age grows"),
    "safe_search": ("guidance", "the providers' own safe modes; Decision 830/QD-TTg II.3-b4"),
    "youtube": ("guidance", "YouTube's own modes: strict up to 12, moderate from 13"),
    "lookalikes": ("law", "warn of fake services: Decision 830/QD-TTg IV.9.c-4"),
    "schools": ("design", "a school's own site is closed by no list"),
    "sites": ("design", "no default: set by the parent"),
    "services": ("design", "no default: set by the parent"),
    **{kind: ("law", _LAW) for kind in ALWAYS},
    **{
        kind: ("law", "Decision 830/QD-TTg IV.9.c-4; page by page in every bracket")
        for kind in FAKES
    },
    Category.BYPASS: ("design", "what undoes every other rule; from 16 on a parent may open it"),
    Category.SOCIAL: ("law", _NETWORKS),
    Category.CHAT: ("law", _NETWORKS),
    Category.DATING: ("guidance", "not for under 16 by the services' own terms"),
    Category.LOOT_BOX: ("law", "Decree 147/2024/ND-CP: goods in games are not traded for money"),
    Category.HORROR: ("law", "Circular 05/2023: T13 and T16 for horror; closed under 13"),
    Category.VIOLENCE: ("law", "Circular 05/2023: T13 and T16 for violence; closed under 13"),
    Category.LIVE_STREAM: ("design", "strangers speak to the child; a warning from 13 on"),
    Category.FORUMS: ("design", "open talk with strangers; open from 13 on"),
    Category.SHOPPING: ("design", "a warning while a child cannot buy by himself"),
    Category.NEWS: ("design", "a warning under 13 for the comments below the news"),
    Category.AI_CHAT: ("design", "answers nobody checked for the age; a warning from 13 on"),
    Category.PIRACY: ("design", "carries betting advertisements and malware"),
    Category.SEARCH_UNSAFE: ("guidance", "no safe mode a name server can set: closed up to 12"),
    Category.HELP: ("guidance", "General Comment 25 par. 78: advice needs nobody's consent"),
    Category.HEALTH: ("guidance", "General Comment 25: health and puberty education stay open"),
    Category.UPDATES: ("design", "a PC without updates is less safe than any site"),
}
_CLOSED_AT_SIX = ("design", "0-6: the children's catalogue and nothing else")


def web_preset(bracket: Bracket, years: int) -> WebRules:
    """Give the web rules a bracket starts with; `years` is the exact age (the step at 10)."""
    base = _BRACKETS[bracket]
    if bracket is Bracket.B and years >= SOFT_CUT:
        base = replace(base, unknown=UnknownSite.CHECK)
    return replace(base, categories=_categories(bracket))


def bare_web(bracket: Bracket) -> WebRules:
    """Give what holds without the bracket's defaults: what is always blocked, and no more."""
    return WebRules(categories=_OLD if bracket is Bracket.D else ())


def rebase_web(web: WebRules, changed: frozenset[str], bracket: Bracket, years: int) -> WebRules:
    """Bring in a new bracket or age, except where the parent changed it; his own words stay."""
    kept: dict[str, Any] = {key: getattr(web, key) for key in KEYS if f"web.{key}" in changed}
    fresh = web_preset(bracket, years)
    return replace(fresh, sites=web.sites, schools=web.schools, **kept)


def seat_web(web: WebRules, bracket: Bracket) -> tuple[WebRules, frozenset[str]]:
    """Give the defaults of a school's seat, and the settings in which they differ (law.md 4).

    An unknown site goes to the teacher's queue; 13-15 searches as strictly as 7-12.
    """
    web, changed = replace(web, unknown=UnknownSite.ASK), frozenset(("web.unknown",))
    if bracket is not Bracket.C:
        return web, changed
    search = SiteRule(f"{CATEGORY}{Category.SEARCH_UNSAFE}", BLOCK)
    web = replace(web, youtube=Youtube.STRICT, sites=(*web.sites, search))
    return web, changed | {"web.youtube", f"web.categories.{Category.SEARCH_UNSAFE}"}


def mildest(bracket: Bracket, kind: Category) -> Verdict | None:
    """Give the mildest word a parent may say of a kind; None = none, it is protected."""
    if kind in PROTECTED:
        return None
    if kind not in ALWAYS:
        return ALLOW
    old = dict(_OLD) if bracket in (Bracket.D, Bracket.ADULT) else {}
    if kind is Category.BYPASS and old:
        return ALLOW
    return old.get(kind, BLOCK)


def web_source(setting: str) -> tuple[str, str] | None:
    """Give (kind, text) of where the default of a setting `web.…` comes from."""
    table, _, key = setting.removeprefix("web.").partition(".")
    if table != "categories":
        return SOURCES.get(table)
    return SOURCES.get(key, _CLOSED_AT_SIX if key in set(Category) else None)


def _categories(bracket: Bracket) -> tuple[tuple[Category, Verdict], ...]:
    if bracket is Bracket.A:
        closed = (kind for kind in Category if kind not in ALWAYS and kind not in _OPEN_AT_SIX)
        return tuple((kind, BLOCK) for kind in closed)
    if bracket is Bracket.ADULT:
        return ()
    rung = _RUNGS[bracket]
    own = tuple((kind, row[rung]) for kind, row in _LADDER.items() if row[rung] is not ALLOW)
    return (*_OLD, *own) if bracket is Bracket.D else own
