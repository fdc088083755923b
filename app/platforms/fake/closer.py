"""A closer that ends made-up programs and remembers how they were told."""

from __future__ import annotations

from app.model.observation import Process
from app.platforms.fake.programs import FakePrograms


class FakeCloser:
    """The Closer over made-up programs; `stubborn` ones do not end for being asked."""

    def __init__(self, programs: FakePrograms, stubborn: frozenset[Process] = frozenset()) -> None:
        """Work on these programs."""
        self.asked: list[Process] = []
        self.ended: list[Process] = []
        self._programs = programs
        self._stubborn = stubborn

    def ask(self, process: Process) -> bool:
        """Ask it to end. Raises LookupError for one that nobody started."""
        if not self._programs.lives(process):
            return False
        self.asked.append(process)
        if process not in self._stubborn:
            self._programs.finish(process)
        return True

    def end(self, process: Process) -> bool:
        """End it. Raises LookupError for one that nobody started."""
        if not self._programs.lives(process):
            return False
        self.ended.append(process)
        self._programs.finish(process)
        return True
