"""The resolver as a whole: ports come and go, tables and networks change, nothing is lost."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import dns.message
import dns.rcode
import pytest

from app.model.decision import Verdict
from app.model.web import Category, SiteRule, UnknownSite, WebRules
from app.web.table import Table
from app.web.upstreams import Address
from tests.web import stage as stages
from tests.web.stage import RULES, Stage
from tests.web.upstream import Upstream


@pytest.fixture(name="up")
def up_fixture() -> Iterator[Upstream]:
    """An upstream server."""
    with Upstream({("site.test", "A"): ["10.0.0.1"]}) as up:
        yield up


@pytest.fixture(name="stage")
def stage_fixture(tmp_path: Path, up: Upstream) -> Iterator[Stage]:
    """A resolver that has neither rules nor a table yet."""
    stage = Stage(tmp_path, up.port)
    yield stage
    stage.close()


def test_nothing_resolves_before_everything_is_there(stage: Stage) -> None:
    """Rules without a table, a table without rules: SERVFAIL."""
    assert stage.ask("site.test").rcode() == dns.rcode.SERVFAIL
    stage.server.obey(1, RULES, unfiltered=False)
    assert stage.ask("site.test").rcode() == dns.rcode.SERVFAIL
    stage.server.use(Table.open(stage.path))
    assert stage.ask("site.test").rcode() == dns.rcode.NOERROR
    assert stage.ask("porn.test").rcode() == dns.rcode.NXDOMAIN


def test_two_ports_have_rules_of_their_own(stage: Stage) -> None:
    """What one child may the other may not; a port that is closed answers nobody."""
    stage.ready()
    other = stage.open(2)
    stage.server.obey(2, WebRules(unknown=UnknownSite.DENY), unfiltered=False)
    assert stage.ask("site.test").rcode() == dns.rcode.NOERROR
    first, stage.address = stage.address, other
    assert stage.ask("site.test").rcode() == dns.rcode.NXDOMAIN
    stage.server.close(2)
    stage.address = first
    assert stage.ask("site.test").rcode() == dns.rcode.NOERROR
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(other)


def test_a_new_table_loses_no_query(stage: Stage, tmp_path: Path) -> None:
    """Queries keep coming while it is exchanged; from then on the new one holds."""
    stage.ready()
    assert stage.ask("site.test").rcode() == dns.rcode.NOERROR
    for round_ in range(20):
        kind = Category.PORN if round_ % 2 else Category.LEARNING
        path = stages.table(tmp_path, {"site.test": kind}, built_ms=round_)
        queries = [dns.message.make_query("site.test", "A") for _ in range(20)]
        for query in queries[:10]:
            stage.client.sendto(query.to_wire(), stage.address)
        stage.server.use(Table.open(path))
        for query in queries[10:]:
            stage.client.sendto(query.to_wire(), stage.address)
        got: list[dns.message.Message] = []

        def all_here(got: list[dns.message.Message] = got) -> bool:
            try:
                while True:
                    got.append(dns.message.from_wire(stage.client.recv(4096)))
            except BlockingIOError:
                return len(got) == 20

        stage.until(all_here)
        expected = dns.rcode.NXDOMAIN if round_ % 2 else dns.rcode.NOERROR
        assert {answer.rcode() for answer in got} == {expected}


def test_rules_end_by_trusted_time(stage: Stage) -> None:
    """To the millisecond the loop can see, with or without a query in between."""
    stage.ready()
    stage.server.tell_time(4_000, stage.clock())
    assert stage.ask("soon.test").rcode() == dns.rcode.NXDOMAIN
    stage.clock.ahead += 1_001
    assert stage.ask("soon.test").rcode() == dns.rcode.NXDOMAIN  # it is upstream that says so
    assert stage.ask("soon.test").authority[0].ttl > 1
    stage.server.tell_time(4_000, stage.clock())
    assert stage.ask("soon.test").authority[0].ttl == 1


def test_the_machines_own_servers_are_followed(tmp_path: Path, up: Upstream) -> None:
    """Another network: another server, and an empty cache. None at all: trouble is told."""
    conf = tmp_path / "resolv.conf"
    conf.write_text("search lan\n")
    stage = Stage(tmp_path, resolv=conf).ready()
    assert stage.trouble == ["no_upstream"]
    assert stage.ask("site.test").rcode() == dns.rcode.SERVFAIL
    conf.write_text("nameserver 127.0.0.1\n")
    stage.clock.ahead += 1_000
    stage.server.turn(0)
    assert [one.address for one in stage.upstreams.all] == [Address("127.0.0.1", 53)]
    stage.close()


def test_a_lost_network_is_told_of_once_and_its_return_too(stage: Stage, up: Upstream) -> None:
    """All servers silent, then one that answers."""
    stage.ready()
    up.lose = 1
    query = dns.message.make_query("other.test", "A")
    stage.client.sendto(query.to_wire(), stage.address)
    stage.until(lambda: up.asked)
    stage.clock.ahead += 2_000
    stage.until(lambda: stage.trouble)
    stage.until(lambda: len(stage.trouble) == 2)
    assert stage.trouble == ["upstream_lost", "upstream_back"]


def test_a_new_rule_holds_at_once(stage: Stage) -> None:
    """The next query is answered by it, and what it costs is milliseconds."""
    stage.ready()
    rules = WebRules(
        sites=tuple(SiteRule(f"n{n}.test", Verdict.BLOCK) for n in range(300)),
        categories=RULES.categories,
    )
    began = stage.clock()
    stage.server.obey(1, rules, unfiltered=False)
    assert stage.clock() - began < 250
    assert stage.ask("n299.test").rcode() == dns.rcode.NXDOMAIN


def test_nobody_is_woken_for_nothing(stage: Stage) -> None:
    """Without questions, clients and rules that end, the loop sleeps as long as it may."""
    stage.ready(WebRules())
    assert stage.server._patience() is None
    stage.server.tell_time(1_000, stage.clock())
    stage.server.obey(1, RULES, unfiltered=False)
    assert stage.server._patience() == 1.0
    stage.server.tell_time(4_900, stage.clock())
    assert 0 < (stage.server._patience() or 0) < 1
