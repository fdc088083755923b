"""The public socket: who speaks is known by the kernel's credentials, before a byte is read.

A child's account may ask and read its own rules and nothing else: the messages of parents are
not even decoded for it. Adults speak the parents' messages; whether one of them *is* a parent is
the handler's to find out (`conn.parent`). Nobody can keep the service busy: connections are
counted and messages are rationed by account, over all its connections and across reconnects.
"""

from __future__ import annotations

import asyncio
import inspect
import socket
import struct
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from app.api import wire
from app.api.child import PROTOCOL_VERSION, Base, Done, FromPublic, Hello, No, ToChild
from app.api.parent import Changed, FromParent, ToParent
from app.link.endpoint import CHILD_BACKLOG, PARENT_BACKLOG, Clock, Endpoint
from app.link.socketfile import SocketFile
from app.model.errors import Denied


class Role(StrEnum):
    """What an account is to us; `NOBODY` is no person's account (no name, a subordinate UID)."""

    CHILD = "child"
    ADULT = "adult"
    ROOT = "root"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Peer:
    """Who connected, as the kernel says; the pid may have ended since."""

    uid: int
    gid: int
    pid: int


class Handler(Protocol):
    """What the service does with questions. `Denied` is answered with No; more than that is a bug.

    An answer may be awaited: until it is there nothing else on that connection is answered, and
    it is cancelled when whoever asked is gone.
    """

    def on_child(self, peer: Peer, message: FromPublic) -> ToChild | Awaitable[ToChild]:
        """Answer a program of a managed child."""

    def on_parent(self, conn: Connection, message: FromParent) -> ToParent | Awaitable[ToParent]:
        """Answer an adult; `conn.parent` says whether he has a parent's rights."""


CONNECTIONS = {Role.CHILD: 4, Role.ADULT: 16, Role.ROOT: 64}  # at once, by account
CONNECTIONS_IN_ALL = 256  # root is let in beyond it
MAY_WAIT = 4  # questions behind an awaited answer; then the line is not read until it is there
RATES = {  # messages a second and at once; a connection counts as one
    Role.CHILD: (wire.CHILD_PER_SECOND, wire.CHILD_PER_SECOND),
    Role.ADULT: (100, 200),
    Role.ROOT: (1000, 2000),
}
_UCRED = "iII"  # unix(7): pid, uid, gid
_READ_CHILD = wire.decoder(FromPublic)
_READ_PARENT = wire.decoder(FromParent)


class Server:
    """Serves the socket at `path` until closed.

    role tells what an account is and is asked again for every message, so that an account that
    becomes a child's loses the connections it had before.
    """

    def __init__(
        self, path: Path, role: Callable[[int], Role], handler: Handler, now_ms: Clock
    ) -> None:
        """Remember what to serve with; nothing is opened before `start`."""
        self.role = role
        self.handler = handler
        self.now_ms = now_ms
        self._path = path
        self._connections: set[Connection] = set()  # those let in
        self._leaving: set[Connection] = set()  # those who are being told why not
        self._budgets: dict[int, tuple[Role, wire.Budget]] = {}
        self._file: SocketFile | None = None
        self._listening: asyncio.Server | None = None

    async def start(self) -> None:
        """Begin to serve. Raises CannotListen, OSError."""
        self._file = SocketFile(self._path)
        loop = asyncio.get_running_loop()
        self._listening = await loop.create_unix_server(
            lambda: Connection(self), sock=self._file.socket
        )

    async def close(self) -> None:
        """Take the socket away and end every connection; what was answered still arrives."""
        if self._listening is None or self._file is None:
            return
        listening, self._listening = self._listening, None
        asyncio.get_running_loop().remove_reader(self._file.socket)
        for _ in range(5):  # asyncio brings whom it just accepted in over some rounds of its loop
            await asyncio.sleep(0)
        listening.close()
        self._file.close()
        for connection in tuple(self._connections):
            connection.close("stopping")
        while self._connections or self._leaving:  # at most endpoint.LAST_WORDS_S
            await asyncio.sleep(0.01)

    # --- what connections ask -------------------------------------------------------------------

    def admit(self, connection: Connection) -> str:
        """Let a connection in (""), or say why not; whom it let in is counted from now on."""
        refused = self._refuse(connection)
        (self._leaving if refused else self._connections).add(connection)
        return refused

    def _refuse(self, connection: Connection) -> str:
        if self._listening is None:
            return "stopping"
        peer, role = connection.peer, connection.role
        if role is Role.NOBODY:
            return "nobody"
        own = sum(other.peer.uid == peer.uid for other in self._connections)
        full = len(self._connections) >= CONNECTIONS_IN_ALL and role is not Role.ROOT
        if full or own >= CONNECTIONS[role]:
            return "connections"
        return "rate" if self.ration(peer.uid, role) else ""

    def ration(self, uid: int, role: Role) -> int:
        """Take one message from the account's budget: 0, or the ms until there is one."""
        held = self._budgets.get(uid)
        if held is None or held[0] is not role:
            held = self._budgets[uid] = (role, wire.Budget(*RATES[role]))
        return held[1].take(self.now_ms())

    def forget(self, connection: Connection) -> None:
        """Count a connection no more."""
        self._connections.discard(connection)
        self._leaving.discard(connection)


class Connection(Endpoint):
    """One stranger at the socket. Questions are answered one by one, in their order."""

    def __init__(self, server: Server) -> None:
        """Read the least until it is known who speaks."""
        super().__init__(wire.FrameReader(_READ_CHILD, wire.FROM_CHILD), CHILD_BACKLOG)
        self._server = server
        self._waiting: deque[Any] = deque()
        self._answering: asyncio.Task[Any] | None = None
        self._greeted = False
        self._parent = False
        self.peer = Peer(-1, -1, 0)
        self.role = Role.NOBODY

    @property
    def parent(self) -> bool:
        """Whether this connection has a parent's rights; root has them from the start."""
        return self._parent

    @parent.setter
    def parent(self, rights: bool) -> None:
        """Give or take a parent's rights; only parents send and are sent large documents."""
        self._parent = rights
        self._reader.limit = wire.FOR_PARENT if rights else wire.FROM_CHILD
        self._backlog = PARENT_BACKLOG if rights else CHILD_BACKLOG

    def push(self, message: Changed) -> bool:
        """Send what nobody asked for just now; False when the connection is gone."""
        return self.send(message)

    # --- from the line --------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask the kernel who it is; then let him in, or say why not and let him go."""
        super().connection_made(transport)
        self.peer = _peer(transport.get_extra_info("socket"))
        self.role = self._server.role(self.peer.uid)
        if self.role in (Role.ADULT, Role.ROOT):
            self._reader = wire.FrameReader(_READ_PARENT, wire.FROM_CHILD)
            self.parent = self.role is Role.ROOT
        refused = self._server.admit(self)
        if refused:
            self.close(refused, say=No(refused))

    def received(self, message: Any) -> None:
        """Count it, and answer it when those before it are answered."""
        if self._server.role(self.peer.uid) is not self.role:
            self.close("role", say=No("role"))
            return
        wait_ms = self._server.ration(self.peer.uid, self.role)
        if wait_ms:
            self.close("rate", say=No("rate", wait_ms))
            return
        self._waiting.append(message)
        if self._answering is None:
            self._answer_waiting()
        elif len(self._waiting) >= MAY_WAIT and self._transport is not None:
            self._transport.pause_reading()

    def ended(self, reason: str) -> None:
        """Forget it, and what it still waited for."""
        self._server.forget(self)
        self._waiting.clear()
        if self._answering is not None:
            self._answering.cancel()

    # --- answers --------------------------------------------------------------------------------

    def _answer_waiting(self) -> None:
        """Answer until there is nothing left or an answer has to be waited for."""
        while self._waiting and self.open and self._answering is None:
            try:
                answer = self._answer(self._waiting.popleft())
            except Denied as denied:
                answer = No(denied.reason)
            if inspect.isawaitable(answer):
                self._wait_for(answer)
            else:
                self._reply(answer)

    def _answer(self, message: Any) -> Any:
        if isinstance(message, Hello):
            return self._greet(message)
        if not self._greeted:
            self.close("hello", say=No("hello"))
            return None
        if self.role is Role.CHILD:
            return self._server.handler.on_child(self.peer, message)
        return self._server.handler.on_parent(self, message)

    def _greet(self, hello: Hello) -> Base | None:
        """Answer a greeting with the account's role, and another version with a refusal."""
        if hello.version != PROTOCOL_VERSION:
            self.close("version", say=No("version"))
            return None
        self._greeted = True
        return Done(self.role.value)

    def _reply(self, answer: Base | None) -> None:
        if answer is None:
            return
        try:
            self.send(answer)
        except wire.WireError as error:
            self.send(No(error.code))

    def _wait_for(self, answer: Awaitable[Any]) -> None:
        """Answer nothing else until it is there; reading goes on, to notice when he leaves."""
        self._answering = asyncio.ensure_future(_outcome(answer))
        self._answering.add_done_callback(self._answered)

    def _answered(self, task: asyncio.Task[Any]) -> None:
        self._answering = None
        if task.cancelled():
            return
        if task.exception() is not None:
            # A bug in the handler is the service's to hear of: its loop moves to the safe state.
            self.close("failed", say=No("failed"))
            task.get_loop().call_exception_handler(
                {"message": "a question could not be answered", "exception": task.exception()}
            )
            return
        self._reply(task.result())
        if self._transport is not None and self.open:
            self._transport.resume_reading()
        self._answer_waiting()


async def _outcome(answer: Awaitable[Any]) -> Any:
    """Await an answer; a refusal is one."""
    try:
        return await answer
    except Denied as denied:
        return No(denied.reason)


def _peer(line: socket.socket) -> Peer:
    """Ask the kernel who connected (Linux: SO_PEERCRED, fixed at the moment of connecting)."""
    size = struct.calcsize(_UCRED)
    pid, uid, gid = struct.unpack(
        _UCRED, line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
    )
    return Peer(uid=uid, gid=gid, pid=pid)
