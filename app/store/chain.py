"""The chain of the record: pure functions that seal a line to all before it and find what was done.

A link covers the link before, number, time, kind and the *digest* of the content, and the digest is
salted: with content and salt deleted nobody can guess what stood there, and the chain still
verifies. Every link and the head need the key, so whoever can change the file but not ask the
library that holds the key can forge neither. Two things it cannot show: a whole file put back to an
earlier day, and a content deleted by somebody else's hand (that looks like a wipe).
"""

from __future__ import annotations

import hmac
import struct
from collections.abc import Iterable
from dataclasses import dataclass

SALT_BYTES = 32
_START = bytes(32)
_TORN = b"\xff" * 32  # chained to nothing that verifies: a broken head is never healed silently


@dataclass(frozen=True, slots=True)
class Row:
    """A sealed line as it is kept; salt and content are both there or both deleted."""

    seq: int
    at_ms: int
    kind: str
    salt: bytes | None
    content: bytes | None
    digest: bytes
    link: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain, kept apart from the lines: a missing tail is found by it."""

    seq: int
    link: bytes
    tag: bytes


def key_of(store_key: bytes) -> bytes:
    """Derive the chain's key (32 bytes), so that the store's own key has one use only."""
    return hmac.digest(store_key, b"luytre record chain 1", "sha256")


def seal(
    key: bytes, head: Head | None, last_seq: int, at_ms: int, kind: str, salt: bytes, content: bytes
) -> tuple[Row, Head]:
    """Make the line that follows, and the head that then holds.

    last_seq is the number of the last line that is really there (0: none). A head that does not
    hold is not trusted: the line is chained to nothing, and `check` names it for ever after.
    """
    if head is None and last_seq == 0:
        seq, before = 1, _START
    elif head is not None and _vouched(key, head) and head.seq >= last_seq:
        seq, before = head.seq + 1, head.link
    else:
        seq, before = last_seq + 1, _TORN
    digest = _digest(salt, content)
    link = _link(key, before, seq, at_ms, kind, digest)
    return Row(seq, at_ms, kind, salt, content, digest, link), _head(key, seq, link)


def check(key: bytes, rows: Iterable[Row], head: Head | None) -> tuple[int, tuple[str, ...]]:
    """Give the number of lines and the problems (see port.VerifyResult); rows come by number."""
    problems: list[str] = []
    lines, last, link = 0, 0, _START
    for row in rows:
        follows = row.seq == last + 1
        if row.seq > last + 1:
            problems.append(_missing(last + 1, row.seq - 1))
        sealed = _link(key, link, row.seq, row.at_ms, row.kind, row.digest)
        if (follows and row.link != sealed) or row.seq <= last or not _content_holds(row):
            problems.append(f"edited:{row.seq}")
        lines, last, link = lines + 1, row.seq, row.link
    problems += _end_problems(key, last, link, head)
    return lines, tuple(problems)


def _end_problems(key: bytes, last: int, link: bytes, head: Head | None) -> list[str]:
    if head is None:
        return ["head"] if last else []
    if not _vouched(key, head) or head.seq < last:
        return ["head"]
    if head.seq > last:
        return [_missing(last + 1, head.seq)]
    return [] if head.link == link else ["head"]


def _content_holds(row: Row) -> bool:
    if row.salt is None or row.content is None:
        return row.salt is row.content
    return row.digest == _digest(row.salt, row.content)


def _missing(first: int, last: int) -> str:
    return f"missing:{first}" if first == last else f"missing:{first}-{last}"


def _digest(salt: bytes, content: bytes) -> bytes:
    return hmac.digest(salt, content, "sha256")


def _link(key: bytes, before: bytes, seq: int, at_ms: int, kind: str, digest: bytes) -> bytes:
    name = kind.encode()
    return hmac.digest(
        key, before + struct.pack(">qqH", seq, at_ms, len(name)) + name + digest, "sha256"
    )


def _head(key: bytes, seq: int, link: bytes) -> Head:
    return Head(seq, link, hmac.digest(key, b"head" + struct.pack(">q", seq) + link, "sha256"))


def _vouched(key: bytes, head: Head) -> bool:
    return hmac.compare_digest(head.tag, _head(key, head.seq, head.link).tag)
