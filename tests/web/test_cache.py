"""What is kept, how long, and how much of it."""

from __future__ import annotations

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from app.web import cache
from app.web.asked import asked
from app.web.cache import Cache, Stored
from app.web.packet import Edns, Malformed

SOA = "ns.test. nobody.test. 1 2 3 4 60"


def body(
    kind: str, *rrsets: tuple[str, int, str, str], rcode: int = 0, section: int = 1
) -> tuple[bytes, int]:
    """An answer to `www.test`, after its id, and where its question ends."""
    reply = dns.message.make_response(dns.message.make_query("www.test", kind))
    reply.set_rcode(dns.rcode.Rcode(rcode))
    for name, ttl, what, data in rrsets:
        reply.sections[section].append(dns.rrset.from_text(name, ttl, "IN", what, data))
    return reply.to_wire()[2:], 10 + len(b"\3www\4test\0\0\1\0\1")


def kept_for(data: tuple[bytes, int], qtype: int = 1) -> int:
    """Seconds an answer is kept."""
    stored = cache.read(*data, qtype, 100)
    return stored.expires - stored.born


@pytest.mark.parametrize(
    ("data", "seconds"),
    [
        (body("A", ("www.test.", 300, "A", "10.0.0.1")), 300),
        (body("A", ("www.test.", 0, "A", "10.0.0.1")), 0),
        (body("A", ("www.test.", 50, "CNAME", "x.test."), ("x.test.", 90, "A", "10.0.0.1")), 50),
        # an alias alone is no answer to A: there is none, and nobody says for how long
        (body("A", ("www.test.", 50, "CNAME", "x.test.")), 0),
        (body("A", rcode=3), 0),
        (body("A", ("test.", 900, "SOA", SOA), rcode=3, section=2), 60),
        (body("A", ("test.", 30, "SOA", SOA), section=2), 30),
        (body("A", ("test.", 900, "SOA", SOA.replace(" 60", " 999999")), section=2), 900),
        (body("A", rcode=2), cache.FAILURE),
        (body("A", rcode=5), cache.FAILURE),
    ],
)
def test_how_long_an_answer_is_kept(data: tuple[bytes, int], seconds: int) -> None:
    """The shortest TTL; of a "there is none" the SOA's word (RFC 2308); failures a moment."""
    assert kept_for(data) == seconds


def test_a_day_is_the_longest() -> None:
    """Whatever a TTL says."""
    kept = Cache()
    data, at = body("A", ("www.test.", 2_000_000, "A", "10.0.0.1"))
    kept.put(b"k", (0, at, data), len(data))
    assert kept.get(b"k", 1, cache.LONGEST - 1) is not None
    assert kept.get(b"k", 1, cache.LONGEST) is None


def test_it_is_true_until_its_last_second() -> None:
    """And never shows a TTL of a second that is over."""
    kept = Cache()
    data, at = body("A", ("www.test.", 5, "A", "10.0.0.1"))
    kept.put(b"k", (100, at, data), len(data))
    for passed in range(5):
        stored = kept.get(b"k", 1, 100 + passed)
        assert stored is not None
        reply = stored.reply(asked(0x100, 1, 1, None), data[10:at], 100 + passed)
        assert dns.message.from_wire(b"\0\0" + reply).answer[0].ttl == 5 - passed
    assert kept.get(b"k", 1, 105) is None
    assert len(kept) == 0


def test_authenticity_is_told_to_who_asked_for_it() -> None:
    """AD is for those that set DO or AD (RFC 6840), and AA is for nobody."""
    data, at = body("A", ("www.test.", 5, "A", "10.0.0.1"))
    flags = int.from_bytes(data[:2], "big") | dns.flags.AD | dns.flags.AA
    stored = cache.read(flags.to_bytes(2, "big") + data[2:], at, 1, 100)
    for way, sure in (
        (asked(0x100, 1, 1, None), False),
        (asked(0x120, 1, 1, None), True),
        (asked(0x100, 1, 1, Edns(1232, 0, True)), True),
        (asked(0x100, 1, 1, Edns(1232, 0, False)), False),
    ):
        reply = dns.message.from_wire(b"\0\0" + stored.reply(way, data[10:at], 100))
        assert bool(reply.flags & dns.flags.AD) is sure
        assert not reply.flags & dns.flags.AA


def test_least_recently_used_goes_first() -> None:
    """What is asked for stays, the rest makes room; there are never more than two generations."""
    kept = Cache(entries=10)
    data, at = body("A", ("www.test.", 500, "A", "10.0.0.1"))
    for n in range(100):
        kept.put(b"%d" % n, (100, at, data), len(data))
        assert kept.get(b"0", 1, 101) is not None
        assert len(kept) <= 22
    assert kept.get(b"50", 1, 101) is None
    kept.clear()
    assert len(kept) == 0


def test_bytes_are_bounded_too() -> None:
    """A few large answers are as many as many small ones."""
    kept = Cache(entries=1_000, size=10_000)
    for n in range(100):
        kept.put(b"%d" % n, Stored(0, 9, 0, False, 0, 0, 0, b"x" * 3_000, (), (), 0), 3_000)
    assert len(kept) <= 8


def test_what_cannot_be_read_is_not_kept() -> None:
    """It was passed on as it came; nobody gets it a second time."""
    kept = Cache()
    data, at = body("A", ("www.test.", 5, "A", "10.0.0.1"))
    kept.put(b"k", (100, at, data[:-1]), len(data))
    assert kept.get(b"k", 1, 100) is None
    assert len(kept) == 0
    with pytest.raises(Malformed):
        cache.read(data[:-1], at, 1, 100)
