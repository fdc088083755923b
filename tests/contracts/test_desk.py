"""What every sense of a desktop promises: the fake, and X11 with real programs."""

import select
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from app.model.errors import Unsupported
from app.model.observation import App, Awake
from app.monitor.ports import Desk, Front
from app.platforms.fake.desk import FakeDesk
from app.platforms.linux.desk_x11 import X11Desk
from tests.platforms.linux.desktop import Desktop, desktop
from tests.platforms.people import Person, child_fixture

__all__ = ["child_fixture"]


def recognise(pid: int) -> App | None:
    """A program by its number alone."""
    return App(f"path:/{pid}")


def no_signs(_pid: int) -> frozenset[Awake]:
    """Nothing plays."""
    return frozenset()


class World(ABC):
    """A desktop on which programs can be started and ended, and its sense."""

    desk: Desk
    broken: Desk

    @abstractmethod
    def open(self) -> int:
        """Open a program in front; give its pid."""

    @abstractmethod
    def close_last(self) -> None:
        """Close the program opened last."""

    @abstractmethod
    def leave(self) -> None:
        """Leave nothing behind."""


class Pretended(World):
    """The fake."""

    def __init__(self) -> None:
        self.desk = self.fake = FakeDesk()
        self.broken = FakeDesk(works=False)
        self.pids = [0]
        self.fake.show(Front(idle_ms=0))

    def open(self) -> int:
        self.pids.append(100 + len(self.pids))
        self._show()
        return self.pids[-1]

    def close_last(self) -> None:
        self.pids.pop()
        self._show()

    def leave(self) -> None:
        self.fake.stop()

    def _show(self) -> None:
        pid = self.pids[-1]
        self.fake.show(Front(pid, recognise(pid) if pid else None, 0))


class OnX11(World):
    """A real X server with openbox and real programs."""

    def __init__(self, child: Person) -> None:
        self.child = child
        self.context: AbstractContextManager[Desktop] = desktop(child)
        self.place = self.context.__enter__()
        self.desk = X11Desk(self.place.display, recognise, no_signs)
        self.broken = X11Desk(":9999", recognise, no_signs)

    def open(self) -> int:
        program = self.place.run(self.child, "xcalc")
        # Whether a new window gets the focus is the window manager's to say; a click is not.
        search = ("search", "--sync", "--onlyvisible", "--class", "xcalc")
        self.place.xdotool(*search, "windowactivate")
        return program.pid

    def close_last(self) -> None:
        self.place.end(self.place.running[-1])

    def leave(self) -> None:
        self.desk.stop()
        self.context.__exit__(None, None, None)


@pytest.fixture(params=["fake", "x11"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """Each desktop in turn."""
    world: World
    if request.param == "fake":
        world = Pretended()
    else:
        world = OnX11(request.getfixturevalue("child"))
    yield world
    world.leave()


def wait(world: World, true: Callable[[], object], seconds: float = 8.0) -> None:
    """Do what the agent's loop does until something holds: wait on the descriptor, then `ready`."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError
        if world.desk.fileno() >= 0:
            select.select([world.desk.fileno()], [], [], 0.1)
        world.desk.ready()


def test_programs_come_to_the_front_and_go(world: World) -> None:
    """What is opened is in front, with its identity, what is closed is not, and both are told."""
    told: list[int] = []
    world.desk.start(lambda: told.append(1))
    assert world.desk.read().pid == 0
    pid = world.open()
    wait(world, lambda: told and world.desk.read().pid == pid)
    front = world.desk.read()
    assert (front.app, front.front_known) == (App(f"path:/{pid}"), True)
    assert front.idle_ms is not None
    told.clear()
    world.close_last()
    wait(world, lambda: told and world.desk.read().pid == 0)
    assert world.desk.read().app is None


def test_after_stop_nothing_is_told(world: World) -> None:
    """A stopped sense is silent."""
    told: list[int] = []
    world.desk.start(lambda: told.append(1))
    world.desk.stop()
    world.open()
    time.sleep(0.3)
    world.desk.ready()
    assert told == []
    assert world.desk.fileno() == -1


# python-xlib leaves its socket to the collector when it cannot connect.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_cannot_work_says_so(world: World) -> None:
    """A desktop that is not there is Unsupported from the start."""
    with pytest.raises(Unsupported):
        world.broken.start(lambda: None)
