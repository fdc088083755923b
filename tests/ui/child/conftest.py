"""A real X server with a window manager, a victim writing into a file, the face on its stage."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


class XServer:
    """One Xvfb of our own, found by the number it chose itself."""

    def __init__(self, wanted: tuple[str, ...]) -> None:
        """wanted: programs to start on it, such as openbox or trayer."""
        read, write = os.pipe()
        self._running = [
            subprocess.Popen(
                ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten",
                 "tcp"],
                pass_fds=(write,), stderr=subprocess.DEVNULL,
            )
        ]  # fmt: skip
        os.close(write)
        with os.fdopen(read) as answer:
            self.display = f":{answer.readline().strip()}"
        self.env = {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}
        self.env.pop("WAYLAND_DISPLAY", None)
        for command in wanted:
            self.start(*command.split())
        if wanted:
            time.sleep(0.4)

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """A program on this display; it ends with the server."""
        quiet = subprocess.DEVNULL
        made = subprocess.Popen(command, env=self.env, stdout=quiet, stderr=quiet)
        self._running.append(made)
        return made

    def do(self, *command: str) -> str:
        """Run xdotool or the like and give its output."""
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=20)
        return done.stdout.strip()

    def stop(self) -> None:
        """End everything, the server last."""
        for made in reversed(self._running):
            made.terminate()
        for made in self._running:
            try:
                made.wait(5)
            except subprocess.TimeoutExpired:
                made.kill()


class Stage:
    """The face in a process of its own."""

    def __init__(self, server: XServer) -> None:
        """Waits until it is ready."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.stage"],
            cwd=ROOT, env=server.env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self._lines: queue.Queue[str] = queue.Queue()
        self._seen: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()
        self.ready = self.wait("ready")

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.strip())

    def tell(self, line: str) -> None:
        """Send one line and wait until it was carried out."""
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        self.wait(f"did {line}")

    def wait(self, start: str, within_s: float = 15) -> str:
        """The next line that starts like this. Fails when it does not come in time."""
        ends = time.monotonic() + within_s
        while time.monotonic() < ends:
            for line in self._seen:
                if line.startswith(start):
                    self._seen.remove(line)
                    return line
            try:
                self._seen.append(self._lines.get(timeout=0.05))
            except queue.Empty:
                continue
        raise AssertionError(f"no line starts with {start!r}; seen: {self._seen}")

    def now(self) -> str:
        """What is on the screen."""
        self.tell("tell")
        return self.wait("now")

    def stop(self) -> None:
        """End it."""
        if self._process.poll() is None:
            self._process.terminate()
        self._process.wait(10)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()


class Victim:
    """A terminal that writes what is typed into a file: where keys went is a fact."""

    def __init__(self, server: XServer, folder: Path) -> None:
        """Has the focus when it returns."""
        self._server, self._file = server, folder / "typed"
        server.start("xterm", "-T", "victim", "-e", "sh", "-c", f"cat > {self._file}")
        self.window = server.do("xdotool", "search", "--sync", "--name", "victim").split()[0]
        server.do("xdotool", "windowfocus", "--sync", self.window)
        time.sleep(0.3)

    def typed(self) -> str:
        """What arrived, complete lines only."""
        time.sleep(0.4)
        return self._file.read_text() if self._file.exists() else ""


@pytest.fixture
def server() -> Iterator[XServer]:
    """An X server with a window manager."""
    made = XServer(("openbox",))
    yield made
    made.stop()


@pytest.fixture
def stage(server: XServer) -> Iterator[Stage]:
    """The face on that server, knowing Minh's day."""
    made = Stage(server)
    made.tell("state")
    yield made
    made.stop()


@pytest.fixture
def victim(server: XServer, tmp_path: Path) -> Victim:
    """Somebody else's window with the focus."""
    return Victim(server, tmp_path)
