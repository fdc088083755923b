"""Many packets with one call, over real sockets."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from app.web.shovel import NAME, SIZE, SLOTS, Shovel

PLACES = {socket.AF_INET: "127.0.0.1", socket.AF_INET6: "::1"}


@pytest.fixture(params=PLACES, ids=["v4", "v6"], name="pair")
def pair_fixture(request: pytest.FixtureRequest) -> Iterator[tuple[socket.socket, socket.socket]]:
    """A server's socket and a client's."""
    server, client = (socket.socket(request.param, socket.SOCK_DGRAM) for _ in range(2))
    with server, client:
        for one in (server, client):
            one.bind((PLACES[request.param], 0))
        client.settimeout(2)
        yield server, client


def test_what_comes_goes_back(pair: tuple[socket.socket, socket.socket]) -> None:
    """Each packet to its own sender, written over in its slot; twice, so that nothing sticks."""
    server, client = pair
    shovel = Shovel()
    for round_ in (b"a", b"bb"):
        for n in range(10):
            client.sendto(round_ * (n + 1), server.getsockname())
        lengths = shovel.receive(server.fileno(), server.family)
        assert lengths == [len(round_) * (n + 1) for n in range(10)]
        for i, size in enumerate(lengths):
            start = shovel.starts[i]
            assert shovel.data[start : start + size] == round_ * (i + 1)
            shovel.data[start : start + 4] = b"ok%02d" % i
            shovel.lengths[i] = 4
        assert shovel.send(server.fileno(), server.family, 10) == 10
        assert [client.recv(100) for _ in range(10)] == [b"ok%02d" % i for i in range(10)]


def test_at_most_a_shovel_full(pair: tuple[socket.socket, socket.socket]) -> None:
    """The rest waits for the next one; nothing waits: nothing comes."""
    server, client = pair
    shovel = Shovel()
    for _ in range(SLOTS + 3):
        client.sendto(b"x", server.getsockname())
    assert len(shovel.receive(server.fileno(), server.family)) == SLOTS
    assert len(shovel.receive(server.fileno(), server.family)) == 3
    assert shovel.receive(server.fileno(), server.family) == []


def test_a_packet_too_long_is_seen(pair: tuple[socket.socket, socket.socket]) -> None:
    """Its length is a slot's, and the slots beside it are untouched."""
    server, client = pair
    shovel = Shovel()
    client.sendto(b"x" * (SIZE + 500), server.getsockname())
    client.sendto(b"y", server.getsockname())
    assert shovel.receive(server.fileno(), server.family) == [SIZE, 1]
    assert shovel.data[SIZE : SIZE + 1] == b"y"


def test_to_whom_a_socket_is_connected(pair: tuple[socket.socket, socket.socket]) -> None:
    """Without addresses of their own."""
    server, client = pair
    shovel = Shovel()
    server.connect(client.getsockname())
    for i in range(3):
        start = shovel.starts[i]
        shovel.data[start : start + 2] = b"q%d" % i
        shovel.lengths[i] = 2
    assert shovel.send(server.fileno(), socket.AF_UNSPEC, 3) == 3
    assert [client.recv(100) for _ in range(3)] == [b"q0", b"q1", b"q2"]


def test_one_that_cannot_be_sent_holds_up_nobody(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    """An address that is none is passed over."""
    server, client = pair
    shovel = Shovel()
    for _ in range(3):
        client.sendto(b"x", server.getsockname())
    assert len(shovel.receive(server.fileno(), server.family)) == 3
    shovel.names[NAME : NAME + 2] = b"\xff\xff"
    for i in range(3):
        start = shovel.starts[i]
        shovel.data[start : start + 1] = b"%d" % i
        shovel.lengths[i] = 1
    assert shovel.send(server.fileno(), server.family, 3) == 2
    assert {client.recv(10), client.recv(10)} == {b"0", b"2"}
