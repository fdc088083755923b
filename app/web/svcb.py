"""HTTPS and SVCB records without `ech`: a name hidden in a hello could not be judged (RFC 9460).

The reply is written anew from its answer section with names uncompressed, since a record that
shrinks moves what others point to. Signatures over what was changed are left out.
"""

from __future__ import annotations

from typing import Final

from app.web import packet
from app.web.packet import Malformed, Record

ECH: Final = 5  # RFC 9460 14.3.2, and draft-ietf-tls-svcb-ech
_MANDATORY: Final = 0
_KINDS: Final = (packet.SVCB, packet.HTTPS)
_NAMES: Final = (packet.CNAME, packet.DNAME)


def without_ech(reply: bytes, at: int) -> bytes:
    """Give a reply (after its id, its question ending at `at`) whose answers hide no name.

    Only what belongs to such an answer stays in it: aliases, addresses, SVCB, HTTPS and their
    signatures. Returns the same bytes where no record hides anything. Raises Malformed.
    """
    answers = [record for record in packet.records(reply, at) if record.section == 0]
    changed = {r.at for r in answers if r.kind in _KINDS and _bare_of(reply, r) != _data(reply, r)}
    if not changed:
        return reply
    out: list[bytes] = []
    for record in answers:
        data = _rewritten(reply, record)
        if data is None:
            continue
        fixed = reply[record.data_at - 10 : record.data_at - 2]
        owner = packet.read_name(reply, record.at) + b"\0"
        out.append(owner + fixed + len(data).to_bytes(2, "big") + data)
    flags = int.from_bytes(reply[:2], "big") & ~packet.AD
    head = flags.to_bytes(2, "big") + b"\0\x01" + len(out).to_bytes(2, "big") + bytes(4)
    return head + reply[packet.HEAD : at] + b"".join(out)


def _data(reply: bytes, record: Record) -> bytes:
    return reply[record.data_at : record.end]


def _rewritten(reply: bytes, record: Record) -> bytes | None:
    """Give a record's data for the new reply, None to leave it out."""
    if record.kind in _KINDS:
        return _bare_of(reply, record)
    if record.kind in _NAMES:
        return packet.read_name(reply, record.data_at) + b"\0"
    data = _data(reply, record)
    if record.kind == packet.RRSIG:
        return None if int.from_bytes(data[:2], "big") in _KINDS else data
    return data if record.kind in (packet.A, packet.AAAA) else None


def _bare_of(reply: bytes, record: Record) -> bytes:
    """Give the data of an SVCB or HTTPS record without `ech`, also where `mandatory` lists it."""
    if record.data_at + 2 > record.end:
        raise Malformed
    target_end = packet.skip_name(reply, record.data_at + 2)
    if target_end > record.end:
        raise Malformed
    out = [
        reply[record.data_at : record.data_at + 2],
        packet.read_name(reply, record.data_at + 2) + b"\0",
    ]
    at = target_end
    while at < record.end:
        if at + 4 > record.end:
            raise Malformed
        key = int.from_bytes(reply[at : at + 2], "big")
        end = at + 4 + int.from_bytes(reply[at + 2 : at + 4], "big")
        if end > record.end:
            raise Malformed
        value = reply[at + 4 : end]
        if key == _MANDATORY:
            value = _not_mandatory(value)
        if key != ECH and (key != _MANDATORY or value):
            out.append(reply[at : at + 2] + len(value).to_bytes(2, "big") + value)
        at = end
    return b"".join(out)


def _not_mandatory(value: bytes) -> bytes:
    """Give a list of mandatory keys without `ech`."""
    keys = [value[at : at + 2] for at in range(0, len(value), 2)]
    return b"".join(key for key in keys if key != ECH.to_bytes(2, "big"))
