"""The web of a child in words: what holds, what a parent said of sites, what was stopped."""

from __future__ import annotations

from collections.abc import Iterator

from app.api.parent_web import SiteExplained, SiteRuleLine, Sites, SiteStopLine
from app.model.web import Category
from app.ui.parent.read import site as sites
from app.ui.parent.read.site import CATEGORY, SERVICE, Lore
from app.ui.parent.read.spoken import Spoken
from app.ui.parent.values import Notice
from app.ui.parent.web_values import InForce, SiteValue, StopLine, WebValue, WordLine
from app.words import forms

MOST_STOPS = 12  # names on the page; the rest is a number
_TONES = {"on": "bamboo", "lost": "sun"}
_ALWAYS = tuple(Category)[: tuple(Category).index(Category.DATING)]
_TIE = "\u00a0"
_DOT = f"{_TIE}· "  # a line begins with a word
_GROUPS = ("block", "ask", "warn", "allow")


def web(message: Sites, speak: Spoken, lore: Lore) -> WebValue:
    """Read the answer to SitesQ."""
    lines, note = _stops(message, speak, lore)
    return WebValue(
        subject=message.subject,
        child=message.name,
        notice=_notice(message, speak),
        rules=tuple(_rules(message, speak)),
        words=tuple(_word(rule, speak, lore) for rule in message.rules),
        stops=lines,
        stops_note=note,
    )


def _notice(message: Sites, speak: Spoken) -> Notice:
    tone = _TONES.get(message.web, "quiet")
    key = f"console.web.{message.web or 'none'}"
    head = speak.say(key, name=message.name)
    return Notice(tone, "", head, speak.say(f"{key}.text", name=message.name))


# --- what holds -----------------------------------------------------------------------------------


def _rules(message: Sites, speak: Spoken) -> Iterator[InForce]:
    unknown = f"console.web.unknown.{message.unknown}"
    yield InForce(speak.say("console.web.unknown"), speak.say(unknown))
    search = "on" if message.safe_search else "off"
    yield InForce(speak.say("console.web.search"), speak.say(f"console.web.search.{search}"))
    mode = speak.say(f"console.web.youtube.{message.youtube}")
    yield InForce(speak.say("console.web.youtube"), mode)
    groups = _kinds(message, speak)
    for verdict in _GROUPS:
        if groups[verdict]:
            label = speak.say(f"console.web.kinds.{verdict}")
            yield InForce(label, _DOT.join(groups[verdict]))
    own = {kind for kind, _, _ in message.categories}
    always = _DOT.join(sites.kind(one, speak) for one in _ALWAYS if one not in own)
    law = speak.say("console.web.kinds.law")
    yield InForce(speak.say("console.web.kinds.always"), always, law)


def _kinds(message: Sites, speak: Spoken) -> dict[str, list[str]]:
    """Give kinds by what becomes of them; a parent's word stands beside the bracket's default."""
    default = {kind: verdict for kind, verdict, _ in message.categories}
    chosen = {
        rule.match.removeprefix(CATEGORY): rule.verdict
        for rule in message.rules
        if rule.match.startswith(CATEGORY)
    }
    groups: dict[str, list[str]] = {verdict: [] for verdict in _GROUPS}
    for one in dict.fromkeys([*default, *chosen]):
        said = sites.kind(one, speak)
        if one in chosen:
            before = sites.verdict(default.get(one, "allow"), speak).said
            said = speak.say("console.web.kind.changed", kind=said, default=before.lower())
        groups.setdefault(chosen.get(one, default.get(one, "allow")), []).append(said)
    return groups


# --- own words ------------------------------------------------------------------------------------


def _word(rule: SiteRuleLine, speak: Spoken, lore: Lore) -> WordLine:
    about = [sites.until(rule, speak)]
    if rule.match.startswith(CATEGORY):
        about.insert(0, speak.say("console.web.kind"))
    if rule.match.startswith(SERVICE):
        about.insert(0, speak.say("console.web.all_service"))
    if rule.wrong_list:
        about.append(speak.say("console.web.wrong"))
    state = sites.verdict(rule.verdict, speak)
    return WordLine(rule.match, sites.shown(rule.match, speak, lore), state, " · ".join(about))


# --- what was stopped -----------------------------------------------------------------------------


def _stops(message: Sites, speak: Spoken, lore: Lore) -> tuple[tuple[StopLine, ...], str]:
    """Give names with how often, newest first; what has no name is a number."""
    by_name: dict[str, list[SiteStopLine]] = {}
    for row in message.stops:
        by_name.setdefault(row.name, []).append(row)
    nameless = by_name.pop("", [])
    own = frozenset(kind for kind, _, _ in message.categories)
    lines = [_stop(name, rows, own, speak, lore) for name, rows in by_name.items()]
    more = lines[MOST_STOPS:]
    notes = [speak.say("console.web.stops.more", count=len(more))] if more else []
    stopped = [row for row in nameless if row.verdict != "warn"]
    counts = [_count(rows, speak) for rows in _by_kind(stopped)]
    if stopped:
        notes.append(speak.say("console.web.stops.hidden"))
    warned = sum(row.stopped for row in nameless if row.verdict == "warn")
    if warned:
        notes.append(speak.say("console.web.stops.warned", count=warned))
    if not message.stops:
        notes = [speak.say("console.web.stops.none")]
    return (*lines[:MOST_STOPS], *counts), " ".join(notes)


def _by_kind(rows: list[SiteStopLine]) -> list[list[SiteStopLine]]:
    kinds: dict[str, list[SiteStopLine]] = {}
    for row in rows:
        kinds.setdefault(row.category, []).append(row)
    return list(kinds.values())


def _count(rows: list[SiteStopLine], speak: Spoken) -> StopLine:
    count = sum(row.stopped for row in rows)
    category = rows[0].category
    if not category:
        return StopLine("", speak.say("console.web.stops.count", count=count), "", "")
    return StopLine("", sites.kind(category, speak), "", forms.times(count, speak.lang))


def _stop(
    name: str, rows: list[SiteStopLine], own: frozenset[str], speak: Spoken, lore: Lore
) -> StopLine:
    newest = max(rows, key=lambda row: row.last_ms)
    known = sites.kind(newest.category, speak)
    if newest.list:
        named = sites.listed((newest.list,), speak, lore)
        known = speak.say("console.site.known", kinds=known, lists=named)
    about = [forms.times(sum(row.stopped for row in rows), speak.lang)]
    if newest.last_ms:
        about.append(speak.ago(newest.last_ms).replace(" ", _TIE))
    shut = newest.category in _ALWAYS and newest.category not in own
    return StopLine(name, sites.shown(name, speak, lore), known, " · ".join(about), shut)


# --- one that was looked up -----------------------------------------------------------------------


def looked_up(
    subject: str,
    match: str,
    found: SiteExplained | None,
    rules: tuple[SiteRuleLine, ...],
    speak: Spoken,
    lore: Lore,
) -> SiteValue:
    """Read the answer to SiteExplainQ; found None = a service, or nothing could be told."""
    match = match if found is None else found.name
    shown = sites.shown(match, speak, lore)
    own = next((rule for rule in rules if rule.match == match), None)
    said = _said(own, speak)
    if found is None:
        service = match.startswith(SERVICE)
        key = "console.web.service" if service else "console.site.asked.none"
        why = speak.say(key, name=shown)
        return SiteValue(subject, match, shown, None, why, "", said, said=own is not None)
    origin = speak.say(f"origin.{found.why.origin}")
    return SiteValue(
        subject=subject,
        match=match,
        shown=shown,
        state=sites.verdict(found.why.verdict, speak),
        why=speak.say("console.web.why", why=sites.why(found, speak), origin=origin),
        known=sites.known(found, speak, lore) if found.lists else "",
        own=said,
        setting=_setting(found, speak),
        said=own is not None,
        shut=sites.is_shut(found),
    )


def _setting(found: SiteExplained, speak: Spoken) -> str:
    if not found.why.setting:
        return ""
    return speak.say("console.web.setting", setting=found.why.setting)


def _said(rule: SiteRuleLine | None, speak: Spoken) -> str:
    if rule is None:
        return speak.say("console.web.said.none")
    verdict = sites.verdict(rule.verdict, speak).said.lower()
    return speak.say("console.web.said.until", verdict=verdict, until=sites.until(rule, speak))


def is_word(match: str) -> bool:
    """Say whether it is a service or a kind, about which nothing can be asked as of a name."""
    return match.startswith((SERVICE, CATEGORY))


def meant(text: str, lore: Lore) -> str:
    """Give `service:KEY` for a service's name or key, else the name of the site.

    Of an address that was pasted only the name counts; what stands behind it goes nowhere.
    """
    folded = text.strip().casefold()
    for key, name in lore.services().items():
        if folded in (key, name.casefold(), f"{SERVICE}{key}"):
            return f"{SERVICE}{key}"
    return text.strip().partition("://")[2].partition("/")[0] or text.strip().partition("/")[0]
