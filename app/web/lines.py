"""Connected sockets to upstream servers, from random ports and not for long, and what left by them.

What is asked within one turn of the loop leaves by one line with one call. A line that was replaced
stays open for the answers that are still to come.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from typing import Final

from app.web.asked import Asked
from app.web.doors import Asker
from app.web.loop import Loop
from app.web.rulebook import Ruling
from app.web.shovel import SLOTS, Shovel
from app.web.upstreams import Upstream

LINES: Final = 4  # of one server that are in use at a time
QUESTIONS: Final = 256  # after so many a line is replaced
LINE_MS: Final = 10_000  # after so long too
REST_MS: Final = 4_500  # a line that was replaced waits so long for answers
SLOW_MS: Final = 100  # without any answer for so long: look which server is the best
MOST_RESTING: Final = 128  # lines that wait; beyond them the oldest is closed, and asked anew
_RANDOM: Final = 4_096  # bytes taken from the system at a time

# key, sent, question, way, ruling, fast, door, address, id, boot ms of asking
Entry = tuple[bytes, bytes, bytes, Asked, Ruling, bool, Asker, bytes, bytes, int]


class Line:
    """A connected socket to one server; pending holds what left by it, by the id it was given."""

    __slots__ = ("family", "fd", "left", "old_ms", "pending", "retired", "socket", "upstream")

    def __init__(self, upstream: Upstream, now_ms: int) -> None:
        """Connect; the kernel chooses a random port. Raises OSError without a way to the server."""
        self.family = upstream.address.family
        self.socket = socket.socket(self.family, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
        try:
            self.socket.setblocking(False)
            self.socket.connect(upstream.address.sockaddr)
        except OSError:
            self.socket.close()
            raise
        self.fd = self.socket.fileno()
        self.upstream = upstream
        self.left = QUESTIONS
        self.old_ms = now_ms + LINE_MS
        self.retired = False
        self.pending: dict[bytes, Entry] = {}


class Lines:
    """The lines to all servers. current is the one that is being filled, None between turns."""

    def __init__(self, loop: Loop, answers: Callable[[Line, int], None]) -> None:
        """Open nothing yet; `answers` is called when a line has something to read."""
        self.current: Line | None = None
        self._loop = loop
        self._answers = answers
        self._last: Line | None = None  # that was filled
        self._open: dict[Upstream, list[Line]] = {}
        self._resting: list[Line] = []
        self._out = Shovel()
        self._count = 0
        self._random = b""
        self._at = 0

    def again(self) -> Line | None:
        """Fill the line that was filled last, while it is young and its server answers."""
        line, now_ms = self._last, self._loop.now_ms
        if line is None or line.retired or now_ms >= line.old_ms:
            return None
        since = line.upstream.silent_since
        if since is not None and now_ms - since >= SLOW_MS:
            return None
        self.current = line
        return line

    def choose(self, upstream: Upstream) -> Line | None:
        """Make a line to a server the one that is filled; None where there is no way to it."""
        self.flush()
        now_ms = self._loop.now_ms
        lines = self._open.setdefault(upstream, [])
        which = os.urandom(1)[0] % LINES
        if which < len(lines):
            if now_ms < lines[which].old_ms:
                self.current = lines[which]
                return self.current
            self.retire(lines[which])
        try:
            line = Line(upstream, now_ms)
        except OSError:
            upstream.failed(now_ms)
            return None
        lines.append(line)
        self._loop.watch(line.fd, lambda events: self._answers(line, events))
        self.current = line
        return line

    def put(self, line: Line, entry: Entry) -> None:
        """Lay a question, under a random id, beside those the current line sends next."""
        at = self._at
        ident = self._random[at : at + 2]
        pending = line.pending
        while len(ident) < 2 or ident in pending:
            if len(ident) < 2:
                self._random = os.urandom(_RANDOM)
                at = -2
            at += 2
            ident = self._random[at : at + 2]
        self._at = at + 2
        pending[ident] = entry
        sent = entry[1]
        out, count = self._out, self._count
        start = out.starts[count] + 2
        data = out.data
        data[start - 2 : start] = ident
        data[start : start + len(sent)] = sent
        out.lengths[count] = len(sent) + 2
        self._count = count + 1
        if self._count == SLOTS:
            self.flush()

    def flush(self) -> None:
        """Send what was put since the last time."""
        line, count = self.current, self._count
        self.current = None
        self._count = 0
        self._last = line or self._last
        if line is None or not count:
            return
        now_ms = self._loop.now_ms
        line.upstream.asked(now_ms)
        if not self._out.send(line.fd, socket.AF_UNSPEC, count):
            line.upstream.failed(now_ms)
        line.left -= count
        if line.left <= 0:
            self.retire(line)

    def asked(self, entry: Entry) -> Upstream | None:
        """Find the server a question went to last."""
        lines = [line for lines in self._open.values() for line in lines] + self._resting
        found = [line for line in lines if entry in line.pending.values()]
        return found[-1].upstream if found else None

    def retire(self, line: Line) -> None:
        """Take no further questions by this line."""
        lines = self._open.get(line.upstream, [])
        if line in lines:
            lines.remove(line)
        if self.current is line:
            self.current = None
        if not line.retired:
            line.retired = True
            line.old_ms = self._loop.now_ms + REST_MS
            self._resting.append(line)
            if len(self._resting) > MOST_RESTING:
                self._close(self._resting.pop(0))

    def retire_all(self) -> None:
        """Take no further questions by any line there is now."""
        self.flush()
        for lines in list(self._open.values()):
            for line in list(lines):
                self.retire(line)
        self._open.clear()

    def sweep(self) -> None:
        """Close what was retired and has nothing to wait for."""
        now_ms = self._loop.now_ms
        for line in [one for one in self._resting if not one.pending or now_ms >= one.old_ms]:
            self._resting.remove(line)
            self._close(line)

    def close(self) -> None:
        """Close every line."""
        self.retire_all()
        for line in self._resting:
            self._close(line)
        self._resting.clear()

    def _close(self, line: Line) -> None:
        self._loop.drop(line.fd)
        line.socket.close()
        line.pending.clear()
