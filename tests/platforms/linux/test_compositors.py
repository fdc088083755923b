"""Which desktop a Wayland session is: by who really listens, whatever a program is called."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.model.observation import SessionKind
from app.platforms.linux.compositors import PROGRAMS, desktop_of
from app.platforms.linux.displays import displays
from app.platforms.linux.unix_sockets import sockets
from tests.platforms.people import stop

SERVES = """
import socket, sys
server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1])
server.listen()
print(flush=True)
sys.stdin.read()
"""
PYTHON = os.path.realpath(sys.executable)


@contextmanager
def serving(path: Path) -> Iterator[frozenset[int]]:
    """Run a program that listens there; give the inodes of its socket."""
    command = [sys.executable, "-I", "-c", SERVES, str(path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as program:  # type: ignore[call-overload]
        program.stdout.readline()
        found = displays(sockets())
        yield next(
            one.listeners
            for one in found
            if (one.kind, one.folder) == (SessionKind.WAYLAND, str(path.parent))
        )
        stop(program)


@pytest.mark.parametrize(
    ("programs", "uid", "expected"),
    [
        ({PYTHON: "gnome"}, os.getuid(), "gnome"),
        ({PYTHON: "gnome"}, os.getuid() + 1, ""),
        (PROGRAMS, os.getuid(), ""),
        ({f"/home/child{PYTHON}": "gnome"}, os.getuid(), ""),
    ],
)
def test_who_listens_names_the_desktop(
    tmp_path: Path, programs: dict[str, str], uid: int, expected: str
) -> None:
    """Only this user's program, from the place where root installs it, makes a desktop of it."""
    with serving(tmp_path / "wayland-7") as listeners:
        assert desktop_of(uid, listeners, programs) == expected


def test_another_display_of_the_same_program_is_not_it(tmp_path: Path) -> None:
    """A desktop started inside another one serves its own display, not the session's."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with serving(tmp_path / "a" / "wayland-0"), serving(tmp_path / "b" / "wayland-1") as inner:
        assert desktop_of(os.getuid(), inner, {PYTHON: "gnome"}) == "gnome"
        assert desktop_of(os.getuid(), frozenset({1}), {PYTHON: "gnome"}) == ""


def test_nothing_listens() -> None:
    """Without a display there is no desktop."""
    assert desktop_of(os.getuid(), frozenset()) == ""
