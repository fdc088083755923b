"""One answer fetched over TCP, from servers that do not always mean well."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from app.web.loop import Loop
from app.web.tcp_fetch import Fetch
from app.web.upstreams import Address

SENT = b"\1\0\0\1\0\0\0\0\0\1" + b"\1A\4test\0\0\1\0\1" + b"\0\0\x29\4\xd0\0\0\0\0\0\0"
TAIL = 11
END = len(SENT) - TAIL


def true(query: bytes) -> bytes:
    """The answer to a query, with its question in small letters."""
    return query[:2] + b"\x81\x80" + query[4 : 2 + END].lower() + b"behind"


@contextmanager
def server(say: Callable[[bytes], bytes], pieces: int = 0) -> Iterator[Address]:
    """A server that answers one connection by `say`, without the length when it is b""."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            line, _ = listening.accept()
            with line:
                line.settimeout(5)
                query = line.recv(4096)
                answer = say(query[2:])
                data = len(answer).to_bytes(2, "big") + answer if answer else b""
                step = pieces or len(data) or 1
                for at in range(0, len(data), step):
                    line.sendall(data[at : at + step])
                    time.sleep(0.002)

        thread = threading.Thread(target=serve)
        thread.start()
        yield Address("127.0.0.1", listening.getsockname()[1])
        thread.join(5)


def fetched(address: Address) -> bytes | None:
    """What a fetch from there gives."""
    loop = Loop(lambda: 0)
    found: list[bytes | None] = []
    Fetch(loop, address, SENT, TAIL, found.append)
    for _ in range(500):
        loop.turn(0.01, lambda _now: None)
        if found:
            break
    loop.close()
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("pieces", [0, 1, 3])
def test_an_answer_is_given_with_the_question_as_it_was_sent(pieces: int) -> None:
    """However it is cut."""
    with server(true, pieces) as address:
        body = fetched(address)
    assert body is not None
    assert body[10:] == SENT[10:END] + b"behind"
    assert body[:2] == b"\x81\x80"


@pytest.mark.parametrize(
    "say",
    [
        lambda query: b"",  # hangs up
        lambda query: bytes((query[0] ^ 1,)) + true(query)[1:],  # another id
        lambda query: true(query).replace(b"\1a", b"\1b"),  # another name
        lambda query: query[:2] + b"\1" + true(query)[3:],  # no answer
        lambda query: true(query)[:14],  # half of one
        lambda query: true(query)[:4] + b"\0\2" + true(query)[6:],
    ],
)
def test_what_is_no_answer_is_none(say: Callable[[bytes], bytes]) -> None:
    """Another id, another question, half a message."""
    with server(say) as address:
        assert fetched(address) is None


def test_nobody_there() -> None:
    """A port where nobody listens is told by the loop, not by the call."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    assert fetched(Address("127.0.0.1", port)) is None


def test_closed_it_says_nothing() -> None:
    """And leaves no descriptor behind."""
    loop = Loop(lambda: 0)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        found: list[bytes | None] = []
        fetch = Fetch(
            loop, Address("127.0.0.1", listening.getsockname()[1]), SENT, TAIL, found.append
        )
        fetch.close()
        fetch.close()
        loop.turn(0.05, lambda _now: None)
    assert found == []
    loop.close()
