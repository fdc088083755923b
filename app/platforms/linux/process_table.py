"""Whose process is which: one small table, kept up to date by looking at new processes only.

A full sweep of a hundred processes costs milliseconds, a listing of /proc a tenth of one. So each
process is looked at once, when it first appears, and again only when something happened to it.
"""

from __future__ import annotations

from pathlib import Path

from app.model.observation import Process
from app.platforms.linux import procfs
from app.platforms.linux.subordinates import SUBUID, ranges


class ProcessTable:
    """The programs of the watched users and of their subordinate UIDs; all others are strangers.

    A process keeps the UID it runs under, so that a hand can check it; `of` gives it to the person.
    """

    def __init__(self, uids: frozenset[int], *, subuid: Path = SUBUID) -> None:
        """Watch the programs of these users."""
        self._subuid = subuid
        self._known: dict[int, Process | None] = {}
        self._newcomers: list[int] = []
        self._own(uids)

    def watch(self, uids: frozenset[int]) -> None:
        """Change whom to watch: everything is looked at anew."""
        self._known.clear()
        self._own(uids)
        self.refresh()

    def refresh(self) -> list[Process]:
        """Look at processes not seen before, drop those that ended; give the new watched ones."""
        running = procfs.pids()
        alive = set(running)
        if not self._known.keys() <= alive:
            self._known = {pid: one for pid, one in self._known.items() if pid in alive}
        self._newcomers = [pid for pid in running if pid not in self._known]
        looked = (self.look(pid) for pid in self._newcomers)
        return [one for one in looked if one is not None]

    def look(self, pid: int) -> Process | None:
        """Look at this process as if for the first time; None = gone or a stranger's."""
        uid = procfs.owner_at_a_glance(pid)
        if uid == 0 or (uid is not None and self._person(uid) is not None):
            return self._look_closer(pid)
        if uid is None:
            self._known.pop(pid, None)
        else:
            self._known[pid] = None
        return None

    def _look_closer(self, pid: int) -> Process | None:
        """Describe a process by one user: it may take on another one while we read."""
        uid = procfs.owner(pid)
        while uid is not None:
            found = procfs.process(pid, uid) if self._person(uid) is not None else None
            before, uid = uid, procfs.owner(pid) if found else uid
            if uid == before:
                self._known[pid] = found
                return found
        self._known.pop(pid, None)
        return None

    def forget(self, pid: int) -> None:
        """It ended, or it is not what it was: the next refresh looks again."""
        self._known.pop(pid, None)

    def forget_strangers(self) -> None:
        """Look at all strangers again: one may have taken on a watched user's name."""
        self._known = {pid: one for pid, one in self._known.items() if one is not None}

    def forget_newcomers(self) -> None:
        """Look a second time at strangers the last refresh found: a log-in begins as root's."""
        for pid in self._newcomers:
            if self._known.get(pid, ...) is None:
                del self._known[pid]

    def replaced(self) -> list[Process]:
        """Give watched processes that run another program than when they were looked at."""
        changed = [
            pid
            for pid, one in self._known.items()
            if one is not None and procfs.exe(pid) != one.exe
        ]
        looked = (self.look(pid) for pid in changed)
        return [one for one in looked if one is not None]

    def of(self, uid: int) -> tuple[Process, ...]:
        """Give the programs of one user as of the last refresh."""
        return tuple(
            one for one in self._known.values() if one is not None and self._person(one.uid) == uid
        )

    def _own(self, uids: frozenset[int]) -> None:
        self._watched = uids
        self._borrowed = ranges(uids, self._subuid)
        self._lowest = min((one.first for one in self._borrowed), default=1 << 32)

    def _person(self, uid: int) -> int | None:
        if uid in self._watched:
            return uid
        if uid < self._lowest:
            return None
        return next((one.uid for one in self._borrowed if one.first <= uid <= one.last), None)
