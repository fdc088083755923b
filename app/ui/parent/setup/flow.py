"""Set-up as a whole: the hedge with the steps at the left, one step at a time beside it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QLinearGradient, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.ui.parent.board import Board
from app.ui.parent.nav import Mark
from app.ui.parent.operations import Operations
from app.ui.parent.parts.press import Press
from app.ui.parent.parts.walk import step, walk
from app.ui.parent.setup.child_step import ChildStep
from app.ui.parent.setup.codes_step import CodesStep
from app.ui.parent.setup.draft import Draft
from app.ui.parent.setup.first_steps import LanguageStep, PasswordStep
from app.ui.parent.setup.ready_step import ReadyStep
from app.ui.parent.setup.step import Step
from app.ui.shared import fonts, glyphs, tokens
from app.ui.shared.bamboo import Grove, draw_grove
from app.ui.shared.card import Hairline
from app.ui.shared.look import Look, color
from app.ui.shared.rows import STRETCH, column, row
from app.ui.shared.text import CENTER, LEFT

_HEDGE = 300  # px
_SEED = 11


class SetUp(QWidget):
    """finished: there is nothing more to do here. language: the person chose another one."""

    finished = Signal()
    language = Signal(str)
    helped = Signal()

    def __init__(
        self, look: Look, draft: Draft, operations: Operations, board: Board, *, root: bool
    ) -> None:
        """Begin where the draft stands."""
        super().__init__()
        self.look, self.draft = look, draft
        self._operations, self._board, self._root = operations, board, root
        self._hedge = Hedge(look, draft)
        self.stack = QStackedWidget()
        self.back = Press(look, look.say("setup.back"))
        self.second = Press(look, "-")
        self.forward = Press(look, "-", "primary")
        self.back.clicked.connect(self._go_back)
        self.second.clicked.connect(lambda: self.current().do_second())
        self.forward.clicked.connect(self._go)
        buttons = row(
            self.back, STRETCH, self.second, self.forward, gap=10, margins=(36, 14, 36, 16)
        )
        right = column(gap=0)
        right.addWidget(self.stack, 1)
        right.addWidget(Hairline(look.palette.line))
        right.addLayout(buttons)
        place = QHBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(0)
        place.addWidget(self._hedge)
        place.addLayout(right, 1)
        self._show()

    # --- steps ----------------------------------------------------------------------------------

    def current(self) -> Step:
        """The step that is shown."""
        shown = self.stack.currentWidget()
        assert isinstance(shown, Step)
        return shown

    def _make(self, name: str) -> Step:
        look, draft = self.look, self.draft
        if name == "language":
            language = LanguageStep(look, draft)
            language.language.connect(self.language)
            return language
        if name == "password":
            return PasswordStep(look, draft, self._operations)
        if name == "codes":
            return CodesStep(look, draft, self._operations)
        if name == "child":
            return ChildStep(look, draft, self._operations, self._board, root=self._root)
        ready = ReadyStep(look, draft)
        ready.another.connect(self._another)
        return ready

    def _show(self) -> None:
        """Make the step the draft stands at; the one before it goes."""
        old = self.stack.currentWidget()
        made = self._make(self.draft.steps[self.draft.at])
        made.done.connect(self._next)
        made.ready.connect(self._ready)
        self.stack.addWidget(made)
        self.stack.setCurrentWidget(made)
        if old is not None:
            self.stack.removeWidget(old)
            old.deleteLater()
        self.forward.say(made.next_words())
        self.second.say(made.second() or "-")
        self.second.setVisible(bool(made.second()))
        self.back.setVisible(self._may_go_back())
        made.begin()
        self._ready(made.can_go())
        self._hedge.update()
        first = next(iter(walk(made)), self.forward)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _may_go_back(self) -> bool:
        """The language can be chosen again; what was set or written is not undone."""
        name = self.draft.steps[self.draft.at]
        leaves = name == "child" and "language" not in self.draft.steps
        return name == "password" or leaves

    def _ready(self, ready: bool) -> None:
        self.forward.setEnabled(ready)

    def _go(self) -> None:
        self.current().go()

    def _next(self) -> None:
        if self.draft.at + 1 >= len(self.draft.steps):
            self.finished.emit()
            return
        self.draft.at += 1
        self._show()

    def _go_back(self) -> None:
        if self.draft.at == 0:
            self.finished.emit()
            return
        self.draft.at -= 1
        self._show()

    def _another(self) -> None:
        self.draft.next_child()
        self._show()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Fields, rows, go on, back (looks.md 9)."""
        buttons = [b for b in (self.forward, self.second, self.back) if b.isVisible()]
        stops = walk(self.current()) + [b for b in buttons if b.isEnabled()]
        return step(stops, forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 is help."""
        if event.key() == Qt.Key.Key_F1:
            self.helped.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper."""
        QPainter(self).fillRect(self.rect(), color(self.look.palette.paper))


class Hedge(QWidget):
    """Bamboo on green, whatever the theme, and above it how far one has come."""

    def __init__(self, look: Look, draft: Draft) -> None:
        """As wide as in the picture; its accessible name says the step."""
        super().__init__()
        self._look, self._draft = look, draft
        self._scene = QPixmap()
        self.setFixedWidth(_HEDGE)
        mark = Mark(42)
        head = row(mark, gap=12, margins=(26, 26, 0, 0))
        head.addStretch(1)
        self.setLayout(column(head, STRETCH, gap=0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The scene is drawn once a size, the steps every time."""
        ratio = self.devicePixelRatioF()
        if self._scene.size() != self.size() * ratio:
            self._scene = self._draw_scene(ratio)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._scene)
        painter.setPen(color("#FFFFFF"))
        painter.setFont(fonts.font("sentence"))
        painter.drawText(QRectF(80, 26, 200, 42), LEFT, self._look.say("app.name"))
        self._draw_steps(painter)

    def _draw_scene(self, ratio: float) -> QPixmap:
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QLinearGradient(0, 0, 0, self.height())
        ground.setColorAt(0, color(tokens.LIGHT.bamboo))
        ground.setColorAt(1, color("#0F3D25"))
        painter.fillRect(self.rect(), ground)
        tall = self.height() * 0.52
        box = QRectF(0, self.height() - tall, self.width(), tall)
        far = tokens.Bamboo("#24724B", "#2C7F55", "#1D6340", "#2C7F55", "#2A7A51")
        draw_grove(painter, box, Grove(5, 0.86, 10, far, 0.25), _SEED)
        near = box.adjusted(-10, tall * 0.12, 10, 0)
        draw_grove(painter, near, Grove(4, 0.9, 13, tokens.BAMBOO_LIGHT, 0.3), _SEED + 1)
        painter.end()
        return picture

    def _draw_steps(self, painter: QPainter) -> None:
        names = [self._look.say(f"setup.step.{name}") for name in self._draft.steps]
        here = self._draft.at
        self.setAccessibleName(
            self._look.say("setup.at", at=here + 1, count=len(names), name=names[here])
        )
        top, gap = 117.0, 46.0
        painter.setPen(QPen(color("#FFFFFF", 0.45), 2))
        last = top + gap * (len(names) - 1)
        painter.drawLine(QPointF(44, top), QPointF(44, last))
        for at, name in enumerate(names):
            self._draw_step(painter, at, name, QPointF(44, top + at * gap))

    def _draw_step(self, painter: QPainter, at: int, name: str, middle: QPointF) -> None:
        here = self._draft.at
        disc = QRectF(middle.x() - 12, middle.y() - 12, 24, 24)
        done, now = at < here, at == here
        ground = "#CFE8B6" if done else tokens.LIGHT.sun if now else "#1A5B3A"
        painter.setBrush(color(ground))
        ahead = not done and not now
        painter.setPen(QPen(color("#FFFFFF", 0.8), 1.6) if ahead else Qt.PenStyle.NoPen)
        painter.drawEllipse(disc)
        if done:
            glyphs.draw(painter, "check", disc.adjusted(5, 5, -5, -5), color("#14502F"))
        else:
            painter.setPen(color(tokens.LIGHT.on_sun if now else "#FFFFFF"))
            painter.setFont(fonts.font("note_strong"))
            painter.drawText(disc, CENTER, str(at + 1))
        painter.setPen(color("#FFFFFF"))
        painter.setFont(fonts.font("strong" if now else "large"))
        painter.drawText(QRectF(70, middle.y() - 16, _HEDGE - 76, 32), LEFT, name)
