"""The lock: a full-screen window the window manager does not manage, holding keyboard and pointer.

A managed full-screen window fails as a lock (Alt+Tab and Ctrl+Alt+arrows leave it; tried), so it
is override-redirect, raised every half second, and its grabs are checked. Help, asking and the
parent's code are pages inside it: with the pointer held, no second window could be reached.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedLayout, QVBoxLayout, QWidget

from app.api.child import Done, Lock, No
from app.ui.child.asking import AskPanel
from app.ui.child.code_panel import CodePanel
from app.ui.child.help import HelpPanel
from app.ui.child.live import Live
from app.ui.child.lock_words import LockWords, lock_words
from app.ui.child.night import HelpBar, Lanterns, Step, picture_row, title_block
from app.ui.shared.bamboo import step_minutes
from app.ui.shared.button import Button, on_night
from app.ui.shared.card import Card, Glyph
from app.ui.shared.eye import Eye
from app.ui.shared.look import color
from app.ui.shared.rows import STRETCH, column, row
from app.ui.shared.scene import NightScene, draw_day_stalk, unit
from app.ui.shared.text import Words
from app.ui.shared.tokens import NIGHT
from app.words import forms

_FLAGS = (
    Qt.WindowType.Window
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.X11BypassWindowManagerHint
)


class SceneWindow(QWidget):
    """One screen of the lock: the night, and nothing behind it. Cannot be closed."""

    def __init__(self) -> None:
        """Words are put on the main screen only."""
        super().__init__(None, _FLAGS)
        self._scene = NightScene()
        self.may_close = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The kept picture."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._scene.at(self.size(), self.devicePixelRatioF()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only the one who showed it takes it down."""
        if self.may_close:
            event.accept()
        else:
            event.ignore()


class LockWindow(SceneWindow):
    """The main screen of the lock: what comes next, what is kept, how to ask, help."""

    asked = Signal(str, int, str, str)  # kind, minutes, about, words
    coded = Signal(str, str, int, str)  # digits, what, minutes, about

    def __init__(self, lock: Lock, live: Live, size: tuple[int, int]) -> None:
        """size is the screen's (px): everything scales with it from the 1280x800 reference."""
        super().__init__()
        scale = min(2.2, max(0.6, min(size[0] / 1280, size[1] / 800)))
        self._live, self._width = live, size[0]
        self._look = live.look(dark=True, scale=scale)
        self._panel_look = live.look(dark=True)
        self._words = lock_words(lock, live, self._look)
        self.panel: AskPanel | CodePanel | HelpPanel | None = None
        self.setWindowTitle(self._look.say("lock.window"))
        self.setAccessibleName(" ".join([self._words.title, *self._words.below]))
        self.bar = HelpBar(self._look, live)
        self.bar.helped.connect(self.open_help)
        self.ask = self._button("lock.ask", "clock", "night")
        self.ask.clicked.connect(self.open_ask)
        self.unlock = self._button("lock.parent", "lock", "ghost")
        self.unlock.clicked.connect(self.open_code)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._small_page() if self._look.small else self._page(self._words))
        self._lay_out()
        self._set_order()

    def _lay_out(self) -> None:
        look = self._look
        outer = QVBoxLayout(self)
        # The screen decides the size, whatever the words would like.
        outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        outer.setContentsMargins(look.px(36), look.px(26), look.px(36), look.px(26))
        outer.setSpacing(look.px(8))
        outer.addLayout(self._head())
        outer.addLayout(self._stack, 1)
        outer.addWidget(self.bar)

    def _head(self) -> QHBoxLayout:
        look = self._look
        state = self._live.state
        light = color(NIGHT.text, 0.95)
        return row(
            Eye("running", True, look.px(24), look.say("eye.running")),
            Words(look.say("app.name"), "strong", light, scale=look.scale),
            STRETCH,
            Words(state.name if state else "", "strong", light, scale=look.scale),
            gap=look.px(10),
        )

    def _button(self, key: str, glyph: str, kind: str) -> Button:
        look = self._look
        if look.small:
            made = Button("", on_night(kind), glyph, role="page", height=88, scale=look.scale,
                          radius=44)  # fmt: skip
            made.setFixedWidth(look.px(88))
            made.setAccessibleName(look.say(key))
            made.setToolTip(look.say(key))
            return made
        return Button(
            look.say(key), on_night(kind), glyph, role="card", height=52, scale=look.scale,
            radius=12,
        )  # fmt: skip

    def _page(self, words: LockWords) -> QWidget:
        look = self._look
        cards = row(gap=look.px(12))
        room = self._width - look.px(392 + 2 * 36)
        for index, (glyph, when, what) in enumerate(words.steps):
            step = Step(look, glyph, when, what, index == 0)
            room -= step.width() + look.px(12)
            if index and room < 0:
                break  # a narrow screen shows what comes first
            cards.addWidget(step)
        cards.addStretch(1)
        kept = row(
            Glyph("save", look.px(18), NIGHT.fill),
            Words(look.say("lock.kept"), "large", color(NIGHT.text, 0.94), scale=look.scale),
            STRETCH,
            gap=look.px(10),
        )
        buttons = row(self.ask, self.unlock, STRETCH, gap=look.px(12))
        inner = column(
            STRETCH, title_block(look, words.title, words.below), look.px(14), cards, look.px(10),
            kept, look.px(14), buttons, gap=look.px(8),
        )  # fmt: skip
        inner.addStretch(2)
        inner.setContentsMargins(look.px(392), 0, 0, 0)
        page = QWidget()
        page.setLayout(inner)
        self.bar.add_far_end()
        return page

    def _small_page(self) -> QWidget:
        look = self._look
        self.bar.end.addWidget(self.unlock)
        self.bar.end.addWidget(self.ask)
        page = QWidget()
        page.setLayout(
            column(
                STRETCH,
                row(STRETCH, Lanterns(look, lit=2), STRETCH),
                look.px(12),
                picture_row(look, self._words.pictures),
                STRETCH,
            )
        )
        return page

    def _set_order(self) -> None:
        """Ask, help, parent's code (looks.md 9)."""
        QWidget.setTabOrder(self.ask, self.bar.help)
        QWidget.setTabOrder(self.bar.help, self.unlock)
        self.ask.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_ask(self) -> None:
        """Ask for time. No line of words here: the keyboard's input method stands outside."""
        panel = AskPanel(self._panel_look, self._live, "time", with_words=False)
        panel.asked.connect(self.asked)
        self._open(panel, 560)

    def open_code(self) -> None:
        """The parent's one-time code."""
        panel = CodePanel(self._panel_look)
        panel.entered.connect(self.coded)
        self._open(panel, 720)

    def open_help(self) -> None:
        """Help is a page above everything else."""
        self._open(HelpPanel(self._panel_look), 1060)

    def _open(self, panel: AskPanel | CodePanel | HelpPanel, width: int) -> None:
        self.close_panel()
        self.panel = panel
        panel.left.connect(self.close_panel)
        theme = self._panel_look.palette
        card = Card(theme.card, theme.line, 18)
        card.setFixedWidth(min(width, self.width() - self._look.px(72)))
        card.setLayout(column(panel, margins=(28, 22, 28, 20)))
        holder = QWidget()
        holder.setLayout(row(STRETCH, column_centred(card), STRETCH))
        self._stack.addWidget(holder)
        self._stack.setCurrentWidget(holder)
        panel.setFocus(Qt.FocusReason.OtherFocusReason)
        panel.focusNextChild()
        self.update()

    def close_panel(self) -> None:
        """Back to the first page."""
        holder = self._stack.currentWidget()
        if self.panel is None or holder is None:
            return
        self.panel = None
        self._stack.setCurrentIndex(0)
        self._stack.removeWidget(holder)
        holder.deleteLater()
        self.ask.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    def answered(self, answer: Done | No) -> None:
        """What became of the last question or code."""
        if isinstance(answer, No):
            if isinstance(self.panel, AskPanel | CodePanel):
                self.panel.refused(answer)
        elif isinstance(self.panel, AskPanel):
            self.panel.done()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The night, and on the first page the day's own bamboo."""
        super().paintEvent(event)
        if self.panel is not None or self._look.small:
            return
        draw_day(self, self._look.scale, self._live)


def draw_day(window: QWidget, scale: float, live: Live) -> None:
    """The day's own bamboo at the left of a night window."""
    painter = QPainter(window)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    k = min(scale, unit(window.rect().toRectF()))
    at = QPointF(262 * scale, window.height() - 84 * scale)
    pieces, grown = day_growth(live)
    breaks = 0 if live.state is None else live.state.breaks
    draw_day_stalk(painter, at, k, pieces, grown, breaks)


def day_growth(live: Live) -> tuple[int, float]:
    """Internodes of today's stalk and how many have grown."""
    state = live.state
    budget = 60
    if state is not None and state.budget_ms is not None:
        budget = max(10, forms.minutes_used(state.budget_ms))
    step = step_minutes(budget)
    pieces = -(-budget // step)
    return pieces, min(float(pieces), live.used_ms() / 60_000 / step)


def column_centred(inner: QWidget) -> QVBoxLayout:
    """A widget in the middle of the height it gets."""
    return column(STRETCH, inner, STRETCH)
