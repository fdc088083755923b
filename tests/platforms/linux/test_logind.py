"""The connection to logind comes back by itself, and says plainly when there is none."""

import asyncio
from pathlib import Path

import pytest

from app.model.errors import Unsupported
from app.platforms.linux import logind as module
from app.platforms.linux.logind import Logind
from tests.platforms.buses import private_bus
from tests.platforms.containers import Debian, debian_fixture
from tests.platforms.loops import until

__all__ = ["debian_fixture"]


async def _open(address: str) -> None:
    Logind(address).open()


def test_a_bus_without_logind_is_unsupported(tmp_path: Path) -> None:
    """A bus where nobody is called logind is said to be one."""
    with private_bus(tmp_path) as address, pytest.raises(Unsupported, match="login1"):
        asyncio.run(_open(address))


def test_no_bus_is_unsupported(tmp_path: Path) -> None:
    """A machine without a system bus has no logind."""
    with pytest.raises(Unsupported):
        asyncio.run(_open(f"unix:path={tmp_path}/none"))


async def _lost(debian: Debian) -> None:
    logind = Logind(debian.address)
    logind.open()
    subscribed: list[int] = []
    logind.use(lambda: subscribed.append(1))
    # What a restarted bus daemon does to a connection, without taking the container down with it.
    logind.bus._connection.sock.shutdown(2)
    await until(lambda: len(subscribed) == 2)
    assert logind.bus.call(module.MANAGER, "ListSeats")
    logind.close()
    with pytest.raises(Unsupported, match="lost"):
        _ = logind.bus


def test_a_lost_connection_is_made_anew(debian: Debian) -> None:
    """When the bus hangs up, everything is subscribed again on a new connection."""
    asyncio.run(_lost(debian))


async def _away(folder: Path, monkeypatch: pytest.MonkeyPatch, debian: Debian) -> None:
    monkeypatch.setattr(module, "_AGAIN_S", 0.05)
    link = folder / "bus"
    real = debian.address.removeprefix("unix:path=")
    link.symlink_to(real)
    logind = Logind(f"unix:path={link}")
    logind.open()
    subscribed: list[int] = []
    logind.use(lambda: subscribed.append(1))
    link.unlink()
    logind.bus._connection.sock.shutdown(2)
    await asyncio.sleep(0.3)
    assert len(subscribed) == 1
    link.symlink_to(real)
    await until(lambda: len(subscribed) == 2)
    logind.close()


def test_it_keeps_trying_while_the_bus_is_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, debian: Debian
) -> None:
    """A bus that is away for a while is found again when it is back."""
    asyncio.run(_away(tmp_path, monkeypatch, debian))
