"""What every starter of the resolver promises, fake and real alike."""

import os
import select
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from app.enforce.ports import ResolverLink, ResolverPort, ResolverStarter
from app.platforms.fake.resolver_starter import FakeResolverStarter
from app.platforms.linux.resolver_starter import LinuxResolverStarter
from tests.platforms.linux.child_account import PYTHON
from tests.platforms.people import Person, child_fixture

__all__ = ["child_fixture"]
SPEAKS = (
    "import os,time\nos.write(3, b'hello')\nos.write(3, os.read(3, 99).upper())\ntime.sleep(99)"
)


@dataclass
class Stage:
    """A starter, and a resolver that says hello and then what it heard, loudly."""

    starter: ResolverStarter
    plays: Callable[[], None]


def _fake() -> Iterator[Stage]:
    starter = FakeResolverStarter()

    def plays() -> None:
        resolver = starter.resolver
        assert resolver is not None
        resolver.sendall(b"hello")
        if select.select([resolver], [], [], 0)[0]:
            resolver.sendall(resolver.recv(99).upper())

    yield Stage(starter, plays)
    starter.lose()


@pytest.fixture(params=["fake", "linux"])
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    """Each starter in turn."""
    if request.param == "fake":
        yield from _fake()
        return
    if os.geteuid() != 0:
        pytest.skip("acts as another user: needs root")
    child: Person = request.getfixturevalue("child")
    command = [PYTHON, "-I", "-c", SPEAKS]
    yield Stage(LinuxResolverStarter(command, child.name), lambda: None)


def heard(link: ResolverLink) -> bytes:
    """What comes over the link within 5 s; empty = the resolver is gone."""
    assert select.select([link.fd], [], [], 5)[0], "the resolver says nothing"
    return os.read(link.fd, 99)


def close(port: ResolverPort) -> None:
    """Give the port back."""
    for fd in port.sockets:
        os.close(fd)


def test_the_link_carries_both_ways_and_ends_with_it(stage: Stage) -> None:
    """What the resolver writes arrives, what is written to it does, and its end is told."""
    link = stage.starter.start()
    os.write(link.fd, b"open")
    stage.plays()
    words = heard(link)
    while words != b"helloOPEN":
        assert b"helloOPEN".startswith(words)
        words += heard(link)
    stage.starter.end(link)
    assert heard(link) == b""
    stage.starter.end(link)
    os.close(link.fd)


def test_another_takes_its_place(stage: Stage) -> None:
    """After one has ended, the next is somebody else and speaks; the old link does not end it."""
    first = stage.starter.start()
    stage.starter.end(first)
    second = stage.starter.start()
    stage.starter.end(first)
    assert second.process != first.process
    stage.plays()
    assert heard(second) == b"hello"
    stage.starter.end(second)
    for link in (first, second):
        os.close(link.fd)


def test_two_ports_differ(stage: Stage) -> None:
    """Each child's is its own, with two sockets for each family there is."""
    first, second = stage.starter.open(), stage.starter.open()
    assert first.port != second.port
    for port in (first, second):
        assert len(port.sockets) == (4 if port.v6 else 2)
        for fd in port.sockets:
            with socket.socket(fileno=os.dup(fd)) as opened:
                assert opened.type in (socket.SOCK_DGRAM, socket.SOCK_STREAM)
        close(port)
