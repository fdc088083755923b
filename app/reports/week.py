"""One week, Monday to Sunday: seven bars, the sums, and how it stands beside the week before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.model.span import DayTotal
from app.reports.day import Day, day
from app.reports.tally import Line, Tally, lines, tally

DAYS = 7


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days in their order, what they come to, and the leisure of the week before (ms)."""

    monday: date
    days: tuple[Day, ...]
    sums: Tally
    lines: tuple[Line, ...]
    before_ms: int


def monday_of(when: date) -> date:
    """Give the first day of the ISO week."""
    return when - timedelta(days=when.weekday())


def week(rows: Iterable[DayTotal], monday: date) -> Week:
    """Fold the rows of the week that begins on `monday`; give it the week before as well."""
    kept = list(rows)
    end, before = monday + timedelta(days=DAYS), monday - timedelta(days=DAYS)
    mine = [row for row in kept if monday <= row.day < end]
    days = tuple(day(mine, monday + timedelta(days=n)) for n in range(DAYS))
    last = tally(row for row in kept if before <= row.day < monday)
    return Week(monday, days, tally(mine), lines(mine), last.leisure_ms)
