"""The keyring of a person's own session, for advice mode; the installed service never loads this.

Only keyrings that encrypt count: `keyring` may also know ones that write plain files.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import keyring
from keyring.backend import KeyringBackend
from keyring.core import recommended
from keyring.errors import KeyringError

from app.model.errors import StoreDamaged

if sys.platform == "linux":
    from jeepney import DBusErrorResponse  # type: ignore[import-untyped]
    from secretstorage.exceptions import SecretStorageException

    _REFUSALS: tuple[type[Exception], ...] = (
        KeyringError,
        SecretStorageException,
        DBusErrorResponse,
        OSError,
    )
else:
    _REFUSALS = (KeyringError, OSError)


class SessionRing:
    """The session's keyring as a `keys.Ring`, its failures by our name."""

    def __init__(self, backend: KeyringBackend) -> None:
        """Wrap a backend; use `session_ring`."""
        self._backend = backend

    def get_password(self, service: str, username: str) -> str | None:
        """Give what is kept, or None. May ask the person to unlock the keyring."""
        with _asking():
            return self._backend.get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        with _asking():
            self._backend.set_password(service, username, password)


def session_ring() -> SessionRing | None:
    """Give this session's keyring, or None when it has none that answers."""
    backend = keyring.get_keyring()
    if not recommended(backend):
        return None
    ring = SessionRing(backend)
    try:
        ring.get_password("luytre", "probe")  # a backend can be there with nobody to speak to
    except StoreDamaged:
        return None
    return ring


@contextmanager
def _asking() -> Iterator[None]:
    try:
        yield
    except _REFUSALS as error:
        raise StoreDamaged("key", "asking the keyring") from error
