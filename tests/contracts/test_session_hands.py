"""What hands on whole log-ins promise: the fake, logind, and ending programs without logind."""

import asyncio
import os
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace

import pytest

from app.enforce.ports import SessionHands
from app.model.errors import Unsupported
from app.model.observation import Session, SessionKind
from app.platforms.fake.session_hands import FakeSessionHands
from app.platforms.linux.bus import Place
from app.platforms.linux.logind import NAME, SESSION, Logind
from app.platforms.linux.session_hands import LogindHands, ScanHands
from tests.platforms.containers import Debian, debian_fixture
from tests.platforms.loops import until
from tests.platforms.people import Person, child_fixture, stop

__all__ = ["child_fixture", "debian_fixture"]


class World(ABC):
    """One graphical log-in, and the hands under test; made and used on the running loop."""

    can_lock = True
    session: Session

    @abstractmethod
    def hands(self) -> SessionHands:
        """Make the hands."""

    @abstractmethod
    def is_there(self) -> bool:
        """Whether the log-in still is."""

    @abstractmethod
    def is_locked(self) -> bool:
        """Whether the desktop was asked to be locked, last of all."""

    def rest(self) -> None:  # noqa: B027  only logind has something to put down
        """Put the hands down, still on the loop."""

    @abstractmethod
    def close(self) -> None:
        """Leave nothing behind."""


class Pretended(World):
    """The fake."""

    def __init__(self) -> None:
        self.session = Session("1", 4711, "somebody", SessionKind.X11, True, display=":0")
        self.fake = FakeSessionHands(self.session)

    def hands(self) -> SessionHands:
        return self.fake

    def is_there(self) -> bool:
        return self.session.id in self.fake.there

    def is_locked(self) -> bool:
        return self.session.id in self.fake.locked

    def close(self) -> None:
        pass


class WithoutLogind(World):
    """Real programs of a real user."""

    can_lock = False

    def __init__(self, child: Person) -> None:
        self.session = Session("x11:0", child.uid, child.name, SessionKind.X11, True, display=":0")
        self.programs = [child.starts(["sleep", "1000"]) for _ in range(2)]
        deaf = ["sh", "-c", "trap '' TERM; echo; while :; do sleep 0.1; done"]
        self.programs.append(child.starts(deaf, stdout=subprocess.PIPE))
        assert self.programs[-1].stdout is not None
        self.programs[-1].stdout.readline()

    def hands(self) -> SessionHands:
        return ScanHands(frozenset, grace_s=0.2)

    def is_there(self) -> bool:
        return any(program.poll() is None for program in self.programs)

    def is_locked(self) -> bool:
        return False

    def close(self) -> None:
        for program in self.programs:
            stop(program)
            if program.stdout is not None:
                program.stdout.close()


class WithLogind(World):
    """A container's logind and a session begun through PAM."""

    def __init__(self, debian: Debian) -> None:
        self.container = debian.container
        name = self.container.log_in("kid", "exec sleep 1000", name="hands")
        self.session = Session(name, debian.kid, "kid", SessionKind.X11, True, display=":0")
        self.logind = Logind(debian.address)
        self.heard: list[str] = []

    def hands(self) -> SessionHands:
        self.logind.open()
        for member in ("Lock", "Unlock"):
            self.logind.bus.listen(Place(NAME, "", SESSION), member, self._hears(member))
        return LogindHands(self.logind, lambda verb, session: self.heard.append(f"no {verb}"))

    def rest(self) -> None:
        self.logind.close()

    def _hears(self, member: str) -> Callable[[str, tuple[object, ...]], None]:
        return lambda _path, _body: self.heard.append(member)

    def is_there(self) -> bool:
        return self.session.id in self.container.sessions("kid")

    def is_locked(self) -> bool:
        return self.heard[-1:] == ["Lock"]

    def close(self) -> None:
        self.container.run("systemctl", "stop", "hands", check=False)


@pytest.fixture(params=["fake", "scan", "logind"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """Each pair of hands in turn."""
    world: World
    if request.param == "fake":
        world = Pretended()
    elif request.param == "scan":
        world = WithoutLogind(request.getfixturevalue("child"))
    else:
        world = WithLogind(request.getfixturevalue("debian"))
    yield world
    world.close()


def play(world: World, story: Callable[[SessionHands], Awaitable[None]]) -> None:
    """Let the hands act as the story says."""

    async def evening() -> None:
        try:
            await story(world.hands())
        finally:
            world.rest()

    asyncio.run(evening())


def test_a_log_in_is_ended(world: World) -> None:
    """All of it, also a program that does not listen to SIGTERM."""

    async def evening(hands: SessionHands) -> None:
        assert world.is_there()
        hands.end(world.session)
        await until(lambda: not world.is_there(), 15)

    play(world, evening)


def test_a_desktop_is_locked_or_it_is_said_that_it_cannot_be(world: World) -> None:
    """Locked on request and unlocked again; hands that cannot say so, both ways."""

    async def evening(hands: SessionHands) -> None:
        if not world.can_lock:
            with pytest.raises(Unsupported):
                hands.lock(world.session)
            with pytest.raises(Unsupported):
                hands.unlock(world.session)
            return
        hands.lock(world.session)
        await until(world.is_locked)
        hands.unlock(world.session)
        await until(lambda: not world.is_locked())
        assert world.is_there()

    play(world, evening)


def test_a_text_log_in_has_nothing_to_lock(world: World) -> None:
    """There is no desktop that could do it."""

    async def evening(hands: SessionHands) -> None:
        text = replace(world.session, kind=SessionKind.TTY, tty="/dev/tty1", display="")
        for act in (hands.lock, hands.unlock):
            with pytest.raises(Unsupported):
                act(text)

    play(world, evening)


def test_a_desktop_is_not_written_on(world: World) -> None:
    """Messages are for terminals; desktops have the agent."""

    async def evening(hands: SessionHands) -> None:
        with pytest.raises(Unsupported):
            hands.say(world.session, "Hết giờ rồi")

    play(world, evening)


@pytest.mark.parametrize("uid", [0, os.getuid(), 101, 999])
def test_the_system_is_not_ended(world: World, uid: int) -> None:
    """Whatever is asked, a log-in of root or of a service stays."""

    async def evening(hands: SessionHands) -> None:
        with pytest.raises(Unsupported):
            hands.end(replace(world.session, uid=uid))
        assert world.is_there()

    play(world, evening)
