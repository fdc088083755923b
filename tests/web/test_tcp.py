"""Clients by TCP: whole, in pieces, many at a time, and those who never read."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import dns.flags
import dns.message
import dns.rcode
import pytest

from app.web import tcp
from tests.web.stage import Stage, texts
from tests.web.upstream import Upstream

BIG = [f'"{"x" * 200}{n:03}"' for n in range(20)]


@pytest.fixture(name="up")
def up_fixture() -> Iterator[Upstream]:
    """An upstream server."""
    with Upstream({("site.test", "A"): ["10.0.0.1"], ("big.test", "TXT"): BIG}) as up:
        yield up


@pytest.fixture(name="stage")
def stage_fixture(tmp_path: Path, up: Upstream) -> Iterator[Stage]:
    """A resolver in front of it."""
    stage = Stage(tmp_path, up.port).ready()
    yield stage
    stage.close()


class Client:
    """A TCP client that does not wait."""

    def __init__(self, stage: Stage) -> None:
        """Connect."""
        self.stage = stage
        self.line = socket.create_connection(stage.address, 5)
        self.line.setblocking(False)
        self.kept = b""
        self.ended = False

    def send(self, *queries: dns.message.Message) -> None:
        """Send questions, one behind another."""
        for query in queries:
            wire = query.to_wire()
            self.line.sendall(len(wire).to_bytes(2, "big") + wire)

    def read(self) -> None:
        """Read what is there."""
        try:
            data = self.line.recv(65_536)
        except BlockingIOError:
            return
        except ConnectionError:
            data = b""
        self.kept += data
        self.ended = self.ended or not data

    def answers(self, count: int) -> list[dns.message.Message]:
        """Wait for so many answers."""
        found: list[dns.message.Message] = []

        def here() -> bool:
            self.read()
            while len(self.kept) >= 2:
                size = int.from_bytes(self.kept[:2], "big")
                if len(self.kept) < size + 2:
                    break
                found.append(dns.message.from_wire(self.kept[2 : size + 2]))
                self.kept = self.kept[size + 2 :]
            return len(found) >= count

        self.stage.until(here)
        return found

    def wait_for_the_end(self) -> None:
        """Wait until the resolver hangs up."""

        def over() -> bool:
            self.read()
            return self.ended

        self.stage.until(over)


@pytest.fixture(name="client")
def client_fixture(stage: Stage) -> Iterator[Client]:
    """A connected client."""
    client = Client(stage)
    yield client
    client.line.close()


def test_what_is_too_long_for_a_packet(stage: Stage, up: Upstream, client: Client) -> None:
    """Cut by UDP, whole by TCP: both sides of us."""
    up.truncate = True
    query = dns.message.make_query("big.test", "TXT", use_edns=0)
    assert dns.message.from_wire(stage.raw(query.to_wire())).flags & dns.flags.TC
    client.send(query)
    (answer,) = client.answers(1)
    assert query.is_response(answer)
    assert len(texts(answer)) == len(BIG)
    assert up.tcp_asked == 1


def test_many_questions_on_a_line(client: Client) -> None:
    """Each is answered, stopped ones and allowed ones, in whatever order."""
    queries = [
        dns.message.make_query(f"n{n}.porn.test" if n % 2 else f"n{n}.test", "A")
        for n in range(100)
    ]
    client.send(*queries)
    answers = {answer.id: answer for answer in client.answers(100)}
    for query in queries:
        assert query.is_response(answers[query.id])


def test_a_question_in_pieces(client: Client) -> None:
    """Byte by byte."""
    query = dns.message.make_query("porn.test", "A")
    wire = query.to_wire()
    for at, byte in enumerate(len(wire).to_bytes(2, "big") + wire):
        client.line.sendall(bytes((byte,)))
        if at % 5 == 0:
            client.stage.server.turn(0)
    assert client.answers(1)[0].rcode() == dns.rcode.NXDOMAIN


def test_who_says_goodbye_early_still_gets_his_answer(up: Upstream, client: Client) -> None:
    """A client may close its half of the line when it has asked."""
    up.delay = 0.1
    client.send(dns.message.make_query("site.test", "A"))
    client.line.shutdown(socket.SHUT_WR)
    assert texts(client.answers(1)[0]) == ["site.test 300 A 10.0.0.1"]
    client.wait_for_the_end()


def test_who_hangs_up_is_forgotten(stage: Stage, up: Upstream, client: Client) -> None:
    """What he asked comes back to nobody, and the next client is served."""
    up.lose = 1_000
    client.send(dns.message.make_query("site.test", "A"))
    stage.until(lambda: up.asked)
    client.line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    client.line.close()
    stage.until(lambda: not stage.server._forward.waiting)
    up.lose = 0
    other = Client(stage)
    other.send(dns.message.make_query("site.test", "A"))
    assert other.answers(1)
    other.line.close()


@pytest.mark.parametrize("data", [b"\0\0", b"\0\1x", b"\0\x0c" + b"\xff" * 12])
def test_noise_ends_the_line(client: Client, data: bytes) -> None:
    """What is no query has nothing good behind it."""
    client.line.sendall(data)
    client.wait_for_the_end()


def test_idle_lines_end(stage: Stage, client: Client) -> None:
    """After ten seconds in which nothing was asked."""
    client.send(dns.message.make_query("porn.test", "A"))
    client.answers(1)
    stage.clock.ahead += tcp.IDLE_MS - 1_500
    stage.server.turn(0)
    client.read()
    assert not client.ended
    stage.clock.ahead += 2_500
    client.wait_for_the_end()


def test_the_oldest_line_makes_room(stage: Stage) -> None:
    """Nobody can take all lines for himself."""
    clients = []
    for _ in range(tcp.MOST_LINES + 3):
        clients.append(Client(stage))
        stage.clock.ahead += 1
        stage.server.turn(0.001)

    def first_ended() -> bool:
        for client in clients:
            client.read()
        return clients[0].ended

    stage.until(first_ended)
    assert sum(client.ended for client in clients) == 3
    clients[-1].send(dns.message.make_query("porn.test", "A"))
    assert clients[-1].answers(1)
    for client in clients:
        client.line.close()


def test_who_does_not_read_is_read_no_longer(stage: Stage, client: Client) -> None:
    """His answers wait up to a bound; when he reads again he gets all of them."""
    client.send(dns.message.make_query("big.test", "TXT"))
    client.answers(1)
    wire = dns.message.make_query("big.test", "TXT").to_wire()
    framed = len(wire).to_bytes(2, "big") + wire
    sent = 0
    for _ in range(400):
        try:
            client.line.sendall(framed * 10)
            sent += 10
        except BlockingIOError:
            break
        stage.server.turn(0)
    (line,) = stage.server._tcp[1][0]._lines
    assert line.full or sent == 4_000
    assert len(line._out) <= tcp.MOST_WAITING + 10_000
    assert len(client.answers(200)) >= 200
