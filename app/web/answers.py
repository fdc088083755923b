"""Answers made here: what is stopped, refused, empty or wrong. Pure bytes, without the id.

A stopped name gets NXDOMAIN with an SOA whose TTL is a second, so that a parent's yes is seen at
once, and where the client speaks EDNS an Extended DNS Error (RFC 8914) says that it was stopped.
"""

from __future__ import annotations

from typing import Final

from app.web import packet
from app.web.asked import Asked, opt

# RFC 8914 5.2: the numbers of Extended DNS Errors.
NOT_READY: Final = 14
BLOCKED: Final = 15
FILTERED: Final = 17
NO_AUTHORITY: Final = 22
NETWORK: Final = 23

STOP_TTL: Final = 1  # seconds

# RFC 2308 5: an SOA above the name; ours stands at the root, so that it is above every name.
_SOA_DATA = b"\x06luytre\x07invalid\0\0" + b"".join(
    number.to_bytes(4, "big") for number in (1, STOP_TTL, STOP_TTL, STOP_TTL, STOP_TTL)
)
_SOA = (
    b"\0"
    + packet.SOA.to_bytes(2, "big")
    + packet.IN.to_bytes(2, "big")
    + STOP_TTL.to_bytes(4, "big")
    + len(_SOA_DATA).to_bytes(2, "big")
    + _SOA_DATA
)
# RFC 8482 4.2: the answer to ANY, an HINFO with the CPU `RFC8482` and no system.
_HINFO = packet.TO_NAME + b"\0\x0d\0\x01\0\0\x0e\x10\0\x09\x07RFC8482\0"


def endings(reason: int, text: str) -> tuple[bytes, bytes, bytes]:
    """Give what follows the question in the answer to a stopped name, by `Asked.mode`."""
    return (
        _SOA,
        _SOA + opt(1, reason=reason, text=text),
        _SOA + opt(2, reason=reason, text=text),
    )


def failed(way: Asked, question: bytes, reason: int, text: str = "") -> bytes:
    """SERVFAIL that says why; question as asked, name to class."""
    tail = opt(way.mode, reason=reason, text=text) if way.mode else b""
    return way.head(packet.SERVFAIL, 0, 0, 0) + question + tail


def refused(way: Asked, question: bytes) -> bytes:
    """REFUSED: a type or class that is not answered here (transfers, other classes)."""
    return way.head(packet.REFUSED, 0, 0, 0) + question + way.opt


def nothing(way: Asked, question: bytes) -> bytes:
    """NODATA: the name is there, records of this type are not."""
    return way.head(packet.NOERROR, 0, 1, 0) + question + _SOA + way.opt


def absent(way: Asked, question: bytes) -> bytes:
    """NXDOMAIN that is nobody's decision: names that must not leave a machine."""
    return way.stop_head + question + _SOA + way.opt


def any_type(way: Asked, question: bytes) -> bytes:
    """Answer ANY with one small record (RFC 8482)."""
    return way.head(packet.NOERROR, 1, 0, 0) + question + _HINFO + way.opt


def bad_version(way: Asked, question: bytes) -> bytes:
    """BADVERS (16): an EDNS version above ours (RFC 6891 6.1.3)."""
    return way.head(packet.NOERROR, 0, 0, 0) + question + opt(way.mode, rcode=16)


def truncated(way: Asked, question: bytes) -> bytes:
    """Ask the client to come by TCP; no record rather than some (RFC 2181 9)."""
    return way.head(packet.NOERROR, 0, 0, 0, packet.TC) + question + way.opt


def bare(flags: int, rcode: int) -> bytes:
    """Give a reply with nothing but a head, to a query that cannot be read."""
    kept = flags & (packet.OPCODE | packet.RD | packet.CD)
    return (packet.QR | packet.RA | kept | rcode).to_bytes(2, "big") + bytes(8)
