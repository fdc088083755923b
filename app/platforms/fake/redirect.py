"""A redirector of made-up packets: `packet` is somebody's program that sends one."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable

from app.enforce.ports import Redirect

_NAMES, _OVER_TLS, _WEB = 53, 853, 443
_LOOPBACK = ("127.0.0.1", "::1")


class FakeRedirector:
    """The Redirector over no network; what is in force can be seen in `redirects`."""

    def __init__(self) -> None:
        """Begin with nothing in force and nobody watching."""
        self.redirects: dict[int, Redirect] = {}
        self.refused: frozenset[str] = frozenset()
        self._disturbed: Callable[[str], None] | None = None

    def start(self, disturbed: Callable[[str], None]) -> None:
        """Begin to watch. Raises RuntimeError when it was started before."""
        if self._disturbed is not None:
            raise RuntimeError("the redirector was started before")
        self._disturbed = disturbed

    def lead(self, redirects: tuple[Redirect, ...], refused: frozenset[str]) -> None:
        """Replace all of it at once. ValueError as the port says."""
        if any(one.uid < 1_000 or not 1_024 <= one.port <= 65_535 for one in redirects):
            raise ValueError("a system user, or no port for an ordinary one")
        if len({one.uid for one in redirects}) != len(redirects):
            raise ValueError("an account is led to two ports")
        for address in refused:
            ipaddress.ip_network(address)
        self.redirects = {one.uid: one for one in redirects}
        self.refused = refused

    def stop(self) -> None:
        """Take everything away and stop watching."""
        self.redirects = {}
        self._disturbed = None

    def flush(self) -> None:
        """Another firewall is reloaded: ours is gone for a moment."""
        if self._disturbed is not None and self.redirects:
            self._disturbed("restored")

    def packet(self, uid: int, address: str, port: int, *, udp: bool = True) -> str:
        """Somebody sends one: `to PORT` (led to ours), `refused` or `passes`."""
        doors = {one.port for one in self.redirects.values()}
        own = self.redirects.get(uid)
        if address in _LOOPBACK and port in doors:
            return f"to {port}" if own is not None and own.port == port else "refused"
        if own is None:
            return "passes"
        if port == _NAMES:
            return f"to {own.port}"
        quic = udp and port == _WEB and not own.quic
        doh = any(_within(address, network) for network in self.refused)
        return "refused" if port == _OVER_TLS or doh or quic else "passes"


def _within(address: str, network: str) -> bool:
    return ipaddress.ip_address(address) in ipaddress.ip_network(network)
