"""An X desktop for one test: a server without a screen, a window manager and people's programs."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from Xlib.display import Display

from tests.platforms.people import Person, stop
from tests.platforms.xserver import xvfb

CLIENTS = Path(__file__).with_name("xclients.py")
Waiting = Callable[[Callable[[], object]], None]


class Desktop:
    """A display and whatever runs on it; everything started here ends with it."""

    def __init__(self, display: str) -> None:
        """Nothing runs yet."""
        self.display = display
        self.running: list[subprocess.Popen[bytes]] = []

    def run(self, person: Person, *command: str, **options: object) -> subprocess.Popen[bytes]:
        """Start a program of a person on this display."""
        program = person.starts(command, env={"DISPLAY": self.display}, **options)
        self.running.append(program)
        return program

    def client(self, person: Person, kind: str, *more: str) -> tuple[int, int]:
        """Start one of our own X programs; give its pid and its window."""
        command = [sys.executable, str(CLIENTS), kind, *more]
        program = self.run(person, *command, stdout=subprocess.PIPE)
        assert program.stdout is not None
        return program.pid, int(program.stdout.readline())

    def window_manager(self, person: Person) -> None:
        """Start openbox and wait until it manages."""
        self.run(person, "openbox", "--sm-disable", stderr=subprocess.DEVNULL)
        display = Display(self.display)
        # It takes the focus once it is ready; windows mapped earlier would be left without.
        while isinstance(display.get_input_focus().focus, int):
            time.sleep(0.01)
        display.close()

    def xdotool(self, *command: str) -> str:
        """Do something with the mouse, the keys or the windows, as a person would."""
        done = subprocess.run(
            ["xdotool", *command],
            env={"DISPLAY": self.display, "PATH": "/usr/bin"},
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def end(self, program: subprocess.Popen[bytes]) -> None:
        """End one program."""
        stop(program)
        if program.stdout is not None:
            program.stdout.close()
        self.running.remove(program)


@contextmanager
def desktop(manager: Person | None, *options: str) -> Iterator[Desktop]:
    """An X desktop with a window manager of this person, or without any."""
    with xvfb("1280x900x24", *options) as display:
        made = Desktop(display)
        try:
            if manager is not None:
                made.window_manager(manager)
            yield made
        finally:
            for program in list(made.running):
                made.end(program)
