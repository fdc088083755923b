"""UDP clients of one port: batches of every mixture, each answer to its own asker."""

from __future__ import annotations

import random
import socket
from collections.abc import Iterator
from pathlib import Path

import dns.message
import dns.rcode
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.web.shovel import SIZE
from tests.web.stage import Stage, texts
from tests.web.upstream import Upstream


@pytest.fixture(name="up")
def up_fixture() -> Iterator[Upstream]:
    """An upstream server that knows many addresses, each for one name."""
    zone = {(f"n{n}.test", "A"): [f"10.0.{n // 256}.{n % 256}"] for n in range(400)}
    with Upstream(zone) as up:
        yield up


@pytest.fixture(name="stage")
def stage_fixture(tmp_path: Path, up: Upstream) -> Iterator[Stage]:
    """A resolver in front of it."""
    stage = Stage(tmp_path, up.port).ready()
    yield stage
    stage.close()


def expected(query: dns.message.Message, answer: dns.message.Message) -> None:
    """Compare an answer with what its name must get."""
    assert query.is_response(answer)
    name = query.question[0].name.to_text(omit_final_dot=True)
    if name.endswith("porn.test"):
        assert answer.rcode() == dns.rcode.NXDOMAIN
        return
    n = int(name.partition(".")[0][1:])
    assert texts(answer) == [f"{name} 300 A 10.0.{n // 256}.{n % 256}"]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
@given(st.lists(st.tuples(st.integers(0, 399), st.integers(0, 3)), min_size=1, max_size=150))
def test_every_answer_reaches_its_asker(stage: Stage, picks: list[tuple[int, int]]) -> None:
    """Stopped, kept, asked upstream and senseless ones in one batch, from several sockets."""
    clients = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(4)]
    for client in clients:
        client.setblocking(False)
    owed: list[dict[int, dns.message.Message]] = [{} for _ in clients]
    for place, (n, kind) in enumerate(picks):
        which = place % 4
        if kind == 3:
            clients[which].sendto(b"\0" * (n % 14), stage.address)
            continue
        name = f"x{n}.porn.test" if kind == 1 else f"n{n}.test"
        query = dns.message.make_query(name, "A", use_edns=0 if kind == 2 else -1)
        query.id = place
        owed[which][place] = query
        clients[which].sendto(query.to_wire(), stage.address)

    def all_here() -> bool:
        for which, client in enumerate(clients):
            try:
                while True:
                    answer = dns.message.from_wire(client.recv(4096))
                    if answer.rcode() == dns.rcode.FORMERR:
                        continue
                    expected(owed[which].pop(answer.id), answer)
            except BlockingIOError:
                pass
        return not any(owed)

    stage.until(all_here)
    for client in clients:
        client.close()


def test_a_packet_that_was_cut_is_not_answered(stage: Stage) -> None:
    """More than a slot is no query of this world."""
    assert stage.silent(b"\0\0\1\0\0\1" + b"\1" * SIZE)


def test_the_same_question_again_in_the_same_second(stage: Stage, up: Upstream) -> None:
    """Is answered by its bytes; under another id, and in its own case."""
    rng = random.Random(1)
    stage.ask("n1.test")
    for _ in range(50):
        name = "".join(rng.choice((c.upper(), c)) for c in "n1.test")
        query = dns.message.make_query(name, "A")
        answer = dns.message.from_wire(stage.raw(query.to_wire()))
        assert query.is_response(answer)
        assert texts(answer) == [f"{name} 300 A 10.0.0.1"]
    assert len(up.asked) == 1
