"""A subject's tables turned into rules: what is written goes over what its bracket begins with.

Every key that was written is remembered in `Rules.changed`, by the name under which decisions
speak of it: so a child reads who chose a rule, and a birthday does not sweep away a parent's word.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from msgspec import UNSET

from app.api.policy_faults import Faults, nearest, shown
from app.api.policy_tables import (
    NONE,
    PERIOD,
    BreaksTable,
    DayLimitTable,
    DayTable,
    HolidayTable,
    SubjectTable,
    WeekLimitTable,
    WeekTable,
)
from app.api.toml_lines import Path
from app.model.policy import (
    WEEKDAYS,
    AppRule,
    AppVerdict,
    Breaks,
    DateRule,
    Day,
    GroupRule,
    Limit,
    Period,
    Rules,
)
from app.model.subject import Bracket
from app.rules.presets import FIELDS
from app.rules.schedule import like

SCHOOLDAYS = WEEKDAYS[:5]
WEEKEND = WEEKDAYS[5:]
MINUTES_A_DAY = 24 * 60
REST = 5  # minutes, where a document gives only how often
_SECTIONS = (
    ("all", WEEKDAYS),
    ("schoolday", SCHOOLDAYS),
    ("weekend", WEEKEND),
    *((day, (day,)) for day in WEEKDAYS),
)


def build(table: SubjectTable, base: Rules, faults: Faults, path: Path) -> Rules:
    """Give the rules of a subject. Raises InvalidPolicy."""
    week, changed = _week(table.week, base.week, faults, (*path, "week"))
    rules = replace(base, week=week, changed=base.changed | changed)
    if table.week_minutes is not UNSET:
        rules = _set(rules, "week_minutes", week_limit=limit(table.week_minutes))
    if table.grace_seconds is not UNSET:
        rules = _set(rules, "grace_seconds", grace_s=table.grace_seconds)
    if table.unknown_app is not UNSET:
        rules = _set(rules, "unknown_app", unknown_app=AppVerdict(table.unknown_app))
    if table.seen_as is not UNSET:
        rules = _set(rules, "seen_as", seen_as=Bracket(table.seen_as))
    if table.breaks is not UNSET:
        fault = faults.at((*path, "breaks", "every"), "is missing: how often a rest comes")
        rules = _set(rules, "breaks", breaks=_breaks(table.breaks, base.breaks, fault))
    return replace(
        rules,
        dates=_dates(table.holiday, week, faults, (*path, "holiday")),
        apps=_apps(table),
        groups=_groups(table, faults, (*path, "groups")),
    )


def _set(rules: Rules, key: str, **fields: Any) -> Rules:
    return replace(rules, changed=rules.changed | {key}, **fields)


# --- days ---------------------------------------------------------------------------------------


def limit(written: Any) -> Limit | None:
    """Give a limit as it was written: a number is hard, "none" is none."""
    if written == NONE:
        return None
    if isinstance(written, DayLimitTable | WeekLimitTable):
        return Limit(written.minutes, written.soft)
    return Limit(written)


def period(written: str, faults: Faults, path: Path) -> Period:
    """Give a period of `HH:MM-HH:MM`; midnight at its end is 24:00. Raises InvalidPolicy."""
    if not re.fullmatch(PERIOD, written):
        raise faults.at(path, f"{shown(written)} does not fit: a period is such as 06:00-20:30")
    start, end = (int(one[:2]) * 60 + int(one[3:]) for one in written.split("-"))
    end = end or MINUTES_A_DAY
    if start == end:
        raise faults.at(path, f"{written} begins and ends at the same time")
    return Period(start, end)


def _day(base: Day, table: DayTable, faults: Faults, path: Path) -> tuple[Day, frozenset[str]]:
    """Give a day with what was written, and the keys that were."""
    found: dict[str, Any] = {}
    for key in FIELDS:
        written = getattr(table, key)
        place = (*path, key)
        if written is UNSET:
            continue
        if key in ("minutes", "one_game", "all_games"):
            found[key] = limit(written)
        elif written == NONE:
            found[key] = None
        elif key == "hours":
            found[key] = tuple(period(one, faults, (*place, n)) for n, one in enumerate(written))
        else:
            found[key] = written if key == "soft" else period(written, faults, place)
    return replace(base, **found), frozenset(found)


def _week(
    table: WeekTable | Any, base: tuple[Day, ...], faults: Faults, path: Path
) -> tuple[tuple[Day, ...], frozenset[str]]:
    """Lay the sections over the week, the wide ones first."""
    days = dict(zip(WEEKDAYS, base, strict=True))
    changed: set[str] = set()
    for section, names in _SECTIONS:
        written = UNSET if table is UNSET else getattr(table, section)
        if written is UNSET:
            continue
        for name in names:
            days[name], keys = _day(days[name], written, faults, (*path, section))
            changed |= {f"week.{name}.{key}" for key in keys}
    return tuple(days.values()), frozenset(changed)


def _dates(
    tables: tuple[HolidayTable, ...], week: tuple[Day, ...], faults: Faults, path: Path
) -> tuple[DateRule, ...]:
    found: dict[str, DateRule] = {}
    for at, table in enumerate(tables):
        place = (*path, at)
        if table.name in found:
            raise faults.at((*place, "name"), f"{shown(table.name)} is there twice")
        if table.last < table.first:
            raise faults.at((*place, "last"), f"{table.last} is before the first day")
        day, written = _day(like(table.like, week), table, faults, place)
        found[table.name] = DateRule(table.name, table.first, table.last, day, table.like, written)
    return tuple(found.values())


# --- programs and rests -------------------------------------------------------------------------


def _apps(table: SubjectTable) -> tuple[AppRule, ...]:
    return tuple(
        AppRule(
            key=key,
            match=(key,) if app.match is UNSET else app.match,
            name=app.name,
            role=None if app.role is UNSET else app.role,
            verdict=app.verdict,
            limit=None if app.minutes is UNSET else limit(app.minutes),
        )
        for key, app in table.apps.items()
    )


def _groups(table: SubjectTable, faults: Faults, path: Path) -> tuple[GroupRule, ...]:
    for key, group in table.groups.items():
        for at, app in enumerate(group.apps):
            if app not in table.apps:
                hint = nearest(app, table.apps)
                raise faults.at(
                    (*path, key, "apps", at), f"{shown(app)} is no key under apps; {hint}"
                )
    return tuple(
        GroupRule(key, group.name or key, group.apps, limit(group.minutes) or Limit(0))
        for key, group in table.groups.items()
    )


def _breaks(written: Any, base: Breaks | None, fault: Exception) -> Breaks | None:
    if not isinstance(written, BreaksTable):
        return None
    every = base.every if written.every is UNSET and base else written.every
    if every is UNSET:
        raise fault
    return Breaks(
        every=every,
        length=written.length if written.length is not UNSET else base.length if base else REST,
        tip_only=(
            written.tip_only if written.tip_only is not UNSET else base.tip_only if base else True
        ),
    )
