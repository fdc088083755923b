"""Tells the child through the desktop's own messages, where a window of ours cannot be placed.

On Wayland a program cannot put a window into a corner or keep it from taking the keys: a toast of
ours would stand in the middle of a game. The desktop can.
"""

from __future__ import annotations

import os

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from app.model.errors import Unsupported
from app.platforms.linux.notifications import Notifications
from app.ui.child.telling import Said

STAYS_MS = 12_000  # as long as our own toast (looks.md)
_ASK, _HELP = "ask", "help"


class Herald(QObject):
    """Shows one notice at a time.

    asked   the child presses the button for more time, or for a site. helped  the one for help.
    opened  the child presses the notice.
    """

    asked = Signal()
    helped = Signal()
    opened = Signal()

    def __init__(self, name: str) -> None:
        """Connect; name is ours for people. Raises Unsupported."""
        super().__init__()
        self._messages = Notifications(name, "luytre", self._chosen)
        self._notifier = QSocketNotifier(self._messages.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._ready)
        self._life = QTimer(self)
        self._life.setSingleShot(True)
        self._life.setInterval(STAYS_MS)
        self._life.timeout.connect(self.hush)

    def tell(self, said: Said, ask: str, urgent: bool, help_: str = "") -> None:
        """Show a notice; ask and help_ label the buttons for more and for help, "" = none.

        An urgent one is seen over a full screen too.
        """
        parts = (said.note, said.body) if said.site is not None else (said.body, said.note)
        body = "\n".join(part for part in parts if part)
        actions = tuple((key, label) for key, label in ((_ASK, ask), (_HELP, help_)) if label)
        try:
            self._messages.show(said.head, body, urgent=urgent, actions=actions)
        except Unsupported:
            self._lost()
        else:
            self._life.start()

    def hush(self) -> None:
        """Take the notice away."""
        self._life.stop()
        try:
            self._messages.withdraw()
        except Unsupported:
            self._lost()

    def _ready(self) -> None:
        if not self._messages.ready():
            self._lost()

    def _lost(self) -> None:
        """The session's bus is gone, and with it the session."""
        self._notifier.setEnabled(False)
        self._life.stop()

    def _chosen(self, key: str, token: str) -> None:
        if token:  # read by Qt when the next window asks to come to the front
            os.environ["XDG_ACTIVATION_TOKEN"] = token
        {_ASK: self.asked, _HELP: self.helped}.get(key, self.opened).emit()
