"""Ways of asking, and what follows from them."""

from __future__ import annotations

import pytest

from app.web import packet
from app.web.asked import Ways, asked, opt
from app.web.packet import Edns

DO = Edns(4096, 0, True)


@pytest.mark.parametrize(
    ("edns", "limit", "mode"),
    [
        (None, 512, 0),
        (Edns(512, 0, False), 512, 1),
        (Edns(900, 0, False), 900, 1),
        (Edns(4096, 0, False), 1232, 1),
        (DO, 1232, 2),
    ],
)
def test_how_much_a_client_takes(edns: Edns | None, limit: int, mode: int) -> None:
    """What it says, and never more than crosses every link unbroken."""
    way = asked(0x100, packet.A, 1, edns)
    assert (way.limit, way.mode) == (limit, mode)


def test_what_changes_answers_changes_the_key() -> None:
    """Type, class, DO, AD and CD; not RD, not the size."""
    ways = [
        asked(0x100, 1, 1, None),
        asked(0x100, 28, 1, None),
        asked(0x110, 1, 1, None),
        asked(0x120, 1, 1, None),
        asked(0x130, 1, 1, None),
        asked(0x100, 1, 1, DO),
    ]
    assert len({way.suffix for way in ways}) == len(ways)
    assert asked(0, 1, 1, None).suffix == ways[0].suffix
    assert asked(0x100, 1, 1, Edns(700, 0, False)).suffix == ways[0].suffix


@pytest.mark.parametrize(
    ("flags", "qtype", "edns", "plain"),
    [
        (0x100, packet.A, None, True),
        (0x120, packet.A, None, True),
        (0x000, packet.A, None, False),
        (0x140, packet.A, None, False),
        (0x100, packet.A, DO, False),
        (0x100, packet.CNAME, None, False),
        (0x100, packet.HTTPS, None, False),
        (0x100, packet.SVCB, None, False),
        (0x100, packet.ANY, None, False),
        (0x100, 252, None, False),
    ],
)
def test_what_may_go_out_as_it_came(flags: int, qtype: int, edns: Edns | None, plain: bool) -> None:
    """Only what needs no look, in either direction."""
    assert asked(flags, qtype, 1, edns).plain is plain
    with_edns = asked(flags, qtype, 1, Edns(1232, 0, False))
    assert (with_edns.simple, with_edns.plain) == (plain or edns is DO, False)


def test_ways_are_bounded() -> None:
    """A client that asks in ever new ways fills nothing; odd heads are not kept at all."""
    ways = Ways()
    way = asked(0x100, 1, 1, None)
    head = b"\1\0\0\1\0\0\0\0\0\0"
    for n in range(5_000):
        ways.learn(head, n.to_bytes(2, "big"), way)
    assert len(ways.heads[head]) <= 512
    ways.learn(b"\1\x40\0\1\0\0\0\0\0\0", b"x", way)
    assert len(ways.heads) == 8


def test_an_opt_of_ours() -> None:
    """RFC 6891: root, 41, our size, the upper bits of the code, DO, options."""
    assert opt(1) == bytes.fromhex("000029 04d0 00000000 0000")
    assert opt(2) == bytes.fromhex("000029 04d0 00008000 0000")
    assert opt(1, rcode=16) == bytes.fromhex("000029 04d0 01000000 0000")
    assert opt(1, reason=15, text="ab") == bytes.fromhex(
        "000029 04d0 00000000 0008 000f 0004 000f 6162"
    )
