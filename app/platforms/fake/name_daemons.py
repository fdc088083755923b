"""Made-up programs that ask for names: `asks` is somebody's try to have one do it."""

from __future__ import annotations

from collections.abc import Callable

from app.enforce.ports import Leak


class FakeNameDaemons:
    """The NameDaemons over no daemons; whom they are closed to can be seen in `closed`."""

    def __init__(self) -> None:
        """Begin open to everybody."""
        self.closed: frozenset[int] = frozenset()
        self._leaks: Callable[[tuple[Leak, ...]], None] | None = None

    def start(self, leaks: Callable[[tuple[Leak, ...]], None]) -> None:
        """Begin. Raises RuntimeError when it was started before."""
        if self._leaks is not None:
            raise RuntimeError("the name daemons were started before")
        self._leaks = leaks

    def close(self, uids: frozenset[int]) -> None:
        """Replace the accounts. ValueError for root or a system user."""
        if any(uid < 1_000 for uid in uids):
            raise ValueError("nothing is closed to the system")
        self.closed = uids

    def stop(self) -> None:
        """Open everything again."""
        self.closed = frozenset()
        self._leaks = None

    def asks(self, uid: int) -> bool:
        """Somebody asks a daemon for a name: whether it answers him."""
        return uid not in self.closed

    def leak(self, *leaks: Leak) -> None:
        """Something cannot be closed from now on (or nothing any more)."""
        if self._leaks is not None:
            self._leaks(leaks)
