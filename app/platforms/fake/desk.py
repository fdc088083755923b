"""A desktop on which programs come to the front because a test says so."""

from __future__ import annotations

from collections.abc import Callable

from app.model.errors import Unsupported
from app.monitor.ports import Front


class FakeDesk:
    """`show` brings something to the front; `read` without it raises LookupError."""

    name = "fake"

    def __init__(self, *, works: bool = True) -> None:
        """Nothing is in front yet; with works False `start` raises Unsupported."""
        self._works = works
        self._front: Front | None = None
        self._changed: Callable[[], None] | None = None

    def start(self, changed: Callable[[], None]) -> None:
        """Begin to watch. Raises Unsupported when it was made so."""
        if not self._works:
            raise Unsupported("this desktop was told not to work")
        self._changed = changed

    def read(self) -> Front:
        """Give what was shown last. Raises LookupError before anything was."""
        if self._front is None:
            raise LookupError("nobody said what is in front")
        return self._front

    def fileno(self) -> int:
        """Nothing to wait on: `show` tells at once."""
        return -1

    def ready(self) -> None:
        """Nothing ever waits."""

    def stop(self) -> None:
        """Stop watching."""
        self._changed = None

    def show(self, front: Front) -> None:
        """Bring something to the front."""
        before, self._front = self._front, front
        if self._changed is not None and (before is None or before.pid != front.pid):
            self._changed()
