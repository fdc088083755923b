"""Which way of watching programs this machine allows."""

from __future__ import annotations

from collections.abc import Callable

from app.model.errors import Unsupported
from app.model.observation import Process
from app.monitor.ports import Started
from app.platforms.linux.proc_events import KernelEvents
from app.platforms.linux.proc_scan import ProcScan


class LinuxProcesses:
    """Kernel events where they exist, else the scan of /proc; `name` says which after `start`."""

    name = ""

    def start(self, uids: frozenset[int], started: Callable[[Started], None]) -> None:
        """Begin to watch on the running loop, by the best way there is."""
        self._way: KernelEvents | ProcScan = KernelEvents()
        try:
            self._way.start(uids, started)
        except Unsupported:
            self._way = ProcScan()
            self._way.start(uids, started)
        self.name = self._way.name

    def watch(self, uids: frozenset[int]) -> None:
        """Change whom to watch."""
        self._way.watch(uids)

    def of(self, uid: int) -> tuple[Process, ...]:
        """Give the programs of one user that run now."""
        return self._way.of(uid)

    def stop(self) -> None:
        """Stop watching."""
        self._way.stop()
