"""What stands behind the web of the children on this machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.enforce.ports import NameDaemons, Redirector, ResolverStarter


@dataclass(frozen=True, slots=True)
class WebParts:
    """The concrete parts behind the ports; doh are addresses of public encrypted resolvers."""

    starter: ResolverStarter
    redirector: Redirector
    daemons: NameDaemons
    doh: Callable[[], frozenset[str]]
