"""Programs that run because a test or a simulated day says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.model.observation import Process
from app.monitor.ports import Started


class FakeProcesses:
    """Holds processes by pid; `begin`, `turn_into` and `end` are what happens on the machine."""

    name = "fake"

    def __init__(self) -> None:
        """Nothing runs, nobody watches."""
        self._running: dict[int, Process] = {}
        self._uids: frozenset[int] = frozenset()
        self._started: Callable[[Started], None] | None = None

    def start(self, uids: frozenset[int], started: Callable[[Started], None]) -> None:
        """Begin to watch the programs of `uids`."""
        self._uids, self._started = uids, started

    def watch(self, uids: frozenset[int]) -> None:
        """Change whom to watch."""
        self._uids = uids

    def of(self, uid: int) -> tuple[Process, ...]:
        """Give the programs of one watched user."""
        if uid not in self._uids:
            return ()
        return tuple(one for one in self._running.values() if one.uid == uid)

    def stop(self) -> None:
        """Stop watching."""
        self._started = None

    def begin(self, process: Process) -> None:
        """A program starts. Raises ValueError when its pid is taken."""
        if process.pid in self._running:
            raise ValueError(f"pid {process.pid} runs already")
        self._running[process.pid] = process
        self._tell(process)

    def turn_into(self, pid: int, exe: str) -> None:
        """A running process executes another program. Raises KeyError when it does not run."""
        self._running[pid] = replace(self._running[pid], exe=exe)
        self._tell(self._running[pid])

    def end(self, pid: int) -> None:
        """A program ends. Raises KeyError when it does not run."""
        del self._running[pid]

    def _tell(self, process: Process) -> None:
        if self._started is not None and process.uid in self._uids:
            self._started(Started(process))
