"""What stands behind the web of the children on this machine."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from app.enforce.ports import NameDaemons, Redirector, ResolverPort, ResolverStarter
from app.model.errors import Unsupported


@dataclass(frozen=True, slots=True)
class WebParts:
    """The concrete parts behind the ports; doh are addresses of public encrypted resolvers."""

    starter: ResolverStarter
    redirector: Redirector
    daemons: NameDaemons
    doh: Callable[[], frozenset[str]]


def let_go(parts: WebParts) -> None:
    """Open the ways that are closed and lead nobody; fine when nothing was in force."""
    parts.daemons.stop()
    with suppress(Unsupported):  # no nft here: then nothing of it is in force
        parts.redirector.stop()


def close_port(port: ResolverPort) -> None:
    """Close our sockets of a port."""
    for fd in port.sockets:
        with suppress(OSError):
            os.close(fd)
