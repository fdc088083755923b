"""Clients that come by TCP (RFC 7766): several questions on a line, answers in any order.

A line costs memory for as long as it stands, so lines are counted, idle ones end, and who does not
read what he asked for is read from no longer.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Final

from app.web.doors import Ask
from app.web.loop import ERROR, HUNG_UP, READ, WRITE, Loop
from app.web.port import Port

IDLE_MS: Final = 10_000  # nothing asked, nothing owed for so long: the line ends
MOST_LINES: Final = 48  # of one port
MOST_OWED: Final = 32  # questions of a line without an answer; then it is not read
MOST_WAITING: Final = 131_072  # bytes of answers he has not read; then too
_CHUNK: Final = 16_384


class TcpLine:
    """One connection of a client."""

    udp = False

    def __init__(self, door: TcpDoor, line: socket.socket) -> None:
        """Read and answer until it ends."""
        line.setblocking(False)
        self.port = door.port
        self.since_ms = door.loop.now_ms
        self.owed = 0
        self._door = door
        self._line = line
        self._fd = line.fileno()
        self._in = b""
        self._out = b""
        self._ended = False  # by the client: what is owed still goes out
        self._watched = READ
        door.loop.watch(self._fd, self._on)

    @property
    def full(self) -> bool:
        """Whether he has asked enough for now."""
        return self.owed >= MOST_OWED or len(self._out) > MOST_WAITING

    def reply(self, _address: bytes, ident: bytes, body: bytes) -> None:
        """Answer one question."""
        if self._fd < 0:
            return
        self.owed -= 1
        self._say(ident, body)
        self._go_on()

    def close(self) -> None:
        """Hang up."""
        if self._fd >= 0:
            self._door.loop.drop(self._fd)
            self._fd = -1
            self._line.close()
            self._door.gone(self)

    # --- inside -------------------------------------------------------------------------------

    def _on(self, events: int) -> None:
        self.since_ms = self._door.loop.now_ms
        try:
            if events & WRITE and self._out:
                self._out = self._out[self._line.send(self._out) :]
            if events & (READ | HUNG_UP | ERROR) and not self._ended:
                data = self._line.recv(_CHUNK)
                self._in += data
                self._ended = not data
        except BlockingIOError:
            pass
        except OSError:
            self.close()
            return
        self._go_on()

    def _go_on(self) -> None:
        """Take the questions that are whole, then wait for what can come next."""
        while not self.full and len(self._in) >= 2:
            size = int.from_bytes(self._in[:2], "big")
            if len(self._in) < size + 2:
                break
            message, self._in = self._in[2 : size + 2], self._in[size + 2 :]
            self._take(message)
            if self._fd < 0:
                return
        if self._ended and not self.owed and not self._out:
            self.close()
            return
        self._watch()

    def _watch(self) -> None:
        wanted = (WRITE if self._out else 0) | (0 if self.full or self._ended else READ)
        if wanted != self._watched:
            self._watched = wanted
            self._door.loop.change(self._fd, wanted)

    def _take(self, message: bytes) -> None:
        self.owed += 1
        found = self.port.answer(message[2:], udp=False) if len(message) >= 2 else None
        if found is None:
            self.close()  # no query: nothing good follows
        elif isinstance(found, bytes):
            self.owed -= 1
            self._say(message[:2], found)
        else:
            self._door.ask(found, self, b"", message[:2])

    def _say(self, ident: bytes, body: bytes) -> None:
        self._out += (len(body) + 2).to_bytes(2, "big") + ident + body
        try:
            self._out = self._out[self._line.send(self._out) :]
        except BlockingIOError:
            pass
        except OSError:
            self._out = b""
            self._ended = True


class TcpDoor:
    """A listening socket of a port and its lines."""

    def __init__(
        self,
        port: Port,
        sock: socket.socket,
        loop: Loop,
        ask: Ask,
        forget: Callable[[TcpLine], None],
    ) -> None:
        """Serve a listening socket; `forget` is told of a line that ended while it was owed."""
        sock.setblocking(False)
        self.port = port
        self.loop = loop
        self.ask = ask
        self._forget = forget
        self._socket = sock
        self._lines: dict[TcpLine, None] = {}
        loop.watch(sock.fileno(), self._accept)

    def sweep(self) -> None:
        """End idle lines; about once a second."""
        for line in list(self._lines):
            if not line.owed and self.loop.now_ms - line.since_ms >= IDLE_MS:
                line.close()

    def gone(self, line: TcpLine) -> None:
        """Forget a line that was closed."""
        self._lines.pop(line, None)
        if line.owed:
            self._forget(line)

    def close(self) -> None:
        """Serve nobody any more."""
        self.loop.drop(self._socket.fileno())
        self._socket.close()
        for line in list(self._lines):
            line.close()

    @property
    def busy(self) -> bool:
        """Whether a client is connected."""
        return bool(self._lines)

    def _accept(self, _events: int) -> None:
        try:
            line, _address = self._socket.accept()
        except OSError:
            return
        if len(self._lines) >= MOST_LINES:
            oldest = min(self._lines, key=lambda one: one.since_ms)
            oldest.close()
        self._lines[TcpLine(self, line)] = None
