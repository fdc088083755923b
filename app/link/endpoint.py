"""One end of a line: frames both ways over an asyncio transport, and nothing kept for long.

Every end of ours is one of these: a stranger at the public socket, the service's end and the
agent's end of their socketpair. Whoever does not read what he asked for is let go once `backlog`
bytes wait for him; whoever sends what is no message hears why and is let go.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, cast

from app.api import wire
from app.api.child import Base, No

CHILD_BACKLOG = 256 * 1024  # bytes that may wait for a reader in a child's session
PARENT_BACKLOG = 2 * wire.FOR_PARENT  # the largest answer while the one before is still being read
LAST_WORDS_S = 2.0  # how long a closed line may take to read what was written before

SLOW = "slow"
GONE = "gone"


class Endpoint(asyncio.Protocol):
    """Frames in, frames out. Subclasses say what a message means and what the end of it."""

    def __init__(self, reader: wire.FrameReader[Any], backlog: int) -> None:
        """Read with `reader`; let go of a peer for whom more than `backlog` bytes wait."""
        self._reader = reader
        self._backlog = backlog
        self._transport: asyncio.Transport | None = None
        self._last_words: asyncio.TimerHandle | None = None
        self.reason = ""  # why it ended, a short code; "" while it is open

    @property
    def open(self) -> bool:
        """Whether anything sent now may still arrive."""
        return self._transport is not None and not self.reason and not self._transport.is_closing()

    def received(self, message: Any) -> None:
        """Take one message; called in the order in which they were sent."""
        raise NotImplementedError

    def ended(self, reason: str) -> None:
        """Learn that the line is gone: `gone` (by the peer), `slow`, or what it was closed with."""

    def send(self, message: Base) -> bool:
        """Send; False when the line is closed. A slow reader is let go instead of waited for."""
        return self.send_frame(wire.frame(message))

    def send_frame(self, body: bytes) -> bool:
        """Send what `wire.frame` made, as `send` does."""
        if self._transport is None or not self.open:
            return False
        self._transport.write(body)
        if self._transport.get_write_buffer_size() > self._backlog:
            self.reason = SLOW
            self._transport.abort()
            return False
        return True

    def close(self, reason: str, say: Base | None = None) -> None:
        """End the line, with last words; what was sent before still gets a moment to arrive."""
        if self._transport is None or self.reason:
            return
        if say is not None and not self.send(say):
            return
        self.reason = reason
        self._transport.close()
        loop = asyncio.get_running_loop()
        self._last_words = loop.call_later(LAST_WORDS_S, self._transport.abort)

    # --- what asyncio calls ---------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport; nothing has been read yet."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Turn bytes into messages until one of them ends the line."""
        try:
            messages, broken = self._reader.feed(data), ""
        except wire.WireError as error:
            messages, broken = list(error.before), error.code
        for message in messages:
            if not self.open:
                return
            self.received(message)
        if broken:
            self.close(broken, say=No(broken))

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell why, once."""
        self.reason = self.reason or GONE
        self._transport = None
        if self._last_words is not None:
            self._last_words.cancel()
        self.ended(self.reason)


Clock = Callable[[], int]  # ms of a clock that never goes back (Moment.boot_ms)
