"""Programs found by listing /proc once a second: for machines and containers without kernel events.

Only what is new is looked at, so a quiet second costs a directory listing and one link per watched
process. A program that starts and ends between two looks is not seen.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from app.model.observation import Process
from app.monitor.ports import Started
from app.platforms.linux.process_table import ProcessTable

INTERVAL_S = 1.0
# A process may take on another user without starting a program. Without events that is only found
# by looking at strangers again; half a minute of a stranger's name gains nobody anything.
_STRANGERS_EVERY = 30


class ProcScan:
    """Watches programs by looking. Needs nothing; as an ordinary user it sees that user's own."""

    name = "proc-scan"

    def __init__(self, interval_s: float = INTERVAL_S) -> None:
        """Nothing is looked at before `start`."""
        self._interval_s = interval_s
        self._timer: asyncio.TimerHandle | None = None
        self._looks = 0

    def start(self, uids: frozenset[int], started: Callable[[Started], None]) -> None:
        """Begin to watch on the running loop."""
        self._loop = asyncio.get_running_loop()
        self._started = started
        self._table = ProcessTable(uids)
        self._table.refresh()
        self._timer = self._loop.call_later(self._interval_s, self._look)

    def watch(self, uids: frozenset[int]) -> None:
        """Change whom to watch."""
        self._table.watch(uids)

    def of(self, uid: int) -> tuple[Process, ...]:
        """Give the programs of one user that run now."""
        self._report(self._table.refresh())
        return self._table.of(uid)

    def stop(self) -> None:
        """Stop watching."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        self._timer = self._loop.call_later(self._interval_s, self._look)
        self._looks += 1
        if self._looks % _STRANGERS_EVERY == 0:
            self._table.forget_strangers()
        else:
            self._table.forget_newcomers()
        self._report(self._table.replaced() + self._table.refresh())

    def _report(self, processes: list[Process]) -> None:
        for process in processes:
            self._started(Started(process))
