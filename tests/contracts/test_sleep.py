"""What whoever watches the machine's sleep promises: the fake and logind.

The container cannot really sleep: what the kernel offers for it is replaced by plain files, so
logind and systemd go the whole way, and the machine "wakes" as soon as it "slept".
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Iterator

import pytest

from app.monitor.ports import Sleep
from app.platforms.fake.sessions import FakeSleep
from app.platforms.linux.inhibitors import LogindSleep
from app.platforms.linux.logind import Logind
from tests.platforms.containers import Debian, debian_fixture
from tests.platforms.loops import until

__all__ = ["debian_fixture"]


class World(ABC):
    """A machine that can sleep, and the watcher under test."""

    @abstractmethod
    def sleep(self) -> Sleep:
        """Make the watcher; called on the running loop."""

    @abstractmethod
    def suspend(self) -> None:
        """Somebody closes the lid; does not wait."""

    @abstractmethod
    def slept(self) -> bool:
        """Whether the machine got as far as to sleep."""

    @abstractmethod
    def wake(self) -> None:
        """Somebody opens the lid."""

    @abstractmethod
    def close(self) -> None:
        """Leave nothing behind."""


class Pretended(World):
    """The fake."""

    def __init__(self) -> None:
        self.fake = FakeSleep()
        self.fell = False

    def sleep(self) -> Sleep:
        return self.fake

    def suspend(self) -> None:
        self.fell = self.fake.fall_asleep()

    def slept(self) -> bool:
        return self.fell or not self.fake._held

    def wake(self) -> None:
        self.fake.wake()

    def close(self) -> None:
        self.fake.stop()


class WithLogind(World):
    """A container whose /sys/power is made of plain files."""

    def __init__(self, debian: Debian) -> None:
        self.container = debian.container
        self.logind = Logind(debian.address)
        # nspawn's /sys is a small read-only tmpfs without what sleep needs.
        self.container.sh(
            "mount -o remount,rw /sys && mkdir -p /sys/power && mount -o remount,ro /sys &&"
            " mount -t tmpfs power /sys/power && echo '[s2idle]' >/sys/power/mem_sleep &&"
            " echo 'freeze mem' >/sys/power/state"
        )

    def sleep(self) -> Sleep:
        self.logind.open()
        return LogindSleep(self.logind)

    def suspend(self) -> None:
        self.container.sh("echo 'freeze mem' >/sys/power/state; systemctl suspend --no-block")

    def slept(self) -> bool:
        return self.container.run("cat", "/sys/power/state").strip() in ("mem", "freeze")

    def wake(self) -> None:
        """It woke by itself: writing to a plain file takes no time."""

    def close(self) -> None:
        self.logind.close()
        self.container.sh("umount /sys/power")


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


async def _waits(world: World) -> None:
    sleep = world.sleep()
    told: list[bool] = []
    sleep.start(told.append)
    await asyncio.sleep(0.2)
    world.suspend()
    await until(lambda: told)
    assert told == [True]
    assert not world.slept()
    sleep.ready()
    await until(world.slept, 10)
    world.wake()
    await until(lambda: told == [True, False], 10)
    sleep.stop()


def test_sleep_waits_until_everything_is_ready(world: World) -> None:
    """Told before it sleeps, held back until `ready`, told again after it woke."""
    asyncio.run(_waits(world))
