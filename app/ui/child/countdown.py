"""The grace countdown: save now, so many seconds. Small, calm, in a corner, never in red.

Spoken at the start and at 10, 5 and 0 seconds only (looks.md 9).
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout

from app.api.child import Notice, State
from app.ui.child.floating import Floating
from app.ui.child.telling import notice_said
from app.ui.shared.look import Look
from app.ui.shared.ring import Ring
from app.ui.shared.rows import column
from app.ui.shared.text import Words
from app.words import forms

SPOKEN = (10, 5, 0)


class Countdown(Floating):
    """Counts one notice of kind GRACE down and goes when it reaches nothing."""

    over = Signal()

    def __init__(self, look: Look, notice: Notice, state: State, now_ms: int) -> None:
        """now_ms is trusted Unix time; the rest is counted on a monotonic timer."""
        super().__init__(look, radius=16)
        self._whole_ms = max(0, notice.left_ms)
        self._since = QElapsedTimer()
        self._shown = -1
        self._ring = Ring(look.palette, 64, 22)
        said = notice_said(notice, state, now_ms, look)
        self._head = Words(said.head, "card", look.palette.ink)
        self._body = Words("", "body", look.palette.ink)
        self._notice, self._state, self._now_ms = notice, state, now_ms
        margin = self.inside()[0]
        inner = QHBoxLayout(self)
        inner.setSpacing(14)
        inner.setContentsMargins(margin + 14, margin + 12, margin + 18, margin + 12)
        inner.addWidget(self._ring)
        inner.addLayout(column(self._head, self._body, gap=2))
        if not said.body:
            self._body.hide()
        self._tick = QTimer(self)
        self._tick.setInterval(200)
        self._tick.timeout.connect(self._count)

    def present(self) -> None:
        """Begin."""
        self._since.start()
        self._count()
        self.place(Qt.Corner.TopRightCorner)
        self.show()
        self.raise_()
        self._tick.start()

    def stop(self) -> None:
        """The grace is over or was taken back."""
        self._tick.stop()
        self.hide()

    def _count(self) -> None:
        left_ms = max(0, self._whole_ms - self._since.elapsed())
        seconds = forms.seconds_left(left_ms)
        if seconds == self._shown:
            return
        first, self._shown = self._shown < 0, seconds
        said = self._words(left_ms)
        name = self._look.say("countdown.name", left=forms.left(left_ms, self._look.lang))
        # Sixty seconds are a full ring, like a clock's.
        self._ring.show_time(left_ms / 1000, max(60, self._whole_ms // 1000), str(seconds), name)
        self._body.setText(said)
        if first or seconds in SPOKEN:
            self.announce(name)
        if seconds == 0:
            self.stop()
            self.over.emit()

    def _words(self, left_ms: int) -> str:
        left = Notice(
            kind=self._notice.kind, left_ms=left_ms, why=self._notice.why,
            app=self._notice.app, name=self._notice.name,
        )  # fmt: skip
        return notice_said(left, self._state, self._now_ms, self._look).body
