"""The console as a program of its own: options, signals, and advice mode with its own service."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.api.parent import Status, StatusQ
from app.link.client import Client, Unreachable

ROOT = Path(__file__).parents[3]


def until(true: Callable[[], object], seconds: float = 20) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """An environment of a person whose home is empty."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    (tmp_path / "run").mkdir(mode=0o700)
    return {
        **kept, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path / "run"),
        "QT_QPA_PLATFORM": "offscreen",
    }  # fmt: skip


@pytest.fixture
def programs() -> Iterator[list[subprocess.Popen[str]]]:
    """Programs that are ended afterwards, whatever happened."""
    started: list[subprocess.Popen[str]] = []
    yield started
    for one in started:
        if one.poll() is None:
            one.kill()
            one.wait()


def start(home: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    """Start the console."""
    command = [sys.executable, "-m", "app.programs.console", *arguments]
    return subprocess.Popen(
        command, cwd=ROOT, env=home, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def status(socket: Path) -> Status | None:
    """How the service at a socket runs; None while nobody serves there."""
    try:
        with Client(socket, wait_s=3) as client:
            answer = client.ask(StatusQ())
    except Unreachable:
        return None
    return answer if isinstance(answer, Status) else None


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_closes_it_in_good_order(
    home: dict[str, str], programs: list[subprocess.Popen[str]], sent: signal.Signals
) -> None:
    """Ctrl+C, `kill`, the terminal closed: it ends with 0 and has printed nothing."""
    console = start(home, "--socket", f"{home['HOME']}/none")
    programs.append(console)
    until(lambda: _loaded(console))
    console.send_signal(sent)
    out, err = console.communicate(timeout=20)
    assert (console.returncode, out) == (0, "")
    assert "Traceback" not in err


def _loaded(console: subprocess.Popen[str]) -> bool:
    """Whether the faces are loaded: Qt's network library is mapped with the line."""
    return "libQt6Network" in Path(f"/proc/{console.pid}/maps").read_text()


def test_unknown_options_are_refused(home: dict[str, str]) -> None:
    """With the options there are."""
    done = subprocess.run(
        [sys.executable, "-m", "app.programs.console", "--wings"],
        cwd=ROOT, env=home, capture_output=True, text=True, timeout=30,
    )  # fmt: skip
    assert done.returncode == 2
    assert "--advice" in done.stderr


def test_advice_mode_brings_its_own_service(
    home: dict[str, str], programs: list[subprocess.Popen[str]]
) -> None:
    """It is started when none runs, serves, and ends with the window."""
    socket = Path(home["XDG_RUNTIME_DIR"]) / "luytre" / "service.sock"
    console = start(home, "--advice")
    programs.append(console)
    until(lambda: status(socket) is not None)
    now = status(socket)
    assert now is not None
    assert now.mode == "advice"
    console.terminate()
    console.communicate(timeout=30)
    assert console.returncode == 0
    assert status(socket) is None


def test_advice_mode_leaves_a_running_service_alone(
    home: dict[str, str], programs: list[subprocess.Popen[str]]
) -> None:
    """Two windows, one service: it belongs to whoever started it."""
    socket = Path(home["XDG_RUNTIME_DIR"]) / "luytre" / "service.sock"
    first = start(home, "--advice")
    programs.append(first)
    until(lambda: status(socket) is not None)
    second = start(home, "--advice")
    programs.append(second)
    until(lambda: _loaded(second))
    time.sleep(1)
    second.terminate()
    second.communicate(timeout=30)
    assert status(socket) is not None
    first.terminate()
    first.communicate(timeout=30)
    assert status(socket) is None
