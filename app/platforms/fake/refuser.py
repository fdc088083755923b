"""A refuser of made-up programs: `execs` is somebody's attempt to start one."""

from __future__ import annotations

from collections.abc import Callable


class FakeRefuser:
    """The Refuser over no files at all; what is denied can be seen in `denied`."""

    def __init__(self) -> None:
        """Begin with nothing denied and not started."""
        self.denied: dict[int, frozenset[str]] = {}
        self._refused: Callable[[int, str], None] | None = None

    def start(self, refused: Callable[[int, str], None]) -> None:
        """Begin. Raises RuntimeError when it was started before."""
        if self._refused is not None:
            raise RuntimeError("the refuser was started before")
        self._refused = refused

    def deny(self, uid: int, paths: frozenset[str]) -> None:
        """Replace what this user may not execute. ValueError for root."""
        if uid == 0:
            raise ValueError("nothing is denied to root")
        self.denied[uid] = paths

    def stop(self) -> None:
        """Let everything start again."""
        self._refused = None

    def execs(self, uid: int, path: str) -> bool:
        """Somebody starts a program: whether it begins."""
        if self._refused is None or path not in self.denied.get(uid, frozenset()):
            return True
        self._refused(uid, path)
        return False
