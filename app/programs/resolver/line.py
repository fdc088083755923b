"""The resolver's end of its line to the service: frames both ways, sockets one way.

Sockets arrive with the first byte of their `Open` (SCM_RIGHTS), and the kernel never joins two such
bytes in one read: so they are taken in the order of the messages that announce them.
"""

from __future__ import annotations

import os
import socket
from collections import deque
from collections.abc import Callable

from app.api import wire
from app.api.child import Base
from app.api.resolver import FromService
from app.web.loop import READ, WRITE, Loop

_CHUNK = 65_536
_MOST_SOCKETS = 64  # that may wait for their message
MOST_WAITING = 4 * 1024 * 1024  # bytes; a service that reads nothing for so long is gone
_READ_SERVICE = wire.decoder(FromService)


class Line:
    """A connected stream socket; `heard` is called with each message, `ended` once, with why."""

    def __init__(
        self,
        loop: Loop,
        line: socket.socket,
        heard: Callable[[FromService], None],
        ended: Callable[[str], None],
    ) -> None:
        """Take over the socket."""
        line.setblocking(False)
        self._loop = loop
        self._line = line
        self._heard = heard
        self._ended = ended
        self._reader = wire.FrameReader(_READ_SERVICE, wire.FOR_PARENT)
        self._sockets: deque[int] = deque()
        self._out = b""
        self._open = True
        loop.watch(line.fileno(), self._on)

    def send(self, message: Base) -> None:
        """Send, now or when there is room; nothing is sent on a line that ended."""
        if not self._open:
            return
        waited = bool(self._out)
        self._out += wire.frame(message)
        if len(self._out) > MOST_WAITING:
            self._end("slow")
        elif not waited:
            self._write()

    def take_sockets(self, count: int) -> list[socket.socket]:
        """Give the sockets that came with the message being heard. Raises LookupError if fewer."""
        if len(self._sockets) < count:
            raise LookupError(f"{len(self._sockets)} sockets instead of {count}")
        return [socket.socket(fileno=self._sockets.popleft()) for _ in range(count)]

    def close(self) -> None:
        """Hang up without another word."""
        if self._open:
            self._open = False
            self._loop.drop(self._line.fileno())
            self._line.close()
            while self._sockets:
                os.close(self._sockets.popleft())

    # --- inside -------------------------------------------------------------------------------

    def _on(self, events: int) -> None:
        if events & WRITE:
            self._write()
        if self._open and events & ~WRITE:
            self._read()

    def _write(self) -> None:
        had = len(self._out)
        try:
            self._out = self._out[self._line.send(self._out) :]
        except BlockingIOError:
            pass
        except OSError:
            self._end("gone")
            return
        if had:
            self._loop.change(self._line.fileno(), READ | WRITE if self._out else READ)

    def _read(self) -> None:
        try:
            data, fds, _flags, _address = socket.recv_fds(self._line, _CHUNK, 4)
        except BlockingIOError:
            return
        except OSError:
            data, fds = b"", []
        self._sockets += fds
        if not data or len(self._sockets) > _MOST_SOCKETS:
            self._end("gone")
            return
        broken = ""
        try:
            messages = self._reader.feed(data)
        except wire.WireError as error:
            messages, broken = list(error.before), error.code
        for message in messages:
            if self._open:
                self._heard(message)
        if broken:
            self._end(broken)

    def _end(self, why: str) -> None:
        if self._open:
            self.close()
            self._ended(why)
