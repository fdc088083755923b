"""Tells when a file or folder changed (inotify(7)), without a thread and without asking again."""

from __future__ import annotations

import ctypes
import os
import struct
from dataclasses import dataclass
from typing import Final

from app.platforms.linux.kernel import checked, read_now

MODIFY: Final = 0x002
ATTRIB: Final = 0x004
MOVED_FROM: Final = 0x040
MOVED_TO: Final = 0x080
CREATE: Final = 0x100
DELETE: Final = 0x200
IGNORED: Final = 0x8000  # the watch is gone: its file was deleted or unmounted

_HEAD = struct.Struct("iIII")
_LIBC = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True, slots=True)
class Change:
    """One event: the watch's number (-1 = events were lost), what happened and to which entry."""

    watch: int
    mask: int
    name: str


class Inotify:
    """A set of watches; `fd` becomes readable when something happened."""

    def __init__(self) -> None:
        """Open it without waiting reads. Raises OSError when the user has too many."""
        self.fd = checked(_LIBC.inotify_init1(os.O_CLOEXEC | os.O_NONBLOCK), "inotify_init1")

    def add(self, path: str, mask: int) -> int:
        """Watch a path; give the watch's number (the same one for the same inode). OSError."""
        return checked(_LIBC.inotify_add_watch(self.fd, os.fsencode(path), mask), path)

    def remove(self, watch: int) -> None:
        """Stop watching; a watch that is gone already is fine."""
        _LIBC.inotify_rm_watch(self.fd, watch)

    def read(self) -> list[Change]:
        """Give what happened since the last call; empty when nothing did."""
        data = read_now(self.fd)
        changes, at = [], 0
        while at < len(data):
            watch, mask, _cookie, length = _HEAD.unpack_from(data, at)
            at += _HEAD.size
            name = os.fsdecode(data[at : at + length].rstrip(b"\0"))
            at += length
            changes.append(Change(watch, mask, name))
        return changes

    def close(self) -> None:
        """Give the watches back; may be called twice."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1
