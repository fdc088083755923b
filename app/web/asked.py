"""The *way* a query asks: everything in it but id and name, read once and known by its bytes.

A client asks thousands of names in the same few ways (flags, type, class, EDNS). The bytes before
and after the name are looked up; only a way never seen before is read with care.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from struct import Struct
from typing import Final

from app.web import packet
from app.web.packet import Edns

_HEAD = Struct(">5H").pack
_KEPT_FLAGS: Final = packet.OPCODE | packet.RD | packet.CD
_NO_TYPES: Final = frozenset({0, packet.OPT, packet.TKEY, 250, packet.IXFR, 252, 253, 254})
# Types whose answers name other names: they are looked into before anybody gets them.
_READ: Final = frozenset({packet.CNAME, packet.DNAME, packet.SVCB, packet.HTTPS})
_MOST: Final = 512  # ways kept for one head; a client makes a handful

_EDE: Final = 15  # RFC 8914: the option's number


@dataclass(frozen=True, slots=True)
class Asked:
    """A way of asking, with the parts of answers that follow from it.

    mode      0 = without EDNS, 1 = with, 2 = with DO: the index into a sinkhole's endings.
    limit     bytes (with the id) the client takes over UDP, ours at most.
    suffix    what a cache key has behind the name: type, class, and the bits that change answers.
    question  type and class as in the question.
    echo      how a record of the asked name, type and class begins in an answer.
    ordinary  a type and class that may be asked upstream.
    simple    ordinary, RD, without DO: what comes back may need no careful look.
    plain     simple and without EDNS: the client's own bytes can be sent upstream.
    up_head, up_tail  what is sent upstream before and after the question.
    stop_head  the head of an NXDOMAIN with one record in the authority section.
    """

    flags: int
    qtype: int
    qclass: int
    mode: int
    limit: int
    suffix: bytes
    question: bytes
    echo: bytes
    ordinary: bool
    simple: bool
    plain: bool
    up_head: bytes
    up_tail: bytes
    stop_head: bytes
    opt: bytes

    def head(self, rcode: int, answers: int, authorities: int, extras: int, more: int = 0) -> bytes:
        """Give the head of a reply; extras without our OPT, `more` are further flags."""
        flags = self.reply_flags | rcode | more
        return _HEAD(flags, 1, answers, authorities, extras + (self.mode > 0))

    @property
    def reply_flags(self) -> int:
        """QR, RA, and of the query's flags what a reply repeats."""
        return packet.QR | packet.RA | (self.flags & _KEPT_FLAGS)

    @property
    def takes_ad(self) -> bool:
        """Whether the client understands "this was authentic" (RFC 6840 5.7)."""
        return self.mode == 2 or bool(self.flags & packet.AD)


def asked(flags: int, qtype: int, qclass: int, edns: Edns | None) -> Asked:
    """Work out everything that follows from a way of asking."""
    mode = 0 if edns is None else 2 if edns.do else 1
    bits = flags & (packet.CD | packet.AD)
    question = qtype.to_bytes(2, "big") + qclass.to_bytes(2, "big")
    ordinary = qclass == packet.IN and qtype not in _NO_TYPES and qtype != packet.ANY
    usual = flags & ~(packet.AD | packet.CD) == packet.RD
    simple = ordinary and usual and mode < 2 and qtype not in _READ
    kept = packet.QR | packet.RA | (flags & _KEPT_FLAGS)
    return Asked(
        flags=flags,
        qtype=qtype,
        qclass=qclass,
        mode=mode,
        limit=packet.PLAIN_UDP if edns is None else min(edns.size, packet.MAX_UDP),
        suffix=question + bytes((bits | (mode == 2),)),
        question=question,
        echo=packet.TO_NAME + question,
        ordinary=ordinary,
        simple=simple,
        plain=simple and mode == 0,
        up_head=_HEAD(packet.RD | bits, 1, 0, 0, int(mode > 0)),
        up_tail=opt(mode) if mode else b"",
        stop_head=_HEAD(kept | packet.NXDOMAIN, 1, 0, 1, int(mode > 0)),
        opt=opt(mode) if mode else b"",
    )


def opt(mode: int, rcode: int = 0, reason: int | None = None, text: str = "") -> bytes:
    """Give our OPT record; rcode is the extended one, reason an Extended DNS Error."""
    options = b""
    if reason is not None:
        said = reason.to_bytes(2, "big") + text.encode("ascii")
        options = _EDE.to_bytes(2, "big") + len(said).to_bytes(2, "big") + said
    do = b"\x80\0" if mode == 2 else b"\0\0"
    size = packet.MAX_UDP.to_bytes(2, "big")
    high = bytes((rcode >> 4, 0))
    return b"\0\0\x29" + size + high + do + len(options).to_bytes(2, "big") + options


class Ways:
    """The ways seen so far: heads[first ten bytes][bytes behind the name] -> Asked.

    Only heads a client has reason to send are kept (RD, AD, CD in any mixture, with and without
    EDNS), and only EDNS of version 0: whatever else is read with care each time.
    """

    def __init__(self) -> None:
        """Know every head, and no way yet."""
        self.heads: dict[bytes, dict[bytes, Asked]] = {head: {} for head in _usual_heads()}

    def learn(self, head: bytes, tail: bytes, way: Asked) -> None:
        """Keep a way for the next query that asks so."""
        ways = self.heads.get(head)
        if ways is not None:
            if len(ways) >= _MOST:
                ways.clear()
            ways[tail] = way


def _usual_heads() -> Iterator[bytes]:
    for bits in (0, packet.AD, packet.CD, packet.AD | packet.CD):
        for extras in (0, 1):
            yield _HEAD(packet.RD | bits, 1, 0, 0, extras)
