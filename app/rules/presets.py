"""What each bracket starts with, and where each number comes from.

The numbers are the table of law.md 4. A parent may change every one of them; `rebase` brings a
new bracket's numbers in at a birthday and keeps what the parent changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.model.policy import WEEKDAYS, Breaks, DateRule, Day, Limit, Period, Rules
from app.model.subject import Bracket
from app.rules.schedule import like
from app.rules.web_presets import rebase_web, web_preset, web_source

SCHOOL_DAYS = 5
FIELDS = ("minutes", "hours", "bedtime", "one_game", "all_games", "curfew", "soft")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a default comes from. kind: `law`, `guidance` or `design` (our own choice)."""

    kind: str
    text: str


_SLEEP = "AASM 2016 sleep hours, back from rising at 06:00, the last hour without a screen"
SOURCES: dict[str, Source] = {
    "minutes": Source(
        "guidance",
        "WHO 2019 (under 5), Sweden 2024 (1-2 h, 2-3 h); the school-day figure is our choice",
    ),
    "week_minutes": Source("design", "no default: set by the parent"),
    "hours": Source("design", "no default: set by the parent"),
    "bedtime": Source("guidance", _SLEEP),
    "one_game": Source("law", "at most 60 minutes a game a day: Decree 147/2024/ND-CP art. 39"),
    "all_games": Source("law", "at most 180 minutes of games a day: Decree 147/2024/ND-CP art. 39"),
    "curfew": Source("design", "after the hours of public game shops, 08:00-22:00"),
    "notice": Source("law", "a notice every 30 minutes of play: Decree 147/2024/ND-CP art. 39"),
    "breaks": Source("design", "rest for the eyes, after the 20-20-20 advice"),
    "grace_seconds": Source("design", "a minute to save what was begun"),
    "unknown_app": Source("design", "a program nobody named is allowed until the parent says"),
    "soft": Source("design", "from 16 on limits remind and record; 16 ends 'child' in the law"),
}


@dataclass(frozen=True, slots=True)
class _Row:
    """One column of the table; pairs are (school day, weekend), times are minutes of the day."""

    minutes: tuple[int, int]
    bed: tuple[int, int]
    wake: int
    one_game: tuple[int, int]
    all_games: tuple[int, int]
    curfew: tuple[int, int]
    break_every: int
    notice: int
    soft: bool = False


def _at(hour: int, minute: int = 0) -> int:
    return hour * 60 + minute


_TABLE = {
    Bracket.A: _Row(
        (45, 60), (_at(19, 30), _at(20)), _at(7), (20, 20), (30, 30), (_at(19), _at(7)), 20, 15
    ),
    Bracket.B: _Row(
        (60, 120), (_at(20, 30), _at(21)), _at(6), (45, 60), (60, 120), (_at(20), _at(6)), 30, 30
    ),
    Bracket.C: _Row(
        (120, 180),
        (_at(21, 30), _at(22, 30)),
        _at(5, 30),
        (60, 60),
        (120, 180),
        (_at(21), _at(5, 30)),
        45,
        30,
    ),
    Bracket.D: _Row(
        (150, 240),
        (_at(22, 30), _at(23, 30)),
        _at(5, 30),
        (60, 60),
        (180, 180),
        (_at(22), _at(8)),
        60,
        30,
        soft=True,
    ),
}
BREAK_MINUTES = 5


def _leisure(bracket: Bracket, years: int, row: _Row) -> tuple[int, int]:
    """Give (school day, weekend) minutes; the youngest have steps of their own (WHO 2019)."""
    if bracket is Bracket.A and years < 2:
        return (0, 0)
    if bracket is Bracket.A and years < 5:
        return (30, 60)
    return row.minutes


def _day(row: _Row, minutes: int, weekend: bool, late: bool) -> Day:
    """Make one day; `late` = no school tomorrow, so the weekend's bedtime holds tonight."""
    return Day(
        minutes=Limit(minutes, row.soft),
        bedtime=Period(row.bed[late], row.wake),
        one_game=Limit(row.one_game[weekend], row.soft),
        all_games=Limit(row.all_games[weekend], row.soft),
        curfew=Period(*row.curfew),
        soft=row.soft,
    )


def preset(bracket: Bracket, years: int) -> Rules:
    """Give the rules a bracket starts with; `years` is the exact age (steps under 7).

    Friday and Saturday evenings have the weekend's bedtime, Saturday and Sunday the weekend's
    minutes. An adult has no limits at all.
    """
    if bracket is Bracket.ADULT:
        return Rules(week=(Day(),) * 7, web=web_preset(bracket, years))
    row = _TABLE[bracket]
    school, weekend = _leisure(bracket, years, row)
    week = tuple(
        _day(
            row,
            weekend if index >= SCHOOL_DAYS else school,
            weekend=index >= SCHOOL_DAYS,
            late=index in (4, 5),
        )
        for index in range(7)
    )
    return Rules(
        week=week,
        breaks=Breaks(row.break_every, BREAK_MINUTES),
        notice_every=row.notice,
        web=web_preset(bracket, years),
    )


def rebase(rules: Rules, bracket: Bracket, years: int) -> Rules:
    """Bring in the numbers of a new bracket or age, except where the parent changed them."""
    fresh = preset(bracket, years)
    week = tuple(
        _keep_changed(f"week.{WEEKDAYS[index]}", rules.week[index], fresh.week[index], rules)
        for index in range(7)
    )
    return replace(
        rules,
        week=week,
        dates=tuple(_like_the_week(rule, week) for rule in rules.dates),
        breaks=rules.breaks if "breaks" in rules.changed else fresh.breaks,
        notice_every=fresh.notice_every,
        web=rebase_web(rules.web, rules.changed, bracket, years),
    )


def _keep_changed(prefix: str, old: Day, fresh: Day, rules: Rules) -> Day:
    kept = {name: getattr(old, name) for name in FIELDS if f"{prefix}.{name}" in rules.changed}
    return replace(fresh, **kept)


def _like_the_week(rule: DateRule, week: tuple[Day, ...]) -> DateRule:
    """Give a holiday the new numbers of the day it is like, under what was written for it."""
    if not rule.like:
        return rule
    kept = {name: getattr(rule.day, name) for name in rule.written}
    return replace(rule, day=replace(like(rule.like, week), **kept))


def source_of(setting: str) -> Source | None:
    """Give the source of a setting's default (`week.mon.bedtime` → that of `bedtime`)."""
    if setting.startswith("web."):
        found = web_source(setting)
        return None if found is None else Source(*found)
    return SOURCES.get(setting.rsplit(".", 1)[-1])
