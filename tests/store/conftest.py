"""What the tests of memory share: a key, and a file layer of a test's own under SQLite."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import apsw
import pytest

Under = Callable[[apsw.VFS, str], AbstractContextManager[None]]


@contextmanager
def below_encryption(vfs: apsw.VFS, name: str) -> Iterator[None]:
    """Put a VFS, registered by this name, below the encryption for a while."""
    encrypted = f"multipleciphers-{name}"
    apsw.Connection(":memory:", vfs=encrypted).close()  # the library makes it when it is named
    apsw.set_default_vfs(encrypted)
    try:
        yield
    finally:
        apsw.set_default_vfs("multipleciphers-unix")
        apsw.unregister_vfs(encrypted)
        vfs.unregister()


@pytest.fixture
def under() -> Under:
    """`with under(vfs, name):` puts a file layer of the test's own below the encryption."""
    return below_encryption


@pytest.fixture
def key() -> bytes:
    """A key; any 32 bytes are as good as others."""
    return bytes(range(32))
