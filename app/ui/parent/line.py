"""One question, one answer, over the faces' socket: each answer finds whoever asked.

The service answers every question with exactly one message, in order, and may say `Changed` in
between. Signals carry the answers, so that a widget that is gone hears nothing any more.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from app.api.child import Base, No
from app.api.parent import Changed, ToParent
from app.api.wire import WireError
from app.ui.shared.socket import ServiceSocket


@dataclass(frozen=True, slots=True)
class Refusal:
    """The service said no, or could not be asked: a code, and how long to wait (ms, 0 = none)."""

    reason: str
    wait_ms: int = 0


class Reply(QObject):
    """What will come back for one question. Exactly one of the signals is emitted, once."""

    answered = Signal(object)
    refused = Signal(object)

    def settle(self, answer: Base | Refusal) -> None:
        """Tell whoever asked, and go."""
        if isinstance(answer, No):
            answer = Refusal(answer.reason, answer.wait_ms)
        if isinstance(answer, Refusal):
            self.refused.emit(answer)
        else:
            self.answered.emit(answer)
        self.deleteLater()


class Line(QObject):
    """The console's line to the service.

    opened   with what this account is to the service: `child`, `adult` or `root`.
    changed  something a parent sees has changed: `today`, `record`, `policy` or `status`.
    lost     why, a code (see ServiceSocket.disconnected, and the service's last words).
    """

    opened = Signal(str)
    changed = Signal(str)
    lost = Signal(str)

    def __init__(self, path: str, parent: QObject | None = None) -> None:
        """Speak to the socket at `path`, once `open` is called."""
        super().__init__(parent)
        self._path = path
        self._waiting: deque[Reply] = deque()
        self._parting = ""
        self._socket = ServiceSocket(ToParent, self)
        self._socket.connected.connect(self._opened)
        self._socket.message.connect(self._heard)
        self._socket.disconnected.connect(self._lost)

    def open(self) -> None:
        """Connect, and come back by itself whenever the service was away."""
        self._socket.open(self._path)

    def close(self) -> None:
        """Let go."""
        self._socket.close()

    def ask(self, message: Base) -> Reply:
        """Send a question. Without a line the answer is the refusal `closed`."""
        reply = Reply(self)
        try:
            sent = self._socket.send(message)
        except WireError as error:
            self._refuse_soon(reply, error.code)
            return reply
        if sent:
            self._waiting.append(reply)
        else:
            self._refuse_soon(reply, "closed")
        return reply

    def _refuse_soon(self, reply: Reply, code: str) -> None:
        """Whoever asks has not connected the signals yet."""
        QTimer.singleShot(0, reply, lambda: reply.settle(Refusal(code)))

    def _opened(self, role: str) -> None:
        self._parting = ""
        self.opened.emit(role)

    def _heard(self, message: Base) -> None:
        if isinstance(message, Changed):
            self.changed.emit(message.what)
        elif self._waiting:
            self._waiting.popleft().settle(message)
        elif isinstance(message, No):
            self._parting = message.reason

    def _lost(self, code: str) -> None:
        waiting, self._waiting = self._waiting, deque()
        for reply in waiting:
            reply.settle(Refusal("closed"))
        self.lost.emit(self._parting or code)
