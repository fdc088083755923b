"""Damaged stores that were moved aside: kept, so that nothing is lost, but not for ever.

They hold the same rows about a child as the store did, so they fall under the same promises: a
wipe takes them too, and they live no longer than the spans in them.
"""

from __future__ import annotations

import re
from pathlib import Path

from app.store import files

_PARTS = ("-wal", "-shm", "-journal", "")  # the file itself last: until then the move can be redone


def move(path: Path, stamp: str) -> Path:
    """Rename the store at path, with what belongs to it, to `NAME.damaged-STAMP`; give that name.

    stamp is the caller's time, letters, digits and dashes. Raises ValueError, StoreDamaged.
    """
    if not re.fullmatch(r"[0-9A-Za-z-]+", stamp):
        raise ValueError(f"not a stamp: {stamp!r}")
    target = _free_name(path, stamp)
    with files.trying("moving a damaged store aside"):
        for part in _PARTS:
            old = path.with_name(path.name + part)
            if old.exists():
                files.rename(old, target.with_name(target.name + part))
        files.sync_folder(path.parent)
    return target


def kept(path: Path) -> tuple[Path, ...]:
    """Give every file that was moved aside from path."""
    return tuple(sorted(path.parent.glob(f"{path.name}.damaged-*")))


def discard(path: Path, before_ms: int | None = None) -> None:
    """Delete what was moved aside: all of it, or what was last written before this Unix time."""
    with files.trying("deleting damaged stores"):
        for old in kept(path):
            if before_ms is None or old.stat().st_mtime * 1000 < before_ms:
                old.unlink()
        files.sync_folder(path.parent)


def _free_name(path: Path, stamp: str) -> Path:
    number, name = 1, f"{path.name}.damaged-{stamp}"
    while path.with_name(name).exists():
        number += 1
        name = f"{path.name}.damaged-{stamp}-{number}"
    return path.with_name(name)
