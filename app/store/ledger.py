"""Spans and day totals in the file: written as they grow, read for a report, deleted on time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from app.model.span import Charge, DayTotal, Span
from app.store.engine import Connection
from app.store.port import plain

_SPANS = "subject, app, charge, start_ms, end_ms, used_ms"
_TOTALS = "subject, day, app, charge, used_ms"


def put_spans(connection: Connection, spans: Sequence[Span]) -> None:
    """Insert spans; one that has grown replaces what it was."""
    connection.executemany(
        f"INSERT OR REPLACE INTO spans ({_SPANS}) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (plain(s.subject), plain(s.app), s.charge.value, s.start_ms, s.end_ms, s.used_ms)
            for s in spans
        ],
    )


def put_totals(connection: Connection, totals: Sequence[DayTotal]) -> None:
    """Insert totals; a newer figure replaces the older."""
    connection.executemany(
        f"INSERT OR REPLACE INTO totals ({_TOTALS}) VALUES (?, ?, ?, ?, ?)",
        [
            (plain(t.subject), t.day.isoformat(), plain(t.app), t.charge.value, t.used_ms)
            for t in totals
        ],
    )


def read_spans(connection: Connection, subject: str, from_ms: int, to_ms: int) -> tuple[Span, ...]:
    """Give the spans of a subject that have a part in [from_ms, to_ms), by start."""
    rows = connection.execute(
        f"SELECT {_SPANS} FROM spans WHERE subject = ? AND start_ms < ? AND end_ms > ?"
        " ORDER BY start_ms, app, charge",
        (plain(subject), to_ms, from_ms),
    )
    return tuple(_span(row) for row in rows)


def read_totals(
    connection: Connection, subject: str, first: date, last: date
) -> tuple[DayTotal, ...]:
    """Give the totals of a subject from first to last day, by day."""
    rows = connection.execute(
        f"SELECT {_TOTALS} FROM totals WHERE subject = ? AND day BETWEEN ? AND ?"
        " ORDER BY day, app, charge",
        (plain(subject), first.isoformat(), last.isoformat()),
    )
    return tuple(_total(row) for row in rows)


def everything(
    connection: Connection, subject: str
) -> tuple[tuple[Span, ...], tuple[DayTotal, ...]]:
    """Give all spans and totals of a subject, or of everybody ("")."""
    about = (plain(subject), plain(subject))
    spans = connection.execute(
        f"SELECT {_SPANS} FROM spans WHERE ? = '' OR subject = ?"
        " ORDER BY subject, start_ms, app, charge",
        about,
    )
    totals = connection.execute(
        f"SELECT {_TOTALS} FROM totals WHERE ? = '' OR subject = ?"
        " ORDER BY subject, day, app, charge",
        about,
    )
    return tuple(_span(row) for row in spans), tuple(_total(row) for row in totals)


def delete(connection: Connection, subject: str) -> None:
    """Delete all spans and totals of a subject, or of everybody ("")."""
    about = (plain(subject), plain(subject))
    connection.execute("DELETE FROM spans WHERE ? = '' OR subject = ?", about)
    connection.execute("DELETE FROM totals WHERE ? = '' OR subject = ?", about)


def delete_spans_before(connection: Connection, ends_ms: Mapping[str, int], others_ms: int) -> None:
    """Delete spans that ended before their subject's time, or before others_ms for the others."""
    subjects = [row[0] for row in connection.execute("SELECT DISTINCT subject FROM spans")]
    named = {plain(subject): end_ms for subject, end_ms in ends_ms.items()}
    connection.executemany(
        "DELETE FROM spans WHERE subject = ? AND end_ms < ?",
        [(subject, named.get(subject, others_ms)) for subject in subjects],
    )


def delete_totals_before(connection: Connection, day: date) -> None:
    """Delete totals of days before this one."""
    connection.execute("DELETE FROM totals WHERE day < ?", (day.isoformat(),))


def _span(row: tuple) -> Span:  # type: ignore[type-arg]
    subject, app, charge, start_ms, end_ms, used_ms = row
    return Span(subject, app, Charge(charge), start_ms, end_ms, used_ms)


def _total(row: tuple) -> DayTotal:  # type: ignore[type-arg]
    subject, day, app, charge, used_ms = row
    return DayTotal(subject, date.fromisoformat(day), app, Charge(charge), used_ms)
