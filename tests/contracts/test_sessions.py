"""What every source of sessions promises: the fake, logind, and the scan without logind."""

import asyncio
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager

import pytest

from app.model.observation import Session, SessionKind
from app.monitor.ports import Sessions
from app.platforms.fake.sessions import FakeSessions
from app.platforms.linux.logind import Logind
from app.platforms.linux.logind_sessions import LogindSessions
from app.platforms.linux.scan_sessions import ScanSessions
from tests.platforms.containers import Debian, debian_fixture
from tests.platforms.loops import until
from tests.platforms.people import Person, child_fixture, stop
from tests.platforms.xserver import xvfb

__all__ = ["child_fixture", "debian_fixture"]


class World(ABC):
    """A machine with one user who can log in and out, and the source under test."""

    uid: int
    user: str

    @abstractmethod
    def sessions(self) -> Sessions:
        """Make the source; called on the running loop."""

    @abstractmethod
    def log_in(self) -> None:
        """The user begins an X session."""

    @abstractmethod
    def log_out(self) -> None:
        """It ends."""

    @abstractmethod
    def close(self) -> None:
        """Leave nothing behind."""


class Pretended(World):
    """The fake."""

    uid, user = 4711, "somebody"

    def __init__(self) -> None:
        self.fake = FakeSessions()

    def sessions(self) -> Sessions:
        return self.fake

    def log_in(self) -> None:
        self.fake.log_in(Session("1", self.uid, self.user, SessionKind.X11, True, display=":0"))

    def log_out(self) -> None:
        self.fake.log_out("1")

    def close(self) -> None:
        self.fake.stop()


class WithoutLogind(World):
    """A real X server and a real program on it, found by the scan."""

    def __init__(self, child: Person) -> None:
        self.child, self.uid, self.user = child, child.uid, child.name
        self.server: AbstractContextManager[str] = xvfb()
        self.display = self.server.__enter__()
        self.program: subprocess.Popen[bytes] | None = None

    def sessions(self) -> Sessions:
        return ScanSessions(frozenset, interval_s=0.1)

    def log_in(self) -> None:
        self.program = self.child.starts(["xeyes"], env={"DISPLAY": self.display})

    def log_out(self) -> None:
        assert self.program is not None
        stop(self.program)
        self.program = None

    def close(self) -> None:
        if self.program is not None:
            stop(self.program)
        self.server.__exit__(None, None, None)


class WithLogind(World):
    """A container's logind and a session begun through PAM."""

    user = "kid"

    def __init__(self, debian: Debian) -> None:
        self.debian, self.uid = debian, debian.kid
        self.logind = Logind(debian.address)

    def sessions(self) -> Sessions:
        self.logind.open()
        return LogindSessions(self.logind)

    def log_in(self) -> None:
        self.id = self.debian.container.log_in(self.user, "exec sleep 1000", name="contract")

    def log_out(self) -> None:
        self.debian.container.run("loginctl", "terminate-session", self.id)

    def close(self) -> None:
        self.debian.container.run("systemctl", "stop", "contract", check=False)


@pytest.fixture(params=["fake", "x11-scan", "logind"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """Each source in turn, with a user who can log in."""
    world: World
    if request.param == "fake":
        world = Pretended()
    elif request.param == "x11-scan":
        world = WithoutLogind(request.getfixturevalue("child"))
    else:
        world = WithLogind(request.getfixturevalue("debian"))
    yield world
    world.close()


async def _logs_in_and_out(world: World) -> None:
    changes: list[int] = []
    sessions = world.sessions()
    sessions.start(lambda: changes.append(1))

    def mine() -> list[Session]:
        return [one for one in sessions.current() if one.uid == world.uid]

    assert mine() == []
    world.log_in()
    await until(mine)
    (session,) = mine()
    assert (session.uid, session.user) == (world.uid, world.user)
    assert (session.kind, session.active, session.locked) == (SessionKind.X11, True, False)
    assert session.id
    assert changes
    changes.clear()
    world.log_out()
    await until(lambda: not mine())
    assert changes
    sessions.stop()
    if isinstance(world, WithLogind):
        world.logind.close()


def test_a_log_in_comes_and_goes(world: World) -> None:
    """A session appears with its user and kind, disappears at log-out, and both are told."""
    asyncio.run(_logs_in_and_out(world))


async def _was_there(world: World) -> None:
    world.log_in()
    await asyncio.sleep(0.3)
    sessions = world.sessions()
    sessions.start(lambda: None)
    await until(lambda: [one for one in sessions.current() if one.uid == world.uid])
    sessions.stop()
    world.log_out()
    if isinstance(world, WithLogind):
        world.logind.close()


def test_who_was_there_before_is_seen_too(world: World) -> None:
    """A service that starts late finds the child who is already there."""
    asyncio.run(_was_there(world))
