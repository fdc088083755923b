"""A real server on a real socket, a clock that stands still, a client that may send anything."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.api import child, parent, wire
from app.link.server import Connection, Peer, Role, Server

HELLO = wire.frame(child.Hello(child.PROTOCOL_VERSION))


@dataclass
class Desk:
    """A handler that writes down who asked what, and answers Done unless told otherwise."""

    asked: list[tuple[Any, Any]] = field(default_factory=list)
    lines: list[Connection] = field(default_factory=list)
    answer: Callable[[Any], Any] = lambda message: child.Done()

    def on_child(self, peer: Peer, message: Any) -> Any:
        """Answer a child."""
        self.asked.append((peer, message))
        return self.answer(message)

    def on_parent(self, conn: Connection, message: Any) -> Any:
        """Answer an adult; the right word makes him a parent."""
        self.asked.append((conn.peer, message))
        self.lines.append(conn)
        if isinstance(message, parent.SignIn):
            conn.parent = message.secret == "tre xanh"
            return child.Done() if conn.parent else child.No("secret", 1000)
        return self.answer(message)


@dataclass
class Stage:
    """What a test holds: the server, its handler, the clock, and what this account is."""

    path: Path
    desk: Desk = field(default_factory=Desk)
    role: Role = Role.CHILD
    now_ms: int = 0
    clock: Callable[[], int] | None = None  # in place of the one that stands still
    troubles: list[dict[str, Any]] = field(default_factory=list)

    def serve(self) -> Server:
        """Make the server; every account has `role`."""
        clock = self.clock or (lambda: self.now_ms)
        return Server(self.path, lambda uid: self.role, self.desk, clock)


class Line:
    """A client that sends what it likes."""

    def __init__(self, streams: tuple[asyncio.StreamReader, asyncio.StreamWriter]) -> None:
        self.reader, self.writer = streams
        self.frames: wire.FrameReader[Any] = wire.FrameReader(
            wire.decoder(child.ToChild | parent.ToParent), wire.FOR_PARENT
        )
        self.kept: list[Any] = []

    def send(self, *what: child.Base | bytes) -> None:
        """Send messages and raw bytes at once."""
        self.writer.write(b"".join(m if isinstance(m, bytes) else wire.frame(m) for m in what))

    async def hear(self) -> Any:
        """Give the next message, None when the line was closed."""
        while not self.kept:
            try:
                data = await asyncio.wait_for(self.reader.read(65536), 10)
            except ConnectionResetError:
                return None
            if not data:
                return None
            self.kept += self.frames.feed(data)
        return self.kept.pop(0)

    async def ask(self, *what: child.Base | bytes) -> Any:
        """Send, and give the next message."""
        self.send(*what)
        return await self.hear()


Connect = Callable[..., Awaitable[Line]]


@asynccontextmanager
async def playing(stage: Stage) -> AsyncIterator[Connect]:
    """Serve while the block runs; gives what connects, and closes all of it afterwards."""
    server, lines = stage.serve(), []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, trouble: stage.troubles.append(trouble))
    await server.start()

    async def connect(greet: bool = True) -> Line:
        line = Line(await asyncio.open_unix_connection(str(stage.path)))
        lines.append(line)
        if greet:
            assert await line.ask(HELLO) == child.Done(stage.role.value)
        return line

    try:
        yield connect
    finally:
        await server.close()
        for line in lines:
            line.writer.close()


async def until(true: Callable[[], object]) -> None:
    """Wait until something holds; ten seconds are never needed."""
    for _ in range(1000):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("waited ten seconds in vain")


ME = os.getuid()
