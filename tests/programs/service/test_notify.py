"""What systemd hears, over a real datagram socket."""

import asyncio
import os
import socket
from pathlib import Path

import pytest

from app.programs.service.notify import Notifier


@pytest.fixture
def listener(tmp_path: Path) -> socket.socket:
    """Whoever started the service."""
    line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    line.bind(str(tmp_path / "notify"))
    line.settimeout(2)
    return line


def environment(listener: socket.socket, **more: str) -> dict[str, str]:
    """What the service was started with."""
    return {"NOTIFY_SOCKET": listener.getsockname(), **more}


def test_ready_and_stopping_are_said(listener: socket.socket) -> None:
    """Each in its own datagram, as sd_notify(3) has it."""
    with listener:
        notifier = Notifier(environment(listener))
        notifier.status("Minh: open")
        notifier.ready()
        assert listener.recv(200) == b"READY=1\nSTATUS=Minh: open"
        notifier.status("Minh: closed\nMAINPID=1")
        assert listener.recv(200) == b"STATUS=Minh: closed MAINPID=1"
        notifier.stopping()
        assert listener.recv(200) == b"STOPPING=1"


def test_signs_of_life_come_from_the_loop(listener: socket.socket) -> None:
    """Twice as often as wanted, and none from a loop that hangs."""

    async def story() -> None:
        notifier = Notifier(environment(listener, WATCHDOG_USEC="100000"))
        assert notifier.every_s == 0.05
        notifier.ready()
        listener.recv(200)
        for _ in range(3):
            await asyncio.sleep(0.06)
            assert listener.recv(200) == b"WATCHDOG=1"
        notifier.stopping()

    with listener:
        asyncio.run(story())


@pytest.mark.parametrize(
    "more", [{}, {"WATCHDOG_USEC": "soon"}, {"WATCHDOG_USEC": "1000", "WATCHDOG_PID": "1"}]
)
def test_no_sign_of_life_that_nobody_wants(listener: socket.socket, more: dict[str, str]) -> None:
    """Not asked for, not a number, or meant for another process."""
    with listener:
        assert os.getpid() != 1
        assert Notifier(environment(listener, **more)).every_s is None


def test_an_abstract_address_is_understood() -> None:
    """systemd writes its zero byte as @."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        name = f"luytre-test-{os.getpid()}"
        line.bind("\0" + name)
        line.settimeout(2)
        Notifier({"NOTIFY_SOCKET": "@" + name}).ready()
        assert line.recv(200).startswith(b"READY=1")


def test_nobody_listens() -> None:
    """No socket, or one that is gone: nothing is said and nothing fails."""
    Notifier({}).ready()
    Notifier({"NOTIFY_SOCKET": "/nowhere/at/all"}).ready()
