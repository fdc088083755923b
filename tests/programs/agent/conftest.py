"""The other end of an agent's line, played by the test, and faces that only remember."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from app.api import wire
from app.api.child import Base, FromChild
from app.programs.agent.line import Line


class Service:
    """What the service says and hears, on a real socketpair."""

    def __init__(self) -> None:
        """Both ends are open."""
        self.ours, self.theirs = socket.socketpair()
        self.ours.settimeout(0.01)
        self._reader: wire.FrameReader[FromChild] = wire.FrameReader(
            wire.decoder(FromChild), wire.FROM_CHILD
        )
        self.heard: list[FromChild] = []

    def say(self, message: Base) -> None:
        """Say something to the agent."""
        self.ours.sendall(wire.frame(message))

    def listen(self) -> list[FromChild]:
        """Give everything heard so far."""
        while True:
            try:
                data = self.ours.recv(65536)
            except TimeoutError:
                return self.heard
            if not data:
                return self.heard
            self.heard += self._reader.feed(data)


class RememberingFace(QObject):
    """A face that shows nothing and remembers what it was given."""

    asked = Signal(str, int, str, str)
    taken_back = Signal(str)
    coded = Signal(str, str, int, str)
    told = Signal(object)
    lock_answer = Signal(int, bool, str)
    chosen = Signal(str)

    def __init__(self) -> None:
        """Nothing was shown."""
        super().__init__()
        self.given: list[Base] = []
        self.learning: tuple[tuple[str, str], ...] = ()
        self.fronts: list[bool | None] = []

    def start(self) -> bool:
        """There is no tray."""
        return False

    def receive(self, message: Base) -> None:
        """Remember it."""
        self.given.append(message)

    def set_learning(self, programs: tuple[tuple[str, str], ...]) -> None:
        """Remember the programs that are open."""
        self.learning = programs

    def set_front(self, learning: bool | None) -> None:
        """Remember what came to the front."""
        self.fronts.append(learning)


@pytest.fixture
def service(qtbot: QtBot) -> Iterator[Service]:
    """The service at the other end."""
    made = Service()
    yield made
    made.ours.close()


@pytest.fixture
def line(service: Service) -> Line:
    """An agent's line, open."""
    made = Line()
    made.open(service.theirs.detach())
    return made


@pytest.fixture
def face(qtbot: QtBot) -> RememberingFace:
    """A face."""
    return RememberingFace()


@pytest.fixture
def heard(service: Service, qtbot: QtBot) -> Callable[[int], list[FromChild]]:
    """Wait until so many messages were heard, and give them."""

    def wait(count: int) -> list[FromChild]:
        qtbot.waitUntil(lambda: len(service.listen()) >= count, timeout=3000)
        return service.heard

    return wait
