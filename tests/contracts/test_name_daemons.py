"""What whoever closes name daemons promises: the fake, and a real socket of a daemon."""

import asyncio
import os
import secrets
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.enforce.ports import NameDaemons
from app.platforms.fake.name_daemons import FakeNameDaemons
from app.platforms.linux.name_daemons import LinuxNameDaemons

CONNECT = "import socket, sys; socket.socket(socket.AF_UNIX).connect(sys.argv[1])"
CHILD, SISTER, ROOT = 58_001, 58_002, 0


@dataclass(frozen=True)
class World:
    """What closes, and whether a daemon answers somebody."""

    daemons: NameDaemons
    answers: Callable[[int], bool]


def _real(folder: Path) -> World:
    path = str(folder / "socket")

    def answers(uid: int) -> bool:
        command = ["/usr/bin/python3", "-I", "-c", CONNECT, path]
        rights = {"user": uid, "group": uid, "extra_groups": []}
        done = subprocess.run(command, stderr=subprocess.DEVNULL, cwd="/", **rights)  # type: ignore[call-overload]
        return bool(done.returncode == 0)

    daemons = LinuxNameDaemons(folder, sockets=(path,), address="unix:path=/nowhere")
    return World(daemons, answers)


@pytest.fixture(params=["fake", "linux"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """Each in turn."""
    if request.param == "fake":
        fake = FakeNameDaemons()
        yield World(fake, fake.asks)
        return
    if os.geteuid() != 0:
        pytest.skip("daemons' sockets are root's")
    folder = Path("/run") / f"luytre-t-{secrets.token_hex(4)}"
    folder.mkdir(mode=0o755)
    with socket.socket(socket.AF_UNIX) as daemon:
        daemon.bind(str(folder / "socket"))
        (folder / "socket").chmod(0o777)
        daemon.listen(99)
        yield _real(folder)
    shutil.rmtree(folder)


def test_it_is_closed_to_whom_it_should_be(world: World) -> None:
    """Open before, closed to the child alone, then to the sister alone, then open to all."""

    async def day() -> None:
        world.daemons.start(lambda leaks: None)
        assert world.answers(CHILD) and world.answers(SISTER)
        world.daemons.close(frozenset([CHILD]))
        assert not world.answers(CHILD)
        assert world.answers(SISTER) and world.answers(ROOT)
        world.daemons.close(frozenset([SISTER]))
        assert world.answers(CHILD) and not world.answers(SISTER)
        world.daemons.stop()
        assert world.answers(CHILD) and world.answers(SISTER)

    asyncio.run(day())


def test_closing_twice_and_stopping_twice_are_fine(world: World) -> None:
    """A service that is not sure says it again."""

    async def day() -> None:
        world.daemons.start(lambda leaks: None)
        world.daemons.close(frozenset([CHILD, SISTER]))
        world.daemons.close(frozenset([CHILD, SISTER]))
        assert not world.answers(CHILD) and not world.answers(SISTER)
        world.daemons.stop()
        world.daemons.stop()
        assert world.answers(CHILD)

    asyncio.run(day())


def test_nothing_is_closed_to_root(world: World) -> None:
    """No policy and no mistake takes names from the system."""
    with pytest.raises(ValueError, match="system"):
        world.daemons.close(frozenset([CHILD, 0]))
