"""Users a person may borrow: `unshare -U` lets a child run programs under his subordinate UIDs.

Without this a game started inside a user namespace would be nobody's.
"""

from __future__ import annotations

import pwd
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SUBUID = Path("/etc/subuid")


@dataclass(frozen=True, slots=True)
class Range:
    """Users first..last (both included) are borrowed by `uid`."""

    first: int
    last: int
    uid: int


def ranges(uids: Iterable[int], subuid: Path = SUBUID) -> tuple[Range, ...]:
    """Give the subordinate ranges of these users; lines that make no sense are left out."""
    names = {}
    for uid in uids:
        names[str(uid)] = uid
        try:
            names[pwd.getpwuid(uid).pw_name] = uid
        except KeyError:
            continue  # an account that was deleted: its number may still stand in the file
    try:
        lines = subuid.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    found = (_range(line, names) for line in lines)
    return tuple(one for one in found if one is not None)


def _range(line: str, names: dict[str, int]) -> Range | None:
    parts = line.strip().split(":")
    if len(parts) != 3 or parts[0] not in names:
        return None
    try:
        first, count = int(parts[1]), int(parts[2])
    except ValueError:
        return None
    return Range(first, first + count - 1, names[parts[0]]) if first > 0 < count else None
