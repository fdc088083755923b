"""Files as the store needs them: private from the first moment, in place whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.model.errors import StoreDamaged

_CODES = {errno.ENOSPC: "full", errno.EDQUOT: "full", errno.EROFS: "read_only"}


@contextmanager
def trying(tried: str) -> Iterator[None]:
    """Turn the system's refusal into StoreDamaged with a code and what was tried."""
    try:
        yield
    except OSError as error:
        raise StoreDamaged(_CODES.get(error.errno or 0, "io"), tried) from error


def create_private(path: Path, content: bytes = b"") -> None:
    """Create a file that only its owner can open, with its content on the disk.

    Raises FileExistsError, OSError.
    """
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def rename(old: Path, new: Path) -> None:
    """Give a file another name in one step; whatever had that name is gone. Not yet on the disk."""
    old.replace(new)


def sync_folder(folder: Path) -> None:
    """See the names in a folder onto the disk; where a folder cannot be opened, nothing is done."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
