"""The time toast: what is about to happen, in a corner, for twelve seconds, without taking a key.

The same words stand in the tray's tooltip afterwards, so nothing is lost when it hides by itself.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.ui.child.floating import Floating
from app.ui.child.telling import Said
from app.ui.shared.button import Button, on_theme
from app.ui.shared.card import Glyph
from app.ui.shared.look import Look, color
from app.ui.shared.ring import Ring
from app.ui.shared.rows import STRETCH, column, row
from app.ui.shared.text import Words
from app.ui.shared.tokens import Palette
from app.words import forms

WIDTH = 408
SECONDS = 12
ASK_MINUTES = 15


class Toast(Floating):
    """One notice at a time; a new one takes the place of the last."""

    asked = Signal(int)  # minutes of extra time the child asks for
    gone = Signal()

    def __init__(self, look: Look, said: Said, left_ms: int, budget_ms: int | None) -> None:
        """left_ms until the thing happens, shown as a ring when it is more than nothing."""
        super().__init__(look, radius=16)
        self._said = said
        self._since = QElapsedTimer()
        self._life = _Life(look.palette)
        self._tick = QTimer(self)
        self._tick.setInterval(250)
        self._tick.timeout.connect(self._age)
        self._fill(left_ms, budget_ms)

    def present(self) -> None:
        """Show it for twelve seconds and say it once."""
        self.place(Qt.Corner.TopRightCorner)
        self.show()
        self.raise_()
        self._since.start()
        self._tick.start()
        self.announce(self._look.say("toast.name", said=self._said.whole))

    def dismiss(self) -> None:
        """Hide it now."""
        self._tick.stop()
        self.hide()
        self.gone.emit()

    def _age(self) -> None:
        share = 1 - self._since.elapsed() / (SECONDS * 1000)
        if share <= 0:
            self.dismiss()
            return
        self._life.show_share(share)

    def _fill(self, left_ms: int, budget_ms: int | None) -> None:
        theme = self._look.palette
        margin = self.inside()[0]
        self.setFixedWidth(WIDTH + 2 * margin)
        texts = column(self._head(), gap=2)
        if self._said.body:
            texts.addWidget(Words(self._said.body, "body", theme.ink, wrap=True))
        if self._said.note:
            texts.addWidget(Words(self._said.note, "note", theme.ink2, wrap=True))
        if self._said.askable:
            texts.addSpacing(6)
            texts.addLayout(row(self._ask(), STRETCH))
        top = QHBoxLayout()
        top.setSpacing(14)
        if left_ms > 0:
            ring = _small_ring(theme, left_ms, budget_ms)
            top.addWidget(ring, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(texts, 1)
        self._close_below(top)

    def _close_below(self, top: QLayout) -> None:
        """Under what it says: that it goes by itself, and how soon."""
        look, theme = self._look, self._look.palette
        hides = Words(look.say("toast.hides"), "small", theme.ink2)
        margin = self.inside()[0]
        inner = QVBoxLayout(self)
        inner.setSpacing(9)
        inner.setContentsMargins(margin + 18, margin + 14, margin + 14, margin + 12)
        inner.addLayout(top)
        inner.addLayout(row(Glyph("eye", 14, theme.ink2), hides, STRETCH, gap=8))
        inner.addWidget(self._life)

    def _head(self) -> QHBoxLayout:
        look = self._look
        role = "sentence" if len(self._said.head) <= 28 else "card"
        head = Words(forms.tied(self._said.head), role, look.palette.ink, wrap=True)
        close = Button("", on_theme("quiet", look.palette), "close", role="small", height=32)
        close.setAccessibleName(look.say("toast.close"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.dismiss)
        line = row(gap=4)
        line.addWidget(head, 1)
        line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _ask(self) -> Button:
        look = self._look
        said = look.say("ask.more", minutes=ASK_MINUTES)
        ask = Button(said, on_theme("plain", look.palette), "clock", height=36)
        ask.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ask.clicked.connect(self._want_more)
        return ask

    def _want_more(self) -> None:
        self.asked.emit(ASK_MINUTES)
        self.dismiss()


def _small_ring(theme: Palette, left_ms: int, budget_ms: int | None) -> Ring:
    minutes = -(-left_ms // 60_000)
    budget = 60 if budget_ms is None else max(1, budget_ms // 60_000)
    ring = Ring(theme, 76, 26)
    ring.show_time(left_ms / 60_000, max(budget, minutes), str(minutes), "")
    return ring


class _Life(QWidget):
    """The line at the foot: how long the toast still stays."""

    def __init__(self, theme: Palette) -> None:
        super().__init__()
        self._theme, self._share = theme, 1.0
        self.setFixedHeight(3)

    def show_share(self, share: float) -> None:
        """1 = all of it, 0 = none."""
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(self._theme.sunken))
        painter.drawRoundedRect(QRectF(self.rect()), 1.5, 1.5)
        painter.setBrush(color(self._theme.edge))
        rest = QRectF(0, 0, self.width() * self._share, self.height())
        painter.drawRoundedRect(rest, 1.5, 1.5)
