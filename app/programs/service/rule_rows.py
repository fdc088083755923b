"""The rules of a subject as rows, in the form the words can read (words/rows.py).

A child is shown every rule that binds him, with who chose it; a parent's console reads the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from app.api.child import RuleRow
from app.model.policy import AppRole, AppRule, AppVerdict, Day, Limit, Period, Rules
from app.model.web import WebRules
from app.programs.service.web_rule_rows import web_rows
from app.rules.decide import origin_of
from app.rules.schedule import DayPlan
from app.words.rows import pack

_SCHOOL_DAY, _WEEKEND = 0, 5  # Monday and Saturday stand for their kind


def rule_rows(rules: Rules, plan: DayPlan, web: WebRules, zone: ZoneInfo) -> tuple[RuleRow, ...]:
    """Give the rules as they are shown on the day of `plan`.

    web holds now, with what a parent said for a while; zone is the policy's.
    """
    return (
        *_of_the_day(rules, plan),
        *web_rows(rules, web, plan, zone),
        *_of_programs(rules),
    )


def _of_the_day(rules: Rules, plan: DayPlan) -> Iterator[RuleRow]:
    school, weekend = rules.week[_SCHOOL_DAY], rules.week[_WEEKEND]
    for key, name in (("day", "minutes"), ("one_game", "one_game"), ("all_games", "all_games")):
        row = _limits(key, getattr(school, name), getattr(weekend, name))
        if row is not None:
            yield _row(key, row, rules, f"week.mon.{name}")
    if rules.week_limit is not None:
        value = pack(minutes=rules.week_limit.minutes, **_soft(rules.week_limit.soft))
        yield _row("week", value, rules, "week_minutes")
    for period in plan.day.hours or ():
        yield _row("hours", _period(period, plan.day), rules, f"{plan.prefix}.hours")
    if school.bedtime is not None:
        late = rules.week[4].bedtime or school.bedtime
        soft = _soft(school.soft)
        value = pack(start=school.bedtime.start, end=school.bedtime.end, weekend=late.start, **soft)
        yield _row("bedtime", value, rules, "week.mon.bedtime")
    if school.curfew is not None:
        yield _row("curfew", _period(school.curfew, school), rules, "week.mon.curfew")
    if rules.breaks is not None:
        value = pack(every=rules.breaks.every, length=rules.breaks.length)
        yield _row("breaks", value, rules, "breaks")


def _of_programs(rules: Rules) -> Iterator[RuleRow]:
    for app in rules.apps:
        name = app.name or app.key
        if app.limit is not None:
            value = pack(name=name, minutes=app.limit.minutes, **_soft(app.limit.soft))
            yield RuleRow("app", value, "parent")
        key = _key_of(app)
        if key:
            yield RuleRow(key, pack(name=name, app=app.key), "parent")
    for group in rules.groups:
        value = pack(name=group.name, minutes=group.limit.minutes, **_soft(group.limit.soft))
        yield RuleRow("group", value, "parent")
    if rules.unknown_app is not AppVerdict.ALLOW:
        yield _row("unknown", "", rules, "unknown_app")


def _key_of(app: AppRule) -> str:
    if app.verdict in (AppVerdict.BLOCK, AppVerdict.NEVER):
        return "app_block"
    if app.verdict is AppVerdict.ASK:
        return "app_ask"
    return "learning" if app.role is AppRole.LEARNING else ""


def _limits(key: str, school: Limit | None, weekend: Limit | None) -> str | None:
    shown = school or weekend
    if shown is None:
        return None
    other = {} if weekend is None else {"weekend": weekend.minutes}
    return pack(minutes=shown.minutes, **other, **_soft(shown.soft))


def _period(period: Period, day: Day) -> str:
    return pack(start=period.start, end=period.end, **_soft(day.soft))


def _soft(soft: bool) -> dict[str, int]:
    return {"soft": 1} if soft else {}


def _row(key: str, value: str, rules: Rules, setting: str) -> RuleRow:
    return RuleRow(key, value, origin_of(rules, setting))
