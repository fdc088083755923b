"""The service's end of the line to the name resolver: frames both ways, sockets one way.

An asyncio transport cannot hand a descriptor over, so this end reads and writes by itself: what
does not fit into the kernel's buffer waits in order, each frame with the descriptors that go with
its first byte (unix(7), SCM_RIGHTS). The descriptors are the caller's until they are sent; what was
never sent is closed with the line.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress

from app.api import wire
from app.api.child import Base
from app.api.resolver import FromResolver

_CHUNK = 65_536
MOST_WAITING = 1_000  # frames; a resolver that reads nothing for so long is as good as gone
_READ = wire.decoder(FromResolver)
# One that works as it should tells 512 names a minute for each port (app.web.port), so eight
# children at once make a burst of 4,096 and no more than 70 a second. Another one is replaced.
_A_SECOND, _BURST = 200, 8_192
GONE, SLOW, FLOOD = "gone", "slow", "flood"


class ResolverEnd:
    """Send messages of api.resolver.FromService, receive every FromResolver.

    heard is called with each message, ended once with `gone`, `slow`, `flood` or a wire code.
    """

    def __init__(
        self,
        line: socket.socket,
        heard: Callable[[FromResolver], None],
        ended: Callable[[str], None],
    ) -> None:
        """Take over a connected stream socket; call it on the running loop."""
        line.setblocking(False)
        self._line = line
        self._heard = heard
        self._ended = ended
        self._reader = wire.FrameReader(_READ, wire.FOR_PARENT)
        self._waiting: deque[tuple[bytes, tuple[int, ...]]] = deque()
        self._budget = wire.Budget(_A_SECOND, _BURST)
        self._loop = asyncio.get_running_loop()
        self._open = True
        self._loop.add_reader(line, self._read)

    def send(self, message: Base, fds: Sequence[int] = ()) -> bool:
        """Send, and with the first byte these descriptors, which are then closed here.

        False when the line is closed; the descriptors are closed all the same.
        """
        self._waiting.append((wire.frame(message), tuple(fds)))
        if not self._open:
            self._drop()
            return False
        if len(self._waiting) > MOST_WAITING:
            self._end(SLOW)
        elif len(self._waiting) == 1:
            self._write()
        return self._open

    def close(self) -> None:
        """Hang up without another word; `ended` is not called."""
        if self._open:
            self._shut()

    # --- inside -----------------------------------------------------------------------------------

    def _write(self) -> None:
        while self._waiting:
            body, fds = self._waiting[0]
            try:
                sent = socket.send_fds(self._line, [body], fds) if fds else self._line.send(body)
            except BlockingIOError:
                self._loop.add_writer(self._line, self._write)
                return
            except OSError:
                self._end(GONE)
                return
            _close(fds)
            if sent == len(body):
                self._waiting.popleft()
            else:
                self._waiting[0] = (body[sent:], ())
        self._loop.remove_writer(self._line)

    def _read(self) -> None:
        try:
            data = self._line.recv(_CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._end(GONE)
            return
        try:
            messages = self._reader.feed(data)
        except wire.WireError as error:
            self._tell(error.before)
            self._end(error.code)
            return
        self._tell(messages)

    def _tell(self, messages: Sequence[FromResolver]) -> None:
        now_ms = int(self._loop.time() * 1000)
        for message in messages:
            if self._open and self._budget.take(now_ms):
                self._end(FLOOD)
            if self._open:
                self._heard(message)

    def _end(self, why: str) -> None:
        if self._open:
            self._shut()
            self._ended(why)

    def _shut(self) -> None:
        self._open = False
        self._loop.remove_reader(self._line)
        self._loop.remove_writer(self._line)
        self._line.close()
        self._drop()

    def _drop(self) -> None:
        while self._waiting:
            _close(self._waiting.popleft()[1])


def _close(fds: Sequence[int]) -> None:
    for fd in fds:
        with suppress(OSError):
            os.close(fd)
