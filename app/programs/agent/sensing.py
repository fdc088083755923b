"""What the agent sees: the desk's sense, read when something changed and when the service asks.

Changes come in handfuls when windows open and close, so they are gathered for a moment; the newest
is all that is worth saying. A question is answered at once: silence would count as a lost agent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec
from PySide6.QtCore import QObject, QSocketNotifier, QTimer

from app.api.child import AppClaim, Sense
from app.model.observation import App
from app.monitor.ports import Desk, Front
from app.platforms.linux.desk_gnome import GnomeDesk
from app.programs.agent.desks import started

GATHER_MS = 150  # at most seven senses a second, a third of what the service reads from us
_LONGEST = 4096  # characters in a name or identity (api.child.Name)
_MOST = 32
_ROOM = 48 * 1024  # bytes of claims in one answer: a frame of ours may have 64 KiB


class Sensing(QObject):
    """Reads a desk and hands each sense to `say`."""

    def __init__(
        self, desk: Desk, say: Callable[[Sense], None], seen: Callable[[Front], None]
    ) -> None:
        """seen is told what is in front, for the faces of this process."""
        super().__init__()
        self._desk = desk
        self._say = say
        self._seen = seen
        self._mark = 0
        self._notifier: QSocketNotifier | None = None
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(GATHER_MS)
        self._gather.timeout.connect(self.tell)

    @property
    def desk(self) -> str:
        """Give the name of the desk's sense."""
        return self._desk.name

    def start(self) -> tuple[str, ...]:
        """Begin to watch, blind if it must be; give what this desktop lacks."""
        self._desk, lacks = started(self._desk, self._changed)
        if self._desk.fileno() >= 0:
            kind = QSocketNotifier.Type.Read
            self._notifier = QSocketNotifier(self._desk.fileno(), kind, self)
            self._notifier.activated.connect(self._ready)
        return lacks

    def put_away(self, pids: tuple[int, ...]) -> bool:
        """Put windows away where the desk can; False where it cannot."""
        return isinstance(self._desk, GnomeDesk) and self._desk.put_away(pids)

    def tell(self) -> None:
        """Say what is seen now."""
        self._gather.stop()
        front = self._desk.read()
        # Questions to the display may bring events along, which no further readiness announces.
        self._desk.ready()
        self._mark += 1
        self._say(to_sense(front, self._mark))
        self._seen(front)

    def stop(self) -> None:
        """Let go of the display."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
        self._desk.stop()

    def _ready(self) -> None:
        self._desk.ready()

    def _changed(self) -> None:
        if not self._gather.isActive():
            self._gather.start()


def to_sense(front: Front, mark: int) -> Sense:
    """Give what was seen as a message."""
    return Sense(
        mark=mark,
        front_known=front.front_known,
        pid=front.pid,
        app=None if front.app is None else to_claim(front.app),
        idle_ms=front.idle_ms,
        awake=tuple(sorted(front.awake)),
        unlocked=front.unlocked,
    )


def to_claim(app: App) -> AppClaim:
    """Give a program as a message, cut to what the wire takes."""
    return AppClaim(
        id=_cut(app.id),
        aliases=tuple(_cut(one) for one in app.aliases[:_MOST]),
        name=_cut(app.name),
        game=app.game,
        ours=app.ours,
    )


def to_claims(apps: Iterable[App | None]) -> tuple[AppClaim | None, ...]:
    """Give several programs as one answer; what a frame has no room for is left out as None."""
    room, found = _ROOM, list[AppClaim | None]()
    for app in apps:
        claim = None if app is None else to_claim(app)
        room -= 0 if claim is None else len(msgspec.json.encode(claim))
        found.append(claim if room > 0 else None)
    return tuple(found)


def _cut(text: str) -> str:
    """Give text that JSON can carry: paths may hold bytes that are no text."""
    return text.encode("utf-8", "backslashreplace").decode()[:_LONGEST]
