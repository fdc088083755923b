"""Web rules as the resolver reads them, and what it stopped as the mind hears of it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from app.api.resolver import SiteRuleRow, Stopped, WebRulesRow
from app.model.decision import Reason, Verdict
from app.model.site_names import normal, suffixes
from app.model.web import Category, Labels, WebRules
from app.rules.content import ALWAYS
from app.rules.site_codes import LOOKALIKE, kind_of, origin_of, setting_of


def web_row(port: int, version: int, rules: WebRules) -> WebRulesRow:
    """Give the rules of one port."""
    return WebRulesRow(
        port=port,
        version=version,
        unknown=rules.unknown,
        categories=tuple((str(one), str(verdict)) for one, verdict in rules.categories),
        sites=tuple(
            SiteRuleRow(rule.match, rule.verdict, rule.until_ms, rule.wrong_list)
            for rule in rules.sites
        ),
        schools=rules.schools,
        safe_search=rules.safe_search,
        youtube=rules.youtube,
        lookalikes=rules.lookalikes,
        open=not rules.on,
    )


def stopped_facts(
    message: Stopped, changed: frozenset[str]
) -> tuple[str, Verdict, Reason, str, str, str, str, str]:
    """Give the facts of guard.events.SiteStopped after its subject; changed = Rules.changed.

    Raises ValueError for codes and names that are none: the resolver is less than root, and is not
    believed.
    """
    reason = Reason(message.reason)
    setting = setting_of(reason, message.rule)
    origin = origin_of(reason, message.rule, setting, changed)
    kind = kind_of(reason, message.rule)
    like = message.rule.removeprefix(LOOKALIKE) if reason is Reason.SITE_LOOKALIKE else ""
    verdict = Verdict(message.verdict)
    return (_host_name(message.name), verdict, reason, setting, origin, kind, message.list, like)


def _host_name(name: str) -> str:
    """Give the part of a name that is a host's: labels of odd bytes before it say nothing.

    What comes out is ASCII, without control characters, and short. Raises ValueError: nothing is.
    """
    for part in suffixes(name):
        with suppress(ValueError):
            if normal(part) == part:
                return part
    raise ValueError("no part of it is a name")


def bypass_closed(rules: WebRules) -> bool:
    """Whether ways around the filter are closed: always, unless the bracket has its own word."""
    said = dict(rules.categories).get(Category.BYPASS)
    return Category.BYPASS in ALWAYS if said is None else said is not Verdict.ALLOW


def labels_of(
    rows: Iterable[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...], str]],
) -> Labels:
    """Give the labels of the first row of an answer; kinds we do not know are left out."""
    for _, categories, services, lists, matched in rows:
        known = frozenset(Category(one) for one in categories if one in set(Category))
        return Labels(known, frozenset(services), lists, matched)
    return Labels()
