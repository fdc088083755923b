"""One month: a calendar of days, what a day came to on average, and its longest day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.model.span import DayTotal
from app.reports.day import Day, day
from app.reports.tally import Line, Tally, lines, tally


@dataclass(frozen=True, slots=True)
class Month:
    """Every day of the month in its order, and what they come to.

    mean_ms   leisure of a day that had any use, on average (ms, rounded down).
    longest   the day with the most leisure, None when nothing was used.
    """

    first: date
    days: tuple[Day, ...]
    sums: Tally
    lines: tuple[Line, ...]
    mean_ms: int
    longest: date | None


def last_of(first: date) -> date:
    """Give the last day of the month that begins on `first`."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def month(rows: Iterable[DayTotal], first: date) -> Month:
    """Fold the rows of the month that begins on `first`."""
    last = last_of(first)
    mine: dict[date, list[DayTotal]] = {}
    for row in rows:
        if first <= row.day <= last:
            mine.setdefault(row.day, []).append(row)
    whole = [row for rows_of_day in mine.values() for row in rows_of_day]
    days = tuple(day(mine.get(when, ()), when) for when in _days(first, last))
    used = [d for d in days if d.sums.whole_ms]
    sums = tally(whole)
    longest = max(used, key=lambda d: d.sums.leisure_ms, default=None)
    return Month(
        first=first,
        days=days,
        sums=sums,
        lines=lines(whole),
        mean_ms=sums.leisure_ms // len(used) if used else 0,
        longest=longest.day if longest else None,
    )


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
