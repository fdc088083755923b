"""What each message does and what is told, in this process, by a clock of the test's."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import dns.message
import pytest

from app.api import wire
from app.api.child import Hello
from app.api.resolver import (
    Close,
    FromResolver,
    Open,
    Reload,
    Serving,
    SiteRuleRow,
    Stopped,
    TableIs,
    Trouble,
    WebRulesRow,
)
from app.model.decision import Verdict
from app.model.web import Category, SiteRule, UnknownSite, WebRules, Youtube
from app.programs.resolver import rows
from app.programs.resolver.resolver import Resolver
from app.web.loop import Loop
from tests.web import stage as stages

ROW = WebRulesRow(
    port=1,
    version=4,
    unknown="ask",
    categories=(("dating", "block"), ("games", "warn")),
    sites=(SiteRuleRow("mine.test", "allow", 7, True),),
    schools=("school.test",),
    safe_search=True,
    youtube="strict",
    lookalikes="block",
)


class Told:
    """A resolver and the other end of its line."""

    def __init__(self, folder: Path, table: Path | None) -> None:
        """Start one; table None = there is none yet."""
        self.folder = folder
        self.clock = stages.Clock()
        self.line, theirs = socket.socketpair()
        self.line.setblocking(False)
        resolv = folder / "resolv.conf"
        resolv.write_text("nameserver 127.0.0.1\n")
        path = table or folder / "table"
        self.resolver = Resolver(Loop(self.clock), theirs, path, resolv, stages.BRANDS, stages.SAFE)
        self.reader: wire.FrameReader[FromResolver] = wire.FrameReader(
            wire.decoder(FromResolver), wire.FOR_PARENT
        )
        self.client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

    def say(self, message: object, socks: tuple[socket.socket, ...] = ()) -> list[FromResolver]:
        """Send a message; give what is said in return."""
        body = wire.frame(message)  # type: ignore[arg-type]
        socket.send_fds(self.line, [body], [one.fileno() for one in socks])
        return self.turn()

    def turn(self) -> list[FromResolver]:
        """One turn of its loop; give what it said."""
        self.resolver._server.turn(0.05)
        try:
            return self.reader.feed(self.line.recv(65_536))
        except BlockingIOError:
            return []

    def open(self, number: int = 1) -> tuple[str, int]:
        """Hand over a port; gives its address."""
        udp, tcp = (socket.socket(socket.AF_INET, k) for k in (2, 1))
        with udp, tcp:
            udp.bind(("127.0.0.1", 0))
            tcp.bind(("127.0.0.1", 0))
            tcp.listen()
            self.said = self.say(Open(number, v6=False), (udp, tcp))
            address: tuple[str, int] = udp.getsockname()
            return address

    def asks(self, address: tuple[str, int], *names: str) -> list[FromResolver]:
        """Ask names; give what is said of them."""
        for name in names:
            self.client.sendto(dns.message.make_query(name, "A").to_wire(), address)
        return self.turn()

    def close(self) -> None:
        """Hang up."""
        self.line.close()
        self.client.close()
        while not self.resolver.ended:
            self.resolver._server.turn(0.05)
        self.resolver.run()


@pytest.fixture(name="told")
def told_fixture(tmp_path: Path) -> Iterator[Told]:
    """A resolver with a table."""
    told = Told(tmp_path, stages.table(tmp_path))
    yield told
    told.close()


def test_a_row_is_the_rules_it_was_made_from() -> None:
    """Every field of it."""
    assert rows.rules_of(ROW) == WebRules(
        unknown=UnknownSite.ASK,
        categories=((Category.DATING, Verdict.BLOCK), (Category.GAMES, Verdict.WARN)),
        sites=(SiteRule("mine.test", Verdict.ALLOW, 7, True),),
        schools=("school.test",),
        safe_search=True,
        youtube=Youtube.STRICT,
        lookalikes=Verdict.BLOCK,
    )


@pytest.mark.parametrize(
    "row",
    [
        WebRulesRow(1, 1, "perhaps"),
        WebRulesRow(1, 1, "ask", categories=(("cooking", "block"),)),
        WebRulesRow(1, 1, "ask", sites=(SiteRuleRow("x.test", "maybe"),)),
        WebRulesRow(1, 1, "ask", youtube="loud"),
    ],
)
def test_words_that_are_none_of_ours(row: WebRulesRow) -> None:
    """Are refused, so that the resolver ends rather than answers by half a rule."""
    with pytest.raises(ValueError):
        rows.rules_of(row)


def test_it_greets_and_names_its_table(told: Told) -> None:
    """Before anything was said to it."""
    assert told.turn() == [Hello(1), TableIs(5, len(stages.NAMES), ("seed",))]


def test_serving_is_said_when_it_is_true(told: Told) -> None:
    """Once for each version, whichever of port and rules comes first."""
    told.turn()
    assert told.say(ROW) == []
    told.open()
    assert told.said == [Serving(1, 4)]
    assert told.say(ROW) == []
    told.open()
    assert told.said == [Serving(1, 4)]
    assert told.say(Close(1)) == []
    told.open(2)
    assert told.said == []


def test_without_a_table_nothing_is_served(tmp_path: Path) -> None:
    """It is said what is wrong, and when a table is there it is served at once."""
    told = Told(tmp_path, None)
    assert told.turn() == [Hello(1), Trouble("table_damaged", "missing")]
    told.say(ROW)
    told.open()
    assert told.said == []
    stages.table(tmp_path)
    assert told.say(Reload()) == [TableIs(5, len(stages.NAMES), ("seed",)), Serving(1, 4)]
    told.close()


def test_of_what_is_stopped_the_list_is_named(told: Told) -> None:
    """And the rule; an imitation after the answer, with its brand."""
    told.turn()
    told.say(ROW)
    address = told.open()
    assert told.asks(address, "a.porn.test") == [
        Stopped(1, "a.porn.test", "block", "site_never", "porn", "porn", "seed")
    ]
    assert told.asks(address, "goodbank-vn.top") == [
        Stopped(1, "goodbank-vn.top", "block", "site_lookalike", "lookalike:goodbank")
    ]


def test_a_service_that_does_not_read_is_left(told: Told) -> None:
    """Megabytes are not kept for it."""
    line = told.resolver._line
    for _ in range(100):
        line.send(Trouble("x", "y" * 4_000))
    ended = [told.resolver.ended]
    for _ in range(2_000):
        line.send(Trouble("x", "y" * 4_000))
    assert [*ended, told.resolver.ended] == ["", "slow"]
