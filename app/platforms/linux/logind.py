"""The connection to logind, shared by all who ask it: sessions, sleep, inhibitors and the hands.

It comes back by itself when the bus or logind was restarted; until then everything stays as it was
last seen, and nobody is let go because a daemon was away for a moment.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from app.model.errors import Unsupported
from app.platforms.linux.bus import SYSTEM, Bus, Place

NAME = "org.freedesktop.login1"
MANAGER = Place(NAME, "/org/freedesktop/login1", f"{NAME}.Manager")
SESSION = f"{NAME}.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
_AGAIN_S = 2.0


class Logind:
    """The connection. Open it once on the running loop, then hand it to those below."""

    def __init__(self, address: str = SYSTEM) -> None:
        """`address` is SYSTEM or a bus address such as `unix:path=/x`; nothing is opened yet."""
        self._address = address
        self._bus: Bus | None = None
        self._retry: asyncio.Handle | None = None
        self._users: list[Callable[[], None]] = []

    def open(self) -> None:
        """Connect. Raises Unsupported where there is no bus or no logind."""
        self._loop = asyncio.get_running_loop()
        bus = Bus(self._address)
        try:
            bus.call(MANAGER, "ListSeats")
            bus.follow(NAME, self._owned)
        except Unsupported:
            bus.close()
            raise
        self._bus = bus
        self._loop.add_reader(bus.fileno(), self._readable)

    @property
    def bus(self) -> Bus:
        """The connection for questions. Raises Unsupported while it is lost."""
        if self._bus is None:
            raise Unsupported("the connection to logind is lost")
        return self._bus

    def use(self, subscribe: Callable[[], None]) -> None:
        """Call `subscribe` now and after every new connection; what it raises now is raised."""
        subscribe()
        self._users.append(subscribe)

    def leave(self, subscribe: Callable[[], None]) -> None:
        """Do not call `subscribe` any more."""
        if subscribe in self._users:
            self._users.remove(subscribe)

    def close(self) -> None:
        """Let go of the connection for good."""
        self._users.clear()
        if self._retry is not None:
            self._retry.cancel()
            self._retry = None
        self._drop()

    def _drop(self) -> None:
        if self._bus is not None:
            self._loop.remove_reader(self._bus.fileno())
            self._bus.close()
            self._bus = None

    def _readable(self) -> None:
        if self._bus is not None and not self._bus.ready():
            self._reconnect()

    def _owned(self, owned: bool) -> None:
        if owned:  # logind was restarted: it forgot inhibitors, and sessions may have gone
            self._loop.call_soon(self._reconnect)

    def _reconnect(self) -> None:
        self._drop()
        if self._retry is None:
            self._retry = self._loop.call_soon(self._connect)

    def _connect(self) -> None:
        self._retry = None
        try:
            self.open()
            for subscribe in list(self._users):
                subscribe()
        except Unsupported:
            self._drop()
            self._retry = self._loop.call_later(_AGAIN_S, self._connect)
