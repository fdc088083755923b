"""Search engines and YouTube in their safe modes: another name's addresses behind the asked one.

The operator of a search engine names the host on which the safe mode cannot be switched off (law.md
has the table); the answer is an alias to it and its addresses as they are at this moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.model.web import Youtube
from app.web import packet
from app.web.asked import Asked
from app.web.cache import Stored
from app.web.packet import Malformed

_KEPT = (packet.A, packet.AAAA, packet.CNAME)


@dataclass(frozen=True, slots=True)
class SafeNames:
    """Wire names and what stands in for them: of search engines, of YouTube by its mode."""

    search: Mapping[bytes, bytes] = field(default_factory=dict)
    youtube: Mapping[Youtube, Mapping[bytes, bytes]] = field(default_factory=dict)

    def of(self, search: bool, youtube: Youtube) -> dict[bytes, bytes]:
        """Give what is in force under these rules."""
        found = dict(self.search) if search else {}
        found.update(self.youtube.get(youtube, {}))
        return found


def reply(stored: Stored, question: bytes, way: Asked, safe: bytes, now: int) -> bytes:
    """Answer with an alias to `safe` and the addresses that `stored` holds for it.

    A failure stays one: the safe name's absence never opens the unsafe one.
    """
    if stored.rcode != packet.NOERROR:
        return way.head(packet.SERVFAIL, 0, 0, 0) + question + way.opt
    asked_upstream = safe + b"\0" + way.question
    head = bytes(6) + b"\0\0\0\0"
    body = _with_counts(head, stored) + asked_upstream + stored.aged(now)
    target = safe + b"\0"
    # The alias's own data begins 12 bytes behind the question; addresses point to it.
    place = 2 + packet.HEAD + len(question) + 12
    to_target = (0xC000 | place).to_bytes(2, "big")
    records: list[bytes] = []
    shortest = 300
    try:
        for record in packet.records(body, packet.HEAD + len(asked_upstream)):
            if record.section or record.kind not in _KEPT:
                continue
            records.append(_moved(body, record, safe, to_target))
            shortest = min(shortest, record.ttl)
    except Malformed:
        return way.head(packet.SERVFAIL, 0, 0, 0) + question + way.opt
    fixed = packet.CNAME.to_bytes(2, "big") + b"\0\x01" + shortest.to_bytes(4, "big")
    alias = packet.TO_NAME + fixed + len(target).to_bytes(2, "big") + target
    head = way.head(packet.NOERROR, 1 + len(records), 0, 0)
    return head + question + alias + b"".join(records) + way.opt


def _with_counts(head: bytes, stored: Stored) -> bytes:
    counts = (1, stored.answers, 0, 0)
    return head[:2] + b"".join(count.to_bytes(2, "big") for count in counts)


def _moved(body: bytes, record: packet.Record, safe: bytes, to_safe: bytes) -> bytes:
    """Give a record as it stands behind the alias, its names pointing nowhere else."""
    owner = packet.read_name(body, record.at)
    name = to_safe if owner.lower() == safe else owner + b"\0"
    data = body[record.data_at : record.end]
    if record.kind == packet.CNAME:
        data = packet.read_name(body, record.data_at) + b"\0"
    fixed = body[record.data_at - 10 : record.data_at - 2]
    return name + fixed + len(data).to_bytes(2, "big") + data
