"""Names that were stopped.

BEFORE: nothing is known of the web.
AFTER:  sites  how often a name was stopped or warned of on a day, by category; the name is deleted
               ("" remains) when spans of its age are, and the count when totals are.
"""

from __future__ import annotations

from app.store.engine import Connection

_SITES = """CREATE TABLE sites (
    subject TEXT NOT NULL,
    day TEXT NOT NULL,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    verdict TEXT NOT NULL,
    list TEXT NOT NULL,
    stopped INTEGER NOT NULL,
    last_ms INTEGER NOT NULL,
    PRIMARY KEY (subject, day, name, category, verdict)
) STRICT, WITHOUT ROWID"""


def up(connection: Connection) -> None:
    """Create the table."""
    connection.execute(_SITES)
