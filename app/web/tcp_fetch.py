"""One answer fetched from an upstream server over TCP, because it did not fit into a packet."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable

from app.web import packet
from app.web.loop import READ, WRITE, Loop
from app.web.upstreams import Address

_CHUNK = 65_537


class Fetch:
    """Connects, asks once, reads one message and tells it; `done` is called once, unless closed."""

    def __init__(
        self,
        loop: Loop,
        address: Address,
        sent: bytes,
        tail: int,
        done: Callable[[bytes | None], None],
    ) -> None:
        """Ask `sent` (after its id), of which the last `tail` bytes stand behind the question.

        done gets the answer (after its id), its question as it was sent, or None when there is
        none. It is never called from here, always by the loop.
        """
        self._loop = loop
        self._sent = sent
        self._end = len(sent) - tail
        self._done = done
        self._id = os.urandom(2)
        self._out = (len(sent) + 2).to_bytes(2, "big") + self._id + sent
        self._kept = b""
        self._socket = socket.socket(address.family, socket.SOCK_STREAM | socket.SOCK_CLOEXEC)
        self._socket.setblocking(False)
        # An error of connect() is seen again when the socket is written to.
        self._socket.connect_ex(address.sockaddr)
        loop.watch(self._socket.fileno(), self._on, WRITE)

    def close(self) -> None:
        """Stop; `done` is not called."""
        fd = self._socket.fileno()
        if fd >= 0:
            self._loop.drop(fd)
            self._socket.close()

    def _on(self, _events: int) -> None:
        try:
            if self._out:
                self._out = self._out[self._socket.send(self._out) :]
                if not self._out:
                    self._loop.change(self._socket.fileno(), READ)
                return
            data = self._socket.recv(_CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        self._kept += data
        size = int.from_bytes(self._kept[:2], "big")
        if not data:
            self._finish(None)
        elif len(self._kept) >= 2 and len(self._kept) >= size + 2:
            self._finish(self._answer(self._kept[2 : size + 2]))

    def _answer(self, message: bytes) -> bytes | None:
        """Give the body of a message if it answers what was asked."""
        body, end = message[2:], self._end
        asked = self._sent[packet.HEAD : end]
        if message[:2] != self._id or len(body) < end or body[2:4] != b"\0\1":
            return None
        if not body[0] & 0x80 or body[packet.HEAD : end].lower() != asked.lower():
            return None
        return body[: packet.HEAD] + asked + body[end:]

    def _finish(self, body: bytes | None) -> None:
        self.close()
        self._done(body)
