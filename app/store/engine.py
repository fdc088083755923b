"""The encrypted SQLite file: opening it, one transaction at a time, and its failures by name.

The key is 32 random bytes, so no derivation is spent on it: each page is ChaCha20 with a Poly1305
tag of its own, and a changed byte is found when its page is read. One process holds the file
(exclusive locking), which also keeps the WAL's index in memory and out of the folder. Every commit
is synced: what is told as kept has to survive the plug being pulled.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import apsw

from app.model.errors import StoreDamaged
from app.store.files import create_private, trying

KEY_BYTES = 32
Connection = apsw.Connection

# Pages in the WAL before they are moved to the file: about ten minutes of saves, a megabyte. A
# small WAL is soon read at start, and little is behind a bad sector in it.
_CHECKPOINT_PAGES = 256

_CODES: tuple[tuple[type[apsw.Error], str], ...] = (
    (apsw.FullError, "full"),
    (apsw.ReadOnlyError, "read_only"),
    (apsw.BusyError, "busy"),
    (apsw.LockedError, "busy"),
    (apsw.CorruptError, "corrupt"),
    (apsw.NotADBError, "unreadable"),
    (apsw.IOError, "io"),
    (apsw.CantOpenError, "io"),
    (apsw.PermissionsError, "io"),
)


@contextmanager
def doing(tried: str) -> Iterator[None]:
    """Turn a failure of the file into StoreDamaged; a mistake in our SQL stays what it is."""
    try:
        with trying(tried):
            yield
    except apsw.Error as error:
        for kind, code in _CODES:
            if isinstance(error, kind):
                raise StoreDamaged(code, tried) from error
        raise


@contextmanager
def writing(connection: Connection, tried: str) -> Iterator[None]:
    """One transaction: all of it is on the disk at the end, or nothing of it ever happened."""
    with doing(tried):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def connect(path: Path, key: bytes) -> Connection:
    """Open the store, creating an empty one. In a read-only place it can then only be read.

    Raises StoreDamaged. `connection.readonly("main")` tells what was got.
    """
    with doing("opening the store"):
        if not path.exists():
            create_private(path)
        if not os.access(path, os.W_OK):
            return connect_reading(path, key)
        return _prepared(apsw.Connection(str(path)), key, _FOR_WRITING)


def connect_reading(path: Path, key: bytes) -> Connection:
    """Open a file that nobody writes meanwhile, without writing anything beside it."""
    wal = path.with_name(path.name + "-wal")
    with doing("opening for reading"):
        if wal.exists() and wal.stat().st_size:
            # Locks need a writable file; without them what the WAL holds is read too.
            flags, vfs = apsw.SQLITE_OPEN_READONLY, "multipleciphers-unix-none"
            return _prepared(apsw.Connection(str(path), flags, vfs), key, ())
        uri = f"file:{quote(str(path.absolute()))}?immutable=1"
        flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
        return _prepared(apsw.Connection(uri, flags), key, ())


def create_copy(path: Path, key: bytes) -> Connection:
    """Create a file to be filled once and renamed: it has no journal, a half one is thrown away."""
    with doing("creating a copy"):
        create_private(path)
        return _prepared(apsw.Connection(str(path)), key, _FOR_COPIES)


_Pragmas = tuple[tuple[str, str | int], ...]

_FOR_WRITING: _Pragmas = (
    ("journal_mode", "WAL"),
    ("synchronous", "FULL"),
    ("secure_delete", "ON"),
    ("wal_autocheckpoint", _CHECKPOINT_PAGES),
)
_FOR_COPIES: _Pragmas = (("journal_mode", "MEMORY"), ("synchronous", "FULL"))


def _prepared(connection: Connection, key: bytes, pragmas: _Pragmas) -> Connection:
    try:
        if len(key) != KEY_BYTES:
            raise ValueError(f"the key has {len(key)} bytes, not {KEY_BYTES}")
        connection.pragma("cipher", "chacha20")
        connection.pragma("key", f"raw:{key.hex()}")
        connection.pragma("locking_mode", "EXCLUSIVE")
        connection.pragma("temp_store", "MEMORY")
        connection.pragma("cell_size_check", "ON")
        connection.pragma("trusted_schema", "OFF")
        for name, value in pragmas:
            connection.pragma(name, value)
        if connection.execute("PRAGMA quick_check(1)").get != "ok":
            raise StoreDamaged("corrupt", "reading the whole store")
    except BaseException:
        connection.close()
        raise
    return connection
