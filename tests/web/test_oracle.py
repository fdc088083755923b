"""Thousands of queries and answers, whole and damaged, beside dnspython's reading of them.

Never a crash, never an answer that says something else than what was asked or known.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import dns.edns
import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset
from hypothesis import given
from hypothesis import strategies as st

from app.web import cache, packet
from app.web.asked import asked
from app.web.packet import Malformed
from app.web.port import Port
from tests.web import stage

LABELS = st.one_of(
    st.sampled_from(
        [b"www", b"porn", b"test", b"help", b"search", b"com", b"mine", b"no", b"A\0b"]
    ),
    st.binary(min_size=1, max_size=63),
)
NAMES = st.one_of(
    st.sampled_from(
        ["porn.test", "a.porn.test", "help.test", "www.search.test", "free.example"]
    ).map(dns.name.from_text),
    st.lists(LABELS, max_size=5)
    .filter(lambda labels: sum(len(one) + 1 for one in labels) < 255)
    .map(lambda labels: dns.name.Name((*labels, b""))),
)
KINDS = st.one_of(
    st.sampled_from(
        ["A", "AAAA", "HTTPS", "SVCB", "TXT", "ANY", "CNAME", "MX", "AXFR", "PTR", "NS"]
    ),
    st.integers(1, 65_535).filter(lambda n: n not in (41, 249, 250)).map(lambda n: f"TYPE{n}"),
)
OPTIONS: st.SearchStrategy[list[dns.edns.Option]] = st.lists(
    st.builds(dns.edns.GenericOption, st.integers(20, 65_535), st.binary(max_size=30)), max_size=3
)


@st.composite
def queries(draw: st.DrawFn) -> dns.message.Message:
    """A query as a client might send it, in any way the format knows."""
    rclass = draw(st.sampled_from(["IN", "IN", "IN", "CH", "ANY"]))
    query = dns.message.make_query(draw(NAMES), draw(KINDS), rclass)
    query.flags = draw(st.sampled_from([0x100, 0x100, 0x120, 0x110, 0x130, 0, 0x7B0]))
    if draw(st.booleans()):
        do = draw(st.sampled_from([0, dns.flags.DO]))
        size = draw(st.integers(0, 65_535))
        query.use_edns(draw(st.sampled_from([0, 0, 0, 1])), do, size, options=draw(OPTIONS))
    return query


EDITS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 600), st.binary(min_size=1, max_size=6)),
    min_size=1,
    max_size=4,
)


def damaged(wire: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    """Bytes with some changed, cut off, put in or taken out."""
    data = bytearray(wire)
    for kind, place, with_what in edits:
        at = place % (len(data) + 1)
        match kind:
            case 0:
                data[at : at + 1] = with_what[:1]
            case 1:
                del data[at:]
            case 2:
                data[at:at] = with_what
            case _:
                del data[at : at + len(with_what)]
    return bytes(data)


def a_port() -> Port:
    """A port by the stage's rules, made once: what it remembers is part of the test."""
    if not _PORTS:
        _PORTS.append(stage.port(Path(tempfile.mkdtemp(prefix="luytre-t-")))[0])
    return _PORTS[0]


_PORTS: list[Port] = []


def stopped(name: dns.name.Name) -> bool:
    """What the stage's rules stop, said in another way."""
    folded = dns.name.Name(tuple(label.lower() for label in name.labels))
    under = {
        suffix: folded.is_subdomain(dns.name.from_text(suffix))
        for suffix in ("porn.test", "dating.test", "bets.test", "phish.test", "perhaps.test")
    }
    return any(under.values()) or folded.is_subdomain(dns.name.from_text("no.mine.test"))


@given(queries(), st.booleans())
def test_every_true_query_is_answered_or_asked_upstream(
    query: dns.message.Message, udp: bool
) -> None:
    """With its own question, its own id, and never with what its name is stopped for."""
    wire = query.to_wire()
    found = a_port().answer(wire[2:], udp)
    assert found is not None
    if isinstance(found, bytes):
        answer = dns.message.from_wire(wire[:2] + found)
        assert answer.question == query.question
        assert wire[12 : 12 + len(found) - 10].startswith(found[10:][: _question_size(wire)])
        assert query.is_response(answer)
        assert (answer.edns >= 0) is (query.edns >= 0)
        assert not udp or len(found) + 2 <= max(512, query.payload)
    else:
        sent = dns.message.from_wire(b"\0\0" + found[1])
        assert sent.flags & dns.flags.RD and sent.question[0].rdtype == query.question[0].rdtype
        assert not sent.options
    if query.edns <= 0 and query.question[0].rdclass == 1:
        assert stopped(query.question[0].name) is (
            isinstance(found, bytes)
            and found[1] & 0xF == dns.rcode.NXDOMAIN
            and b"resolver" not in wire.lower()
        )


def _question_size(wire: bytes) -> int:
    return packet.skip_name(wire, 12) + 4 - 12


@given(queries(), EDITS)
def test_a_damaged_query_is_never_misread(
    whole: dns.message.Message, edits: list[tuple[int, int, bytes]]
) -> None:
    """What dnspython cannot read is an error or nothing; what both read they read alike."""
    wire = damaged(whole.to_wire(), edits)
    found = a_port().answer(wire[2:]) if len(wire) >= 2 else None
    try:
        query = dns.message.from_wire(wire)
    except (dns.exception.DNSException, ValueError, IndexError):
        query = None
    if found is None:
        assert len(wire) < 12 or wire[2] & 0x80
        return
    if query is None or len(query.question) != 1:
        _looks_sound(wire, found)
        return
    question = query.question[0]
    body = found if isinstance(found, bytes) else found[1]
    if isinstance(found, bytes) and found[1] & 0xF in (dns.rcode.FORMERR, dns.rcode.NOTIMP):
        return
    if isinstance(found, tuple) and found[4].safe:
        return
    assert body[10:].startswith(wire[12 : 12 + _question_size(wire)])
    if stopped(question.name) and query.opcode() == 0 and query.edns <= 0:
        assert isinstance(found, bytes)
        assert found[1] & 0xF == dns.rcode.NXDOMAIN


def _looks_sound(wire: bytes, found: object) -> None:
    """A query only we take: dnspython minds what is inside options and records, we do not.

    The name at least must be one.
    """
    if isinstance(found, bytes) and found[1] & 0xF in (dns.rcode.FORMERR, dns.rcode.NOTIMP):
        return
    assert packet.read_name(wire[2:], packet.HEAD) is not None
    dns.name.from_wire(wire, 12)
    assert wire[4:6] == b"\0\1"


@given(st.lists(st.one_of(st.integers(0, 8), st.integers(0, 255)), max_size=20).map(bytes))
def test_any_bytes_in_the_place_of_a_name(name: bytes) -> None:
    """Asked in a way that is known by now: read as dnspython reads it, or refused by both."""
    port = a_port()
    head, tail = b"\1\0\0\1\0\0\0\0\0\0", b"\0\0\1\0\1"
    port.answer(head + b"\4free\4test" + tail)
    found = port.answer(head + name + tail)
    assert found is not None
    try:
        query = dns.message.from_wire(b"\0\0" + head + name + tail)
    except (dns.exception.DNSException, ValueError):
        assert isinstance(found, bytes)
        assert (found[1] & 0xF, found[2:]) == (dns.rcode.FORMERR, bytes(8))
        return
    body = found if isinstance(found, bytes) else found[1]
    if body[2:] == bytes(8) and max(name) >= 0xC0:
        return  # dnspython follows a pointer into the head; no name lies there
    assert dns.message.from_wire(b"\0\0" + body).question == query.question


@given(st.binary(max_size=80))
def test_noise_is_survived(data: bytes) -> None:
    """Anything at all."""
    found = a_port().answer(data)
    assert found is None or isinstance(found, (bytes, tuple))


# --- answers of upstream servers ----------------------------------------------------------------

DATA = {
    "A": st.sampled_from(["10.0.0.1", "10.0.0.2", "192.0.2.255"]),
    "AAAA": st.sampled_from(["fd00::1", "2001:db8::53"]),
    "MX": st.sampled_from(["10 mail.example.", "20 other.mail.example."]),
    "TXT": st.sampled_from(['"a"', '"b" "c"']),
    "NS": st.sampled_from(["ns1.example.", "ns2.example."]),
    "CNAME": st.sampled_from(["edge.example.", "www.example."]),
    "HTTPS": st.sampled_from(
        [
            "1 . alpn=h2 ech=AAT+DQAA",
            "1 svc.example. mandatory=ech,port port=8443 ech=AAT+DQAA",
            "1 . alpn=h2,h3 ipv4hint=10.0.0.1",
            "0 alias.example.",
        ]
    ),
}
TTLS = st.sampled_from([0, 1, 59, 300, 86_400, 2**31 - 1])


@st.composite
def replies(draw: st.DrawFn) -> dns.message.Message:
    """An answer with records of several kinds, compressed as dnspython does."""
    kind = draw(st.sampled_from(sorted(DATA)))
    query = dns.message.make_query("www.example.", kind, use_edns=draw(st.sampled_from([0, -1])))
    reply = dns.message.make_response(query, recursion_available=True)
    for section in (reply.answer, reply.authority, reply.additional):
        for owner in draw(st.lists(st.sampled_from(["www", "edge", "ns1", "a.b"]), max_size=3)):
            one = kind if section is reply.answer else draw(st.sampled_from(["A", "NS", "HTTPS"]))
            name = f"{owner}.example."
            data = draw(st.lists(DATA[one], min_size=1, max_size=3, unique=True))
            if one == "CNAME":
                data = data[:1]
            if all(
                (str(s.name), s.rdtype) != (name, dns.rdatatype.from_text(one)) for s in section
            ):
                section.append(dns.rrset.from_text(name, draw(TTLS), "IN", one, *data))
    return reply


def _records(message: dns.message.Message) -> set[str]:
    """The answer section without what hides a name, one line a record."""
    found = set()
    for rrset in message.answer:
        for one in rrset:
            text = one.to_text()
            if rrset.rdtype == dns.rdatatype.HTTPS:
                text = " ".join(w for w in text.split() if not w.startswith(("ech=", "mandatory=")))
            found.add(f"{rrset.name} {rrset.ttl} {rrset.rdtype} {text}")
    return found


@given(replies(), st.integers(0, 400))
def test_an_answer_is_kept_as_it_was_said(reply: dns.message.Message, passed: int) -> None:
    """Read, kept and given again it has the same records, each so many seconds older."""
    wire = reply.to_wire()[2:]
    kind = reply.question[0].rdtype
    at = _question_size(b"\0\0" + wire) + packet.HEAD
    stored = cache.read(wire, at, kind, 1_000)
    for mode in (None, packet.Edns(1232, 0, False), packet.Edns(1232, 0, True)):
        way = asked(0x100, kind, 1, mode)
        again = dns.message.from_wire(b"\0\0" + stored.reply(way, wire[10:at], 1_000 + passed))
        assert again.question == reply.question
        assert (again.edns >= 0) is (mode is not None)
        assert "ech=" not in again.to_text()
        older = dns.message.from_wire(b"\0\0" + wire)
        for rrset in older.answer:
            rrset.ttl = max(0, rrset.ttl - passed)
        assert _records(again) == _records(older)


@given(replies(), EDITS)
def test_a_damaged_answer_is_refused_or_sound(
    whole: dns.message.Message, edits: list[tuple[int, int, bytes]]
) -> None:
    """Malformed, or records that fill what is given on exactly."""
    wire = damaged(whole.to_wire(), edits)
    body, end = wire[2:], 10 + len(b"\3www\7example\0\0\1\0\1")
    if len(body) < end or not body[0] & 0x80 or body[2:4] != b"\0\1":
        return
    try:
        if packet.skip_name(body, 10) + 4 != end:
            return
        stored = cache.read(body, end, 1, 0)
    except Malformed:
        return
    again = b"\0\0" + stored.reply(asked(0x100, 1, 1, None), body[10:end], 0)
    counts = packet.counts(again[2:])
    found = list(packet.records(again[2:], end))
    assert len(found) == sum(counts[2:])
    assert all(record.kind != packet.OPT for record in found)
    assert (found[-1].end if found else end) == len(again) - 2
