"""What whoever refuses programs promises: the fake, and fanotify in a process of its own."""

import asyncio
import os
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator

import pytest

from app.enforce.ports import Refuser
from app.platforms.fake.refuser import FakeRefuser
from app.platforms.linux.refuser import LinuxRefuser
from tests.platforms.linux.installed import Installed, installed, runs_for
from tests.platforms.loops import until
from tests.platforms.people import Person, child_fixture, sister_fixture

__all__ = ["child_fixture", "installed", "sister_fixture"]


class World(ABC):
    """Two users and two installed programs."""

    child: int
    sister: int
    game: str
    tool: str

    @abstractmethod
    def refuser(self) -> Refuser:
        """Make the refuser."""

    @abstractmethod
    def starts(self, uid: int, program: str) -> bool:
        """Whether this user can start this program."""


class Pretended(World):
    """The fake."""

    child, sister, game, tool = 1, 2, "/usr/games/game", "/usr/bin/tool"

    def __init__(self) -> None:
        self.fake = FakeRefuser()

    def refuser(self) -> Refuser:
        return self.fake

    def starts(self, uid: int, program: str) -> bool:
        return self.fake.execs(uid, program)


class Real(World):
    """Installed programs and real users."""

    def __init__(self, child: Person, sister: Person, installed: Installed) -> None:
        self.people = {child.uid: child, sister.uid: sister}
        self.child, self.sister = child.uid, sister.uid
        self.game, self.tool = installed.install("game"), installed.install("tool")

    def refuser(self) -> Refuser:
        return LinuxRefuser([sys.executable, "-I", "-m", "app.programs.refuser"])

    def starts(self, uid: int, program: str) -> bool:
        return runs_for(self.people[uid], program)


@pytest.fixture(params=["fake", "linux"])
def world(request: pytest.FixtureRequest) -> World:
    """Each refuser's machine in turn."""
    if request.param == "fake":
        return Pretended()
    if os.geteuid() != 0:
        pytest.skip("asks the kernel as root")
    return Real(*(request.getfixturevalue(name) for name in ("child", "sister", "installed")))


@pytest.fixture
def told() -> Iterator[list[tuple[int, str]]]:
    """Every refusal that was told of."""
    yield []


def _hears(told: list[tuple[int, str]]) -> Callable[[int, str], None]:
    return lambda uid, path: told.append((uid, path))


async def _takes_effect(world: World, uid: int, program: str) -> None:
    await until(lambda: not world.starts(uid, program), 10)


def test_a_denied_program_does_not_start(world: World, told: list[tuple[int, str]]) -> None:
    """Not for whom it is denied, and that is told; for others, and other programs, all is well."""

    async def day() -> None:
        refuser = world.refuser()
        refuser.start(_hears(told))
        refuser.deny(world.child, frozenset([world.game]))
        await _takes_effect(world, world.child, world.game)
        await until(lambda: told)
        assert world.starts(world.sister, world.game)
        assert world.starts(world.child, world.tool)
        refuser.stop()

    asyncio.run(day())
    assert set(told) == {(world.child, world.game)}


def test_a_new_list_replaces_the_old_one(world: World) -> None:
    """What is no longer in it starts; two users have lists of their own."""

    async def day() -> None:
        refuser = world.refuser()
        refuser.start(lambda uid, path: None)
        refuser.deny(world.child, frozenset([world.game]))
        refuser.deny(world.sister, frozenset([world.game, world.tool]))
        await _takes_effect(world, world.child, world.game)
        await _takes_effect(world, world.sister, world.tool)
        refuser.deny(world.child, frozenset([world.tool]))
        await _takes_effect(world, world.child, world.tool)
        assert world.starts(world.child, world.game)
        assert not world.starts(world.sister, world.game)
        refuser.deny(world.child, frozenset())
        await until(lambda: world.starts(world.child, world.tool))
        refuser.stop()

    asyncio.run(day())


def test_what_was_denied_before_the_start_counts(world: World) -> None:
    """The policy is often there before the refuser."""

    async def day() -> None:
        refuser = world.refuser()
        refuser.deny(world.child, frozenset([world.game]))
        assert world.starts(world.child, world.game)
        refuser.start(lambda uid, path: None)
        await _takes_effect(world, world.child, world.game)
        refuser.stop()

    asyncio.run(day())


def test_after_the_stop_everything_starts(world: World) -> None:
    """Stopping lets go at once."""

    async def day() -> None:
        refuser = world.refuser()
        refuser.start(lambda uid, path: None)
        refuser.deny(world.child, frozenset([world.game]))
        await _takes_effect(world, world.child, world.game)
        refuser.stop()
        assert world.starts(world.child, world.game)

    asyncio.run(day())


def test_nothing_is_denied_to_root(world: World) -> None:
    """No policy and no mistake makes root wait for a permission."""
    with pytest.raises(ValueError, match="root"):
        world.refuser().deny(0, frozenset([world.game]))
