"""Which files are denied to whom, kept true while packages come, go and are replaced.

What is denied are inodes, because a path means another file in a child's own mounts; what the
parent named are paths. So every folder on the way to a denied file is watched, and when something
changes there the path is followed again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from app.platforms.linux import inotify, subordinates
from app.platforms.linux.fanotify import Fanotify
from app.platforms.linux.inotify import Inotify
from app.platforms.linux.system_file import NotSystem, open_system_file

_CHANGES = inotify.CREATE | inotify.DELETE | inotify.MOVED_FROM | inotify.MOVED_TO | inotify.ATTRIB

Inode = tuple[int, int]  # device and number
# What our own service executes: it may never have to wait for anybody's permission.
OURS = (sys.executable, "/usr/sbin/nft")


class DeniedFiles:
    """Marks on files, and who is meant by each."""

    def __init__(self, gate: Fanotify, kept: Iterable[str] = OURS) -> None:
        """Mark in `gate`. `kept` are files that are never marked: what our own service executes."""
        self._gate = gate
        self._wanted: dict[int, frozenset[str]] = {}
        self._denied: dict[Inode, dict[int, str]] = {}
        self._marked: dict[Inode, str] = {}
        self._ranges: tuple[subordinates.Range, ...] = ()
        self._kept = {_inode(os.stat(path)) for path in kept if os.path.exists(path)}
        self.folders = Inotify()

    def deny(self, uid: int, paths: frozenset[str]) -> None:
        """Replace what this user may not execute."""
        self._wanted[uid] = paths
        self._wanted = {who: files for who, files in self._wanted.items() if files}
        self.renew()

    def renew(self) -> None:
        """Follow every path again and mark what it leads to now."""
        self.folders.read()
        self._ranges = subordinates.ranges(self._wanted)
        denied: dict[Inode, dict[int, str]] = {}
        places: dict[str, Inode | None] = {}
        for uid, paths in self._wanted.items():
            for path in paths:
                if path not in places:
                    places[path] = self._mark(path)
                inode = places[path]
                if inode is not None:
                    denied.setdefault(inode, {})[uid] = path
        self._denied = denied
        for inode in self._marked.keys() - denied.keys():
            self._unmark(inode, self._marked.pop(inode))

    def denial(self, file: int, owner: int) -> tuple[int, str] | None:
        """Give the user and the path by which this open file is denied to `owner`, if it is."""
        denied = self._denied.get(_inode(os.fstat(file)))
        if denied is None:
            return None
        uid = self._person(owner)
        return (uid, denied[uid]) if uid in denied else None

    def _person(self, owner: int) -> int:
        """Give whose program it is: a child may run under UIDs he borrowed."""
        people = (one.uid for one in self._ranges if one.first <= owner <= one.last)
        return next(people, owner)

    def _mark(self, path: str) -> Inode | None:
        """Mark what a path leads to now; None = nothing, or nothing that may be marked."""
        try:
            file = open_system_file(path, self._watch)
        except NotSystem:
            return None
        if file is None:
            return None
        try:
            inode = _inode(os.fstat(file))
            if inode in self._kept:
                return None
            # Marked again even when known: a number may belong to another file by now.
            self._gate.mark(file)
            self._marked[inode] = path
            return inode
        finally:
            os.close(file)

    def _unmark(self, inode: Inode, path: str) -> None:
        """Take a mark away; when its file is gone from there it only answers *allow* from now."""
        try:
            file = open_system_file(path, self._watch)
        except NotSystem:
            return
        if file is None:
            return
        try:
            if _inode(os.fstat(file)) == inode:
                self._gate.unmark(file)
        finally:
            os.close(file)

    def _watch(self, folder: int) -> None:
        self.folders.add(f"/proc/self/fd/{folder}", _CHANGES)


def _inode(facts: os.stat_result) -> Inode:
    return (facts.st_dev, facts.st_ino)
