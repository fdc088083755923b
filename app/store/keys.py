"""Where the store's key is kept: 32 random bytes that are in no backup of the store itself.

The service's key is a file that only root can open (`FileKey`). In advice mode the store is a
person's own, and so is the key: `PersonKey` keeps it in the desktop's keyring and, where there is
none, in a file, and says so.
"""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path
from typing import Protocol

from app.model.errors import StoreDamaged
from app.store import files
from app.store.engine import KEY_BYTES

KEY_IN_FILE = "key_in_file"  # a limit: whoever can copy this person's files can read the store


class KeyKeeper(Protocol):
    """Keeps one key."""

    def key(self) -> bytes:
        """Give the key, making it the first time. Raises StoreDamaged with code `key` or `full`.

        A keeper that cannot say whether there is a key raises: a new one would make the old store
        unreadable.
        """

    def limits(self) -> tuple[str, ...]:
        """What people have to be told about where the key is, as codes; after `key`."""


class FileKey:
    """A file of 32 bytes that nobody but its owner may open; the owner is who runs this."""

    def __init__(self, path: Path) -> None:
        """Name the file; nothing is opened."""
        self._path = path

    def exists(self) -> bool:
        """Whether the key was made."""
        return os.path.lexists(self._path)

    def key(self) -> bytes:
        """Give the key, making the file the first time."""
        with files.trying("reading the key"):
            if not self.exists():
                self._create()
            return self._read()

    def limits(self) -> tuple[str, ...]:
        """Nothing: a key of the service's is safe in a file of the service's."""
        return ()

    def _create(self) -> None:
        # Never half a key under the real name: a power cut here would lock everybody out.
        new = self._path.with_name(self._path.name + ".new")
        new.unlink(missing_ok=True)
        files.create_private(new, secrets.token_bytes(KEY_BYTES))
        files.rename(new, self._path)
        files.sync_folder(self._path.parent)

    def _read(self) -> bytes:
        handle = os.open(self._path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(handle, "rb") as file:
            self._refuse_open_file(os.fstat(handle))
            key = file.read(KEY_BYTES + 1)
        if len(key) != KEY_BYTES:
            raise StoreDamaged("key", f"{self._path} holds no key")
        return key

    def _refuse_open_file(self, status: os.stat_result) -> None:
        """A key that others could read, or put there, is nobody's secret."""
        if not stat.S_ISREG(status.st_mode):
            raise StoreDamaged("key", f"{self._path} is not a file")
        if hasattr(os, "geteuid") and status.st_uid != os.geteuid():
            raise StoreDamaged("key", f"{self._path} belongs to somebody else")
        if os.name == "posix" and status.st_mode & 0o077:
            raise StoreDamaged("key", f"{self._path} is open to others")


class Ring(Protocol):
    """What of a keyring is needed; `keyring`'s backends have it (ring.py)."""

    def get_password(self, service: str, username: str) -> str | None:
        """Give what is kept, or None."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""


class PersonKey:
    """A key in the desktop's keyring; in a file where there was no keyring on the first day.

    A mark beside the file remembers that the key went into the keyring, so that a keyring that is
    locked for once does not make a second key.
    """

    SERVICE, NAME = "luytre", "store"

    def __init__(self, path: Path, ring: Ring | None) -> None:
        """path is where the file would be; ring is None where the desktop has no keyring."""
        self._file = FileKey(path)
        self._mark = path.with_name(path.name + ".in-keyring")
        self._ring = ring

    def key(self) -> bytes:
        """Give the key from where it was put on the first day."""
        if self._file.exists():
            return self._file.key()
        if self._ring is None:
            return self._without_ring()
        text = self._ring.get_password(self.SERVICE, self.NAME)
        key = _decoded(text) if text is not None else self._put(self._ring)
        with files.trying("marking where the key is"):
            self._mark.touch(0o600)
        return key

    def limits(self) -> tuple[str, ...]:
        """KEY_IN_FILE where the key is in a file."""
        return (KEY_IN_FILE,) if self._file.exists() else ()

    def _without_ring(self) -> bytes:
        if self._mark.exists():
            raise StoreDamaged("key", "the key is in a keyring that does not answer")
        return self._file.key()

    def _put(self, ring: Ring) -> bytes:
        key = secrets.token_bytes(KEY_BYTES)
        ring.set_password(self.SERVICE, self.NAME, key.hex())
        return key


def _decoded(text: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise StoreDamaged("key", "what the keyring holds is no key")
    return key
