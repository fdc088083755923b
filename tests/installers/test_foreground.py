"""Where the init is not systemd, the terminal keeps the promises of the unit."""

import os
import pty
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from installers.linux import product

from .conftest import LINUX, Marked

# A service that does what it is told by files in its state folder, and speaks as the real one does.
STAND_IN = """
import os, signal, socket, sys, time
from pathlib import Path
state = Path(os.environ["STATE_DIRECTORY"])
def tell(text):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.sendto(text.encode(), os.environ["NOTIFY_SOCKET"])
def end(number, frame):
    (state / "stopped").touch()
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
with (state / "pids").open("a") as file:
    file.write(f"{os.getpid()}\\n")
if (state / "crash").exists():
    sys.exit(1)
tell("READY=1\\nSTATUS=2 children")
while True:
    time.sleep(0.2)
    tell("WATCHDOG=1")
"""


def until(ready: Callable[[], bool], seconds: float = 10) -> float:
    """Wait for something; give how long it took."""
    began = time.monotonic()
    while not ready():
        assert time.monotonic() - began < seconds, "it did not come"
        time.sleep(0.01)
    return time.monotonic() - began


class Running:
    """The foreground program with a stand-in service."""

    def __init__(self, marked: Marked) -> None:
        """Put the parts where an installation has them."""
        self.marked = marked
        subprocess.run(["/usr/bin/python3", "-m", "venv", "--without-pip", marked.product])
        package = marked.product / product.SITE / "app" / "programs"
        package.mkdir(parents=True)
        (package / "service.py").write_text(STAND_IN)
        steps = marked.product / product.STEPS
        steps.mkdir(parents=True)
        shutil.copy(LINUX / "foreground.py", steps)
        self.process: subprocess.Popen[str] | None = None

    def start(self, *first: str, stdout: int = subprocess.PIPE) -> subprocess.Popen[str]:
        """Start it and wait for the service."""
        script = self.marked.product / product.STEPS / "foreground.py"
        command = [str(self.marked.product / "bin" / "python"), "-I", str(script), *first]
        self.process = subprocess.Popen(command, stdout=stdout, text=True, start_new_session=True)
        until(lambda: bool(self.pids()))
        return self.process

    def pids(self) -> list[int]:
        """Every service that was started so far."""
        path = self.marked.state / "pids"
        return [int(pid) for pid in path.read_text().split()] if path.exists() else []


@pytest.fixture
def running(marked: Marked) -> Iterator[Running]:
    """Not started yet; ended afterwards."""
    running = Running(marked)
    yield running
    if running.process is not None:
        running.process.kill()
        running.process.communicate()
    for pid in running.pids():
        if Path(f"/proc/{pid}").exists():
            os.kill(pid, signal.SIGKILL)


def test_a_crash_is_repaired_within_a_second(running: Running) -> None:
    """SIGKILL of the service: another one runs in less than a second."""
    running.start()
    os.kill(running.pids()[0], signal.SIGKILL)
    assert until(lambda: len(running.pids()) == 2) < 1.0


def test_a_silent_service_is_started_again(running: Running) -> None:
    """A service that is stopped says nothing; after ten seconds another takes its place."""
    running.start()
    time.sleep(0.5)
    os.kill(running.pids()[0], signal.SIGSTOP)
    assert 8 < until(lambda: len(running.pids()) == 2, 15) < 12.5


def test_five_crashes_let_go_of_the_pc(running: Running) -> None:
    """A service that cannot start is not tried for ever; log-ins are told that rules are off."""
    (running.marked.state / "crash").touch()
    process = running.start()
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert len(running.pids()) == 5
    assert "Let go" in said
    assert "could not start" in (Path("/run/motd.d") / running.marked.mark).read_text()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_way_out_is_orderly(running: Running, number: signal.Signals) -> None:
    """Ctrl+C and a closed terminal stop the service in order, and that is no failure."""
    process = running.start()
    time.sleep(0.3)
    process.send_signal(number)
    said, _ = process.communicate(timeout=10)
    assert process.returncode == 0
    assert (running.marked.state / "stopped").exists()
    assert said.splitlines()[0] == "Lũy Tre: 2 children"


def test_a_healthy_start_takes_the_notice_away(running: Running) -> None:
    """What log-ins were told while rules were off is gone as soon as the service is ready."""
    running.marked.release()
    notice = Path("/run/motd.d") / running.marked.mark
    assert notice.exists()
    running.start()
    until(lambda: not notice.exists())
    assert not Path(f"/run/{running.marked.mark}-off").exists()


def test_the_guest_has_the_terminal_first(running: Running, tmp_path: Path) -> None:
    """The questions of the set-up are asked undisturbed; the line is drawn when they are done."""
    ours, theirs = pty.openpty()
    try:
        guest = ["/bin/sh", "-c", "echo name?; sleep 1; echo thanks"]
        process = running.start(*guest, stdout=theirs)
        time.sleep(2.5)
        process.send_signal(signal.SIGTERM)
        process.wait(10)
        screen = os.read(ours, 4096).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert screen.startswith("name?\r\nthanks\r\n\r\x1b[KLũy Tre: 2 children")


def test_only_root_can_speak_for_the_service(running: Running) -> None:
    """The socket the service reports to is closed to children."""
    running.start()
    socket = Path("/run") / running.marked.mark / "notify"
    assert socket.stat().st_mode & 0o777 == 0o600
    assert socket.parent.stat().st_mode & 0o777 == 0o755
