"""The shapes the file has had, one module a step; each says the shape before and after it.

`user_version` of the file is the number of its last step. A step is never changed once released:
the next shape is the next module.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.model.errors import StoreDamaged
from app.store.engine import Connection, doing, writing
from app.store.migrations import m0001_first, m0002_sites

Step = Callable[[Connection], None]

STEPS: tuple[Step, ...] = (m0001_first.up, m0002_sites.up)

APPLICATION_ID = 0x4C795472  # "LyTr": `file` and a curious parent can tell a decrypted copy is ours


def migrate(connection: Connection, steps: Sequence[Step] = STEPS) -> None:
    """Bring the file to the newest shape, each step whole or not at all. Raises StoreDamaged."""
    with doing("reading the store's version"):
        version = connection.pragma("user_version")
    if version > len(steps):
        raise StoreDamaged("newer", f"the store has version {version}, known are {len(steps)}")
    for number, step in enumerate(steps[version:], start=version + 1):
        with writing(connection, f"bringing the store to version {number}"):
            step(connection)
            connection.pragma("application_id", APPLICATION_ID)
            connection.pragma("user_version", number)
