"""What an earlier life of ours left frozen: it stays so until its child is judged, never for long.

A crash frees nobody, and holds nobody either (docs/decisions/0010). What carries our mark and is
nobody's child's runs at once. What the first judgement wants open runs then. The rest is taken over
by the hands when they have closed anew; what they could not take over in time runs again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection

from app.enforce.ports import Freezer

TAKEN_OVER_WITHIN_S = 5.0  # an agent is ready 1 s after a crash; nobody sits longer without help


class Inherited:
    """Lets go of groups that an earlier life froze."""

    def __init__(self, freezer: Freezer, wanted: Callable[[str], bool]) -> None:
        """wanted tells whether the hands want this group still now."""
        self._freezer = freezer
        self._wanted = wanted
        self._timer: asyncio.TimerHandle | None = None

    def found(self, subjects: Collection[str]) -> None:
        """Let go of what belongs to none of these subjects: nobody will ever judge it."""
        for group in self._freezer.left():
            if group.partition(" ")[0] not in subjects:
                self._freezer.thaw(group)

    def judged(self) -> None:
        """Everybody was judged: let go of what is not wanted, and of the rest in a while."""
        for group in self._freezer.left():
            if not self._wanted(group):
                self._freezer.thaw(group)
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(TAKEN_OVER_WITHIN_S, self._too_late)

    def stop(self) -> None:
        """Nothing is held any more; whoever thaws everything thaws this too."""
        if self._timer is not None:
            self._timer.cancel()

    def _too_late(self) -> None:
        for group in self._freezer.left():
            self._freezer.thaw(group)
