"""A clock that stands still until it is told how time passed."""

from __future__ import annotations

from dataclasses import replace

from app.model.moment import Moment


class FakeClock:
    """Gives the moment that was set; `use`, `sleep` and `move` say what happened to time."""

    def __init__(self, moment: Moment) -> None:
        """Begin at this moment."""
        self._moment = moment

    def now(self) -> Moment:
        """Give the moment as it was set."""
        return self._moment

    def use(self, ms: int) -> None:
        """Let `ms` pass while the machine is awake. Raises ValueError for a step back."""
        self._pass(ms, awake_ms=ms)

    def sleep(self, ms: int) -> None:
        """Let `ms` pass while the machine is suspended. Raises ValueError for a step back."""
        self._pass(ms, awake_ms=0)

    def move(self, ms: int) -> None:
        """Somebody moves the wall clock by `ms`, back or forth; no time passes."""
        self._moment = replace(self._moment, wall_ms=self._moment.wall_ms + ms)

    def set(self, moment: Moment) -> None:
        """Jump to any moment: another boot, another zone, another answer of the time service."""
        self._moment = moment

    def _pass(self, ms: int, *, awake_ms: int) -> None:
        if ms < 0:
            raise ValueError("time does not run backwards; use move for the wall clock")
        now = self._moment
        self._moment = replace(
            now,
            wall_ms=now.wall_ms + ms,
            boot_ms=now.boot_ms + ms,
            awake_ms=now.awake_ms + awake_ms,
        )
