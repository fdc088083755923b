"""Stopped names in the file: counted by day, their names deleted long before the counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from app.model.decision import Verdict
from app.model.web import SiteStop
from app.store.engine import Connection
from app.store.port import MOST_NAMES, plain

_COLUMNS = "subject, day, name, category, verdict, list, stopped, last_ms"
_KEY = "subject, day, name, category, verdict"
_ADD = (
    f"ON CONFLICT ({_KEY}) DO UPDATE SET stopped = stopped + excluded.stopped,"
    " last_ms = max(last_ms, excluded.last_ms)"
)


def add(connection: Connection, stops: Sequence[SiteStop]) -> None:
    """Add to what is counted already; a day's names beyond MOST_NAMES are counts only."""
    for stop in stops:
        subject, day = plain(stop.subject), stop.day.isoformat()
        named = _has_room(connection, subject, day, plain(stop.name))
        connection.execute(
            f"INSERT INTO sites ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) {_ADD}",
            (
                subject,
                day,
                plain(stop.name) if named else "",
                plain(stop.category),
                stop.verdict.value,
                plain(stop.list) if named else "",
                stop.stopped,
                stop.last_ms if named else 0,
            ),
        )


def _has_room(connection: Connection, subject: str, day: str, name: str) -> bool:
    """Whether a day may keep this name: it has it already, or not yet as many as it may."""
    about = (subject, day)
    known = connection.execute(
        "SELECT 1 FROM sites WHERE subject = ? AND day = ? AND name = ? LIMIT 1", (*about, name)
    ).get
    names: int = connection.execute(
        "SELECT count(DISTINCT name) FROM sites WHERE subject = ? AND day = ? AND name <> ''", about
    ).get
    return bool(known) or names < MOST_NAMES


def read(connection: Connection, subject: str, first: date, last: date) -> tuple[SiteStop, ...]:
    """Give a subject's rows of the days from first to last, by day, newest name last."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM sites WHERE subject = ? AND day BETWEEN ? AND ?"
        f" ORDER BY day, last_ms, {_KEY}",
        (plain(subject), first.isoformat(), last.isoformat()),
    )
    return tuple(_stop(row) for row in rows)


def everything(connection: Connection, subject: str) -> tuple[SiteStop, ...]:
    """Give all rows of a subject, or of everybody ("")."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM sites WHERE ? = '' OR subject = ? ORDER BY {_KEY}",
        (plain(subject), plain(subject)),
    )
    return tuple(_stop(row) for row in rows)


def delete(connection: Connection, subject: str) -> None:
    """Delete all rows of a subject, or of everybody ("")."""
    about = (plain(subject), plain(subject))
    connection.execute("DELETE FROM sites WHERE ? = '' OR subject = ?", about)


def forget_names_before(
    connection: Connection, first_days: Mapping[str, date], others: date
) -> None:
    """Keep of days before a subject's first day only the counts."""
    subjects = [row[0] for row in connection.execute("SELECT DISTINCT subject FROM sites")]
    named = {plain(subject): day for subject, day in first_days.items()}
    for subject in subjects:
        about = (subject, named.get(subject, others).isoformat())
        connection.execute(
            f"INSERT INTO sites ({_COLUMNS})"
            " SELECT subject, day, '', category, verdict, '', sum(stopped), 0 FROM sites"
            " WHERE subject = ? AND day < ? AND name <> ''"
            f" GROUP BY subject, day, category, verdict {_ADD}",
            about,
        )
        connection.execute(
            "DELETE FROM sites WHERE subject = ? AND day < ? AND name <> ''",
            about,
        )


def delete_before(connection: Connection, day: date) -> None:
    """Delete counts of days before this one."""
    connection.execute("DELETE FROM sites WHERE day < ?", (day.isoformat(),))


def _stop(row: tuple) -> SiteStop:  # type: ignore[type-arg]
    subject, day, name, category, verdict, named_by, stopped, last_ms = row
    return SiteStop(
        subject,
        date.fromisoformat(day),
        name,
        category,
        Verdict(verdict),
        named_by,
        stopped,
        last_ms,
    )
