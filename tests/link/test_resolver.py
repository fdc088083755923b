"""The service's end of the resolver's line, over a real socketpair."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from app.api import wire
from app.api.resolver import FromResolver, FromService, Open, Reload, Serving, Trouble, WebRulesRow
from app.link.resolver import ResolverEnd


class Line:
    """Our end, the other end as a plain socket, and what was heard."""

    def __init__(self) -> None:
        ours, self.other = socket.socketpair()
        self.other.settimeout(5)
        self.heard: list[FromResolver] = []
        self.ended: list[str] = []
        self.end = ResolverEnd(ours, self.heard.append, self.ended.append)

    def says(self, *messages: FromResolver) -> None:
        """The resolver says this."""
        self.other.sendall(b"".join(wire.frame(message) for message in messages))

    async def until(self, true: object) -> None:
        """Let the loop run until `true()` holds."""
        async with asyncio.timeout(5):
            while not true():  # type: ignore[operator]
                await asyncio.sleep(0.001)


@asynccontextmanager
async def line() -> AsyncIterator[Line]:
    """A line on the running loop, closed afterwards."""
    made = Line()
    try:
        yield made
    finally:
        made.end.close()
        made.other.close()


def run(story: object) -> None:
    """Play a story on a loop of its own."""
    asyncio.run(story())  # type: ignore[operator]


def test_messages_come_in_their_order() -> None:
    """However the bytes are cut."""

    async def story() -> None:
        async with line() as it:
            body = wire.frame(Serving(1, 2)) + wire.frame(Trouble("no_upstream", "x"))
            for at in range(0, len(body), 7):
                it.other.sendall(body[at : at + 7])
                await asyncio.sleep(0)
            await it.until(lambda: len(it.heard) == 2)
            assert it.heard == [Serving(1, 2), Trouble("no_upstream", "x")]

    run(story)


def test_one_that_floods_us_is_let_go() -> None:
    """What eight children can make a sound one say is heard; far more is nobody's to hear."""

    async def story() -> None:
        async with line() as it:
            it.other.setblocking(False)
            said = b"".join(wire.frame(Serving(1, n)) for n in range(8 * 512))
            loop = asyncio.get_running_loop()
            await loop.sock_sendall(it.other, said)
            await it.until(lambda: len(it.heard) == 8 * 512)
            assert it.ended == []
            with suppress(OSError):
                await loop.sock_sendall(it.other, said * 2)
            await it.until(lambda: it.ended)
            assert it.ended == ["flood"]
            assert len(it.heard) < 16 * 512 + 512

    run(story)


def test_sockets_go_with_their_message() -> None:
    """The other side gets a working descriptor beside the frame; ours is closed."""

    async def story() -> None:
        async with line() as it:
            read, write = os.pipe()
            assert it.end.send(Open(1, v6=False), (write,))
            with pytest.raises(OSError):
                os.fstat(write)
            body, fds, _flags, _address = socket.recv_fds(it.other, 1000, 4)
            (message,) = wire.FrameReader(wire.decoder(FromService), 1000).feed(body)
            assert message == Open(1, v6=False)
            os.write(fds[0], b"works")
            assert os.read(read, 10) == b"works"
            for fd in (read, *fds):
                os.close(fd)

    run(story)


def test_what_does_not_fit_waits_in_order() -> None:
    """A resolver that reads late gets everything, nothing twice."""

    async def story() -> None:
        async with line() as it:
            sites = tuple(("porn", "block") for _ in range(500))
            for number in range(200):
                assert it.end.send(WebRulesRow(number, 1, "ask", sites))
            reader = wire.FrameReader(wire.decoder(FromService), wire.FOR_PARENT)
            found: list[object] = []
            it.other.setblocking(False)
            async with asyncio.timeout(10):
                while len(found) < 200:
                    await asyncio.sleep(0)
                    try:
                        found += reader.feed(it.other.recv(65_536))
                    except BlockingIOError:
                        continue
            assert [row.port for row in found if isinstance(row, WebRulesRow)] == list(range(200))

    run(story)


def test_who_reads_nothing_is_let_go() -> None:
    """And the descriptors that still waited are closed."""

    async def story() -> None:
        async with line() as it:
            big = tuple(("porn", "block") for _ in range(2_000))
            read, write = os.pipe()
            while it.end.send(WebRulesRow(1, 1, "ask", big)) and not it.ended:
                pass
            assert it.ended == ["slow"]
            assert not it.end.send(Reload(), (write,))
            assert os.read(read, 1) == b""
            os.close(read)

    run(story)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (b"\x00\x00\x00\x02{}", "unknown"),
        (b"\x00\x00\x00\x02no", "malformed"),
        (b"\x7f\x00\x00\x00", "too_long"),
        (b"", "gone"),
    ],
)
def test_the_end_says_why(words: bytes, why: str) -> None:
    """What is no message ends the line, once; what came whole before it is still heard."""

    async def story() -> None:
        async with line() as it:
            it.other.sendall(wire.frame(Serving(1, 1)) + words)
            it.other.shutdown(socket.SHUT_WR)
            await it.until(lambda: it.ended)
            await asyncio.sleep(0.01)
            assert it.heard == [Serving(1, 1)]
            assert it.ended == [why]
            assert not it.end.send(Reload())

    run(story)
