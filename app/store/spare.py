"""A second, small copy of what must survive a broken store: the newest policy and the secrets.

Without them a damaged file would leave the family with the bracket's defaults and the parents
without their password. The copy is an encrypted file of one row of its own (`policy.bak`), written
beside the old one, synced, and only then given its name; the one before it stays as
`policy.bak.1`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.model.errors import StoreDamaged
from app.store import files
from app.store.engine import connect_reading, create_copy, doing, writing
from app.store.port import PolicyText

NAME = "policy.bak"

_VERSION = 1
_TABLES = (
    "CREATE TABLE policies (version INTEGER, toml TEXT, by TEXT, at_ms INTEGER) STRICT",
    "CREATE TABLE secrets (name TEXT, value BLOB) STRICT",
)


@dataclass(frozen=True, slots=True)
class Spare:
    """What the copy holds."""

    policy: PolicyText | None = None
    secrets: Mapping[str, bytes] = field(default_factory=dict)

    def newer_than(self, other: Spare) -> bool:
        """Whether its policy is a later version than that of another."""
        if self.policy is None or other.policy is None:
            return False
        return self.policy.version > other.policy.version


class SpareFile:
    """The copy beside a store. `prepare` may fail for want of room, `publish` only renames."""

    def __init__(self, store: Path, key: bytes) -> None:
        """Name the places; nothing is opened."""
        self._path = store.with_name(NAME)
        self._before = store.with_name(NAME + ".1")
        self._new = store.with_name(NAME + ".new")
        self._key = key

    def read(self) -> Spare:
        """Give the newest copy that can be read, an empty one when there is none."""
        for path in (self._path, self._before):
            if path.exists():
                try:
                    return _read(path, self._key)
                except StoreDamaged:
                    continue  # the older copy is there for exactly this
        return Spare()

    def prepare(self, spare: Spare) -> None:
        """Write the copy to the disk under a passing name. Raises StoreDamaged."""
        with doing("writing the policy's second copy"):
            self._new.unlink(missing_ok=True)
            _write(self._new, self._key, spare)

    def publish(self) -> None:
        """Make the prepared copy the newest, and the newest the one before."""
        with doing("putting the policy's second copy in place"):
            if self._path.exists():
                files.rename(self._path, self._before)
            files.rename(self._new, self._path)
            files.sync_folder(self._path.parent)


def _write(path: Path, key: bytes, spare: Spare) -> None:
    connection = create_copy(path, key)
    try:
        with writing(connection, "writing the policy's second copy"):
            for table in _TABLES:
                connection.execute(table)
            if spare.policy is not None:
                policy = spare.policy
                values = (policy.version, policy.toml, policy.by, policy.at_ms)
                connection.execute("INSERT INTO policies VALUES (?, ?, ?, ?)", values)
            connection.executemany("INSERT INTO secrets VALUES (?, ?)", spare.secrets.items())
            connection.pragma("user_version", _VERSION)
    finally:
        connection.close()


def _read(path: Path, key: bytes) -> Spare:
    with doing("reading the policy's second copy"):
        connection = connect_reading(path, key)
        try:
            if connection.pragma("user_version") != _VERSION:  # an emptied file is a sound one
                raise StoreDamaged("corrupt", "reading the policy's second copy")
            row = connection.execute("SELECT toml, version, by, at_ms FROM policies").fetchone()
            secrets = dict(connection.execute("SELECT name, value FROM secrets"))
        finally:
            connection.close()
    return Spare(PolicyText(*row) if row else None, secrets)
