"""A whole resolver in one thread: real sockets, a real table, real upstream servers, our clock."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from pathlib import Path

import dns.message
import dns.rdatatype

from app.model.decision import Verdict
from app.model.web import Category as C
from app.model.web import SiteRule, UnknownSite, WebRules, Youtube
from app.rules.content import ClassVerdict
from app.rules.lookalike import Brand, Brands
from app.web.build import Source, build
from app.web.loop import Loop
from app.web.names import from_wire, wire
from app.web.port import Port, World
from app.web.safe_search import SafeNames
from app.web.serve import Server
from app.web.table import ListCredit, Table
from app.web.upstreams import Address, ResolvConf, Upstreams

NAMES = {
    "porn.test": C.PORN,
    "dating.test": C.DATING,
    "bets.test": C.GAMBLING,
    "help.test": C.HELP,
    "learn.test": C.LEARNING,
    "games.test": C.GAMES,
    "phish.test": C.PHISHING,
}
SAFE = SafeNames(
    {wire("www.search.test"): wire("safe.search.test")},
    {
        Youtube.STRICT: {wire("www.video.test"): wire("strict.video.test")},
        Youtube.MODERATE: {wire("www.video.test"): wire("moderate.video.test")},
    },
)
BRANDS = Brands((Brand("goodbank", ("goodbank.vn",), ("goodbank",), grave=True),))
RULES = WebRules(
    unknown=UnknownSite.ALLOW,
    categories=((C.DATING, Verdict.BLOCK), (C.GAMES, Verdict.WARN)),
    sites=(
        SiteRule("mine.test", Verdict.ALLOW),
        SiteRule("no.mine.test", Verdict.BLOCK),
        SiteRule("perhaps.test", Verdict.ASK),
        SiteRule("soon.test", Verdict.BLOCK, until_ms=5_000),
    ),
    schools=("school.test",),
    safe_search=True,
    youtube=Youtube.STRICT,
)


def table(folder: Path, names: dict[str, C] | None = None, built_ms: int = 5) -> Path:
    """Build a small table."""
    path = folder / "table"
    entries = [
        (name, Source("seed", frozenset({kind}), reviewed=True))
        for name, kind in (names or NAMES).items()
    ]
    build(entries, path, built_ms=built_ms, seed=7, lists=[ListCredit("seed", "seed")])
    return path


class Clock:
    """Real time, in ms, and what a test adds."""

    def __init__(self) -> None:
        """Begin at a whole second, so that a test has the whole of it."""
        self.ahead = 1_000_000 - int(time.monotonic() * 1000)

    def __call__(self) -> int:
        """Give the time."""
        return int(time.monotonic() * 1000) + self.ahead


def world(folder: Path) -> tuple[World, list[tuple[int, str, ClassVerdict]]]:
    """What ports share, with a table; and whom was told of."""
    told: list[tuple[int, str, ClassVerdict]] = []
    made = World(
        lambda port, name, found: told.append((port, from_wire(name), found)), BRANDS, SAFE
    )
    made.table = Table.open(table(folder))
    made.now = 1_000
    return made, told


def port(folder: Path, rules: WebRules = RULES) -> tuple[Port, World]:
    """A port without sockets."""
    shared, _ = world(folder)
    made = Port(1, shared)
    made.obey(rules, 0)
    return made, shared


class Stage:
    """A running resolver with one port (number 1) on 127.0.0.1, UDP and TCP."""

    def __init__(self, folder: Path, *upstreams: int, resolv: Path | None = None) -> None:
        """Serve by RULES; upstreams are ports of 127.0.0.1."""
        self.clock = Clock()
        self.told: list[tuple[int, str, ClassVerdict]] = []
        self.trouble: list[str] = []
        self.path = table(folder)
        self.loop = Loop(self.clock)
        self.world = World(
            lambda number, name, found: self.told.append((number, from_wire(name), found)),
            BRANDS,
            SAFE,
        )
        self.upstreams = Upstreams(tuple(Address("127.0.0.1", number) for number in upstreams))
        conf = ResolvConf(resolv) if resolv is not None else None
        self.server = Server(self.world, self.loop, self.upstreams, conf, self.trouble.append)
        self.address = self.open(1)
        self.client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.client.setblocking(False)

    def ready(self, rules: WebRules = RULES) -> Stage:
        """Hand in table and rules."""
        self.server.use(Table.open(self.path))
        self.server.obey(1, rules, unfiltered=False)
        return self

    def open(self, number: int) -> tuple[str, int]:
        """Open a port on free numbers; gives its address."""
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        udp.bind(("127.0.0.1", 0))
        tcp = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        tcp.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tcp.bind(udp.getsockname())
        tcp.listen(8)
        address: tuple[str, int] = udp.getsockname()
        self.server.open(number, [udp, tcp])
        return address

    @property
    def port(self) -> Port:
        """Port number 1."""
        return self.server.ports[1]

    def until(self, true: Callable[[], object], seconds: float = 8) -> None:
        """Let it run until `true()`; fails when it does not come true."""
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, "it never came true"
            self.server.turn(0.01)

    def raw(self, data: bytes, seconds: float = 8) -> bytes:
        """Send bytes by UDP, give what comes back."""
        self.client.sendto(data, self.address)
        got: list[bytes] = []

        def here() -> bool:
            try:
                got.append(self.client.recv(65_535))
            except BlockingIOError:
                return False
            return True

        self.until(here, seconds)
        return got[0]

    def ask(self, name: str, kind: str = "A", **how: object) -> dns.message.Message:
        """Ask by UDP as dnspython does; gives the answer, whose id and question were compared."""
        query = dns.message.make_query(name, kind, **how)  # type: ignore[arg-type]
        answer = dns.message.from_wire(self.raw(query.to_wire()))
        assert query.is_response(answer)
        return answer

    def silent(self, data: bytes) -> bool:
        """Whether bytes sent by UDP get no answer while another query gets one."""
        self.client.sendto(data, self.address)
        probe = dns.message.make_query("porn.test", "A")
        return self.raw(probe.to_wire())[:2] == probe.id.to_bytes(2, "big")

    def close(self) -> None:
        """End it."""
        self.server.shut()
        self.client.close()


def texts(answer: dns.message.Message) -> list[str]:
    """The records of an answer, `name ttl type data`, in order within a set."""
    return [
        f"{rrset.name.to_text(omit_final_dot=True)} {rrset.ttl} "
        f"{dns.rdatatype.to_text(rrset.rdtype)} {one.to_text()}"
        for rrset in answer.answer
        for one in sorted(rrset, key=str)
    ]
