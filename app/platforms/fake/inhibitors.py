"""Idle inhibitors held because a test or a simulated day says so."""

from __future__ import annotations


class FakeInhibitors:
    """Knows which users hold one."""

    def __init__(self) -> None:
        """Nobody holds one."""
        self._uids: list[int] = []

    def held(self, uid: int) -> bool:
        """Whether a program of `uid` holds an idle inhibitor now."""
        return uid in self._uids

    def take(self, uid: int) -> None:
        """A program of `uid` takes one."""
        self._uids.append(uid)

    def give_back(self, uid: int) -> None:
        """It gives one back. Raises ValueError when there is none."""
        self._uids.remove(uid)
