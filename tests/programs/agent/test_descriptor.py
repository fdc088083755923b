"""The agent's descriptor: greeting, whole messages whatever the other end takes, one end."""

import os
import socket
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEventLoop
from pytestqt.qtbot import QtBot

from app.api import wire
from app.api.child import Done, FromChild, Hello, No, Sense, ToChild
from app.programs.agent.descriptor import Descriptor

Pair = tuple[Descriptor, socket.socket, list[object]]


@pytest.fixture
def pair(qtbot: QtBot) -> Iterator[Pair]:
    """A descriptor that is taken over, the service's end, and what the agent was told."""
    ours, theirs = socket.socketpair()
    ours.settimeout(3.0)
    line = Descriptor(ToChild)
    told: list[object] = []
    line.message.connect(told.append)
    line.lost.connect(lambda: told.append("lost"))
    line.adopt(theirs.detach())
    yield line, ours, told
    ours.close()
    line.deleteLater()


def _heard(ours: socket.socket, count: int, qtbot: QtBot) -> list[FromChild]:
    reader: wire.FrameReader[FromChild] = wire.FrameReader(wire.decoder(FromChild), wire.FROM_CHILD)
    found: list[FromChild] = []
    ours.setblocking(False)
    while len(found) < count:
        try:
            found += reader.feed(ours.recv(4096))
        except BlockingIOError:
            qtbot.wait(5)
    return found


def test_what_the_other_end_does_not_take_is_sent_later(pair: Pair, qtbot: QtBot) -> None:
    """A frozen service: nothing is lost, torn or out of order, and nobody waits for it."""
    line, ours, _ = pair
    marks = range(20_000)
    assert all(line.send(Sense(mark)) for mark in marks)
    heard = _heard(ours, 1 + len(marks), qtbot)
    assert isinstance(heard[0], Hello)
    assert [one.mark for one in heard[1:] if isinstance(one, Sense)] == list(marks)


def test_messages_come_in_pieces_and_together(pair: Pair, qtbot: QtBot) -> None:
    """A frame may be cut anywhere."""
    _, ours, told = pair
    data = wire.frame(Done("a")) + wire.frame(No("b")) + wire.frame(Done("c"))
    for at in range(0, len(data), 7):
        ours.sendall(data[at : at + 7])
        qtbot.wait(1)
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told == [Done("a"), No("b"), Done("c")]


def test_last_words_are_heard_before_the_end(pair: Pair, qtbot: QtBot) -> None:
    """Also while we had something to say; and the end is told once."""
    line, ours, told = pair
    ours.sendall(wire.frame(Done("last")))
    ours.close()
    assert line.send(Sense(1))
    qtbot.waitUntil(lambda: "lost" in told)
    qtbot.wait(20)
    assert told == [Done("last"), "lost"]
    assert not line.send(Sense(2))


def test_what_is_no_message_ends_the_line(pair: Pair, qtbot: QtBot) -> None:
    """Nothing after it can be understood."""
    _, ours, told = pair
    ours.sendall(b"\0\0\0\3{}!")
    qtbot.waitUntil(lambda: told == ["lost"])


def test_messages_keep_their_order_when_a_face_runs_a_loop(pair: Pair, qtbot: QtBot) -> None:
    """What came later waits until what came before was dealt with."""
    line, ours, told = pair
    done: list[str] = []

    def slow(message: object) -> None:
        if message == Done("first"):
            ours.sendall(wire.frame(Done("later")))
            loop = QEventLoop()
            loop.processEvents()
            loop.processEvents()
        done.append(getattr(message, "id", ""))

    line.message.connect(slow)
    ours.sendall(wire.frame(Done("first")) + wire.frame(Done("second")))
    qtbot.waitUntil(lambda: len(done) == 3)
    assert done == ["first", "second", "later"]
    assert len(told) == 3


def test_no_program_we_start_inherits_it(qtbot: QtBot) -> None:
    """Whoever holds it speaks as the agent."""
    ours, theirs = socket.socketpair()
    fd = theirs.detach()
    os.set_inheritable(fd, True)  # as the service hands it over
    line = Descriptor(ToChild)
    line.adopt(fd)
    assert not os.get_inheritable(fd)
    ours.close()
    with qtbot.waitSignal(line.lost, timeout=3000):
        pass


def test_a_descriptor_that_is_none(qtbot: QtBot) -> None:
    """A missing line is an error with the number in it."""
    with pytest.raises(OSError, match="999"):
        Descriptor(ToChild).adopt(999)
