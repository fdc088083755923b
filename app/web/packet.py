"""A DNS message as bytes: heads, names, questions, records. Pure; RFC 1035, 6891, 2181.

Everything here takes a message *after its id* (that is how the hot path keeps them), so offsets are
two less than in the RFC, and compression pointers, which count from the id, are two more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from struct import Struct
from typing import Final

HEAD: Final = 10  # flags and four counts; the question begins here
MAX_NAME: Final = 255
MAX_UDP: Final = 1232  # bytes with the id; what crosses every link unbroken (DNS Flag Day 2020)
PLAIN_UDP: Final = 512  # RFC 1035 4.2.1: without EDNS

QR: Final = 0x8000
AA: Final = 0x0400
TC: Final = 0x0200
RD: Final = 0x0100
RA: Final = 0x0080
AD: Final = 0x0020
CD: Final = 0x0010
OPCODE: Final = 0x7800

NOERROR, FORMERR, SERVFAIL, NXDOMAIN, NOTIMP, REFUSED = range(6)

A: Final = 1
CNAME: Final = 5
SOA: Final = 6
PTR: Final = 12
AAAA: Final = 28
DNAME: Final = 39
OPT: Final = 41
RRSIG: Final = 46
SVCB: Final = 64
HTTPS: Final = 65
TKEY: Final = 249
IXFR: Final = 251
ANY: Final = 255
IN: Final = 1

TO_NAME: Final = b"\xc0\x0c"  # a pointer to the question's name

_COUNTS = Struct(">5H").unpack_from
_FIXED = Struct(">HHIH").unpack_from  # type, class, ttl, length of what follows


class Malformed(Exception):
    """The bytes are no message. Never leaves app.web: whoever reads bytes catches it."""


@dataclass(frozen=True, slots=True)
class Edns:
    """What an OPT record of a query says."""

    size: int
    version: int
    do: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A query that can be read. name is in wire form as asked, without its root byte."""

    flags: int
    name: bytes
    qtype: int
    qclass: int
    edns: Edns | None


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a reply; at, data_at and end are offsets (its name, its data, what follows).

    ttl_at is the offset of its TTL. section is 0 answer, 1 authority, 2 additional.
    """

    section: int
    at: int
    kind: int
    rclass: int
    ttl: int
    data_at: int
    end: int

    @property
    def ttl_at(self) -> int:
        """Where its TTL lies: four bytes before the two of the data's length."""
        return self.data_at - 6


# From one label's length byte to the next one; what is no length leads beyond every name.
STEPS: Final = tuple(n + 1 if 0 < n < 64 else 1_000 for n in range(256))


def well_formed(name: bytes) -> bool:
    """Tell whether the labels of a wire name end exactly at its end (the root byte left off).

    A name cut at its first zero byte is whole only if this holds: a label may hold zeros.
    """
    at, size = 0, len(name)
    if size > MAX_NAME - 1:
        return False
    while at < size:
        at += STEPS[name[at]]
    return at == size


def suffixes(name: bytes) -> Iterator[bytes]:
    """Give a well-formed wire name and its parents, the whole name first, the root not at all."""
    at, size = 0, len(name)
    while at < size:
        yield name[at:]
        at += name[at] + 1


def skip_name(message: bytes, at: int) -> int:
    """Give the offset behind the name at `at`, compressed or not. Raises Malformed."""
    size = len(message)
    while at < size:
        step = message[at]
        if step == 0:
            return at + 1
        if step >= 0xC0:
            if at + 2 > size:
                break
            return at + 2
        if step > 63:
            break
        at += step + 1
    raise Malformed


def read_name(message: bytes, at: int) -> bytes:
    """Give the name at `at` uncompressed, as written, without its root byte. Raises Malformed.

    A pointer must point before itself, so that no loop is possible.
    """
    labels: list[bytes] = []
    total, limit, size = 0, at, len(message)
    while at < size:
        step = message[at]
        if step == 0:
            return b"".join(labels)
        if step >= 0xC0:
            if at + 2 > size:
                break
            to = (((step & 0x3F) << 8) | message[at + 1]) - 2
            if to >= limit or to < HEAD:
                break
            at = limit = to
            continue
        if step > 63 or at + step + 1 > size:
            break
        total += step + 1
        if total > MAX_NAME - 1:
            break
        labels.append(message[at : at + step + 1])
        at += step + 1
    raise Malformed


def read_query(query: bytes) -> Query:
    """Read a query whose head is a query's (QR 0, opcode 0). Raises Malformed.

    One question, no answers, at most one OPT; other additional records are passed over, and
    nothing may follow the last one.
    """
    if len(query) < HEAD:
        raise Malformed
    flags, questions, answers, authorities, extras = _COUNTS(query)
    if questions != 1 or answers or authorities:
        raise Malformed
    name = read_name(query, HEAD)
    at = HEAD + len(name) + 1
    if query[at - 1] != 0 or at + 4 > len(query):  # a question's name has nothing to point to
        raise Malformed
    qtype = int.from_bytes(query[at : at + 2], "big")
    qclass = int.from_bytes(query[at + 2 : at + 4], "big")
    at += 4
    edns: Edns | None = None
    for _ in range(extras):
        owner_at = at
        at = skip_name(query, at)
        if at + 10 > len(query):
            raise Malformed
        kind, size, word, length = _FIXED(query, at)
        at += 10 + length
        if kind == OPT:
            if edns is not None or query[owner_at] != 0:
                raise Malformed
            _check_options(query, at - length, at)
            edns = Edns(max(size, PLAIN_UDP), word >> 16 & 0xFF, bool(word & 0x8000))
    if at != len(query):
        raise Malformed
    return Query(flags, name, qtype, qclass, edns)


def _check_options(query: bytes, at: int, end: int) -> None:
    """Raise Malformed where the options of an OPT record do not fill it exactly."""
    if end > len(query):
        raise Malformed
    while at < end:
        if at + 4 > end:
            raise Malformed
        at += 4 + int.from_bytes(query[at + 2 : at + 4], "big")
    if at != end:
        raise Malformed


def records(reply: bytes, at: int) -> Iterator[Record]:
    """Give the records of a reply whose question ends at `at`. Raises Malformed, also half-way."""
    _flags, _questions, *counts = _COUNTS(reply)
    size = len(reply)
    for section, count in enumerate(counts):
        for _ in range(count):
            owner = at
            at = skip_name(reply, at)
            if reply[owner:at] != TO_NAME:
                read_name(reply, owner)  # one that leads in a circle would reach the child's reader
            if at + 10 > size:
                raise Malformed
            kind, rclass, ttl, length = _FIXED(reply, at)
            data_at = at + 10
            at = data_at + length
            if at > size:
                raise Malformed
            # RFC 2181 8: a TTL with the highest bit set is zero.
            ttl = 0 if ttl & 0x80000000 and kind != OPT else ttl
            yield Record(section, owner, kind, rclass, ttl, data_at, at)


def counts(message: bytes) -> tuple[int, ...]:
    """Give flags and the four counts of a message of at least HEAD bytes."""
    found: tuple[int, ...] = _COUNTS(message)
    return found
