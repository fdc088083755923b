"""Ctrl+C and `kill` close the window in good order: Qt's loop alone would never hear of them."""

from __future__ import annotations

import os
import signal

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier


class Signals(QObject):
    """Quits the program on SIGINT, SIGTERM and SIGHUP, for as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        """Take the signals over."""
        super().__init__(parent)
        self._read, self._write = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._notifier = QSocketNotifier(self._read, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._came)
        signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(one, lambda number, frame: None)

    def _came(self) -> None:
        os.read(self._read, 64)
        QCoreApplication.quit()
