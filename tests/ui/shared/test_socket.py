"""The faces' line, off screen, against the real server in a thread of its own."""

import asyncio
import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.api import child, parent, wire
from app.link.server import Connection, Peer, Role, Server
from app.ui.shared.socket import ServiceSocket


class Service:
    """The real server in a thread, with a handler that names what it was asked."""

    def __init__(self, path: Path, role: Role = Role.CHILD) -> None:
        self.path, self.role = path, role
        self.asked: list[str] = []
        self.lines: list[Connection] = []
        self.loop = asyncio.new_event_loop()
        self.thread: threading.Thread | None = None

    def on_child(self, peer: Peer, message: Any) -> child.Done:
        """Answer a child."""
        self.asked.append(type(message).__name__)
        return child.Done(type(message).__name__)

    def on_parent(self, conn: Connection, message: Any) -> Any:
        """Answer an adult."""
        self.lines.append(conn)
        conn.parent = True
        return parent.Text("tre " * 300_000)

    def call(self, story: Any) -> Any:
        """Run a coroutine on the service's loop and wait for it."""
        return asyncio.run_coroutine_threadsafe(story, self.loop).result(10)

    def begin(self) -> None:
        """Serve."""
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()
        self.server = Server(self.path, lambda uid: self.role, self, lambda: 0)
        self.call(self.server.start())

    def end(self) -> None:
        """Stop serving."""
        if self.thread is not None:
            self.call(self.server.close())
            self.loop.call_soon_threadsafe(self.loop.stop)
            self.thread.join()
            self.thread = None


Heard = list[tuple[str, Any]]
Face = tuple[ServiceSocket, Heard]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A service that does not run yet."""
    made = Service(tmp_path / "s")
    yield made
    made.end()
    made.loop.close()


@pytest.fixture
def face(qtbot: QtBot) -> Iterator[Face]:
    """A face's line, and everything it emitted in order."""
    line, heard = ServiceSocket(child.ToChild | parent.ToParent), []
    line.connected.connect(lambda role: heard.append(("connected", role)))
    line.message.connect(lambda message: heard.append(("message", message)))
    line.disconnected.connect(lambda why: heard.append(("disconnected", why)))
    yield line, heard
    line.close()
    line.deleteLater()


def wait(qtbot: QtBot, true: Callable[[], object]) -> None:
    """Let Qt run until something holds."""
    qtbot.waitUntil(lambda: bool(true()), timeout=10_000)


def test_question_and_answer(qtbot: QtBot, service: Service, face: Face) -> None:
    """The face is greeted with what its account is, asks, and hears the answer."""
    line, heard = face
    service.begin()
    assert not line.send(child.MyRules())
    line.open(str(service.path))
    wait(qtbot, lambda: line.is_connected)
    assert line.send(child.MyRules())
    wait(qtbot, lambda: len(heard) == 2)
    assert heard == [("connected", "child"), ("message", child.Done("MyRules"))]


def test_large_answers_and_pushes(qtbot: QtBot, service: Service, face: Face) -> None:
    """A megabyte comes whole, and what nobody asked for comes too."""
    line, heard = face
    service.role = Role.ADULT
    service.begin()
    line.open(str(service.path))
    wait(qtbot, lambda: line.is_connected)
    line.send(parent.Follow())
    wait(qtbot, lambda: len(heard) == 2)
    changed = parent.Changed("today")
    service.loop.call_soon_threadsafe(lambda: service.lines[0].push(changed))
    wait(qtbot, lambda: len(heard) == 3)
    assert heard[1:] == [("message", parent.Text("tre " * 300_000)), ("message", changed)]


def test_back_by_itself(qtbot: QtBot, service: Service, face: Face) -> None:
    """A face that comes first, or survives its service, is told once and connects when it can."""
    line, heard = face
    line.open(str(service.path))
    wait(qtbot, lambda: heard)
    service.begin()
    wait(qtbot, lambda: line.is_connected)
    service.end()
    wait(qtbot, lambda: not line.is_connected)
    qtbot.wait(900)  # some attempts in vain
    service.begin()
    wait(qtbot, lambda: line.is_connected)
    assert heard == [
        ("disconnected", "not_running"),
        ("connected", "child"),
        ("disconnected", "closed"),
        ("connected", "child"),
    ]


def test_refused_with_the_reason(qtbot: QtBot, service: Service, face: Face) -> None:
    """Why the service shuts the door is what the face says, once, while it goes on trying."""
    line, heard = face
    service.role = Role.NOBODY
    service.begin()
    line.open(str(service.path))
    wait(qtbot, lambda: heard)
    qtbot.wait(600)
    assert heard == [("disconnected", "nobody")]
    service.role = Role.CHILD
    wait(qtbot, lambda: line.is_connected)


def test_closed_stays_closed(qtbot: QtBot, service: Service, face: Face) -> None:
    """After close nothing is said and nothing is tried; open begins again."""
    line, heard = face
    service.begin()
    line.open(str(service.path))
    wait(qtbot, lambda: line.is_connected)
    line.close()
    qtbot.wait(600)
    assert heard == [("connected", "child")]
    assert not line.send(child.MyRules())
    line.open(str(service.path))
    wait(qtbot, lambda: line.is_connected)


@pytest.mark.parametrize("says", [b"HTTP/1.1 400\r\n", b"\xff\xff\xff\xff"])
def test_a_strange_service(qtbot: QtBot, tmp_path: Path, face: Face, says: bytes) -> None:
    """What speaks no protocol of ours is let go and named."""
    line, heard = face
    with socket.socket(socket.AF_UNIX) as strange:
        strange.bind(str(tmp_path / "strange"))
        strange.listen()
        line.open(str(tmp_path / "strange"))
        other, _ = strange.accept()
        with other:
            other.sendall(says)
            wait(qtbot, lambda: heard)
    assert heard == [("disconnected", "garbled")]


@pytest.mark.skipif(os.getuid() != 0, reason="needs another account to be kept out")
def test_no_permission(qtbot: QtBot, tmp_path: Path, face: Face) -> None:
    """A socket this account may not open is said to be that."""
    line, heard = face
    tmp_path.chmod(0o700)
    with socket.socket(socket.AF_UNIX) as closed:
        closed.bind(str(tmp_path / "s"))
        closed.listen()
        os.seteuid(65534)
        try:
            line.open(str(tmp_path / "s"))
            wait(qtbot, lambda: heard)
        finally:
            os.seteuid(0)
    assert heard == [("disconnected", "no_permission")]


def test_too_long_to_send(qtbot: QtBot, service: Service, face: Face) -> None:
    """A message no frame holds is an error at the face."""
    service.begin()
    face[0].open(str(service.path))
    wait(qtbot, lambda: face[0].is_connected)
    with pytest.raises(wire.WireError, match="too_long"):
        face[0].send(parent.PolicySet("x" * wire.FOR_PARENT))


def test_it_belongs_to_its_face(qtbot: QtBot) -> None:
    """It goes with the window that made it."""
    window = QObject()
    line = ServiceSocket(child.ToChild, window)
    assert line.parent() is window
