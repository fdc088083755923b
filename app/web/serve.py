"""The name resolver as a whole: ports with their doors, one forwarder, one table, one loop.

What comes from outside (sockets, rules, a table's place, trusted time) is handed in; what is to be
told (stops, counts, trouble) is handed out. Nothing waits for anything but the loop.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from typing import Final

from app.model.web import WebRules
from app.web.doors import UdpDoor
from app.web.forward import Forwarder
from app.web.loop import Loop
from app.web.port import Port, World
from app.web.shovel import Shovel
from app.web.table import Table
from app.web.tcp import TcpDoor
from app.web.upstreams import ResolvConf, Upstreams

SWEEP_S: Final = 0.05  # while questions are open
TICK_S: Final = 1.0  # while clients are connected, or a rule has an end


class Server:
    """Serves ports until told otherwise; call `turn` for ever."""

    def __init__(
        self,
        world: World,
        loop: Loop,
        upstreams: Upstreams,
        resolv: ResolvConf | None,
        trouble: Callable[[str], None],
    ) -> None:
        """Serve nothing yet. resolv None = the upstream servers are fixed."""
        self.loop = loop
        self.ports: dict[int, Port] = {}
        self._world = world
        self._resolv = resolv
        self._trouble = trouble
        self._lost = False
        self._upstreams = upstreams
        self._forward = Forwarder(loop, upstreams, world.cache)
        self._shovels = Shovel(), Shovel()
        self._udp: dict[int, list[UdpDoor]] = {}
        self._tcp: dict[int, list[TcpDoor]] = {}
        self._rules: dict[int, tuple[WebRules, bool]] = {}
        self._offset_ms = 0  # trusted time = boot time + this
        self._end_ms: int | None = None  # trusted ms at which a port's rules are out of date
        self._swept_ms = 0
        self._doubts = False  # whether names wait to be looked at closely
        world.now = loop.now_ms // 1000
        self._follow()

    # --- what is handed in --------------------------------------------------------------------

    def open(self, number: int, socks: Iterable[socket.socket]) -> None:
        """Serve a port with these bound sockets (UDP) and listening ones (TCP), from now on.

        One that is open already is closed first; its rules stay.
        """
        self.close(number)
        port = Port(number, self._world)
        self.ports[number] = port
        self._udp[number], self._tcp[number] = [], []
        for sock in socks:
            if sock.type == socket.SOCK_DGRAM:
                door = UdpDoor(port, sock, self._shovels, self._forward.ask)
                self._udp[number].append(door)
                self.loop.watch(door.fd, door.take)
            else:
                self._tcp[number].append(
                    TcpDoor(port, sock, self.loop, self._forward.ask, self._forward.forget)
                )
        if number in self._rules:
            rules, unfiltered = self._rules[number]
            port.obey(rules, self.trusted_ms, unfiltered=unfiltered)
            self._next_end()

    def close(self, number: int) -> None:
        """Serve a port no longer; what was asked there and not answered is forgotten."""
        self.ports.pop(number, None)
        for udp in self._udp.pop(number, ()):
            self._forward.forget(udp)
            self.loop.drop(udp.fd)
            udp.close()
        for tcp in self._tcp.pop(number, ()):
            tcp.close()

    def obey(self, number: int, rules: WebRules, unfiltered: bool) -> None:
        """Hold to these rules on a port, from the next query on."""
        self._rules[number] = (rules, unfiltered)
        if number in self.ports:
            self.ports[number].obey(rules, self.trusted_ms, unfiltered=unfiltered)
            self._next_end()

    def use(self, table: Table) -> None:
        """Answer from this table from the next query on; no query is lost."""
        old, self._world.table = self._world.table, table
        self._compile(list(self.ports.values()))
        if old is not None:
            old.close()

    def tell_time(self, trusted_ms: int, boot_ms: int) -> None:
        """Learn trusted Unix time at a reading of the boot clock."""
        self._offset_ms = trusted_ms - boot_ms
        self._compile(list(self.ports.values()))

    @property
    def trusted_ms(self) -> int:
        """Trusted Unix time; rules end by it."""
        return self.loop.now_ms + self._offset_ms

    # --- the loop -----------------------------------------------------------------------------

    def turn(self, wait_s: float | None = None) -> None:
        """Wait for what comes next, at most wait_s seconds, and deal with it."""
        loop = self.loop
        limit = self._patience()
        if wait_s is None or (limit is not None and limit < wait_s):
            wait_s = limit
        loop.turn(wait_s, self._second)
        self._forward.flush()
        self._doubts = False
        for port in self.ports.values():
            self._doubts |= port.settle_doubts()
        if self._forward.waiting and loop.now_ms - self._swept_ms >= SWEEP_S * 1000:
            self._swept_ms = loop.now_ms
            self._forward.sweep()

    def _patience(self) -> float | None:
        if self._doubts:
            return 0.0
        if self._forward.waiting:
            return SWEEP_S
        for doors in self._tcp.values():
            for door in doors:
                if door.busy:
                    return TICK_S
        if self._lost:
            return TICK_S
        if self._end_ms is not None:
            return max(0.0, min(TICK_S, (self._end_ms - self.trusted_ms) / 1000))
        return None

    def _second(self, now_ms: int) -> None:
        """Note that time went on, before anything is answered; most turns change nothing."""
        world = self._world
        if now_ms // 1000 != world.now:
            world.now = now_ms // 1000
            for port in self.ports.values():
                port.new_second()
            for doors in self._tcp.values():
                for door in doors:
                    door.sweep()
            self._follow()
            self._watch_health()
        if self._end_ms is not None and self._end_ms <= self.trusted_ms:
            ports = self.ports.values()
            self._compile([port for port in ports if (port.until_ms or 0) <= self.trusted_ms])

    def _compile(self, ports: list[Port]) -> None:
        for port in ports:
            port.compile(self.trusted_ms)
        self._next_end()

    def _next_end(self) -> None:
        ends = [port.until_ms for port in self.ports.values() if port.until_ms is not None]
        self._end_ms = min(ends, default=None)

    def _follow(self) -> None:
        """Use the machine's own servers, which change with its network."""
        found = self._resolv.changed() if self._resolv is not None else None
        if found is None:
            return
        if self._upstreams.become(found):
            # Another network may have other answers to the same names.
            self._world.cache.clear()
            self._forward.moved()
        if not found:
            self._trouble("no_upstream")

    def _watch_health(self) -> None:
        lost = bool(self._upstreams.all) and self._upstreams.all_silent(self.loop.now_ms)
        if lost != self._lost:
            self._lost = lost
            self._trouble("upstream_lost" if lost else "upstream_back")

    def shut(self) -> None:
        """Close everything."""
        for number in list(self.ports):
            self.close(number)
        self._forward.close()
        if self._world.table is not None:
            self._world.table.close()
            self._world.table = None
        self.loop.close()
