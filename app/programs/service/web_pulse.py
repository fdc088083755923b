"""Whether the resolver still thinks: it is asked nothing now and then, and has to answer.

A program that ended is seen by its line; one that hangs keeps the line and answers nobody.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from app.api.child import Base
from app.api.resolver import LabelsQ

EVERY_S = 5.0
NUMBER = 0  # of the question without names; those of others begin at 1


class Pulse:
    """Asks through `say`; `dead` is called once when an answer did not come until the next beat."""

    def __init__(self, say: Callable[[Base], object], dead: Callable[[], None]) -> None:
        """Begin to beat, on the running loop."""
        self._say = say
        self._dead = dead
        self._waiting = False
        self._timer = asyncio.get_running_loop().call_later(EVERY_S, self._beat)

    def felt(self) -> None:
        """An answer came."""
        self._waiting = False

    def stop(self) -> None:
        """Ask no more."""
        self._timer.cancel()

    def _beat(self) -> None:
        if self._waiting:
            self._dead()
            return
        self._waiting = True
        self._timer = asyncio.get_running_loop().call_later(EVERY_S, self._beat)
        self._say(LabelsQ(NUMBER, ()))
