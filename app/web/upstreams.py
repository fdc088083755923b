"""The machine's own name servers, read from resolv.conf and followed as it changes; their health.

A server is silent when it was asked and did not answer for a while; then others are asked first,
and now and then it is tried again with a real question (which another server gets too, if need be).
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Final

DNS: Final = 53
MOST: Final = 8  # servers used of one resolv.conf (glibc uses three)
SILENT_MS: Final = 1_500  # asked and silent for so long: others come first
AGAIN_MS: Final = 10_000  # silent for so long: tried again


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens. scope is an interface's number for a link-local IPv6 address."""

    host: str
    port: int = DNS
    scope: int = 0

    @property
    def family(self) -> int:
        """AF_INET or AF_INET6."""
        return socket.AF_INET6 if ":" in self.host else socket.AF_INET

    @property
    def sockaddr(self) -> tuple[str, int] | tuple[str, int, int, int]:
        """What connect() takes."""
        if self.family == socket.AF_INET6:
            return self.host, self.port, 0, self.scope
        return self.host, self.port


@dataclass(eq=False, slots=True)
class Upstream:
    """One server and since when it has been silent (boot ms; None = it answered last)."""

    address: Address
    silent_since: int | None = None

    def asked(self, now_ms: int) -> None:
        """A question went out to it."""
        if self.silent_since is None:
            self.silent_since = now_ms

    def answered(self) -> None:
        """It said something."""
        self.silent_since = None

    def failed(self, now_ms: int) -> None:
        """It cannot be reached: nobody listens there, or there is no way to it."""
        self.silent_since = min(self.silent_since or now_ms, now_ms - SILENT_MS)

    def silent(self, now_ms: int) -> bool:
        """Whether others should be asked first."""
        return self.silent_since is not None and now_ms - self.silent_since >= SILENT_MS


class Upstreams:
    """The servers in the order of preference."""

    def __init__(self, addresses: tuple[Address, ...] = ()) -> None:
        """Begin with these servers, all of them in good health."""
        self.all: tuple[Upstream, ...] = tuple(Upstream(address) for address in addresses)

    def become(self, addresses: tuple[Address, ...]) -> bool:
        """Use these servers from now on; what is known of one that stays is kept. False = same."""
        if tuple(one.address for one in self.all) == addresses:
            return False
        kept = {one.address: one for one in self.all}
        self.all = tuple(kept.get(address) or Upstream(address) for address in addresses)
        return True

    def best(self, now_ms: int) -> Upstream | None:
        """Give the server to ask first; None where there is none at all."""
        for one in self.all:
            if not one.silent(now_ms):
                return one
        for one in self.all:
            if one.silent_since is not None and now_ms - one.silent_since >= AGAIN_MS:
                one.silent_since = now_ms  # its chance: SILENT_MS from now it is the last again
                return one
        return self.all[0] if self.all else None

    def after(self, tried: Upstream) -> Upstream | None:
        """Give the server to ask when `tried` did not answer: the next one, or the same again."""
        if not self.all:
            return None
        if tried not in self.all:
            return self.all[0]
        return self.all[(self.all.index(tried) + 1) % len(self.all)]

    def all_silent(self, now_ms: int) -> bool:
        """Whether no server answers."""
        return all(one.silent(now_ms) for one in self.all)


def parse(text: str) -> tuple[Address, ...]:
    """Give the servers of a resolv.conf, at most MOST, in its order; what is no address is left."""
    found: list[Address] = []
    for line in text.splitlines():
        words = line.split()
        if len(words) < 2 or words[0] != "nameserver":
            continue
        address = _address(words[1])
        if address is not None and address not in found:
            found.append(address)
    return tuple(found[:MOST])


def _address(text: str) -> Address | None:
    host, _, zone = text.partition("%")
    try:
        known = ipaddress.ip_address(host)
        scope = int(zone) if zone.isdecimal() else socket.if_nametoindex(zone) if zone else 0
    except (ValueError, OSError):
        return None
    return Address(str(known), scope=scope)


class ResolvConf:
    """A resolv.conf that is looked at again only when it is another file than before."""

    def __init__(self, path: Path) -> None:
        """Read nothing yet."""
        self._path = path
        self._seen: tuple[int, int, int] | None = None

    def changed(self) -> tuple[Address, ...] | None:
        """Give its servers if it changed since the last look, else None.

        A file that is gone or cannot be read is no change: the network is between two states.
        """
        try:
            state = self._path.stat()
            seen = (state.st_ino, state.st_mtime_ns, state.st_size)
            if seen == self._seen:
                return None
            text = self._path.read_text(encoding="ascii", errors="replace")
        except OSError:
            return None
        self._seen = seen
        return parse(text)
