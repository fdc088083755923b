"""Where a port's clients come in over UDP; many queries with one call, answered where they lie."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Protocol

from app.web.loop import ERROR
from app.web.port import Miss, Port
from app.web.shovel import NAME, NAME_SIZES, SIZE, Shovel


class Asker(Protocol):
    """Whoever waits for an answer; address and ident are what he was asked under, given back."""

    port: Port
    udp: bool

    def reply(self, address: bytes, ident: bytes, body: bytes) -> None:
        """Send him an answer, without its id, as far as he is still there."""


Ask = Callable[[Miss, Asker, bytes, bytes], None]


class UdpDoor:
    """A socket that clients of one port send to."""

    udp = True

    def __init__(
        self, port: Port, sock: socket.socket, shovels: tuple[Shovel, Shovel], ask: Ask
    ) -> None:
        """Serve a bound socket; `ask` is the forwarder's.

        The shovels may be other doors' too: one for many queries, one for single answers, which may
        have to go out while the first is in use.
        """
        sock.setblocking(False)
        self.port = port
        self.fd = sock.fileno()
        self._socket = sock
        self._family = sock.family
        self._name_size = NAME_SIZES[sock.family]
        self._shovel, self._single = shovels
        self._ask = ask

    def take(self, events: int) -> None:
        """Take what waits, at most a shovel full, and answer what can be answered at once."""
        if events & ERROR:
            self._socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        shovel = self._shovel
        sizes = shovel.receive(self.fd, self._family)
        port = self.port
        data, starts, lengths = shovel.data, shovel.starts, shovel.lengths
        hot, answer = port.hot.get, port.answer
        count = 0
        for i, size in enumerate(sizes):
            start = starts[i] + 2
            query = data[start : start - 2 + size]
            reply = hot(query)
            if reply is None:
                found = answer(query) if size < SIZE else None
                if not isinstance(found, bytes):
                    if found is not None:
                        at = i * NAME
                        name = shovel.names[at : at + self._name_size]
                        self._ask(found, self, name, data[start - 2 : start])
                    continue
                reply = found
            to = starts[count] + 2
            if to != start:
                self._move(i, count)
            data[to : to + len(reply)] = reply
            lengths[count] = len(reply) + 2
            count += 1
        if count:
            shovel.send(self.fd, self._family, count)

    def _move(self, i: int, to: int) -> None:
        """Bring id and address of slot i to a slot before it: what is sent lies side by side."""
        shovel = self._shovel
        start, place = shovel.starts[i], shovel.starts[to]
        shovel.data[place : place + 2] = shovel.data[start : start + 2]
        shovel.names[to * NAME : to * NAME + NAME] = shovel.names[i * NAME : i * NAME + NAME]

    def send(self, shovel: Shovel, count: int) -> None:
        """Send the first slots of a shovel to the addresses that lie beside them."""
        if self.fd >= 0:
            shovel.send(self.fd, self._family, count)

    def reply(self, address: bytes, ident: bytes, body: bytes) -> None:
        """Send one answer."""
        shovel = self._single
        shovel.names[: len(address)] = address
        packet = ident + body
        shovel.data[: len(packet)] = packet
        shovel.lengths[0] = len(packet)
        self.send(shovel, 1)

    def close(self) -> None:
        """Serve nobody any more."""
        self.fd = -1
        self._socket.close()
