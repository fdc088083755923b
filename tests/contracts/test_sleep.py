"""What whoever watches the machine's sleep promises: the fake and logind.

The container cannot really sleep: what the kernel offers for it is replaced by plain files, so
logind and systemd go the whole way, and the machine "wakes" as soon as it "slept".
"""

import asyncio
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator

import pytest

from app.monitor.ports import Sleep
from app.platforms.fake.sessions import FakeSleep
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
        self.fell = self.fake.fall_asleep()  # with nobody ready it waits

    def slept(self) -> bool:
        return self.fell or not self.fake._held

    def wake(self) -> None:
        self.fell = False
        self.fake.wake()

    def close(self) -> None:
        self.fake.stop()


CODE = """
import asyncio, sys
from app.platforms.linux.inhibitors import LogindSleep
from app.platforms.linux.logind import Logind

async def main():
    logind = Logind()
    logind.open()
    sleep = LogindSleep(logind)
    sleep.start(lambda going: print(going, flush=True))
    print("started", flush=True)
    words = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(words), sys.stdin)
    while word := await words.readline():
        sleep.ready() if word == b"ready\\n" else sleep.stop()
    logind.close()

asyncio.run(main())
"""


class Inside:
    """The real watcher, run where logind can see its process: inside the container."""

    def __init__(self, debian: Debian) -> None:
        debian.container.clone("/luytre")
        python = "PYTHONPATH=/luytre:$(echo /wheels/jeepney-*.whl) exec /usr/bin/python3 -c"
        command = debian.container.command("sh", "-c", f'{python} "$0"', CODE)
        self.program = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def start(self, going: Callable[[bool], None]) -> None:
        assert self.program.stdout is not None
        assert self.program.stdout.readline() == "started\n"
        loop, words = asyncio.get_running_loop(), self.program.stdout
        loop.add_reader(words.fileno(), lambda: going(words.readline() == "True\n"))

    def ready(self) -> None:
        assert self.program.stdin is not None
        self.program.stdin.write("ready\n")

    def stop(self) -> None:
        assert self.program.stdout is not None
        asyncio.get_running_loop().remove_reader(self.program.stdout.fileno())
        self.program.communicate("stop\n", timeout=10)


class WithLogind(World):
    """A container whose /sys/power is made of plain files."""

    def __init__(self, debian: Debian) -> None:
        self.debian, self.container = debian, debian.container
        # nspawn's /sys is a small read-only tmpfs without what sleep needs.
        self.container.sh(
            "mount -o remount,rw /sys && mkdir -p /sys/power && mount -o remount,ro /sys &&"
            " mount -t tmpfs power /sys/power && echo '[s2idle]' >/sys/power/mem_sleep &&"
            " echo 'freeze mem' >/sys/power/state"
        )

    def sleep(self) -> Sleep:
        self.inside = Inside(self.debian)
        return self.inside

    def suspend(self) -> None:
        self.container.sh("echo 'freeze mem' >/sys/power/state; systemctl suspend --no-block")

    def slept(self) -> bool:
        return self.container.run("cat", "/sys/power/state").strip() in ("mem", "freeze")

    def wake(self) -> None:
        """It woke by itself: writing to a plain file takes no time."""

    def close(self) -> None:
        if self.inside.program.poll() is None:
            self.inside.program.kill()
            self.inside.program.wait()
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
    for _ in range(2):  # it is waited for anew after every waking
        told.clear()
        await asyncio.sleep(0.5)
        world.suspend()
        await until(lambda: told)
        await asyncio.sleep(1.5)  # logind waits five seconds for who asked it to
        assert told == [True]
        assert not world.slept()
        sleep.ready()
        await until(world.slept, 3)
        world.wake()
        await until(lambda: told == [True, False], 10)
    sleep.stop()


def test_sleep_waits_until_everything_is_ready(world: World) -> None:
    """Told before it sleeps, held back until `ready`, told again after it woke."""
    asyncio.run(_waits(world))
