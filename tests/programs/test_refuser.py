"""The refuser's process by itself: what it says, and what it never does."""

import ast
import importlib
import json
import os
import select
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.platforms.linux import spawn
from tests.platforms.linux.child_account import needs_root
from tests.platforms.linux.installed import Installed, installed, runs_for
from tests.platforms.people import Person, child_fixture

__all__ = ["child_fixture", "installed"]
STARTERS = ("exec", "spawn", "posix_spawn", "fork", "popen", "system", "startfile")
FORBIDDEN = {name for name in dir(os) if name.startswith(STARTERS)} | {"Popen", "runpy", "pty"}


@contextmanager
def running() -> Iterator[tuple[socket.socket, int]]:
    """The process with our end of its link, once it has loaded."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs:
        command = [sys.executable, "-I", "-m", "app.programs.refuser"]
        pid = spawn.spawn(command, {"PATH": "/usr/bin"}, theirs.fileno())
        theirs.close()
        assert said(ours) == b"pong"
        yield ours, pid
    os.waitpid(pid, 0)


def said(link: socket.socket, seconds: float = 10) -> bytes:
    """One message of the process."""
    assert select.select([link], [], [], seconds)[0], "it says nothing"
    return link.recv(262_144)


def test_it_holds_nothing_that_could_execute() -> None:
    """No file of ours that is loaded into it names a way to start a program."""
    ours = [name for name in loaded() if name.startswith("app.")]
    assert {"app.programs.refuser", "app.platforms.linux.denied_files"} <= set(ours)
    for name in ours:
        file = importlib.import_module(name).__file__
        assert file is not None
        for node in ast.walk(ast.parse(Path(file).read_text(encoding="utf-8"))):
            found = {getattr(node, field, "") for field in ("attr", "id", "name")}
            assert not FORBIDDEN & {word for word in found if isinstance(word, str)}, name


def test_it_is_small_to_load() -> None:
    """It is there in the moment it is missed, and has no library that could start a program."""
    heavy = {"asyncio", "PySide6", "psutil", "msgspec", "jeepney", "ssl", "subprocess", "pty"}
    assert not (heavy | {"dbus_fast", "multiprocessing", "app.platforms.linux.spawn"}) & loaded()


def loaded() -> set[str]:
    """Every module in the process once it has loaded."""
    code = "import sys, app.programs.refuser\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@needs_root
def test_it_answers_pings_and_ends_with_the_link() -> None:
    """A sign of life for each question; without a service it does not stay."""
    with running() as (link, pid):
        for _ in range(3):
            link.send(b"ping")
            assert said(link) == b"pong"
        fd = os.pidfd_open(pid)
    assert select.select([fd], [], [], 0)[0]
    os.close(fd)


@needs_root
def test_it_tells_of_a_refusal_once_between_two_pings(child: Person, installed: Installed) -> None:
    """Refused every time, told once; after the next sign of life it is news again."""
    game = installed.install("game")
    with running() as (link, _):
        packets = [[game], []]
        for number, paths in enumerate(packets):
            told = {"uid": child.uid, "paths": paths, "more": number == 0}
            link.send(json.dumps(told).encode())
        link.send(b"ping")
        assert said(link) == b"pong"
        for _ in range(2):
            assert not runs_for(child, game)
            assert not runs_for(child, game)
            assert json.loads(said(link)) == {"refused": [child.uid, game]}
            link.send(b"ping")
            assert said(link) == b"pong"


@needs_root
def test_a_message_it_cannot_read_ends_it(child: Person, installed: Installed) -> None:
    """It never goes on with a list it did not understand; its end lets everything start."""
    game = installed.install("game")
    with running() as (link, _):
        link.send(json.dumps({"uid": child.uid, "paths": [game], "more": False}).encode())
        link.send(b'{"uid":')
        assert said(link) == b""
        assert runs_for(child, game)


@needs_root
@pytest.mark.parametrize("count", [1, 40])
def test_a_service_that_does_not_listen_is_not_waited_for(
    child: Person, installed: Installed, count: int
) -> None:
    """With the link full of unread words programs are still answered at once."""
    game = installed.install("game")
    with running() as (link, _):
        link.send(json.dumps({"uid": child.uid, "paths": [game], "more": False}).encode())
        link.send(b"ping")
        assert said(link) == b"pong"
        link.setblocking(False)
        for _ in range(count * 20):
            try:
                link.send(b"ping")
            except BlockingIOError:
                break
        link.setblocking(True)
        for _ in range(3):
            assert not runs_for(child, game)
