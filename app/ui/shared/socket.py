"""The faces' line to the service: messages as Qt signals, and back by itself when it is lost.

Qt's own local socket, because a face has one event loop and it is Qt's; it speaks Windows pipes
as well. The messages that count are given by the face. (An agent has a descriptor instead of a
path: app/programs/agent/descriptor.py.)
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalSocket

from app.api import wire
from app.api.child import PROTOCOL_VERSION, Base, Done, Hello, No

FIRST_RETRY_MS = 250  # the service restarts within a second
LONGEST_RETRY_MS = 8_000

_CODES = {
    QLocalSocket.LocalSocketError.ServerNotFoundError: "not_running",
    QLocalSocket.LocalSocketError.ConnectionRefusedError: "not_running",
    QLocalSocket.LocalSocketError.SocketAccessError: "no_permission",
}


class ServiceSocket(QObject):
    """A line to the service. Emits plain Python values on the thread that made it.

    connected     the service greeted back; with what this account is to it (`child adult root`).
    message       one message of the kinds given.
    disconnected  why, a code: `not_running no_permission closed garbled`, or the service's own
                  (`connections rate version nobody …`). Said once for each line lost, and once
                  for the first attempt that fails, not for every retry.
    """

    connected = Signal(str)
    message = Signal(object)
    disconnected = Signal(str)

    def __init__(self, kinds: Any, parent: QObject | None = None) -> None:
        """Speak of `kinds`, a union of messages such as ToChild or ToParent."""
        super().__init__(parent)
        self._decode = wire.decoder(kinds | Done | No)
        self._reader = self._fresh_reader()
        self._path = ""
        self._greeted = False
        self._said = False
        self._refusal = ""
        self._wait_ms = FIRST_RETRY_MS
        self._socket = QLocalSocket(self)
        self._socket.connected.connect(self._greet)
        self._socket.readyRead.connect(self._read)
        self._socket.disconnected.connect(self._lost)
        self._socket.errorOccurred.connect(self._failed)
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.timeout.connect(self._connect)

    @property
    def is_connected(self) -> bool:
        """Whether a message sent now goes out."""
        return self._greeted

    def open(self, path: str) -> None:
        """Connect to the socket at `path`, again and again until it works or `close` is called."""
        self._path = path
        self._said = False
        self._connect()

    def send(self, message: Base) -> bool:
        """Send; False while there is no line. Raises WireError when the message is too long."""
        if not self._greeted:
            return False
        return self._socket.write(wire.frame(message)) >= 0

    def close(self) -> None:
        """Let go of the service and stay away."""
        self._path = ""
        self._said = True
        self._greeted = False
        self._retry.stop()
        self._socket.abort()

    # --- what Qt calls --------------------------------------------------------------------------

    def _fresh_reader(self) -> wire.FrameReader[Any]:
        return wire.FrameReader(self._decode, wire.FOR_PARENT)

    def _connect(self) -> None:
        if self._socket.state() != QLocalSocket.LocalSocketState.UnconnectedState:
            return  # it is still on its way out, and `disconnected` will bring us back
        self._reader = self._fresh_reader()
        self._refusal = ""
        self._socket.connectToServer(self._path)

    def _greet(self) -> None:
        if self._path:
            self._socket.write(wire.frame(Hello(PROTOCOL_VERSION)))

    def _read(self) -> None:
        try:
            found = self._reader.feed(bytes(self._socket.readAll().data()))
        except wire.WireError:
            self._refusal = "garbled"
            self._socket.abort()
            return
        for message in found:
            if self._greeted:
                self.message.emit(message)
            else:
                self._greeted_back(message)

    def _greeted_back(self, answer: Base) -> None:
        """The first answer: what this account is, or why it is not let in."""
        if isinstance(answer, Done):
            self._greeted = True
            self._said = False
            self._wait_ms = FIRST_RETRY_MS
            self.connected.emit(answer.id)
        elif isinstance(answer, No):
            self._refusal = answer.reason

    def _lost(self) -> None:
        self._away("closed")

    def _failed(self, error: QLocalSocket.LocalSocketError) -> None:
        """No `disconnected` follows a connect that failed; one does follow the peer leaving."""
        if error != QLocalSocket.LocalSocketError.PeerClosedError:
            self._away(_CODES.get(error, "closed"))

    def _away(self, code: str) -> None:
        """Say it once, and try again a little later each time."""
        self._greeted = False
        if not self._said:
            self._said = True
            self.disconnected.emit(self._refusal or code)
        if self._path and not self._retry.isActive():
            self._retry.start(self._wait_ms)
            self._wait_ms = min(2 * self._wait_ms, LONGEST_RETRY_MS)
