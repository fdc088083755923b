"""What whoever watches game pads promises: the fake, and the real one on stand-in devices."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.monitor.ports import Pads
from app.platforms.fake.pads import FakePads
from app.platforms.linux.pads import LinuxPads
from tests.platforms.linux.plugged import plain_port
from tests.platforms.loops import until


class World(ABC):
    """A machine with one pad, and the watcher under test."""

    pads: Pads

    @abstractmethod
    def play(self) -> None:
        """Somebody moves the pad."""

    @abstractmethod
    def close(self) -> None:
        """Leave nothing behind."""


class Pretended(World):
    """The fake."""

    def __init__(self) -> None:
        self.pads = self.fake = FakePads()

    def play(self) -> None:
        self.fake.move()

    def close(self) -> None:
        self.fake.stop()


class Real(World):
    """The real watcher with a stand-in device."""

    def __init__(self, folder: Path) -> None:
        self.port = plain_port(folder)
        self.port.plug("event7")
        self.pads = LinuxPads(
            devices=self.port.devices, classes=self.port.classes, look_s=0.05, quiet_s=0.2
        )

    def play(self) -> None:
        self.port.use("event7")

    def close(self) -> None:
        self.pads.stop()
        self.port.close()


@pytest.fixture(params=["fake", "linux"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """Each watcher in turn."""
    world = Pretended() if request.param == "fake" else Real(tmp_path)
    yield world
    world.close()


async def _plays(world: World) -> None:
    told: list[int] = []
    world.pads.start(lambda: told.append(1))
    await asyncio.sleep(0.1)
    assert told == []
    world.play()
    await until(lambda: told == [1])
    await asyncio.sleep(0.3)
    world.play()
    await until(lambda: told == [1, 1])
    world.pads.stop()
    if isinstance(world, Pretended):
        world.play()
    await asyncio.sleep(0.1)
    assert told == [1, 1]


def test_a_pad_in_use_is_told(world: World) -> None:
    """Nothing while nobody plays, a word when somebody does, and none after `stop`."""
    asyncio.run(_plays(world))
