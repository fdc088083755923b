"""The web tables of a policy document, read into rules and written again.

A parent's words about names, services and kinds of sites are kept apart from the bracket's, as one
list of site rules. Names are written in their own form whatever was typed; times are local to the
family, with an offset only where the clock shows the same hour twice.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import UNSET

from app.api.policy_faults import Faults, nearest, shown
from app.api.policy_tables import SiteTable, WebTable, WordTable
from app.api.toml_lines import Path
from app.model.decision import Verdict
from app.model.errors import InvalidPolicy
from app.model.policy import Rules
from app.model.site_names import normal, suffixes
from app.model.subject import Bracket
from app.model.web import Category, SiteRule, UnknownSite, WebRules, Youtube
from app.rules.content import ALWAYS
from app.rules.site_codes import CATEGORY, SERVICE
from app.rules.web_presets import KEYS, mildest

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)
_YEARS = range(2000, 9000)
_ADDRESS = re.compile(r"^\w+://([^/:?#]+)|^([^/:?#]+)[/?#]")
_TYPES: dict[str, Any] = {"unknown": UnknownSite, "youtube": Youtube, "lookalikes": Verdict}


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reading of web tables needs to know: whose, in which zone, how to complain."""

    bracket: Bracket
    zone: ZoneInfo
    faults: Faults
    services: Collection[str] | None = None


def with_web(rules: Rules, table: Any, how: Reading, path: Path) -> Rules:
    """Give rules with the web table (or UNSET) laid over them. Raises InvalidPolicy."""
    if not isinstance(table, WebTable):
        return rules
    web, changed = rules.web, set(rules.changed)
    for key in KEYS:
        written = getattr(table, key)
        if written is not UNSET:
            web = replace(web, **{key: _TYPES.get(key, bool)(written)})
            changed.add(f"web.{key}")
    if table.schools is not UNSET:
        web = replace(web, schools=_schools(table.schools, how, (*path, "schools")))
        changed.add("web.schools")
    words = {rule.match: rule for rule in web.sites}
    for name, rule in _words(table, web.schools, how, path):
        words[rule.match] = rule
        changed.add(f"web.{name}")
    return replace(rules, web=replace(web, sites=_in_order(words)), changed=frozenset(changed))


def _in_order(words: Mapping[str, SiteRule]) -> tuple[SiteRule, ...]:
    """Names first, then services, then kinds: as they are written."""
    return tuple(sorted(words.values(), key=lambda rule: _place(rule.match)))


def _place(match: str) -> int:
    return 1 if match.startswith(SERVICE) else 2 if match.startswith(CATEGORY) else 0


def _words(
    table: WebTable, schools: tuple[str, ...], how: Reading, path: Path
) -> Iterator[tuple[str, SiteRule]]:
    """Give each word with the name of its setting."""
    names: set[str] = set()
    for key, site in table.sites.items():
        place = (*path, "sites", key)
        name = _name(key, how, place)
        rule = _rule(name, site, how, place)
        if name in names:
            raise how.faults.at(place, f"{shown(name)} is there twice")
        names.add(name)
        if rule.verdict is not Verdict.ALLOW and any(one in schools for one in suffixes(name)):
            raise how.faults.at(place, "is a school's name, which nothing closes")
        yield f'sites."{name}"', rule
    for key, service in table.services.items():
        place = (*path, "services", key)
        if how.services is not None and key not in how.services:
            raise how.faults.at(place, f"unknown service; {nearest(key, how.services)}")
        yield f"services.{key}", _rule(f"{SERVICE}{key}", service, how, place)
    for kind, word in table.categories.items():
        place = (*path, "categories", str(kind))
        rule = _rule(f"{CATEGORY}{kind}", word, how, place)
        _check_kind(kind, rule.verdict, how, place)
        yield f"categories.{kind}", rule


def _check_kind(kind: Category, verdict: Verdict, how: Reading, place: Path) -> None:
    least = mildest(how.bracket, kind)
    if least is None:
        raise how.faults.at(place, f"{kind} is never closed")
    if verdict.rank < least.rank:
        what = "is always closed" if least is Verdict.BLOCK else f"is at least {shown(least)}"
        way = "one name of it may be opened under sites, with wrong_list = true"
        raise how.faults.at(place, f"{kind} {what} at this age; {way}")


def _rule(match: str, word: Any, how: Reading, place: Path) -> SiteRule:
    if not isinstance(word, WordTable):
        return SiteRule(match, Verdict(word))
    until = None
    if isinstance(word.until, datetime):
        until = _until_ms(word.until, how, (*place, "until"))
    wrong = isinstance(word, SiteTable) and word.wrong_list
    return SiteRule(match, Verdict(word.verdict), until, wrong)


def _until_ms(written: datetime, how: Reading, place: Path) -> int:
    if written.year not in _YEARS:
        raise how.faults.at(place, f"{written.date()} is out of reach")
    aware = written if written.tzinfo else written.replace(tzinfo=how.zone)
    return (aware - _EPOCH) // _MS


def _schools(written: tuple[str, ...], how: Reading, path: Path) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_name(one, how, (*path, at)) for at, one in enumerate(written)))


def _name(text: str, how: Reading, place: Path) -> str:
    """Give the written form of a name. Raises InvalidPolicy that shows a way out of an address."""
    try:
        name = normal(text)
    except ValueError as error:
        found = _ADDRESS.match(text.strip())
        host = found and (found[1] or found[2])
        hint = f"; write the name alone: {shown(host)}" if host else ""
        raise _no_site(text, str(error), how, place, hint) from None
    if "." not in name:
        raise _no_site(text, "a site's name has a dot", how, place)
    return name


def _no_site(text: str, why: str, how: Reading, place: Path, hint: str = "") -> InvalidPolicy:
    return how.faults.at(place, f"{shown(text)} is no site ({why}){hint}")


# --- writing ------------------------------------------------------------------------------------


def settings_of(rules: Rules, follows: bool) -> dict[str, Any]:
    """Give the plain keys that a document writes; follows = the rest comes from the bracket."""
    base = rules.web if follows else WebRules()
    found = {
        key: getattr(rules.web, key)
        for key in (*KEYS, "schools")
        if f"web.{key}" in rules.changed or getattr(rules.web, key) != getattr(base, key)
    }
    if follows and rules.web.schools:
        found["schools"] = rules.web.schools
    return {key: str(one) if key in _TYPES else one for key, one in found.items()}


def words_of(rules: Rules, follows: bool, zone: ZoneInfo) -> dict[str, dict[str, str]]:
    """Give table -> key -> value as TOML, for `sites`, `services` and `categories`.

    Without the bracket's defaults its kinds are written too: nothing else would bring them back.
    """
    found: dict[str, dict[str, str]] = {"sites": {}, "services": {}, "categories": {}}
    if not follows:
        kinds = {k: v for k, v in rules.web.categories if k not in ALWAYS}
        found["categories"] = {str(kind): f'"{verdict}"' for kind, verdict in kinds.items()}
    for rule in rules.web.sites:
        table, key = "sites", rule.match
        for prefix, name in ((SERVICE, "services"), (CATEGORY, "categories")):
            if key.startswith(prefix):
                table, key = name, key.removeprefix(prefix)
        found[table][key] = _word(rule, zone)
    return found


def _word(rule: SiteRule, zone: ZoneInfo) -> str:
    if rule.until_ms is None and not rule.wrong_list:
        return f'"{rule.verdict}"'
    parts = [f'verdict = "{rule.verdict}"']
    if rule.until_ms is not None:
        parts.append(f"until = {_local(rule.until_ms, zone)}")
    if rule.wrong_list:
        parts.append("wrong_list = true")
    return f"{{ {', '.join(parts)} }}"


def _local(until_ms: int, zone: ZoneInfo) -> str:
    """Give a time as the family's clock shows it, with its offset where that is not enough."""
    at = (_EPOCH + until_ms * _MS).astimezone(zone)
    plain = at.replace(tzinfo=None, fold=0)
    known = (plain.replace(tzinfo=zone) - _EPOCH) // _MS == until_ms
    shape = "milliseconds" if until_ms % 1000 else "seconds"
    return (plain if known else at).isoformat(timespec=shape)
