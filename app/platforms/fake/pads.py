"""A game pad that moves because a test or a simulated day says so."""

from __future__ import annotations

from collections.abc import Callable


class FakePads:
    """`move` is a hand on the pad."""

    def __init__(self) -> None:
        """Nobody watches."""
        self._moved: Callable[[], None] | None = None

    def start(self, moved: Callable[[], None]) -> None:
        """Begin to watch."""
        self._moved = moved

    def stop(self) -> None:
        """Stop watching."""
        self._moved = None

    def move(self) -> None:
        """Somebody plays."""
        if self._moved is not None:
            self._moved()
