"""Names, questions and records as bytes, beside dnspython."""

from __future__ import annotations

import dns.message
import dns.name
import dns.rrset
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web import packet
from app.web.packet import Malformed

LABELS = st.lists(st.binary(min_size=1, max_size=63), max_size=8).filter(
    lambda labels: sum(len(one) + 1 for one in labels) <= 254
)


@given(LABELS)
def test_a_name_is_well_formed(labels: list[bytes]) -> None:
    """What dnspython writes is; the same with a byte more or less is not."""
    name = dns.name.Name((*labels, b"")).to_wire()[:-1]  # type: ignore[index]
    assert packet.well_formed(name)
    assert list(packet.suffixes(name)) == [
        dns.name.Name((*labels[n:], b"")).to_wire()[:-1]  # type: ignore[index]
        for n in range(len(labels))
    ]
    assert packet.read_name(bytes(10) + name + b"\0", 10) == name
    assert packet.skip_name(bytes(10) + name + b"\0", 10) == 10 + len(name) + 1
    if name:
        assert not packet.well_formed(name[:-1])
        assert not packet.well_formed(name + b"\0")


@given(st.binary(max_size=300))
def test_any_bytes_as_a_name(data: bytes) -> None:
    """Read as dnspython reads them, or refused by both."""
    message = bytes(10) + data
    try:
        theirs = dns.name.from_wire(b"\0\0" + message, 12)[0].to_wire()[:-1]  # type: ignore[index]
    except Exception:  # noqa: BLE001 dnspython raises many kinds for bad bytes
        theirs = None
    try:
        ours: bytes | None = packet.read_name(message, 10)
    except Malformed:
        ours = None
    if theirs is None or b"\xc0" not in data:
        assert ours == theirs
    elif ours is not None:
        assert ours == theirs


@pytest.mark.parametrize(
    "name",
    [
        b"\xc0\x0c",  # at itself
        b"\1a\xc0\x0c",  # round and round
        b"\xc0\xff",  # beyond the end
        b"\xc0",  # half a pointer
        b"\xc0\x02",  # into the head
        b"\x80a",
        b"\5abc",
        b"",
    ],
)
def test_names_that_are_none(name: bytes) -> None:
    """A pointer goes back, and only to where names may be."""
    with pytest.raises(Malformed):
        packet.read_name(bytes(10) + name, 10)


def test_a_record_whose_owner_leads_in_a_circle() -> None:
    """Nothing of such a reply is given on: who reads it after us might never come back."""
    question = b"\1a\0" + b"\0\1\0\1"
    at = 10 + len(question)
    to_itself = (0xC000 | at + 2).to_bytes(2, "big")
    record = b"\0\1\0\1\0\0\0\x3c\0\4\x0a\0\0\1"
    head = b"\x81\x80\0\1\0\1\0\0\0\0"
    assert len(list(packet.records(head + question + b"\xc0\x0c" + record, at))) == 1
    with pytest.raises(Malformed):
        list(packet.records(head + question + to_itself + record, at))


def test_records_of_a_reply() -> None:
    """Section, type, TTL and place of each; a TTL beyond 31 bits is zero (RFC 2181)."""
    reply = dns.message.make_response(dns.message.make_query("www.test", "A", use_edns=0))
    reply.answer.append(dns.rrset.from_text("www.test.", 2**31 - 1, "IN", "A", "10.0.0.1"))
    reply.authority.append(dns.rrset.from_text("test.", 7, "IN", "NS", "ns.test."))
    body = bytearray(reply.to_wire()[2:])
    at = 10 + len(b"\3www\4test\0") + 4
    found = list(packet.records(bytes(body), at))
    assert [(one.section, one.kind, one.ttl) for one in found] == [
        (0, packet.A, 2**31 - 1),
        (1, 2, 7),
        (2, packet.OPT, 0),
    ]
    assert bytes(body[found[0].data_at : found[0].end]) == bytes((10, 0, 0, 1))
    assert packet.read_name(bytes(body), found[1].at) == b"\4test"
    body[found[0].ttl_at] = 0x80
    assert next(packet.records(bytes(body), at)).ttl == 0
    with pytest.raises(Malformed):
        list(packet.records(bytes(body[:-1]), at))
