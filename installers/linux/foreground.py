"""Runs the service in a terminal, for machines whose init is not systemd, until Ctrl+C.

It keeps the promises of the unit (luytre.service): started again within a second, ended when it is
silent for ten, and after five starts in a minute the PC is let go and the reason said. The service
speaks sd_notify(3) and needs not know who listens. The last line on the terminal is what it says
about itself, kept up to date.

    /opt/luytre/bin/python -I /opt/luytre/installers/linux/foreground.py [COMMAND…]

COMMAND is run once the service is ready, and has the terminal until it ends.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

PRODUCT = Path(__file__).resolve().parent.parent.parent
MARK = PRODUCT.name
RUN = Path("/run") / MARK
STATE = Path("/var/lib") / MARK
SERVICE = [str(PRODUCT / "bin" / "python"), "-I", "-m", "app.programs.service"]
RESTART = 0.2  # seconds
WATCHDOG = 10.0
STARTS, WITHIN = 5, 60.0
STOP = 10.0


class Listener:
    """The socket the service tells its state to."""

    def __init__(self) -> None:
        """Listen where only root can speak."""
        self.path = RUN / "notify"
        self.path.unlink(missing_ok=True)
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
        self.socket.bind(str(self.path))
        self.path.chmod(0o600)
        self.socket.setblocking(False)

    def heard(self) -> dict[str, str]:
        """Everything said since last asked, the newest of each kind."""
        facts: dict[str, str] = {}
        while True:
            try:
                text = self.socket.recv(65_536).decode("utf-8", "replace")
            except BlockingIOError:
                return facts
            pairs = (line.partition("=") for line in text.splitlines())
            facts.update({key: value for key, _, value in pairs})


class Line:
    """The last line of the terminal, kept up to date; and who has the terminal first."""

    def __init__(self, first: list[str]) -> None:
        """`first` is run when the service is ready for the first time."""
        self._first = first
        self._guest: subprocess.Popen[bytes] | None = None
        self._text = ""
        self._shown = ""

    def ready(self) -> None:
        """The service runs: let the guest have the terminal."""
        if self._first:
            self._guest = subprocess.Popen(self._first, cwd="/")
            self._first = []
        self._text = "Lũy Tre: ✓ (Ctrl+C)"

    def show(self, text: str | None = None) -> None:
        """Draw the line when it changed and nobody else has the terminal."""
        self._text = self._text if text is None else f"Lũy Tre: {text}"
        if self._text == self._shown or (self._guest and self._guest.poll() is None):
            return
        self._shown = self._text
        if sys.stdout.isatty():
            width = shutil.get_terminal_size().columns - 1
            print(f"\r\x1b[K{self._text[:width]}", end="", flush=True)
        else:
            print(self._text, flush=True)


class Ended(Exception):
    """Ctrl+C, or the terminal was closed."""


def watch(service: subprocess.Popen[bytes], listener: Listener, line: Line) -> None:
    """Stay until the service ended, or end it because it fell silent."""
    alive = os.pidfd_open(service.pid)
    last = time.monotonic()
    try:
        while service.poll() is None:
            select.select([alive, listener.socket.fileno()], [], [], 1.0)
            facts = listener.heard()
            if facts:
                last = time.monotonic()
            if facts.get("READY") == "1":
                forget_the_off_time()
                line.ready()
            line.show(facts.get("STATUS"))
            if time.monotonic() - last > WATCHDOG:
                service.kill()
    finally:
        os.close(alive)


def forget_the_off_time() -> None:
    """It runs: whoever logs in is no longer told that the rules are off."""
    shutil.rmtree(f"/run/{MARK}-off", ignore_errors=True)
    (Path("/run/motd.d") / MARK).unlink(missing_ok=True)


def stop(service: subprocess.Popen[bytes]) -> None:
    """Ask the service to end, so that it thaws; insist when it will not."""
    service.terminate()
    try:
        service.wait(STOP)
    except subprocess.TimeoutExpired:
        service.kill()
        service.wait()


def serve(listener: Listener, line: Line) -> int:
    """Keep the service running; 1 when it could not be kept."""
    starts: deque[float] = deque(maxlen=STARTS)
    environment = {
        "NOTIFY_SOCKET": str(listener.path),
        "WATCHDOG_USEC": str(int(WATCHDOG * 1_000_000)),
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "LANG": os.environ.get("LANG", "C.UTF-8"),
        # What systemd would give: the unit's StateDirectory and RuntimeDirectory.
        "STATE_DIRECTORY": str(STATE),
        "RUNTIME_DIRECTORY": str(RUN),
    }
    while len(starts) < STARTS or time.monotonic() - starts[0] > WITHIN:
        starts.append(time.monotonic())
        # A session of its own: Ctrl+C is for us, and we stop it in order.
        service = subprocess.Popen(SERVICE, cwd="/", env=environment, start_new_session=True)
        try:
            watch(service, listener, line)
            time.sleep(RESTART)
        except Ended:
            stop(service)
            return 0
    subprocess.run(["/bin/sh", str(STATE / "release"), "--failed"], check=False)
    return 1


def end(number: int, frame: object) -> None:
    """Turn a signal into the way out; a second one changes nothing."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise Ended


def main() -> int:
    """Run until Ctrl+C."""
    os.umask(0o077)
    RUN.mkdir(mode=0o755, exist_ok=True)
    RUN.chmod(0o755)
    listener = Listener()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    try:
        return serve(listener, Line(sys.argv[1:]))
    except Ended:
        return 0
    finally:
        listener.path.unlink(missing_ok=True)
        print(flush=True)


if __name__ == "__main__":
    sys.exit(main())
