"""Rules as rows a parent reads: what about, what, who chose it, and why the default is what it is.

The same rows stand in set-up, where a bracket's defaults are shown before they hold, and on the
page of the rules in force.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.model.policy import AppRole, AppRule, AppVerdict, Day, Limit, Period, Rules
from app.rules.age import bracket_of_age
from app.rules.game_law import above_the_law
from app.rules.presets import source_of
from app.ui.parent.read.spoken import Spoken
from app.ui.parent.values import RuleLine
from app.words import forms
from app.words.sources import quoted_law

_SCHOOL, _FRIDAY, _WEEKEND = 0, 4, 5  # Monday and Saturday stand for their kind of day
_LAW = ("one_game", "all_games")


def rule_lines(rules: Rules, speak: Spoken, years: int | None) -> tuple[RuleLine, ...]:
    """Give the rows; `years` is the child's age, None for a seat."""
    made = (*_of_days(rules, speak, years), *_of_programs(rules, speak))
    return tuple(made)


def _of_days(rules: Rules, speak: Spoken, years: int | None) -> Iterator[RuleLine]:
    school, weekend = rules.week[_SCHOOL], rules.week[_WEEKEND]
    yield _row("clock", "minutes", _limits(school, weekend, "minutes", speak), rules, speak, years)
    if rules.week_limit is not None:
        said = _limit(rules.week_limit, speak)
        yield _row("calendar", "week_minutes", said, rules, speak, years)
    if any(day.hours is not None for day in rules.week):
        yield _row("window", "hours", _hours(school, speak), rules, speak, years)
    night = _night(school, rules.week[_FRIDAY], speak)
    yield _row("moon", "bedtime", night, rules, speak, years)
    for key in _LAW:
        yield _row("pad", key, _limits(school, weekend, key, speak), rules, speak, years)
    yield _row("pad", "curfew", _period(school.curfew, speak), rules, speak, years)
    yield _row("eye", "breaks", _breaks(rules, speak), rules, speak, years)
    if school.soft or (school.minutes and school.minutes.soft):
        yield _row("bell", "soft", speak.say("console.rule.soft.on"), rules, speak, years)


def _row(
    glyph: str, key: str, said: str, rules: Rules, speak: Spoken, years: int | None
) -> RuleLine:
    chosen = any(one == key or one.endswith(f".{key}") for one in rules.changed)
    label = speak.say(f"console.rule.{key}")
    source = source_of(key)
    if chosen and key in above_the_law(rules):
        why = f"{speak.say('console.why.above')} {quoted_law('play_180', speak.lang)}."
        origin = speak.say("console.origin.parent")
        return RuleLine(glyph, label, said, origin, why, "law", told=True)
    if chosen or source is None:
        return RuleLine(glyph, label, said, speak.say("console.origin.parent"))
    why = _why(key, speak, years)
    return RuleLine(glyph, label, said, speak.say("console.origin.bracket"), why, source.kind)


def _why(key: str, speak: Spoken, years: int | None) -> str:
    """The reason of a default, for this age where it differs by age."""
    if key == "all_games":
        law = quoted_law("play_180", speak.lang)
        return f"{speak.say('console.why.all_games')} {law}"
    if years is not None:
        narrow = f"console.why.{key}.{bracket_of_age(years)}"
        if years < 5 and speak.knows(f"console.why.{key}.0-4"):
            narrow = f"console.why.{key}.0-4"
        if speak.knows(narrow):
            return speak.say(narrow)
    general = f"console.why.{key}"
    return speak.say(general) if speak.knows(general) else ""


# --- values ---------------------------------------------------------------------------------------


def _limit(limit: Limit | None, speak: Spoken) -> str:
    if limit is None:
        return speak.say("console.rule.none")
    return forms.budget(limit.minutes, speak.lang)


def _limits(school: Day, weekend: Day, key: str, speak: Spoken) -> str:
    one, other = getattr(school, key), getattr(weekend, key)
    return _with_weekend(_limit(one, speak), _limit(other, speak), speak)


def _with_weekend(one: str, other: str, speak: Spoken) -> str:
    return one if one == other else speak.say("console.rule.weekend", school=one, weekend=other)


def _period(period: Period | None, speak: Spoken) -> str:
    if period is None:
        return speak.say("console.rule.none")
    start, end = forms.minute_of_day(period.start), forms.minute_of_day(period.end)
    return speak.say("console.rule.period", start=start, end=end)


def _night(school: Day, friday: Day, speak: Spoken) -> str:
    said = _period(school.bedtime, speak)
    if school.bedtime is None or friday.bedtime is None:
        return said
    return _with_weekend(
        said if friday.bedtime == school.bedtime else forms.minute_of_day(school.bedtime.start),
        said if friday.bedtime == school.bedtime else forms.minute_of_day(friday.bedtime.start),
        speak,
    )


def _hours(day: Day, speak: Spoken) -> str:
    if day.hours is None:
        return speak.say("console.rule.any_time")
    if not day.hours:
        return speak.say("console.rule.closed")
    return ", ".join(_period(one, speak) for one in day.hours)


def _breaks(rules: Rules, speak: Spoken) -> str:
    if rules.breaks is None:
        return speak.say("console.rule.none")
    return speak.say(
        "console.rule.breaks.said",
        length=forms.minutes(rules.breaks.length, speak.lang),
        every=forms.minutes(rules.breaks.every, speak.lang),
    )


# --- programs -------------------------------------------------------------------------------------


def _of_programs(rules: Rules, speak: Spoken) -> Iterator[RuleLine]:
    origin = speak.say("console.origin.parent")
    for app in rules.apps:
        yield RuleLine(_glyph(app), app.name or app.key, _app(app, speak), origin)
    for group in rules.groups:
        yield RuleLine("list", group.name, _limit(group.limit, speak), origin)
    if rules.unknown_app is not AppVerdict.ALLOW:
        said = speak.say(f"console.app.{rules.unknown_app}")
        yield RuleLine("shield", speak.say("console.rule.unknown_app"), said, origin)


def _glyph(app: AppRule) -> str:
    if app.verdict in (AppVerdict.BLOCK, AppVerdict.NEVER):
        return "octagon"
    known = {AppRole.LEARNING: "study", AppRole.GAME: "pad"}
    return known.get(app.role, "window") if app.role else "window"


def _app(app: AppRule, speak: Spoken) -> str:
    if app.verdict is not AppVerdict.ALLOW:
        return speak.say(f"console.app.{app.verdict}")
    if app.role is AppRole.LEARNING:
        return speak.say("console.app.learning")
    return _limit(app.limit, speak) if app.limit else speak.say("console.app.allow")
