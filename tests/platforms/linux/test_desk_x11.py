"""The X11 desk: signs of use without input, what it never asks for, and what it costs."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model.observation import App, Awake
from app.platforms.linux import desk_x11
from app.platforms.linux.desk_x11 import UNKNOWN, X11Desk
from tests.platforms.linux.desktop import Desktop, desktop
from tests.platforms.linux.overheard import GET_PROPERTY, Overheard
from tests.platforms.linux.test_x11_screen import eventually
from tests.platforms.people import Person, child_fixture
from tests.platforms.xserver import xvfb

__all__ = ["child_fixture"]

LIST_PROPERTIES = 21
GET_IMAGE = 73
# Everything that could carry what somebody reads or writes.
TELLING = {"WM_NAME", "_NET_WM_NAME", "_NET_WM_VISIBLE_NAME", "WM_ICON_NAME", "WM_CLASS"}


@pytest.fixture(name="place")
def place_fixture(child: Person) -> Iterator[Desktop]:
    """A desktop with openbox."""
    with desktop(child) as made:
        yield made


def exe_of(pid: int) -> App:
    """A program by its file alone."""
    return App(f"path:{Path(f'/proc/{pid}/exe').readlink()}")


def test_no_title_is_ever_asked_for(place: Desktop, child: Person) -> None:
    """Our whole conversation with the server, over many windows, names no telling property."""
    ear = Overheard(place.display, 8_000 + int(place.display[1:]))
    desk = X11Desk(ear.name, exe_of, lambda _: frozenset())
    desk.start(lambda: None)
    place.client(child, "liar")
    for command in (["xterm"], ["xterm", "-fullscreen"], ["xcalc"], ["xlogo"]):
        program = place.run(child, *command)
        _wait_for(desk, program.pid)
    for program in place.running[::-1][:3]:
        place.end(program)
        time.sleep(0.1)
        _read(desk)
    desk.stop()
    ear.close()
    asked = ear.names(place.display)
    assert asked == {"WM_STATE", "_NET_WM_STATE", "_NET_WM_WINDOW_TYPE"}
    assert not asked & TELLING
    assert GET_PROPERTY in ear.requests
    assert LIST_PROPERTIES not in ear.requests
    assert GET_IMAGE not in ear.requests


def _wait_for(desk: X11Desk, pid: int) -> None:
    eventually(lambda: _read(desk) == pid)


def _read(desk: X11Desk) -> int:
    desk.ready()
    return desk.read().pid


def test_signs_are_asked_for_only_without_input(
    place: Desktop, child: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While keys are pressed nobody asks whether a film plays; after a while somebody does."""
    monkeypatch.setattr(desk_x11, "ASK_AFTER_MS", 700)
    asked: list[int] = []

    def signs(pid: int) -> frozenset[Awake]:
        asked.append(pid)
        return frozenset({Awake.SOUND})

    desk = X11Desk(place.display, exe_of, signs)
    desk.start(lambda: None)
    program = place.run(child, "xcalc")
    eventually(lambda: _read(desk) == program.pid)
    place.xdotool("key", "a")
    asked.clear()
    assert desk.read().awake == frozenset()
    assert asked == []
    time.sleep(0.8)
    assert desk.read().awake == {Awake.SOUND}
    assert asked == [program.pid]
    desk.stop()


def test_a_full_screen_program_is_in_use(place: Desktop, child: Person) -> None:
    """Full screen is a sign of its own, with input or without."""
    desk = X11Desk(place.display, exe_of, lambda _: frozenset())
    desk.start(lambda: None)
    program = place.run(child, "xterm", "-fullscreen")
    eventually(lambda: _read(desk) == program.pid)
    assert desk.read().awake == {Awake.FULLSCREEN}
    desk.stop()


def test_a_screen_saver_is_not_in_use(place: Desktop, child: Person) -> None:
    """What covers the screen because nobody is there is no full-screen program."""
    desk = X11Desk(place.display, lambda _: App("path:/usr/bin/i3lock"), lambda _: frozenset())
    desk.start(lambda: None)
    program = place.run(child, "xterm", "-fullscreen")
    eventually(lambda: _read(desk) == program.pid)
    assert desk.read().awake == frozenset()
    desk.stop()


def test_a_lost_display_is_unknown_not_idle() -> None:
    """When the server is gone nothing is known, least of all that nobody is there."""
    with xvfb() as name:
        desk = X11Desk(name, exe_of, lambda _: frozenset())
        desk.start(lambda: None)
        assert desk.read().front_known
    assert desk.read() == UNKNOWN
    assert desk.read().idle_ms is None
    assert desk.fileno() == -1
    desk.ready()
    desk.stop()


CODE = """
import json, select, sys, time
from app.platforms.linux.desk_x11 import X11Desk
from app.platforms.linux import procfs
from app.model.observation import App
desk = X11Desk(sys.argv[1], lambda pid: App("path:" + procfs.exe(pid)), lambda pid: frozenset())
desk.start(lambda: None)
print("ready", flush=True)
sys.stdin.readline()
used, began = time.process_time(), time.monotonic()
while time.monotonic() < began + 3:
    select.select([desk.fileno()], [], [], 1.0)
    desk.ready()
    front = desk.read()
    desk.ready()
share = (time.process_time() - used) / (time.monotonic() - began)
print(json.dumps([front.pid, front.app.id, share]), flush=True)
"""


def test_as_the_child_it_sees_the_same_and_costs_little(place: Desktop, child: Person) -> None:
    """Run by the child himself it knows his program, for well under a hundredth of a core."""
    command = ["setpriv", f"--reuid={child.uid}", f"--regid={child.gid}", "--clear-groups"]
    root = str(Path(__file__).parents[3])
    with subprocess.Popen(
        [*command, sys.executable, "-c", CODE, place.display],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": root, "HOME": str(child.home), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd="/",
        text=True,
    ) as agent:
        assert agent.stdin is not None
        assert agent.stdout is not None
        assert agent.stdout.readline() == "ready\n"
        program = place.run(child, "xcalc")
        time.sleep(1)
        said, _ = agent.communicate("go\n", timeout=20)
    pid, identity, share = json.loads(said)
    assert (pid, identity) == (program.pid, "path:/usr/bin/xcalc")
    assert share < 0.03
