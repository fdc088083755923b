"""The public socket: who speaks is known by the kernel's credentials, before a byte is read.

A child's account may ask and read its own rules and nothing else: the messages of parents are
not even decoded for it. Adults speak the parents' messages; whether one of them *is* a parent is
the handler's to find out (`conn.parent`). Nobody can keep the service busy: connections are
counted and messages are rationed by account, over all its connections and across reconnects.
"""

from __future__ import annotations

import asyncio
import contextlib
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
from app.link.endpoint import CHILD_BACKLOG, LAST_WORDS_S, PARENT_BACKLOG, Clock, Endpoint
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
AT_ONCE = 16  # connections let in before the loop turns to anything else
REFUSALS = (2000, 400)  # a second and at once; more often nobody is let in for REST_S
REST_S = 0.05
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
        self._connections: set[Connection] = set()
        self._opening: set[asyncio.Task[Any]] = set()
        self._budgets: dict[int, tuple[Role, wire.Budget]] = {}
        self._file: SocketFile | None = None
        self._patience = wire.Budget(*REFUSALS)
        self._hung_up: deque[socket.socket] = deque()
        self._sweeping: asyncio.TimerHandle | None = None

    async def start(self) -> None:
        """Begin to serve. Raises CannotListen, OSError."""
        self._file = SocketFile(self._path)
        asyncio.get_running_loop().add_reader(self._file.socket, self._accept)

    async def close(self) -> None:
        """Take the socket away and end every connection; what was answered still arrives."""
        if self._file is None:
            return
        file, self._file = self._file, None
        asyncio.get_running_loop().remove_reader(file.socket)
        file.close()
        self._sweep_up()
        await asyncio.gather(*self._opening)
        for connection in tuple(self._connections):
            connection.close("stopping")
        while self._connections:  # at most endpoint.LAST_WORDS_S
            await asyncio.sleep(0.01)

    # --- who comes in ---------------------------------------------------------------------------

    def _accept(self) -> None:
        """Let in who waits, but never so many at once that the service is late for anything."""
        for _ in range(AT_ONCE):
            if self._file is None:
                return
            try:
                line, _address = self._file.socket.accept()
            except BlockingIOError:
                return
            except ConnectionError:
                continue  # it left before it was let in
            except OSError:  # no descriptor or memory is left: those who wait stay in the queue
                self._rest(self._file.socket)
                return
            line.setblocking(False)
            if not self._let_in(line) and self._patience.take(self.now_ms()):
                self._rest(self._file.socket)
                return

    def _let_in(self, line: socket.socket) -> bool:
        """Ask the kernel who it is; give him a connection, or say why not and hang up.

        Whoever is refused costs no more than this: no transport, no task.
        """
        peer = _peer(line)
        role = self.role(peer.uid)
        refused = self._refuse(peer, role)
        if refused:
            self._hang_up(line, refused)
            return False
        connection = Connection(self, peer, role)
        self._connections.add(connection)
        loop = asyncio.get_running_loop()
        opening = loop.create_task(loop.connect_accepted_socket(lambda: connection, line))
        self._opening.add(opening)
        opening.add_done_callback(self._opening.discard)
        return True

    def _rest(self, listening: socket.socket) -> None:
        """Let nobody in for a moment: those who wait are kept in order by the kernel."""
        loop = asyncio.get_running_loop()
        loop.remove_reader(listening)

        def resume() -> None:
            if self._file is not None:
                loop.add_reader(listening, self._accept)

        loop.call_later(REST_S, resume)

    def _hang_up(self, line: socket.socket, reason: str) -> None:
        """Say why not; the line stays a moment, or a greeting on its way would hide the words."""
        with contextlib.suppress(OSError):  # he may have hung up himself
            line.send(wire.frame(No(reason)))
            line.shutdown(socket.SHUT_WR)
        self._hung_up.append(line)
        if len(self._hung_up) > AT_ONCE:
            self._hung_up.popleft().close()
        if self._sweeping is None:
            loop = asyncio.get_running_loop()
            self._sweeping = loop.call_later(LAST_WORDS_S, self._sweep_up)

    def _sweep_up(self) -> None:
        """Close what was hung up."""
        if self._sweeping is not None:
            self._sweeping.cancel()
            self._sweeping = None
        while self._hung_up:
            self._hung_up.popleft().close()

    def _refuse(self, peer: Peer, role: Role) -> str:
        if role is Role.NOBODY:
            return "nobody"
        own = sum(other.peer.uid == peer.uid for other in self._connections)
        full = len(self._connections) >= CONNECTIONS_IN_ALL and role is not Role.ROOT
        if full or own >= CONNECTIONS[role]:
            return "connections"
        return "rate" if self.ration(peer.uid, role) else ""

    # --- what connections ask -------------------------------------------------------------------

    def ration(self, uid: int, role: Role) -> int:
        """Take one message from the account's budget: 0, or the ms until there is one."""
        held = self._budgets.get(uid)
        if held is None or held[0] is not role:
            held = self._budgets[uid] = (role, wire.Budget(*RATES[role]))
        return held[1].take(self.now_ms())

    def forget(self, connection: Connection) -> None:
        """Count a connection no more."""
        self._connections.discard(connection)


class Connection(Endpoint):
    """One stranger at the socket. Questions are answered one by one, in their order."""

    def __init__(self, server: Server, peer: Peer, role: Role) -> None:
        """Speak with this peer in the words of its role."""
        read = _READ_CHILD if role is Role.CHILD else _READ_PARENT
        super().__init__(wire.FrameReader(read, wire.FROM_CHILD), CHILD_BACKLOG)
        self._server = server
        self._waiting: deque[Any] = deque()
        self._answering: asyncio.Task[Any] | None = None
        self._greeted = False
        self._parent = False
        self.peer = peer
        self.role = role
        self.parent = role is Role.ROOT

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
