"""Finds what a program made of itself between the listing and the freeze.

A caller lists processes, judges them and then freezes: whatever was forked in between is missing
from his list. Only such copies are looked for here, never a process the caller may have spared: it
runs the same program as the one it came from, and it is younger than the listing. What became
another program meanwhile is for the caller to judge, who lists again until nothing is new.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from app.model.observation import Process
from app.monitor.ports import Clock
from app.platforms.linux import pidfd, procfs

_TICKS_A_SECOND = 100  # USER_HZ, the same on every architecture we ship for
_OLDEST_LISTING_MS = 2_000


def listing_began(clock: Clock) -> int:
    """Give the tick since boot after which a process may be missing from the caller's list."""
    return max(0, clock.now().boot_ms - _OLDEST_LISTING_MS) * _TICKS_A_SECOND // 1_000


def is_copy(pid: int, parents: Collection[Process], since: int) -> bool:
    """Whether this is one of the parents' programs, run by the same user, begun since that tick."""
    stat = procfs.stat(pid)
    if stat is None or stat.started < since:
        return stat is None  # gone: nothing stands against it
    return (procfs.owner(pid), procfs.exe(pid)) in {(one.uid, one.exe) for one in parents}


def forked(parents: Collection[Process], known: Collection[int], since: int) -> list[Process]:
    """Give copies that `parents` made of themselves since that tick and whose pid is not `known`.

    A parent that has ended hands its copies on: then owner and program alone tell them.
    """
    by_pid = {parent.pid: parent for parent in parents}
    ended = [one for one in parents if pidfd.state_of(one.pid) in ("", "Z")]
    found = []
    for pid in procfs.pids():
        stat = procfs.stat(pid) if pid not in known and pid not in by_pid else None
        if stat is None or stat.started < since:
            continue
        # A parent that lives may have become another program since it was listed.
        parent = by_pid.get(stat.ppid)
        now = [replace(parent, exe=procfs.exe(parent.pid))] if parent is not None else []
        if is_copy(pid, ended + now, since):
            found.append(procfs.process(pid, procfs.owner(pid) or 0))
    return [one for one in found if one is not None and one.uid]
