"""The calendar: which day's rules hold, and the stretches of real time they name.

Wall times are turned into stretches of Unix time once per day, so that a day of 23 or 25 hours
needs no special case later: a stretch begins at the first and ends at the last moment that the
wall clock shows its bounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.model.policy import WEEKDAYS, Day, Period, Rules

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Stretch:
    """From start_ms up to, not including, end_ms (Unix ms), with the setting it comes from."""

    start_ms: int
    end_ms: int
    setting: str
    soft: bool = False


@dataclass(frozen=True, slots=True)
class DayPlan:
    """One calendar day of one subject in real time.

    prefix names the day's settings (`week.mon`, `holiday.tet`). bedtime, hours and curfew hold
    the stretches of yesterday evening that reach into this day, and this day's own; hours those
    of tomorrow too, so that an evening which goes on after midnight is not announced as an end.
    hours is None where nothing limits them.
    """

    date: date
    start_ms: int
    end_ms: int
    day: Day
    prefix: str
    bedtime: tuple[Stretch, ...]
    hours: tuple[Stretch, ...] | None
    curfew: tuple[Stretch, ...]


def to_ms(zone: ZoneInfo, day: date, minute: int, *, late: bool = False) -> int:
    """Give the Unix ms at which the wall clock of `zone` shows `minute` of `day`.

    minute may be 1440 or more (the next day). Of an hour that comes twice, `late` takes the
    second; an hour left out is the moment of the change.
    """
    day += timedelta(days=minute // MINUTES_A_DAY)
    minute %= MINUTES_A_DAY
    wall = datetime.combine(day, time(minute // 60, minute % 60), zone).replace(fold=int(late))
    stamp = wall.timestamp()
    if datetime.fromtimestamp(stamp, zone).replace(tzinfo=None) != wall.replace(tzinfo=None):
        stamp = _gap_end(zone, wall)
    return round(stamp * 1000)


def _gap_end(zone: ZoneInfo, wall: datetime) -> float:
    """Give the moment of the change in whose gap `wall` lies, to the second."""
    low, high = (
        min(wall.replace(fold=f).timestamp() for f in (0, 1)),
        max(wall.replace(fold=f).timestamp() for f in (0, 1)),
    )
    before = datetime.fromtimestamp(low, zone).utcoffset()
    while high - low > 1:
        middle = (low + high) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high


def local_date(zone: ZoneInfo, ms: int) -> date:
    """Give the calendar day of a moment in `zone`."""
    return datetime.fromtimestamp(ms / 1000, zone).date()


def day_of(rules: Rules, day: date) -> tuple[Day, str]:
    """Give the rules of a day and the prefix of their settings; exceptions come first."""
    for rule in rules.dates:
        if rule.first <= day <= rule.last:
            return rule.day, f"holiday.{rule.name}"
    index = day.weekday()
    return rules.week[index], f"week.{WEEKDAYS[index]}"


def like(name: str, week: tuple[Day, ...]) -> Day:
    """Give the day that a holiday is like: Saturday stands for the weekend, Monday for school."""
    first = {"weekend": "sat", "schoolday": "mon"}.get(name, name)
    return week[WEEKDAYS.index(first)]


def stretch(zone: ZoneInfo, day: date, period: Period, setting: str, soft: bool) -> Stretch:
    """Give the stretch that a period of `day` names."""
    end = period.end if period.end > period.start else period.end + MINUTES_A_DAY
    return Stretch(to_ms(zone, day, period.start), to_ms(zone, day, end, late=True), setting, soft)


def _of(zone: ZoneInfo, rules: Rules, day: date, name: str) -> tuple[Stretch, ...]:
    """Give the stretches that one field of one day names, none when the field is empty."""
    found, prefix = day_of(rules, day)
    value = getattr(found, name)
    periods = () if value is None else value if isinstance(value, tuple) else (value,)
    return tuple(stretch(zone, day, p, f"{prefix}.{name}", found.soft) for p in periods)


def plan(rules: Rules, zone: ZoneInfo, day: date) -> DayPlan:
    """Lay one calendar day out in real time."""
    today, prefix = day_of(rules, day)
    start, end = to_ms(zone, day, 0), to_ms(zone, day, MINUTES_A_DAY)
    yesterday = day - timedelta(days=1)

    def both(name: str) -> tuple[Stretch, ...]:
        found = _of(zone, rules, yesterday, name) + _of(zone, rules, day, name)
        return tuple(s for s in found if s.end_ms > start)

    def open_hours() -> tuple[Stretch, ...]:
        tomorrow = day + timedelta(days=1)
        after: tuple[Stretch, ...]
        if day_of(rules, tomorrow)[0].hours is None:
            after = (Stretch(end, to_ms(zone, tomorrow, MINUTES_A_DAY), f"{prefix}.hours"),)
        else:
            after = _of(zone, rules, tomorrow, "hours")
        return both("hours") + after

    return DayPlan(
        date=day,
        start_ms=start,
        end_ms=end,
        day=today,
        prefix=prefix,
        bedtime=both("bedtime"),
        hours=None if today.hours is None else open_hours(),
        curfew=both("curfew"),
    )
