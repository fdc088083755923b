"""What stands behind the web of the children on this machine: parts, ports, a running resolver."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from app.api import resolver as api
from app.enforce.ports import (
    NameDaemons,
    Redirector,
    ResolverLink,
    ResolverPort,
    ResolverStarter,
)
from app.link.resolver import ResolverEnd
from app.model.errors import Unsupported
from app.model.web import WebRules


@dataclass(frozen=True, slots=True)
class WebParts:
    """The concrete parts behind the ports; doh are addresses of public encrypted resolvers."""

    starter: ResolverStarter
    redirector: Redirector
    daemons: NameDaemons
    doh: Callable[[], frozenset[str]]


@dataclass(slots=True)
class Port:
    """One child's port: number is what the resolver calls it; young = under 13."""

    number: int
    opened: ResolverPort
    uids: frozenset[int]
    rules: WebRules
    young: bool
    version: int = 0
    serving: int = -1


@dataclass(slots=True)
class Running:
    """A resolver that runs, and our line to it."""

    link: ResolverLink
    end: ResolverEnd
    since_s: float
    waiting: dict[int, asyncio.Future[api.LabelsA]] = field(default_factory=dict)


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
