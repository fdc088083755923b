"""Freezes programs with SIGSTOP, for kernels without cgroup v2: the same port, with weaker hands.

Any program of the same user that still runs can wake what is stopped here, and the kernel tells
nobody; so `watch` looks once a second. The cgroup freezer is used wherever there is one.
"""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from app.model.observation import Process
from app.monitor.ports import Clock
from app.platforms.linux import forked, pidfd
from app.platforms.linux.freeze_journal import FreezeJournal

_MOST_ROUNDS = 50
_WAIT_STEPS = 50
_WAIT_STEP_S = 0.01
_LOOK_EVERY_S = 1.0
_STOPPED = ("T", "t")


class StopFreezer:
    """The Freezer that every kernel can do."""

    name = "sigstop"

    def __init__(self, journal: Path, clock: Clock) -> None:
        """Use this journal file."""
        self._journal = FreezeJournal(journal)
        self._clock = clock
        self._timer: asyncio.TimerHandle | None = None
        self._left = self._journal.groups()

    def freeze(self, group: str, processes: tuple[Process, ...]) -> tuple[Process, ...]:
        """Stop them; give those of them that are stopped now."""
        self._left.discard(group)
        since = forked.listing_began(self._clock)
        living = [one for one in processes if pidfd.is_same(one)]
        parents = list(living)
        copies = living
        for _ in range(_MOST_ROUNDS):
            self._stop(group, copies)
            copies = forked.forked(parents, {one.pid for one in parents}, since)
            if not copies:
                break
            parents += copies
        return tuple(one for one in living if _stands(one))

    def thaw(self, group: str) -> None:
        """Let the group run where no other group wants it stopped."""
        self._left.discard(group)
        for pid, started in self._journal.wanted(group):
            if self._journal.heir((pid, started), but=group) is None:
                _send(pid, started, signal.SIGCONT)
        self._journal.drop(group)
        self._journal.save()

    def thaw_all(self) -> tuple[str, ...]:
        """Let everything run that the journal names; give the groups."""
        groups = tuple(sorted(self._journal.groups()))
        for group in groups:
            self.thaw(group)
        return groups

    def left(self) -> tuple[str, ...]:
        """Give what an earlier life stopped and this one neither stopped nor woke."""
        return tuple(sorted(self._left))

    def watch(self, thawed: Callable[[str], None]) -> None:
        """Look every second for what somebody else woke; stop it again and say so."""
        self.stop()
        loop = asyncio.get_running_loop()

        def look() -> None:
            for group in sorted(self._journal.groups()):
                if self._put_back(group):
                    thawed(group)
            self._timer = loop.call_later(_LOOK_EVERY_S, look)

        self._timer = loop.call_later(_LOOK_EVERY_S, look)

    def stop(self) -> None:
        """Stop watching; what is stopped stays stopped."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _stop(self, group: str, processes: Iterable[Process]) -> None:
        # What its user stopped himself (Ctrl+Z) is not ours to wake, so it is not written down.
        mine = [one for one in processes if self._is_ours(one) or not _is_stopped(one.pid)]
        self._journal.want(group, {(one.pid, one.started): "" for one in mine})
        self._journal.save()
        for one in mine:
            with pidfd.held(one) as fd:
                if fd is not None:
                    pidfd.send(fd, signal.SIGSTOP)

    def _is_ours(self, process: Process) -> bool:
        """Whether we stopped it, for whichever group and in whichever life."""
        return self._journal.heir((process.pid, process.started), but="") is not None

    def _put_back(self, group: str) -> bool:
        """Stop again what runs; whether there was any."""
        woken = [key for key in self._journal.wanted(group) if not _is_stopped(key[0])]
        return any([_send(pid, started, signal.SIGSTOP) for pid, started in woken])


def _is_stopped(pid: int) -> bool:
    return pidfd.state_of(pid) in _STOPPED


def _send(pid: int, started: int, number: signal.Signals) -> bool:
    with pidfd.held_since(pid, started) as fd:
        return fd is not None and pidfd.send(fd, number)


def _stands(process: Process) -> bool:
    """Wait a moment for the signal to arrive; False = it ended or still runs."""
    for _ in range(_WAIT_STEPS):
        if _is_stopped(process.pid) or not pidfd.is_same(process):
            break
        time.sleep(_WAIT_STEP_S)
    return _is_stopped(process.pid) and pidfd.is_same(process)
