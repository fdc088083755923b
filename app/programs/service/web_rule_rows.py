"""The rules of the web as rows, in the form the words can read (words/rows.py).

Shown is what is in force: what a parent said for a while stands in the place of what it replaces,
with its end, and a parent's word about a kind of sites in the place of the bracket's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from app.api.child import RuleRow
from app.model.decision import Verdict
from app.model.policy import Rules
from app.model.web import Category, SiteRule, UnknownSite, WebRules, Youtube
from app.programs.service.proper_names import matched
from app.rules.content import ALWAYS
from app.rules.decide import origin_of
from app.rules.schedule import DayPlan
from app.rules.site_codes import CATEGORY
from app.words.rows import pack

# A verdict by the key of its row: `wait` is a door that opens by itself and is shown as closed.
_KEYS = {
    Verdict.ALLOW: "open",
    Verdict.TIP: "warn",
    Verdict.WARN: "warn",
    Verdict.ASK: "ask",
    Verdict.WAIT: "block",
    Verdict.BLOCK: "block",
}


def web_rows(rules: Rules, web: WebRules, plan: DayPlan, zone: ZoneInfo) -> Iterator[RuleRow]:
    """Give the rows of the web rules in force; none where names are not filtered."""
    if not web.on:
        return
    if web.unknown is not UnknownSite.ALLOW:
        yield _row(f"web_unknown_{web.unknown}", "", rules, "web.unknown")
    yield from _sites(web, plan, zone)
    yield from _kinds(rules, web)
    if web.safe_search:
        yield _row("web_search", "", rules, "web.safe_search")
    if web.youtube is not Youtube.OFF:
        yield _row(f"web_youtube_{web.youtube}", "", rules, "web.youtube")
    for school in web.schools:
        yield RuleRow("web_school", pack(name=school), "parent")
    if web.lookalikes is not Verdict.ALLOW:
        key = f"web_lookalike_{_KEYS[web.lookalikes]}"
        yield _row(key, "", rules, "web.lookalikes")
    yield RuleRow("web_never", "", "product")


def _sites(web: WebRules, plan: DayPlan, zone: ZoneInfo) -> Iterator[RuleRow]:
    """Give a row for each name and service that a parent spoke of."""
    for rule in web.sites:
        if not rule.match.startswith(CATEGORY):
            facts: dict[str, object] = {"name": matched(rule.match), "site": rule.match}
            if rule.wrong_list:
                facts["wrong"] = 1  # it opens although a list calls it what is always closed
            value = pack(**facts, **_until(rule.until_ms, plan, zone))
            yield RuleRow(f"site_{_KEYS[rule.verdict]}", value, "parent")


def _kinds(rules: Rules, web: WebRules) -> Iterator[RuleRow]:
    """Give kinds of sites, those with the same verdict and the same author in one row."""
    said = {rule.match.removeprefix(CATEGORY): rule for rule in _said_of_kinds(web)}
    found: dict[tuple[str, str], list[str]] = {}
    for kind in Category:
        verdict = said[kind].verdict if kind in said else dict(web.categories).get(kind)
        if verdict is None or (verdict is Verdict.ALLOW and kind not in said):
            continue
        if kind in ALWAYS and verdict is Verdict.BLOCK:
            continue  # told once for all of them
        changed = f"web.categories.{kind}" in rules.changed
        origin = "parent" if kind in said or changed else "bracket"
        found.setdefault((_KEYS[verdict], origin), []).append(kind)
    for (key, origin), kinds in found.items():
        yield RuleRow(f"web_{key}", pack(kinds=",".join(kinds)), origin)


def _said_of_kinds(web: WebRules) -> Iterator[SiteRule]:
    return (rule for rule in web.sites if rule.match.startswith(CATEGORY))


def _until(until_ms: int | None, plan: DayPlan, zone: ZoneInfo) -> dict[str, object]:
    """Give when a rule ends: minutes of this day, else the day."""
    if until_ms is None:
        return {}
    at = datetime.fromtimestamp(until_ms / 1000, zone)
    if until_ms == plan.end_ms:
        return {"until": 24 * 60}
    if at.date() == plan.date:
        return {"until": at.hour * 60 + at.minute}
    return {"until": at.date().isoformat()}


def _row(key: str, value: str, rules: Rules, setting: str) -> RuleRow:
    return RuleRow(key, value, origin_of(rules, setting))
