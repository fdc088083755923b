"""The wire: frames and codec, bytes in and messages out, and how much one speaker may say.

A frame is its length (4 bytes, big endian) and one message as JSON, which a person can read in a
trace and which has no lengths that promise more than follows. What arrives is a claim by a
stranger: a frame is measured by its first four bytes, before anything of it is kept, and decoded
into frozen structs whose fields are bounded, before anybody else sees it. Which messages count
is the caller's to say, so that a program can be linked without the messages it may not know.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import msgspec

from app.api.child import Base
from app.model.errors import LuytreError

HEADER = 4  # bytes
FROM_CHILD = (
    64 * 1024
)  # bytes in a frame a child's session sends (hazards.md, What root never touches)
FOR_PARENT = 4 * 1024 * 1024  # bytes in a frame to anybody, or from a parent
AGENT_FD = 3  # the end of the socketpair an agent is started with (hazards.md, The agent)

TOO_LONG = "too_long"
MALFORMED = "malformed"
UNKNOWN = "unknown"

M = TypeVar("M")


class WireError(LuytreError):
    """What came cannot be a message; nothing more can be read from this speaker.

    code is `too_long` (the frame), `malformed` (no JSON) or `unknown` (not a message that counts
    here, or a field that is missing, too much, of another type or out of its bounds). before
    holds the messages that came whole in the same bytes, ahead of the bad one.
    """

    def __init__(self, code: str, detail: str = "", before: tuple[Any, ...] = ()) -> None:
        """Keep the code; `detail` names the place in the message and never quotes its content."""
        self.code = code
        self.detail = detail
        self.before = before
        super().__init__(f"{code}: {detail}" if detail else code)


# --- codec: the only place that knows JSON and msgspec's decoders ------------------------------


def decoder(kinds: Any) -> Callable[[bytes], Any]:
    """Make what turns a frame's body into one of `kinds` (a union of messages).

    What it returns raises WireError, whatever the bytes are.
    """
    decode = msgspec.json.Decoder(kinds).decode

    def read(body: bytes) -> Any:
        try:
            return decode(body)
        except msgspec.ValidationError as error:
            raise WireError(UNKNOWN, _place(str(error))) from None
        except (ValueError, RecursionError):
            # DecodeError and UnicodeDecodeError are ValueErrors; nesting ends in RecursionError.
            raise WireError(MALFORMED) from None

    return read


def _place(complaint: str) -> str:
    """Give the path in msgspec's complaint; the rest may repeat what a child wrote."""
    _, _, path = complaint.rpartition(" - at ")
    return path.strip("`") if path != complaint else ""


def frame(message: Base, limit: int = FOR_PARENT) -> bytes:
    """Give the bytes of a message. Raises WireError (`too_long`) over `limit` bytes."""
    body = msgspec.json.encode(message)
    if len(body) > limit:
        raise WireError(TOO_LONG, type(message).__name__)
    return len(body).to_bytes(HEADER, "big") + body


# --- frames -------------------------------------------------------------------------------------


class FrameReader(Generic[M]):
    """Turns a stream of bytes, cut anywhere, into messages; keeps at most one frame.

    limit is the longest frame in bytes and may be changed between two calls.
    """

    def __init__(self, decode: Callable[[bytes], M], limit: int) -> None:
        """Read messages with what `decoder` made."""
        self.limit = limit
        self._decode = decode
        self._kept = bytearray()
        self._broken: WireError | None = None

    def feed(self, data: bytes) -> list[M]:
        """Give the messages that are whole now, oldest first.

        Raises WireError at the first bad frame, and at every call after it.
        """
        if self._broken:
            raise WireError(self._broken.code, self._broken.detail)
        self._kept += data
        found: list[M] = []
        at = 0
        try:
            while (end := self._end_of_frame(at)) is not None:
                found.append(self._decode(bytes(self._kept[at + HEADER : end])))
                at = end
        except WireError as error:
            self._broken = error
            self._kept.clear()
            raise WireError(error.code, error.detail, tuple(found)) from None
        del self._kept[:at]
        return found

    def _end_of_frame(self, at: int) -> int | None:
        """Give where the frame at `at` ends, None while some of it has still to come."""
        if len(self._kept) < at + HEADER:
            return None
        length = int.from_bytes(self._kept[at : at + HEADER], "big")
        if length > self.limit:
            raise WireError(TOO_LONG, f"{length} bytes")
        end = at + HEADER + length
        return end if len(self._kept) >= end else None


# --- how much one speaker may say ---------------------------------------------------------------


class Budget:
    """A token bucket: `per_second` messages a second, and `burst` at once after a silence.

    Time is a parameter, in ms, from any clock that counts suspend or not but is always the same.
    """

    def __init__(self, per_second: int, burst: int) -> None:
        """Begin with a full bucket."""
        self._per_second = per_second
        self._full = burst * 1000
        self._level = self._full  # thousandths of a message
        self._at_ms: int | None = None

    def take(self, now_ms: int) -> int:
        """Take one message: 0 when it is granted, else the ms until one would be.

        A clock that goes back gives nothing.
        """
        if self._at_ms is None:
            self._at_ms = now_ms
        passed = max(0, now_ms - self._at_ms)
        self._at_ms += passed
        self._level = min(self._full, self._level + passed * self._per_second)
        if self._level >= 1000:
            self._level -= 1000
            return 0
        return -(-(1000 - self._level) // self._per_second)


CHILD_PER_SECOND = 20  # hazards.md, What root never touches
