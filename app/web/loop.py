"""A loop over descriptors: epoll, one callback each, and the time read once for all that is ready.

asyncio costs some microseconds a wake-up, more than a whole query here.
"""

from __future__ import annotations

import select
from collections.abc import Callable
from typing import Final

READ: Final = select.EPOLLIN
WRITE: Final = select.EPOLLOUT
ERROR: Final = select.EPOLLERR
HUNG_UP: Final = select.EPOLLHUP


class Loop:
    """Calls back who has something to read or write.

    boot_ms gives milliseconds of a clock that counts suspend and never goes back; now_ms is what it
    said last.
    """

    def __init__(self, boot_ms: Callable[[], int]) -> None:
        """Watch nothing yet."""
        self.boot_ms = boot_ms
        self.now_ms = boot_ms()
        self._epoll = select.epoll()
        self._callbacks: dict[int, Callable[[int], None]] = {}

    def watch(self, fd: int, callback: Callable[[int], None], events: int = READ) -> None:
        """Call back with epoll's events whenever `fd` has one of `events`, an error or an end."""
        self._epoll.register(fd, events)
        self._callbacks[fd] = callback

    def change(self, fd: int, events: int) -> None:
        """Watch for other events from now on."""
        self._epoll.modify(fd, events)

    def drop(self, fd: int) -> None:
        """Watch no longer; before the descriptor is closed."""
        if self._callbacks.pop(fd, None) is not None:
            self._epoll.unregister(fd)

    def turn(self, wait_s: float | None, woken: Callable[[int], None]) -> None:
        """Wait for the next events, at most wait_s seconds (None = for ever), and call back.

        woken is called first, with the time.
        """
        ready = self._epoll.poll(wait_s)
        now_ms = self.now_ms = self.boot_ms()
        woken(now_ms)
        callbacks = self._callbacks
        for fd, events in ready:
            # One callback may close what another was about to be told of.
            callback = callbacks.get(fd)
            if callback is not None:
                callback(events)

    def close(self) -> None:
        """Watch nothing ever again."""
        self._epoll.close()
