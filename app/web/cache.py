"""Answers of upstream servers, positive and negative, aged to the second and bounded.

An answer is kept as it came; it is read (TTLs, aliases, our own OPT's place) when it is first used
again, since most never are. Two generations of entries stand for "least recently used": when the
young one is full it becomes the old one, and what was not asked for in the meantime is forgotten.

Time is a parameter: whole seconds of a clock that never goes back.
"""

from __future__ import annotations

from dataclasses import dataclass
from struct import Struct
from typing import Final

from app.web import packet, svcb
from app.web.asked import Asked
from app.web.packet import Malformed

LONGEST: Final = 86_400  # seconds an answer is kept, whatever its TTL says
LONGEST_NO: Final = 10_800  # seconds a "there is none" is kept (RFC 2308 5: one to three hours)
FAILURE: Final = 1  # seconds a failure is kept (RFC 9520 3.2: at least one)
ENTRIES: Final = 4096  # of a generation
BYTES: Final = 2 * 1024 * 1024  # of answers in a generation

_TTL = Struct(">I")
_KINDS: Final = (packet.SVCB, packet.HTTPS)


@dataclass(frozen=True, slots=True)
class Stored:
    """An answer that was read.

    rest   the records behind the question, without OPT; ttls are (offset in rest, seconds).
    chain  where its aliases lead: lower-case wire names.
    sure   AD: the upstream server vouches for it.
    size   of the question in front of it, which its pointers count on.
    """

    born: int
    expires: int
    rcode: int
    sure: bool
    answers: int
    authorities: int
    extras: int
    rest: bytes
    ttls: tuple[tuple[int, int], ...]
    chain: tuple[bytes, ...]
    size: int

    def aged(self, now: int) -> bytes:
        """Give the records with the TTLs they have now."""
        passed = now - self.born
        if not passed:
            return self.rest
        rest = bytearray(self.rest)
        for at, ttl in self.ttls:
            _TTL.pack_into(rest, at, max(0, ttl - passed))
        return bytes(rest)

    def reply(self, way: Asked, question: bytes, now: int) -> bytes:
        """Give the whole answer to who asks in this way; question is his, name to class."""
        more = packet.AD if self.sure and way.takes_ad else 0
        head = way.head(self.rcode, self.answers, self.authorities, self.extras, more)
        return head + question + self.aged(now) + way.opt


def read(body: bytes, at: int, qtype: int, born: int) -> Stored:
    """Read an upstream answer (after its id) whose question ends at `at`. Raises Malformed.

    Records that hide a name (`ech`) are taken out; what follows an OPT is left away.
    """
    flags = int.from_bytes(body[:2], "big")
    rcode = flags & 0xF
    if rcode not in (packet.NOERROR, packet.NXDOMAIN):
        return failure(born, rcode)
    found = list(packet.records(body, at))
    if any(record.kind in _KINDS for record in found):
        body = svcb.without_ech(body, at)
        flags = int.from_bytes(body[:2], "big")
        # Beside what was asked for, such a record is a courtesy: it is left away with the rest.
        found = [r for r in packet.records(body, at) if r.section == 0 or r.kind not in _KINDS]
    return _stored(body, at, qtype, born, flags, found)


def _stored(
    body: bytes, at: int, qtype: int, born: int, flags: int, found: list[packet.Record]
) -> Stored:
    counts = {0: 0, 1: 0, 2: 0}
    ttls: list[tuple[int, int]] = []
    chain: list[bytes] = []
    end, no_ttl, kinds = at, None, set()
    for record in found:
        if record.kind == packet.OPT and record.ttl >> 24:
            return failure(born)  # an extended rcode: BADVERS and others that are no answer
        if record.kind == packet.OPT or record.at != end:
            break  # what follows stood behind something that is left out
        ttl, end = record.ttl, record.end
        if record.section == 0:
            kinds.add(record.kind)
            if record.kind == packet.CNAME:
                chain.append(packet.read_name(body, record.data_at).lower())
        elif record.section == 1 and record.kind == packet.SOA and no_ttl is None:
            ttl = no_ttl = min(ttl, _minimum(body, record), LONGEST_NO)
        counts[record.section] += 1
        ttls.append((record.ttl_at - at, ttl))
    rcode = flags & 0xF
    # RFC 2308 5: a "there is none" without an SOA is not kept.
    kept = no_ttl is not None or (rcode == packet.NOERROR and qtype in kinds)
    return Stored(
        born=born,
        expires=born + (min((ttl for _, ttl in ttls), default=0) if kept else 0),
        rcode=rcode,
        sure=bool(flags & packet.AD),
        answers=counts[0],
        authorities=counts[1],
        extras=counts[2],
        rest=_with_ttls(body[at:end], ttls),
        ttls=tuple(ttls),
        chain=tuple(chain),
        size=at,
    )


def _with_ttls(records: bytes, ttls: list[tuple[int, int]]) -> bytes:
    rest = bytearray(records)
    for place, ttl in ttls:
        _TTL.pack_into(rest, place, ttl)
    return bytes(rest)


def _minimum(body: bytes, record: packet.Record) -> int:
    """Give the last number of an SOA: how long a "there is none" may be kept (RFC 2308 4)."""
    at = packet.skip_name(body, packet.skip_name(body, record.data_at))
    if at + 20 != record.end:
        raise Malformed
    return int.from_bytes(body[record.end - 4 : record.end], "big")


def failure(born: int, rcode: int = packet.SERVFAIL) -> Stored:
    """Give an answer that is none, kept for a moment (RFC 9520)."""
    return Stored(born, born + FAILURE, rcode, False, 0, 0, 0, b"", (), (), packet.HEAD)


class Cache:
    """Answers by key: the lower-case wire name and `Asked.suffix` behind it."""

    def __init__(self, entries: int = ENTRIES, size: int = BYTES) -> None:
        """Keep at most twice `entries` answers and twice `size` bytes of them."""
        self._entries = entries
        self._bytes = size
        self._young: dict[bytes, Stored | tuple[int, int, bytes]] = {}
        self._old: dict[bytes, Stored | tuple[int, int, bytes]] = {}
        self._weight = 0

    def __len__(self) -> int:
        """Count what is kept, dead entries too."""
        return len(self._young) + len(self._old)

    def put(self, key: bytes, entry: Stored | tuple[int, int, bytes], weight: int) -> None:
        """Keep an answer of `weight` bytes: read, or as it came (born, end of question, body)."""
        young = self._young
        young[key] = entry
        self._weight += weight
        if len(young) > self._entries or self._weight > self._bytes:
            self._old = young
            self._young = {}
            self._weight = 0

    def get(self, key: bytes, qtype: int, now: int) -> Stored | None:
        """Give what is known and still true at second `now`."""
        entry = self._young.get(key)
        if entry is None:
            entry = self._old.get(key)
            if entry is None:
                return None
            del self._old[key]
            weight = len(entry[2]) if isinstance(entry, tuple) else len(entry.rest)
            self.put(key, entry, weight)
        if isinstance(entry, tuple):
            born, at, body = entry
            try:
                entry = read(body, at, qtype, born)
            except Malformed:
                self._young.pop(key, None)
                return None
            if key in self._young:
                self._young[key] = entry
        if entry.expires <= now or now - entry.born >= LONGEST:
            self._young.pop(key, None)
            return None
        return entry

    def clear(self) -> None:
        """Forget everything: the network is another one."""
        self._young.clear()
        self._old.clear()
        self._weight = 0
