"""Locks and covers as the service orders them, and the honest answer whether they hold.

A lock is answered when it holds, or when the time for it is over; a hold that is lost later is
told at once. Asked again about a lock that stands, the same window answers: to put it up anew
would give the keyboard away for a moment. A cover holds no key, but it must not come up while a
program has the keyboard: frozen, that program would keep it, and nothing could be typed for study.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.api.child import Lock, LockAnswer
from app.ui.child.face import ChildFace

ANSWER_MS = 2_500  # inside the three seconds after which the service takes it as not held
FREE_STEP_MS = 100
OPEN, COVER, LOCK = 0, 1, 2

Say = Callable[[LockAnswer], None]


class Locking(QObject):
    """Stands between the service's orders and the face that carries them out."""

    def __init__(self, face: ChildFace, say: Say, is_free: Callable[[], bool]) -> None:
        """is_free tells whether nobody holds the keyboard."""
        super().__init__()
        self._face = face
        self._say = say
        self._is_free = is_free
        self._order: Lock | None = None
        self._held: tuple[bool, str] | None = None
        self._owed = False
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(ANSWER_MS)
        self._late.timeout.connect(self._too_late)
        self._free = QTimer(self)
        self._free.setInterval(FREE_STEP_MS)
        self._free.timeout.connect(self._try_cover)
        face.lock_answer.connect(self._hears)

    @property
    def screen(self) -> int:
        """Give what is ordered: LOCK, COVER or OPEN."""
        return OPEN if self._order is None else self._order.screen

    def take(self, order: Lock) -> None:
        """Carry an order out."""
        before, self._order = self._order, order
        self._free.stop()
        self._late.stop()
        if order.screen == OPEN:
            self._order, self._held, self._owed = None, None, False
            self._face.receive(order)
            return
        self._owed = True
        if before is not None and _same(before, order) and self._held == (True, ""):
            self._answer(True, "")
            return
        self._held = None
        self._late.start()
        if order.screen == LOCK:
            self._face.receive(order)
        else:
            self._try_cover()

    def _try_cover(self) -> None:
        if self._order is None or self._order.screen != COVER:
            self._free.stop()
        elif self._is_free():
            self._free.stop()
            self._face.receive(self._order)
        else:
            self._held = (False, "keyboard")
            self._free.start()

    def _hears(self, _: int, held: bool, why: str) -> None:
        """Take the face's word on the order that stands."""
        if self._order is None:
            return
        changed, self._held = self._held != (held, why), (held, why)
        if held or (changed and not self._owed):
            self._answer(held, why)

    def _too_late(self) -> None:
        held, why = self._held or (False, "keyboard")
        self._answer(held, why)

    def _answer(self, held: bool, why: str) -> None:
        self._owed = False
        self._late.stop()
        if self._order is not None:
            self._say(LockAnswer(self._order.n, held, why))


def _same(one: Lock, other: Lock) -> bool:
    return (one.screen, one.why, one.next) == (other.screen, other.why, other.next)
