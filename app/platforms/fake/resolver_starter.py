"""Starts made-up resolvers: the test holds the other end of a socketpair and plays the resolver."""

from __future__ import annotations

import socket

from app.enforce.ports import ResolverLink, ResolverPort
from app.model.observation import Process

_FIRST_PORT = 20_001
_UID = 996


class FakeResolverStarter:
    """The ResolverStarter whose resolver does what a test says through `resolver`."""

    def __init__(self) -> None:
        """Begin without a resolver; every port is free."""
        self.resolver: socket.socket | None = None  # its end, None = it has ended
        self._ports = 0
        self._count = 0

    def open(self) -> ResolverPort:
        """Give a number and four descriptors that nobody sends anything to."""
        self._ports += 1
        pairs = (*socket.socketpair(), *socket.socketpair())
        return ResolverPort(_FIRST_PORT + self._ports - 1, tuple(s.detach() for s in pairs), True)

    def start(self) -> ResolverLink:
        """Start one; the one before is gone."""
        self.lose()
        self._count += 1
        ours, self.resolver = socket.socketpair()
        return ResolverLink(
            Process(self._count, self._count, _UID, "/usr/bin/python3"), ours.detach()
        )

    def end(self, link: ResolverLink) -> None:
        """End it; fine when it ended by itself, or another took its place."""
        if link.process.pid == self._count:
            self.lose()

    def lose(self) -> None:
        """The resolver ends by itself; fine when it did before."""
        if self.resolver is not None:
            self.resolver.close()
            self.resolver = None
