"""What whoever watches idle inhibitors promises: the fake and logind."""

import asyncio
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Iterator

import pytest

from app.monitor.ports import Inhibitors
from app.platforms.fake.inhibitors import FakeInhibitors
from app.platforms.linux.inhibitors import LogindInhibitors
from app.platforms.linux.logind import Logind
from tests.platforms.containers import Debian, debian_fixture
from tests.platforms.loops import until

__all__ = ["debian_fixture"]


class World(ABC):
    """Two users who may hold inhibitors, and the watcher under test."""

    one: int
    other: int

    @abstractmethod
    def inhibitors(self) -> Inhibitors:
        """Make the watcher; called on the running loop."""

    @abstractmethod
    def take(self, uid: int, what: str = "idle", mode: str = "block") -> None:
        """A program of `uid` takes an inhibitor."""

    @abstractmethod
    def give_back(self) -> None:
        """The inhibitor taken first is given back."""

    @abstractmethod
    def close(self) -> None:
        """Leave nothing behind."""


class Pretended(World):
    """The fake."""

    one, other = 1, 2

    def __init__(self) -> None:
        self.fake = FakeInhibitors()
        self.taken: list[int] = []

    def inhibitors(self) -> Inhibitors:
        return self.fake

    def take(self, uid: int, what: str = "idle", mode: str = "block") -> None:
        if "idle" in what and mode == "block":
            self.fake.take(uid)
            self.taken.append(uid)

    def give_back(self) -> None:
        self.fake.give_back(self.taken.pop(0))

    def close(self) -> None:
        self.taken.clear()


class WithLogind(World):
    """systemd-inhibit in a container, as two of its users."""

    def __init__(self, debian: Debian) -> None:
        self.debian = debian
        self.logind = Logind(debian.address)
        self.one, self.other = debian.kid, debian.sister
        self.taken: list[subprocess.Popen[bytes]] = []

    def inhibitors(self) -> Inhibitors:
        self.logind.open()
        return LogindInhibitors(self.logind)

    def take(self, uid: int, what: str = "idle", mode: str = "block") -> None:
        inhibit = ["systemd-inhibit", f"--what={what}", f"--mode={mode}", "sleep", "1000"]
        user = ["setpriv", f"--reuid={uid}", "--clear-groups", "--pdeathsig", "KILL", "--"]
        self.taken.append(subprocess.Popen(self.debian.container.command(*user, *inhibit)))

    def give_back(self) -> None:
        self._end(self.taken.pop(0))

    def close(self) -> None:
        self.logind.close()
        for one in self.taken:
            self._end(one)

    @staticmethod
    def _end(one: subprocess.Popen[bytes]) -> None:
        one.kill()
        one.wait()


@pytest.fixture(params=["fake", "logind"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """Each watcher in turn."""
    world: World
    if request.param == "fake":
        world = Pretended()
    else:
        world = WithLogind(request.getfixturevalue("debian"))
    yield world
    world.close()


async def _held(world: World) -> None:
    inhibitors = world.inhibitors()
    assert not inhibitors.held(world.one)
    world.take(world.one)
    await until(lambda: inhibitors.held(world.one))
    assert not inhibitors.held(world.other)
    world.take(world.other)
    await until(lambda: inhibitors.held(world.other))
    world.give_back()
    await until(lambda: not inhibitors.held(world.one))
    assert inhibitors.held(world.other)
    world.give_back()
    await until(lambda: not inhibitors.held(world.other))


def test_an_idle_inhibitor_is_its_holders_alone(world: World) -> None:
    """It counts for the user who holds it, from taking to giving back, also beside another's."""
    asyncio.run(_held(world))


async def _other_kinds(world: World) -> None:
    inhibitors = world.inhibitors()
    world.take(world.one, what="sleep:shutdown")
    world.take(world.other, what="sleep", mode="delay")
    await asyncio.sleep(0.5)
    assert not inhibitors.held(world.one)
    assert not inhibitors.held(world.other)


def test_other_inhibitors_do_not_count(world: World) -> None:
    """Who forbids sleep or shutdown does not say that anybody is watching."""
    asyncio.run(_other_kinds(world))
