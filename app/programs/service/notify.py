"""Tells systemd how the service is: ready, alive, stopping (sd_notify(3), by a plain socket).

Alive is said from the loop that judges, so that a loop which hangs is restarted. Where nobody
listens (`NOTIFY_SOCKET` is not set) nothing is said and nothing fails.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Mapping

_USEC = 1_000_000


class Notifier:
    """Speaks to whoever started the service; made from the environment it was started with."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        """Read where to speak, and how often a sign of life is wanted."""
        self._address = environment.get("NOTIFY_SOCKET", "")
        wanted = environment.get("WATCHDOG_USEC", "")
        mine = environment.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        # Twice as often as the latest moment: sd_watchdog_enabled(3) recommends half.
        self.every_s = int(wanted) / _USEC / 2 if wanted.isdecimal() and mine else None
        self._timer: asyncio.TimerHandle | None = None
        self._ready = False
        self._status = ""

    def status(self, line: str) -> None:
        """Say in one line how it is; before `ready` it waits for that."""
        self._status = " ".join(line.split())  # a line's end would begin another message
        if self._ready:
            self._say(f"STATUS={self._status}")

    def ready(self) -> None:
        """Rules are in force; from now on signs of life are given on the running loop."""
        self._ready = True
        self._say(f"READY=1\nSTATUS={self._status}")
        self._alive()

    def stopping(self) -> None:
        """Everything is being let go of."""
        if self._timer is not None:
            self._timer.cancel()
        self._say("STOPPING=1")

    def _alive(self) -> None:
        if self.every_s is None:
            return
        self._say("WATCHDOG=1")
        self._timer = asyncio.get_running_loop().call_later(self.every_s, self._alive)

    def _say(self, text: str) -> None:
        if not self._address:
            return
        # A leading @ stands for the zero byte of an abstract name.
        address = "\0" + self._address[1:] if self._address[0] == "@" else self._address
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
            try:
                line.sendto(text.encode(), address)
            except OSError:
                pass  # whoever listened is gone; what it does then is not ours to stop
