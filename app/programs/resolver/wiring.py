"""What the resolver is made of: the only place that names the concrete clock, seed and paths."""

from __future__ import annotations

import gc
import resource
import socket
from pathlib import Path

from app.model.web import Youtube
from app.platforms.linux.clock import boot_ms
from app.programs.resolver.resolver import Resolver
from app.rules.lookalike import Brands
from app.web import seed
from app.web.loop import Loop
from app.web.names import wire
from app.web.safe_search import SafeNames

TABLE = Path("/var/lib/luytre-lists/table")
RESOLV = Path("/etc/resolv.conf")

_YOUTUBE = {"youtube_strict": Youtube.STRICT, "youtube_moderate": Youtube.MODERATE}
# Net new containers before the collector looks: nothing on the path of a query makes a cycle, and
# what is kept for long (cache, rulings) would only be walked through again and again.
_COLLECT_AFTER = 200_000


def resolver(line: socket.socket, table: Path, resolv: Path) -> Resolver:
    """Put a resolver together."""
    brands, safe = from_seed()
    made = Resolver(Loop(boot_ms), line, table, resolv, brands, safe)
    settle_memory()
    return made


def from_seed() -> tuple[Brands, SafeNames]:
    """Give what the shipped seed says of brands and of search engines' safe modes."""
    engines, brands = seed.for_resolver()  # the whole seed would take a fifth of the start
    search: dict[bytes, bytes] = {}
    youtube: dict[Youtube, dict[bytes, bytes]] = {}
    for engine in engines:
        mode = _YOUTUBE.get(engine.key)
        names = {wire(name): wire(engine.safe) for name in engine.names}
        if mode is None:
            search.update(names)
        else:
            youtube[mode] = names
    return brands, SafeNames(search, youtube)


def settle_memory() -> None:
    """Leave what is there now to itself, and no core dump with names in it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER, 20, 100)
