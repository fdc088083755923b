"""The record in the file: its lines, its head, and the deletion of what a line says."""

from __future__ import annotations

from collections.abc import Iterator

from app.model.action import Record
from app.store import chain
from app.store.engine import Connection
from app.store.lines import new_salt, to_content, to_line
from app.store.port import LASTING_KINDS, Line, plain

_COLUMNS = "seq, at_ms, kind, salt, content, digest, link"


def append(connection: Connection, key: bytes, at_ms: int, record: Record) -> int:
    """Seal and insert a line inside the caller's transaction; give its number."""
    last = connection.execute("SELECT max(seq) FROM record").get or 0
    content = to_content(record)
    row, head = chain.seal(
        key, read_head(connection), last, at_ms, record.kind.value, new_salt(), content
    )
    connection.execute(
        f"INSERT INTO record ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (row.seq, row.at_ms, row.kind, row.salt, content.decode(), row.digest, row.link),
    )
    connection.execute(
        "INSERT OR REPLACE INTO head (one, seq, link, tag) VALUES (1, ?, ?, ?)",
        (head.seq, head.link, head.tag),
    )
    return row.seq


def read_head(connection: Connection) -> chain.Head | None:
    """Give the kept end of the chain."""
    row = connection.execute("SELECT seq, link, tag FROM head").fetchone()
    return chain.Head(*row) if row else None


def read_rows(connection: Connection) -> Iterator[chain.Row]:
    """Give every line by number."""
    for values in connection.execute(f"SELECT {_COLUMNS} FROM record ORDER BY seq"):
        yield _row(values)


def read_lines(connection: Connection, before: int, count: int) -> tuple[Line, ...]:
    """Give lines, newest first (see port.Memory.records)."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM record WHERE (? <= 0 OR seq < ?) ORDER BY seq DESC LIMIT ?",
        (before, before, max(0, count)),
    )
    return tuple(to_line(_row(values)) for values in rows)


def lines_of(connection: Connection, subject: str) -> tuple[Line, ...]:
    """Give the lines about a subject, or all of them (""), oldest first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM record WHERE ? = '' OR content ->> 0 = ? ORDER BY seq",
        (plain(subject), plain(subject)),
    )
    return tuple(to_line(_row(values)) for values in rows)


def blank_subject(connection: Connection, subject: str) -> None:
    """Delete salt and content of a subject's lines, or of all ("")."""
    connection.execute(
        "UPDATE record SET salt = NULL, content = NULL WHERE content IS NOT NULL"
        " AND (? = '' OR content ->> 0 = ?)",
        (plain(subject), plain(subject)),
    )


def blank_before(connection: Connection, at_ms: int) -> None:
    """Delete salt and content of lines older than at_ms, but for the lasting kinds."""
    marks = ", ".join("?" * len(LASTING_KINDS))
    connection.execute(
        "UPDATE record SET salt = NULL, content = NULL WHERE content IS NOT NULL"
        f" AND at_ms < ? AND kind NOT IN ({marks})",
        (at_ms, *(kind.value for kind in LASTING_KINDS)),
    )


def _row(values: tuple) -> chain.Row:  # type: ignore[type-arg]
    seq, at_ms, kind, salt, content, digest, link = values
    body = None if content is None else content.encode()
    return chain.Row(seq, at_ms, kind, salt, body, digest, link)
