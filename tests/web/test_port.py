"""One port without sockets: every kind of query, every kind of ruling."""

from __future__ import annotations

from pathlib import Path

import dns.edns
import dns.flags
import dns.message
import dns.opcode
import dns.rcode
import dns.rdatatype
import pytest

from app.model.decision import Verdict
from app.model.web import SiteRule, UnknownSite, WebRules
from app.web.port import Port, World
from app.web.table import Table
from tests.web import stage
from tests.web.stage import RULES

BLOCKED, FILTERED, NOT_READY = 15, 17, 14


def said(port: Port, query: dns.message.Message, udp: bool = True) -> dns.message.Message | None:
    """What the port answers by itself, None when it asks upstream."""
    wire = query.to_wire()
    found = port.answer(wire[2:], udp)
    if not isinstance(found, bytes):
        assert found is not None
        return None
    answer = dns.message.from_wire(wire[:2] + found)
    assert query.is_response(answer)
    return answer


def asks(port: Port, query: bytes) -> bytes:
    """What is sent upstream for a query."""
    found = port.answer(query[2:])
    assert isinstance(found, tuple)
    return found[1]


@pytest.fixture(name="port")
def port_fixture(tmp_path: Path) -> Port:
    """A port by the stage's rules."""
    return stage.port(tmp_path)[0]


@pytest.mark.parametrize(
    ("name", "code", "text"),
    [
        ("porn.test", BLOCKED, "site_never"),
        ("a.b.PORN.test", BLOCKED, "site_never"),
        ("phish.test", BLOCKED, "site_fake"),
        ("dating.test", FILTERED, "site_category"),
        ("no.mine.test", FILTERED, "site_blocked"),
        ("x.no.mine.test", FILTERED, "site_blocked"),
        ("perhaps.test", FILTERED, "site_ask"),
        ("soon.test", FILTERED, "site_blocked"),
    ],
)
@pytest.mark.parametrize("kind", ["A", "AAAA", "HTTPS", "TXT", "ANY", "TYPE4711"])
def test_what_is_stopped_does_not_exist(
    port: Port, name: str, code: int, text: str, kind: str
) -> None:
    """NXDOMAIN with a second's SOA, and for EDNS clients the code of the reason."""
    for query in (
        dns.message.make_query(name, kind),
        dns.message.make_query(name, kind, use_edns=0),
        dns.message.make_query(name, kind, want_dnssec=True),
    ):
        for _ in range(2):
            answer = said(port, query)
            assert answer is not None
            assert answer.rcode() == dns.rcode.NXDOMAIN
            assert [(one.rdtype, one.ttl) for one in answer.authority] == [(dns.rdatatype.SOA, 1)]
            assert answer.edns == query.edns
            assert (answer.ednsflags & dns.flags.DO) == (query.ednsflags & dns.flags.DO)
            errors = [(int(one.code), one.text) for one in answer.extended_errors()]
            assert errors == ([(code, text)] if query.edns == 0 else [])


@pytest.mark.parametrize(
    "name",
    ["mine.test", "help.test", "learn.test", "school.test", "games.test", "never-heard-of.test"],
)
def test_what_is_allowed_is_asked_upstream(port: Port, name: str) -> None:
    """With the client's own bytes when he asks plainly, and with our own EDNS otherwise."""
    plain = dns.message.make_query(name, "A").to_wire()
    assert asks(port, plain) == plain[2:]
    options: list[dns.edns.Option] = [
        dns.edns.ECSOption("198.51.100.0", 24),
        dns.edns.CookieOption(b"12345678", b""),
    ]
    for _ in range(2):
        query = dns.message.make_query(name, "A", use_edns=0, payload=4096, options=options)
        sent = dns.message.from_wire(b"\0\0" + asks(port, query.to_wire()))
        assert (sent.edns, sent.payload, list(sent.options)) == (0, 1232, [])
        assert sent.question == query.question


@pytest.mark.parametrize(
    ("flags", "sent"),
    [
        ("RD", {"RD"}),
        ("", {"RD"}),
        ("RD AD CD", {"RD", "AD", "CD"}),
        ("RD AA TC RA", {"RD"}),
    ],
)
def test_which_flags_go_upstream(port: Port, flags: str, sent: set[str]) -> None:
    """RD always, AD and CD as asked, nothing else of the client's."""
    query = dns.message.make_query("free.test", "A")
    query.flags = dns.flags.from_text(flags)
    out = dns.message.from_wire(b"\0\0" + asks(port, query.to_wire()))
    assert set(dns.flags.to_text(out.flags).split()) == sent


@pytest.mark.parametrize(
    ("wire", "rcode"),
    [
        (b"", None),
        (b"\0" * 11, None),
        (b"\0\0\x81\x80\0\1\0\0\0\0\0\0\1a\0\0\1\0\1", None),  # an answer
        (b"\0\0\x10\0\0\1\0\0\0\0\0\0\1a\0\0\1\0\1", dns.rcode.NOTIMP),  # opcode STATUS
        (b"\0\0\x28\0\0\1\0\0\0\0\0\0\1a\0\0\1\0\1", dns.rcode.NOTIMP),  # an update
        (b"\0\0\1\0\0\0\0\0\0\0\0\0", dns.rcode.FORMERR),  # no question
        (b"\0\0\1\0\0\2\0\0\0\0\0\0\1a\0\0\1\0\1\1b\0\0\1\0\1", dns.rcode.FORMERR),  # two
        (b"\0\0\1\0\0\1\0\1\0\0\0\0\1a\0\0\1\0\1", dns.rcode.FORMERR),  # an answer in a query
        (b"\0\0\1\0\0\1\0\0\0\0\0\0\1a\0\0\1\0", dns.rcode.FORMERR),  # half a question
        (b"\0\0\1\0\0\1\0\0\0\0\0\0\1a\0\0\1\0\1x", dns.rcode.FORMERR),  # more than a question
        (b"\0\0\1\0\0\1\0\0\0\0\0\0\5a\0\0\1\0\1", dns.rcode.FORMERR),  # a label too long
        (b"\0\0\1\0\0\1\0\0\0\0\0\0\xc0\x0c\0\1\0\1", dns.rcode.FORMERR),  # a name that is a loop
        (b"\0\0\1\0\0\1\0\0\0\0\0\0\1a\xc0\x0c\0\1\0\1", dns.rcode.FORMERR),
        (b"\0\0\1\0\0\1\0\0\0\0\0\0\x41a\0\0\1\0\1", dns.rcode.FORMERR),  # RFC 2673 labels
        (b"\0\0\1\0\0\1\0\0\0\0\0\1\1a\0\0\1\0\1", dns.rcode.FORMERR),  # OPT announced, none there
        (b"\0\0\1\0\0\1\0\0\0\0\0\1\1a\0\0\1\0\1\0\0\x29\4\xd0\0\0\0\0\0\4\0\1\0\1", 1),
        (
            b"\0\0\1\0\0\1\0\0\0\0\0\2\1a\0\0\1\0\1" + 2 * b"\0\0\x29\4\xd0\0\0\0\0\0\0",
            1,
        ),  # two OPT
    ],
)
def test_what_is_no_query(port: Port, wire: bytes, rcode: int | None) -> None:
    """An error, or nothing: never a look at a name that is not one."""
    found = port.answer(wire[2:])
    if rcode is None:
        assert found is None
        return
    assert isinstance(found, bytes)
    answer = dns.message.from_wire(wire[:2] + found)
    assert (answer.rcode(), answer.question) == (rcode, [])


def test_a_zero_inside_a_label_hides_nothing(port: Port) -> None:
    """A name is read to its true end, on the fast path too."""
    head, tail = b"\1\0\0\1\0\0\0\0\0\0", b"\0\0\1\0\1"
    assert isinstance(port.answer(head + b"\4porn\4test" + tail), bytes)  # the way is known now
    inner = head + b"\7a\0\0\1\0\1x\4porn\4test" + tail
    found = port.answer(inner)
    assert isinstance(found, bytes)
    assert found[1] & 0xF == dns.rcode.NXDOMAIN
    assert found[10:] == inner[10:] + found[len(inner) :]
    # Cut at its first zero this would be a label that is longer than what is left of it.
    for name in (b"\6a", b"\1a\6b", b"\7abcdef", b"\x40" + b"a" * 64, b"\xc0\x0c", b"\1a\xc0\x0c"):
        found = port.answer(head + name + tail)
        assert isinstance(found, bytes)
        assert (found[1] & 0xF, found[2:]) == (dns.rcode.FORMERR, bytes(8))


def test_a_name_of_the_longest_kind(port: Port) -> None:
    """255 bytes are a name, 256 are not."""
    head, tail = b"\1\0\0\1\0\0\0\0\0\0", b"\0\0\1\0\1"
    longest = (b"\x3f" + b"a" * 63) * 3 + b"\x3d" + b"a" * 61
    for _ in range(2):
        assert isinstance(port.answer(head + longest + tail), tuple)
        found = port.answer(head + b"\1a" + longest + tail)
        assert isinstance(found, bytes)
        assert found[1] & 0xF == dns.rcode.FORMERR


@pytest.mark.parametrize(
    ("name", "kind", "rclass", "rcode"),
    [
        ("free.test", "AXFR", "IN", dns.rcode.REFUSED),
        ("free.test", "IXFR", "IN", dns.rcode.REFUSED),
        ("free.test", "MAILA", "IN", dns.rcode.REFUSED),
        ("free.test", "OPT", "IN", dns.rcode.REFUSED),
        ("version.bind", "TXT", "CH", dns.rcode.REFUSED),
        ("free.test", "A", "ANY", dns.rcode.REFUSED),
        ("_dns.resolver.arpa", "SVCB", "IN", dns.rcode.NXDOMAIN),
        ("www.search.test", "HTTPS", "IN", dns.rcode.NOERROR),
    ],
)
def test_what_is_not_asked_upstream(
    port: Port, name: str, kind: str, rclass: str, rcode: int
) -> None:
    """Transfers, other classes, the discovery of encrypted servers, and more of a safe search."""
    for _ in range(2):
        answer = said(port, dns.message.make_query(name, kind, rclass, use_edns=0))
        assert answer is not None
        assert (answer.rcode(), answer.answer) == (rcode, [])


def test_any_gets_one_small_record(port: Port) -> None:
    """RFC 8482."""
    answer = said(port, dns.message.make_query("free.test", "ANY"))
    assert answer is not None
    assert stage.texts(answer) == ['free.test 3600 HINFO "RFC8482" ""']


def test_a_later_edns_is_told_of_ours(port: Port) -> None:
    """BADVERS with version 0, for stopped names too."""
    for name in ("free.test", "porn.test"):
        query = dns.message.make_query(name, "A", use_edns=0)
        query.use_edns(7)
        answer = said(port, query)
        assert answer is not None
        assert (answer.rcode(), answer.edns) == (dns.rcode.BADVERS, 0)


def test_nothing_is_answered_before_rules_and_table_are_there(tmp_path: Path) -> None:
    """SERVFAIL with the reason, whatever is asked; then at once the right thing."""
    shared = World(lambda *_: None, stage.BRANDS, stage.SAFE)
    port = Port(1, shared)
    query = dns.message.make_query("porn.test", "A", use_edns=0)

    def not_ready() -> None:
        for one in (query, dns.message.make_query("free.test", "A")):
            answer = said(port, one)
            assert answer is not None
            assert answer.rcode() == dns.rcode.SERVFAIL
            assert [int(e.code) for e in answer.extended_errors()] == [NOT_READY] * (one is query)

    not_ready()
    port.obey(RULES, 0)
    not_ready()
    shared.table = Table.open(stage.table(tmp_path))
    port.compile(0)
    answer = said(port, query)
    assert answer is not None
    assert answer.rcode() == dns.rcode.NXDOMAIN


def test_a_change_of_rules_holds_from_the_next_query_on(port: Port) -> None:
    """What was kept of the old ones is gone, hot answers too."""
    query = dns.message.make_query("dating.test", "A")
    assert said(port, query) is not None
    port.obey(WebRules(), 0)
    assert said(port, query) is None
    port.obey(RULES, 0)
    assert said(port, query) is not None
    port.obey(RULES, 0, unfiltered=True)
    for name in ("dating.test", "porn.test", "www.search.test", "no.mine.test"):
        assert said(port, dns.message.make_query(name, "A")) is None


def test_a_rule_ends_when_its_time_is_over(port: Port) -> None:
    """Compiled at its end it is no rule any more."""
    query = dns.message.make_query("soon.test", "A")
    assert said(port, query) is not None
    assert port.until_ms == 5_000
    port.compile(5_000)
    assert said(port, query) is None
    assert port.until_ms is None


@pytest.mark.parametrize(
    ("unknown", "stops"),
    [
        (UnknownSite.DENY, True),
        (UnknownSite.ASK, True),
        (UnknownSite.CHECK, True),
        (UnknownSite.WARN, False),
        (UnknownSite.ALLOW, False),
    ],
)
def test_names_nobody_lists(tmp_path: Path, unknown: UnknownSite, stops: bool) -> None:
    """By the bracket; names of this network are never unknown."""
    port, _ = stage.port(tmp_path, WebRules(unknown=unknown))
    assert (said(port, dns.message.make_query("free.test", "A")) is not None) is stops
    for name in ("printer", "nas.local", "4.3.2.1.in-addr.arpa", "router.lan", "x.home.arpa", "."):
        assert said(port, dns.message.make_query(name, "A")) is None


def test_who_is_told_what(tmp_path: Path) -> None:
    """Stops and warnings, once a minute for a name; of what is allowed, of help: nothing."""
    shared, told = stage.world(tmp_path)
    port = Port(1, shared)
    port.obey(WebRules(unknown=UnknownSite.WARN, categories=RULES.categories, sites=RULES.sites), 0)
    names = ("porn.test", "games.test", "help.test", "learn.test", "free.test", "mine.test")

    def ask_all() -> list[str]:
        told.clear()
        for name in names:
            for kind in ("A", "AAAA"):
                port.answer(dns.message.make_query(name, kind).to_wire()[2:])
                port.settle_doubts()
        return [name for _, name, _ in told]

    assert ask_all() == ["porn.test", "games.test"]
    assert ask_all() == []
    shared.now += 59
    port.new_second()
    assert ask_all() == []
    shared.now += 1
    port.new_second()
    assert ask_all() == ["porn.test", "games.test"]


def test_a_flood_is_not_told(tmp_path: Path) -> None:
    """At most 512 names a minute."""
    shared, told = stage.world(tmp_path)
    port = Port(1, shared)
    port.obey(RULES, 0)
    for n in range(700):
        port.answer(dns.message.make_query(f"n{n}.porn.test", "A").to_wire()[2:])
    assert len(told) == 512


def test_an_imitation_is_told_of_after_the_answer(tmp_path: Path) -> None:
    """It resolves where unknown names do; where imitations are stopped it is stopped at once."""
    shared, told = stage.world(tmp_path)
    port = Port(1, shared)
    query = dns.message.make_query("goodbank-vn.top", "A")
    port.obey(WebRules(unknown=UnknownSite.ALLOW), 0)
    assert said(port, query) is None
    assert not told
    port.settle_doubts()
    assert [(name, found.verdict, found.reason) for _, name, found in told] == [
        ("goodbank-vn.top", Verdict.WARN, "site_lookalike")
    ]
    port.obey(WebRules(unknown=UnknownSite.ALLOW, lookalikes=Verdict.BLOCK), 0)
    assert said(port, query) is not None
    port.obey(WebRules(unknown=UnknownSite.DENY), 0)
    assert said(port, query) is not None


def test_a_wrong_list_is_put_right(tmp_path: Path) -> None:
    """Only where the parent says that the list is wrong about this name."""
    query = dns.message.make_query("porn.test", "A")
    for wrong in (False, True):
        rules = WebRules(sites=(SiteRule("porn.test", Verdict.ALLOW, wrong_list=wrong),))
        port, _ = stage.port(tmp_path, rules)
        assert (said(port, query) is None) is wrong
