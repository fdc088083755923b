"""The agent's line: both ends of the socketpair between the service and what runs as the child.

Only this line carries senses. The service made it, so nobody has to ask who speaks; but what
speaks runs as the child, so its messages are rationed and its frames measured like any stranger's.
Too many are read later, far too many end the line; the agent's end keeps to the ration by itself.
"""

from __future__ import annotations

import asyncio
import socket
from collections import deque
from collections.abc import Callable

from app.api import wire
from app.api.child import PROTOCOL_VERSION, FromChild, Hello, ToChild
from app.link.endpoint import CHILD_BACKLOG, Clock, Endpoint

BURST = 2 * wire.CHILD_PER_SECOND  # windows come and go in handfuls
MAY_WAIT = 10 * wire.CHILD_PER_SECOND  # messages: what an honest agent says while we sleep 10 s
_READ_CHILD = wire.decoder(FromChild)
_READ_SERVICE = wire.decoder(ToChild)

Ended = Callable[[str], None]


class ServiceEnd(Endpoint):
    """The service's end: `send` a ToChild, receive every FromChild after its greeting.

    `on_ended` is called once, with `gone`, `slow`, `rate`, `version`, `hello` or a wire code: for
    the guard each of them is an agent lost.
    """

    def __init__(
        self, on_message: Callable[[FromChild], None], on_ended: Ended, now_ms: Clock
    ) -> None:
        """Use `service_end` to make one."""
        super().__init__(wire.FrameReader(_READ_CHILD, wire.FROM_CHILD), CHILD_BACKLOG)
        self._on_message = on_message
        self._on_ended = on_ended
        self._now_ms = now_ms
        self._budget = wire.Budget(wire.CHILD_PER_SECOND, BURST)
        self._waiting: deque[FromChild] = deque()
        self._later: asyncio.TimerHandle | None = None
        self._greeted = False

    def received(self, message: FromChild) -> None:
        """Take it in its turn, when the ration allows."""
        self._waiting.append(message)
        if len(self._waiting) > MAY_WAIT:
            self.close("rate")
        elif self._later is None:
            self._take_waiting()

    def _take_waiting(self) -> None:
        """Take what the ration allows; for the rest read nothing more until its time has come."""
        self._later = None
        while self._waiting and self._transport is not None and self.open:
            wait_ms = self._budget.take(self._now_ms())
            if wait_ms:
                self._transport.pause_reading()
                loop = asyncio.get_running_loop()
                self._later = loop.call_later(wait_ms / 1000, self._take_waiting)
                return
            self._take(self._waiting.popleft())
        if self._transport is not None and self.open:
            self._transport.resume_reading()

    def _take(self, message: FromChild) -> None:
        """Check the greeting, hand anything else on."""
        if isinstance(message, Hello):
            self._greeted = message.version == PROTOCOL_VERSION
            if not self._greeted:
                self.close("version")
        elif not self._greeted:
            self.close("hello")
        else:
            self._on_message(message)

    def ended(self, reason: str) -> None:
        """Forget what waits, tell the service."""
        self._waiting.clear()
        if self._later is not None:
            self._later.cancel()
        self._on_ended(reason)


class AgentEnd(Endpoint):
    """The agent's end: `say` a FromChild, receive every ToChild; greets by itself."""

    def __init__(
        self, on_message: Callable[[ToChild], None], on_ended: Ended, now_ms: Clock
    ) -> None:
        """Use `agent_end` to make one."""
        super().__init__(wire.FrameReader(_READ_SERVICE, wire.FOR_PARENT), wire.FOR_PARENT)
        self._on_message = on_message
        self._on_ended = on_ended
        self._now_ms = now_ms
        self._budget = wire.Budget(wire.CHILD_PER_SECOND, wire.CHILD_PER_SECOND)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet first."""
        super().connection_made(transport)
        self.say(Hello(PROTOCOL_VERSION))

    def say(self, message: FromChild) -> int:
        """Send, and give 0; or give the ms to wait, and nothing was sent.

        What waits is the caller's to keep: of senses only the newest is worth it. Raises WireError
        when the message is too long. On a closed line it is dropped, and `on_ended` has been told.
        """
        body = wire.frame(message, wire.FROM_CHILD)
        wait_ms = self._budget.take(self._now_ms())
        if not wait_ms:
            self.send_frame(body)
        return wait_ms

    def received(self, message: ToChild) -> None:
        """Hand it on."""
        self._on_message(message)

    def ended(self, reason: str) -> None:
        """Tell the agent."""
        self._on_ended(reason)


async def service_end(
    line: socket.socket,
    on_message: Callable[[FromChild], None],
    on_ended: Ended,
    now_ms: Clock,
) -> ServiceEnd:
    """Listen to an agent at one end of a socketpair; the socket is owned from now on."""
    end = ServiceEnd(on_message, on_ended, now_ms)
    line.setblocking(False)
    await asyncio.get_running_loop().create_unix_connection(lambda: end, sock=line)
    return end


async def agent_end(
    on_message: Callable[[ToChild], None], on_ended: Ended, now_ms: Clock, fd: int = wire.AGENT_FD
) -> AgentEnd:
    """Speak to the service over the descriptor it gave; owned from now on. Raises OSError."""
    end = AgentEnd(on_message, on_ended, now_ms)
    line = socket.socket(fileno=fd)
    line.setblocking(False)
    await asyncio.get_running_loop().create_unix_connection(lambda: end, sock=line)
    return end
