"""HTTPS and SVCB records without what hides a name."""

from __future__ import annotations

import dns.message
import dns.rrset
import pytest

from app.web import packet, svcb
from app.web.packet import Malformed

ECH = "ech=AAT+DQAA"


def reply(*records: tuple[str, str, str], ad: bool = False) -> tuple[bytes, int]:
    """An answer to `www.test HTTPS`, after its id, and where its question ends."""
    made = dns.message.make_response(dns.message.make_query("www.test", "HTTPS"))
    for name, kind, data in records:
        made.answer.append(dns.rrset.from_text(name, 300, "IN", kind, data))
    if ad:
        made.flags |= 0x20
    return made.to_wire()[2:], 10 + len(b"\3www\4test\0\0\1\0\1")


def shown(body: bytes) -> list[str]:
    """The records of an answer."""
    message = dns.message.from_wire(b"\0\0" + body)
    assert not message.authority and not message.additional
    return [rrset.to_text() for rrset in message.answer]


@pytest.mark.parametrize(
    ("data", "left"),
    [
        (f"1 . alpn=h2,h3 {ECH} port=8443", '1 . alpn="h2,h3" port="8443"'),
        (f"1 other.test. {ECH}", "1 other.test."),
        (f"1 . mandatory=ech,alpn alpn=h2 {ECH}", '1 . mandatory="alpn" alpn="h2"'),
        (f"1 . mandatory=ech {ECH}", "1 ."),
    ],
)
def test_what_hides_a_name_is_left_out(data: str, left: str) -> None:
    """The rest stays, and aliases before it; the answer is no longer vouched for."""
    body, at = reply(("www.test.", "CNAME", "edge.test."), ("edge.test.", "HTTPS", data), ad=True)
    found = svcb.without_ech(body, at)
    assert shown(found) == [
        "www.test. 300 IN CNAME edge.test.",
        f"edge.test. 300 IN HTTPS {left}",
    ]
    assert not int.from_bytes(found[:2], "big") & packet.AD


@pytest.mark.parametrize("data", ["1 . alpn=h2", "0 other.test.", "1 . ipv4hint=10.0.0.1 port=1"])
def test_what_hides_nothing_is_left_alone(data: str) -> None:
    """Byte for byte."""
    body, at = reply(("www.test.", "HTTPS", data))
    assert svcb.without_ech(body, at) == body


def test_signatures_of_what_was_changed_go() -> None:
    """A wrong signature is worse than none; others stay."""
    signed = "8 2 300 20300101000000 20200101000000 1 test. AAAA"
    body, at = reply(
        ("www.test.", "CNAME", "edge.test."),
        ("www.test.", "RRSIG", f"CNAME {signed}"),
        ("edge.test.", "HTTPS", f"1 . {ECH}"),
        ("edge.test.", "RRSIG", f"HTTPS {signed}"),
    )
    kinds = [line.split()[3:5] for line in shown(svcb.without_ech(body, at))]
    assert kinds == [["CNAME", "edge.test."], ["RRSIG", "CNAME"], ["HTTPS", "1"]]


def test_half_a_record_is_none() -> None:
    """Lengths inside a record must fill it."""
    body, at = reply(("www.test.", "HTTPS", f"1 . {ECH}"))
    for length in (5, 7, 14):
        broken = bytearray(body)
        broken[-7] = length
        with pytest.raises(Malformed):
            svcb.without_ech(bytes(broken), at)
