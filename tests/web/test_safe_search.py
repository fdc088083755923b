"""Another name's addresses behind the asked one."""

from __future__ import annotations

import dns.message
import dns.rcode
import dns.rrset
import pytest

from app.model.web import Youtube
from app.programs.resolver import wiring
from app.web import cache, safe_search
from app.web.asked import asked
from app.web.names import wire
from tests.web.stage import SAFE, texts

QUESTION = b"\3www\6search\4test\0\0\1\0\1"
SAFE_NAME = wire("safe.search.test")


def stored(*rrsets: tuple[str, int, str, str], rcode: int = 0) -> cache.Stored:
    """What upstream says of the safe name."""
    reply = dns.message.make_response(dns.message.make_query("safe.search.test", "A"))
    reply.set_rcode(dns.rcode.Rcode(rcode))
    for name, ttl, kind, data in rrsets:
        reply.answer.append(dns.rrset.from_text(name, ttl, "IN", kind, data))
    body = reply.to_wire()[2:]
    return cache.read(body, 10 + len(SAFE_NAME) + 5, 1, 100)


def said(kept: cache.Stored, now: int = 100) -> dns.message.Message:
    """The answer for `www.search.test`."""
    body = safe_search.reply(kept, QUESTION, asked(0x100, 1, 1, None), SAFE_NAME, now)
    return dns.message.from_wire(b"\0\0" + body)


def test_an_alias_and_its_addresses() -> None:
    """Aged like any answer; the alias lives as long as the shortest of what is behind it."""
    kept = stored(
        ("safe.search.test.", 90, "CNAME", "edge.search.test."),
        ("edge.search.test.", 30, "A", "10.0.0.1"),
    )
    for passed in (0, 10):
        assert texts(said(kept, 100 + passed)) == [
            f"www.search.test {30 - passed} CNAME safe.search.test.",
            f"safe.search.test {90 - passed} CNAME edge.search.test.",
            f"edge.search.test {30 - passed} A 10.0.0.1",
        ]


def test_no_address_is_no_address() -> None:
    """A safe name without IPv6 gives an alias and nothing behind it."""
    assert texts(said(stored())) == ["www.search.test 300 CNAME safe.search.test."]


@pytest.mark.parametrize("rcode", [2, 3, 5])
def test_a_failure_never_opens_the_other_name(rcode: int) -> None:
    """SERVFAIL, also where the safe name is gone."""
    answer = said(stored(rcode=rcode))
    assert (answer.rcode(), answer.answer) == (dns.rcode.SERVFAIL, [])


@pytest.mark.parametrize(
    ("search", "youtube", "names"),
    [
        (False, Youtube.OFF, {}),
        (True, Youtube.OFF, {"www.search.test": "safe.search.test"}),
        (False, Youtube.STRICT, {"www.video.test": "strict.video.test"}),
        (
            True,
            Youtube.MODERATE,
            {"www.search.test": "safe.search.test", "www.video.test": "moderate.video.test"},
        ),
    ],
)
def test_what_is_in_force(search: bool, youtube: Youtube, names: dict[str, str]) -> None:
    """By the rules of a port."""
    assert SAFE.of(search, youtube) == {wire(k): wire(v) for k, v in names.items()}


def test_the_shipped_names() -> None:
    """Every name of the seed, each of YouTube's modes with its own host, never swapped."""
    _, safe = wiring.from_seed()
    assert safe.search[wire("www.google.com.vn")] == wire("forcesafesearch.google.com")
    assert sum(v == wire("forcesafesearch.google.com") for v in safe.search.values()) >= 190
    video = wire("www.youtube.com")
    assert safe.youtube[Youtube.STRICT][video] == wire("restrict.youtube.com")
    assert safe.youtube[Youtube.MODERATE][video] == wire("restrictmoderate.youtube.com")
    assert video not in safe.search
