"""Ends single programs through their pidfd: asks with SIGTERM, ends with SIGKILL."""

from __future__ import annotations

import signal

from app.model.observation import Process
from app.platforms.linux import pidfd


class LinuxCloser:
    """Sends signals to exactly the process that was meant."""

    def ask(self, process: Process) -> bool:
        """Send SIGTERM; False = it is not that process any more."""
        return self._send(process, signal.SIGTERM)

    def end(self, process: Process) -> bool:
        """Send SIGKILL; never for a program that may hold unsaved work."""
        return self._send(process, signal.SIGKILL)

    def _send(self, process: Process, number: signal.Signals) -> bool:
        with pidfd.held(process) as fd:
            return fd is not None and pidfd.send(fd, number)
