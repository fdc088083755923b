"""Advice mode: the service as oneself, started when nobody serves yet, stopped with the window."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QProcess

COMMAND = ("-I", "-m", "app.programs.service", "--advice")
STOP_MS = 10_000


class OwnService(QObject):
    """At most one; a service that somebody else started is left alone."""

    def __init__(self, parent: QObject, python: str = sys.executable) -> None:
        """Nothing is started yet."""
        super().__init__(parent)
        self._process = QProcess(self)
        # From `/`, where no folder called `app` is in the way; what it says goes where ours goes.
        self._process.setWorkingDirectory("/")
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedChannels)
        self._process.setProgram(python)
        self._process.setArguments(list(COMMAND))

    def needed(self, code: str) -> None:
        """The line could not be opened; start the service if it is because none runs."""
        stopped = self._process.state() == QProcess.ProcessState.NotRunning
        if code == "not_running" and stopped:
            self._process.start()

    @property
    def pid(self) -> int:
        """The process we started, 0 while there is none."""
        return int(self._process.processId())

    def stop(self) -> None:
        """End what we started, in good order if it can."""
        if self._process.state() == QProcess.ProcessState.NotRunning:
            return
        self._process.terminate()
        if not self._process.waitForFinished(STOP_MS):
            self._process.kill()
            self._process.waitForFinished(STOP_MS)
