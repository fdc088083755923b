"""The programs of a made-up machine, shared by the hands that act on them.

A second freezer made over the same programs is a later life of the service on the same machine.
"""

from __future__ import annotations

from app.model.observation import Process


class FakePrograms:
    """Who runs, who ended, and who is frozen for which group."""

    def __init__(self) -> None:
        """Begin with a machine on which nothing runs."""
        self.running: set[Process] = set()
        self.ended: set[Process] = set()
        self.frozen: dict[str, set[Process]] = {}

    def start(self, process: Process) -> None:
        """Let a program run. Raises ValueError when it ran before."""
        if process in self.running | self.ended:
            raise ValueError(f"{process} was started before")
        self.running.add(process)

    def finish(self, process: Process) -> None:
        """Let a program end. Raises KeyError when it does not run."""
        self.running.remove(process)
        self.ended.add(process)
        for group in self.frozen.values():
            group.discard(process)

    def is_frozen(self, process: Process) -> bool:
        """Whether some group holds it still."""
        return any(process in group for group in self.frozen.values())

    def lives(self, process: Process) -> bool:
        """Whether it still runs. Raises LookupError for one that nobody ever started."""
        if process in self.running:
            return True
        if process in self.ended:
            return False
        raise LookupError(f"nobody started {process}")
