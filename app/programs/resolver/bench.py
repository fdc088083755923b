"""The server alone, without a service: what bench/ measures. The product's own path, all of it.

    python -m app.programs.resolver --bench PORT --table FILE --upstream ADDRESS:PORT [--unknown X]

serves 127.0.0.1:PORT over UDP and TCP by the rules of a 13-15 with names, services and a school of
the parent's own, safe search and YouTube's moderate mode on, look-alikes looked for and stops told
(to nobody). `--unknown allow` (the default is the bracket's) makes names nobody lists a 16-17's.
"""

from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path

from app.model.decision import Verdict
from app.model.subject import Bracket
from app.model.web import SiteRule, UnknownSite
from app.platforms.linux.clock import boot_ms
from app.programs.resolver import rows, wiring
from app.rules.content import ClassVerdict
from app.rules.web_presets import web_preset
from app.web.loop import Loop
from app.web.port import World
from app.web.serve import Server
from app.web.table import Table
from app.web.upstreams import Address, Upstreams

_OWN = tuple(
    SiteRule(match, verdict)
    for match, verdict in (
        ("kenh14.vn", Verdict.ASK),
        ("news.zing.vn", Verdict.BLOCK),
        ("minecraft.net", Verdict.ALLOW),
        ("service:roblox", Verdict.ASK),
        ("category:games", Verdict.WARN),
    )
)


def run(number: int, table: Path, upstream: str, unknown: str = "") -> None:
    """Serve until killed."""
    brands, safe = wiring.from_seed()
    told: list[object] = []

    def tell(port: int, name: bytes, found: ClassVerdict) -> None:
        told.append(rows.stopped(port, name, found, world.table))
        if len(told) > 1000:
            told.clear()

    world = World(tell, brands, safe)
    host, _, at = upstream.rpartition(":")
    loop = Loop(boot_ms)
    server = Server(world, loop, Upstreams((Address(host.strip("[]"), int(at)),)), None, print)
    server.use(Table.open(table))
    rules = replace(web_preset(Bracket.C, 14), sites=_OWN, schools=("thptchuyen.edu.vn",))
    if unknown:
        rules = replace(rules, unknown=UnknownSite(unknown))
    server.obey(number, rules, unfiltered=False)
    server.open(number, _sockets(number))
    wiring.settle_memory()
    while True:
        server.turn()


def _sockets(number: int) -> list[socket.socket]:
    made = []
    for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
        sock = socket.socket(socket.AF_INET, kind)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind(("127.0.0.1", number))
        if kind == socket.SOCK_STREAM:
            sock.listen(64)
        made.append(sock)
    return made
