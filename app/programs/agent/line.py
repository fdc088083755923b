"""The agent's line to the service: questions are answered in their order, senses are rationed.

The service reads twenty messages a second from us and lets go of whoever says far more; so what can
be said again later waits, and a sense that waits gives way to a newer one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from app.api import wire
from app.api.child import Base, Done, No, Sense, ToChild
from app.programs.agent.descriptor import Descriptor

Answered = Callable[[Done | No], None]
_AGAIN_MS = 50


class Line(QObject):
    """Speaks to the service over the descriptor it gave.

    message  what the service says by itself. lost  the line is gone and does not come back.
    """

    message = Signal(object)
    lost = Signal()

    def __init__(self) -> None:
        """Nothing is opened before `open`."""
        super().__init__()
        self._socket = Descriptor(ToChild, self)
        self._socket.message.connect(self._heard)
        self._socket.lost.connect(self.lost)
        self._clock = QElapsedTimer()
        self._clock.start()
        self._budget = wire.Budget(wire.CHILD_PER_SECOND, wire.CHILD_PER_SECOND)
        self._waiting: deque[Base] = deque()
        self._sense: Sense | None = None
        self._asked: deque[Answered] = deque()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._send)

    def open(self, fd: int = wire.AGENT_FD) -> None:
        """Take the descriptor over. Raises OSError."""
        self._socket.adopt(fd)

    def say(self, message: Base) -> None:
        """Say something that has no answer."""
        if isinstance(message, Sense):
            self._sense = message
        else:
            self._waiting.append(message)
        self._send()

    def ask(self, message: Base, answered: Answered) -> None:
        """Ask something; `answered` is called with the one answer."""
        self._asked.append(answered)
        self.say(message)

    def _send(self) -> None:
        while self._waiting or self._sense is not None:
            wait_ms = self._budget.take(self._clock.elapsed())
            if wait_ms:
                self._again.start(max(wait_ms, _AGAIN_MS))
                return
            if self._waiting:
                self._socket.send(self._waiting.popleft())
            elif self._sense is not None:
                sense, self._sense = self._sense, None
                self._socket.send(sense)

    def _heard(self, message: Base) -> None:
        if isinstance(message, Done | No):
            if self._asked:
                self._asked.popleft()(message)
            return
        self.message.emit(message)
