"""The first shape.

BEFORE: an empty file.
AFTER:  memory   the guard's snapshot, one row
        spans    what was in front from when to when; lives days
        totals   milliseconds of a day; lives 400 days
        policies every version of the policy document with who and when
        secrets  named bytes: password hash, codes, keys
        record   the chain's lines; salt and content are both there or both deleted
        head     the chain's end, one row
Times are Unix milliseconds, days ISO dates. A table with a key of its own has no rowid, so that a
report reads neighbouring rows.
"""

from __future__ import annotations

from app.store.engine import Connection

_TABLES = (
    """CREATE TABLE memory (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        body BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE spans (
        subject TEXT NOT NULL,
        start_ms INTEGER NOT NULL,
        app TEXT NOT NULL,
        charge TEXT NOT NULL,
        end_ms INTEGER NOT NULL,
        used_ms INTEGER NOT NULL,
        PRIMARY KEY (subject, start_ms, app, charge)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE totals (
        subject TEXT NOT NULL,
        day TEXT NOT NULL,
        app TEXT NOT NULL,
        charge TEXT NOT NULL,
        used_ms INTEGER NOT NULL,
        PRIMARY KEY (subject, day, app, charge)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE policies (
        version INTEGER PRIMARY KEY,
        toml TEXT NOT NULL,
        by TEXT NOT NULL,
        at_ms INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE secrets (
        name TEXT PRIMARY KEY,
        value BLOB NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE record (
        seq INTEGER PRIMARY KEY,
        at_ms INTEGER NOT NULL,
        kind TEXT NOT NULL,
        salt BLOB,
        content TEXT,
        digest BLOB NOT NULL,
        link BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE head (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        seq INTEGER NOT NULL,
        link BLOB NOT NULL,
        tag BLOB NOT NULL
    ) STRICT""",
)


def up(connection: Connection) -> None:
    """Create every table."""
    for table in _TABLES:
        connection.execute(table)
