"""Messages over the descriptor the service gave the agent, as Qt signals; once lost it stays lost.

Two notifiers on a plain socket: Qt's own local socket would bring the whole network library (3 MB)
into a process that sits in every child's session all day.
"""

from __future__ import annotations

import socket
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from app.api import wire
from app.api.child import PROTOCOL_VERSION, Base, Done, Hello, No

_AT_ONCE = 64 * 1024


class Descriptor(QObject):
    """One connected descriptor. message: one of the kinds given. lost: it ended, said once."""

    message = Signal(object)
    lost = Signal()

    def __init__(self, kinds: Any, parent: QObject | None = None) -> None:
        """Hear `kinds`, a union of messages such as ToChild."""
        super().__init__(parent)
        self._reader: wire.FrameReader[Any] = wire.FrameReader(
            wire.decoder(kinds | Done | No), wire.FOR_PARENT
        )
        self._socket: socket.socket | None = None
        self._waiting = bytearray()

    def adopt(self, fd: int = wire.AGENT_FD) -> None:
        """Take the descriptor over and greet; it is closed when it ends. Raises OSError."""
        try:
            self._socket = channel = socket.socket(fileno=fd)
        except OSError as error:
            raise OSError(f"descriptor {fd}: {error.strerror}") from error
        channel.setblocking(False)
        channel.set_inheritable(False)
        self._readable = QSocketNotifier(fd, QSocketNotifier.Type.Read, self)
        self._readable.activated.connect(self._read)
        self._writable = QSocketNotifier(fd, QSocketNotifier.Type.Write, self)
        self._writable.setEnabled(False)
        self._writable.activated.connect(self._write)
        self.send(Hello(PROTOCOL_VERSION))

    def send(self, message: Base) -> bool:
        """Send; False while there is no line. Raises WireError when the message is too long."""
        if self._socket is None:
            return False
        self._waiting += wire.frame(message)
        self._write()
        return True

    def _write(self) -> None:
        """Write what the other end takes; for the rest Qt tells when it takes more."""
        if self._socket is None:
            return
        try:
            while self._waiting:
                del self._waiting[: self._socket.send(self._waiting)]
        except (BlockingIOError, InterruptedError):
            pass
        except OSError:
            # What was said before the end is still read; and never from inside a `send`.
            self._waiting.clear()
            QTimer.singleShot(0, self, self._read)
        self._writable.setEnabled(bool(self._waiting))

    def _read(self) -> None:
        """Read what has come, a piece at a time: what is told may take the time of a screen."""
        if self._socket is None:
            return
        try:
            data = self._socket.recv(_AT_ONCE)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        try:
            found = self._reader.feed(data)
        except wire.WireError:
            found, data = [], b""
        self._readable.setEnabled(False)  # in their order, also when a face runs a loop of its own
        for message in found:
            self.message.emit(message)
        if not data:
            self._end()
        elif self._socket is not None:
            self._readable.setEnabled(True)

    def _end(self) -> None:
        if self._socket is not None:
            self._readable.setEnabled(False)
            self._writable.setEnabled(False)
            self._socket.close()
            self._socket = None
            self.lost.emit()
