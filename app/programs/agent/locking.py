"""Lock and cover as the service orders them, and the honest answer whether they hold.

The answer to a lock is given when it holds, or when the time for it is over; a hold that is lost
later is told at once. The cover holds nothing, but it must not come up while a program has the
keyboard: frozen, it would keep it, and nothing could be typed for study.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.api.child import Done, Lock, LockAnswer, No
from app.ui.child.cover import Cover
from app.ui.child.live import Live
from app.ui.child.lock_screens import LockScreens
from app.ui.child.x11 import on_x11

ANSWER_MS = 2_500  # inside the three seconds after which the service takes it as not held
FREE_STEP_MS = 100

Say = Callable[[LockAnswer], None]


class Locking(QObject):
    """Carries out Lock messages."""

    def __init__(self, live: Live, say: Say, is_free: Callable[[], bool], dark: bool) -> None:
        """is_free tells whether nobody holds the keyboard."""
        super().__init__()
        self._live = live
        self._say = say
        self._is_free = is_free
        self._dark = dark
        self.lock = LockScreens(live, self)
        self.lock.held.connect(self._held)
        self.cover: Cover | None = None
        self._number = 0
        self._shown: Lock | None = None
        self._state: tuple[bool, str] | None = None
        self._answered = True
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self._too_late)
        self._free = QTimer(self)
        self._free.setInterval(FREE_STEP_MS)
        self._free.timeout.connect(self._try_cover)

    @property
    def screen(self) -> int:
        """Which of lock (2), cover (1) or nothing (0) is ordered."""
        return 0 if self._shown is None else self._shown.screen

    def take(self, order: Lock, make_cover: Callable[[], Cover]) -> None:
        """Carry an order out."""
        before, self._number = self._shown, order.n
        self._free.stop()
        if order.screen == 0:
            self._down()
            return
        self._shown, self._answered = order, False
        self._late.start(ANSWER_MS)
        if order.screen == 2:
            self._lock(before, order)
        else:
            self.lock.hide()
            self._state = None
            if self.cover is None:
                self.cover = make_cover()
            self._try_cover()

    def answered(self, answer: Done | No) -> None:
        """What became of a question that was asked on lock or cover."""
        if self.lock.up:
            self.lock.answered(answer)
        elif self.cover is not None:
            self.cover.answered(answer)

    # --- the lock ---------------------------------------------------------------------------------

    def _lock(self, before: Lock | None, order: Lock) -> None:
        if not on_x11():
            self._answer(False, "wayland")
            return
        if self.cover is not None:
            self.cover.take_down()
        same = before is not None and (before.screen, before.why, before.next) == (
            order.screen,
            order.why,
            order.next,
        )
        if same and self.lock.up:
            # Asked once more whether it holds: what is up stays up, its checks go on.
            if self._state == (True, ""):
                self._answer(True, "")
            return
        self._state = None
        self.lock.show(order)

    def _held(self, held: bool, why: str) -> None:
        changed, self._state = self._state != (held, why), (held, why)
        if held or (self._answered and changed):
            self._answer(held, why)

    def _too_late(self) -> None:
        if not self._answered:
            held, why = self._state or (False, "keyboard")
            self._answer(held, why)

    def _answer(self, held: bool, why: str) -> None:
        self._answered = True
        self._late.stop()
        self._say(LockAnswer(self._number, held, why))

    # --- the cover --------------------------------------------------------------------------------

    def _try_cover(self) -> None:
        order, cover = self._shown, self.cover
        if order is None or cover is None:
            self._free.stop()
            return
        if not self._is_free():
            self._state = (False, "keyboard")
            self._free.start()
            return
        self._free.stop()
        if not cover.up:
            cover.bring_up(order)
        self._state = (True, "")
        self._answer(True, "")

    def _down(self) -> None:
        self._shown, self._state, self._answered = None, None, True
        self._late.stop()
        self.lock.hide()
        if self.cover is not None:
            self.cover.take_down()
            self.cover.deleteLater()
            self.cover = None
