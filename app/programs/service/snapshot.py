"""The guard's own memory as bytes and back: what the store keeps beside the ledger.

A snapshot that cannot be read (another version wrote it, or a disk) is no reason to stop: the
guard then begins with the policy alone, and the parent is told.
"""

from __future__ import annotations

import msgspec

from app.guard.memory import Memory
from app.model.errors import LuytreError


class Unreadable(LuytreError):
    """These bytes hold no memory of the guard."""


def encode(memory: Memory) -> bytes:
    """Give the bytes of a snapshot."""
    return msgspec.json.encode(memory)


def decode(body: bytes) -> Memory:
    """Give the snapshot back. Raises Unreadable."""
    try:
        return msgspec.json.decode(body, type=Memory)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Unreadable(type(error).__name__) from error
