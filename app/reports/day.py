"""One day: what it came to, line by line, and the stretches of use that a ribbon draws."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.model.span import DayTotal, Span
from app.reports.tally import Line, Tally, lines, tally

GAP_MS = 60_000  # a shorter pause is not worth a gap that is thinner than a pixel


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day with its sums and its lines."""

    day: date
    sums: Tally
    lines: tuple[Line, ...]


def day(rows: Iterable[DayTotal], when: date) -> Day:
    """Fold the rows of one day; rows of other days are left out."""
    mine = [row for row in rows if row.day == when]
    return Day(when, tally(mine), lines(mine))


def ribbon(spans: Iterable[Span], start_ms: int, end_ms: int) -> tuple[Span, ...]:
    """Give stretches of use inside [start_ms, end_ms), neighbours of one kind joined.

    A span that reaches over an edge is cut there, its charged time in proportion.
    """
    joined: list[Span] = []
    for span in sorted(spans, key=lambda s: s.start_ms):
        cut = _cut(span, start_ms, end_ms)
        if cut is None:
            continue
        last = joined[-1] if joined else None
        if last is not None and _continues(last, cut):
            end = max(last.end_ms, cut.end_ms)
            joined[-1] = replace(last, end_ms=end, used_ms=last.used_ms + cut.used_ms)
        else:
            joined.append(cut)
    return tuple(joined)


def _cut(span: Span, start_ms: int, end_ms: int) -> Span | None:
    start, end = max(span.start_ms, start_ms), min(span.end_ms, end_ms)
    if end <= start:
        return None
    used = span.used_ms * (end - start) // (span.end_ms - span.start_ms)
    return replace(span, start_ms=start, end_ms=end, used_ms=used)


def _continues(last: Span, following: Span) -> bool:
    same = (last.app, last.charge) == (following.app, following.charge)
    return same and following.start_ms - last.end_ms < GAP_MS
