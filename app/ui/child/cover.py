"""The learning cover: play time is over, homework goes on. It steps aside for learning programs.

Unlike the lock it is an ordinary full-screen window and holds no key: study must be typed. What may
not be used is frozen behind it, so there is nothing to get round. Folded, it is a strip at the top.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.api.child import Done, Lock, No
from app.ui.child.asking import AskPanel
from app.ui.child.floating import Floating
from app.ui.child.help import HelpPanel, empty
from app.ui.child.live import Live
from app.ui.child.lock import draw_day
from app.ui.child.night import HelpBar, title_block
from app.ui.shared.button import Button, on_night, on_theme
from app.ui.shared.card import Card
from app.ui.shared.eye import Eye
from app.ui.shared.look import color
from app.ui.shared.rows import STRETCH, column, row
from app.ui.shared.scene import NightScene
from app.ui.shared.text import Words
from app.ui.shared.tokens import NIGHT
from app.words import forms


class Cover(QWidget):
    """Whole (nothing to learn in front), folded (the child opens something) or away (learning)."""

    asked = Signal(str, int, str, str)  # kind, minutes, about, words
    chosen = Signal(str)  # id of an open learning program to bring to the front
    helped = Signal()

    def __init__(self, live: Live, dark: bool, size: tuple[int, int]) -> None:
        """Not shown before `bring_up`; size is the screen's (px), everything scales with it."""
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self._live = live
        scale = min(2.2, max(0.6, min(size[0] / 1280, size[1] / 800)))
        self._look = live.look(dark=True, scale=scale)
        self._panel_look = live.look(dark=True)
        self._scene = NightScene()
        self._up = False
        self._programs: tuple[tuple[str, str], ...] = ()
        self.panel: AskPanel | HelpPanel | None = None
        self.strip = Strip(live, dark)
        self.strip.unfolded.connect(self.unfold)
        self.strip.asked.connect(self._ask_from_strip)
        self.strip.helped.connect(self.helped)
        self.setWindowTitle(self._look.say("cover.window"))
        self.fold_button = self._button("cover.fold", "fold", "ghost")
        self.fold_button.clicked.connect(self.fold)
        self.ask = self._button("lock.ask", "clock", "ghost")
        self.ask.clicked.connect(self.open_ask)
        self.bar = HelpBar(self._look, live)
        self.bar.helped.connect(self.helped)
        self.program_buttons: list[Button] = []
        self._list = QVBoxLayout()
        self._main = self._build()
        self._place = QVBoxLayout(self)
        side, edge = self._look.px(36), self._look.px(26)
        self._place.setContentsMargins(side, edge, side, edge)
        self._place.addWidget(self._main, 1)
        self._place.addWidget(self.bar)

    def bring_up(self, lock: Lock) -> None:
        """Learning only begins."""
        self._up = True
        self._fill_list()
        self.unfold()

    def take_down(self) -> None:
        """It ends: nothing of it stays on the screen."""
        self._up = False
        self.close_panel()
        self.strip.hide()
        self.hide()

    @property
    def up(self) -> bool:
        """Whether learning only is in force, whichever form is shown."""
        return self._up

    def set_programs(self, programs: tuple[tuple[str, str], ...]) -> None:
        """The learning programs that are open now: (id, name) each."""
        if programs != self._programs:
            self._programs = programs
            if self._up:
                self._fill_list()

    def set_front(self, learning: bool | None) -> None:
        """What came to the front: True a learning program, False something held, None else."""
        if not self._up:
            return
        if learning:
            self.hide()
            self.strip.present()
        elif learning is False:
            self.unfold()

    def fold(self) -> None:
        """Only the strip stays, so that a lesson can be opened from the desktop."""
        self.hide()
        self.strip.present()

    def unfold(self) -> None:
        """The whole cover again."""
        if not self._up:
            return
        self.strip.hide()
        self.setGeometry(QGuiApplication.primaryScreen().geometry())
        self.showFullScreen()
        self.raise_()
        first = self.program_buttons[0] if self.program_buttons else self.fold_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_ask(self) -> None:
        """Ask for more time from the cover; here a line of words can be typed."""
        self.close_panel()
        self.panel = AskPanel(self._panel_look, self._live, "time")
        self.panel.asked.connect(self.asked)
        self.panel.left.connect(self.close_panel)
        theme = self._panel_look.palette
        card = Card(theme.card, theme.line, 18)
        card.setFixedWidth(560)
        card.setLayout(column(self.panel, margins=(28, 22, 28, 20)))
        self._holder = QWidget()
        self._holder.setLayout(row(STRETCH, column(STRETCH, card, STRETCH), STRETCH))
        self._main.hide()
        self._place.insertWidget(0, self._holder, 1)
        self.panel.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        """Back to the list."""
        if self.panel is not None:
            self.panel = None
            self._holder.hide()
            self._holder.deleteLater()
            self._main.show()

    def answered(self, answer: Done | No) -> None:
        """What became of the last question."""
        if isinstance(self.panel, AskPanel):
            if isinstance(answer, No):
                self.panel.refused(answer)
            else:
                self.panel.done()

    def _ask_from_strip(self) -> None:
        self.unfold()
        self.open_ask()

    def _button(self, key: str, glyph: str, kind: str) -> Button:
        look = self._look
        return Button(
            look.say(key), on_night(kind), glyph, role="card", height=52, scale=look.scale,
            radius=12,
        )  # fmt: skip

    def _build(self) -> QWidget:
        look = self._look
        head = row(
            Eye("running", True, look.px(24), look.say("eye.running")),
            Words(look.say("app.name"), "strong", color(NIGHT.text, 0.95), scale=look.scale),
            STRETCH,
            gap=look.px(10),
        )
        self._list.setSpacing(look.px(10))
        middle = column(
            STRETCH, title_block(look, look.say("cover.title"), self._until()), look.px(12),
            self._list, look.px(12), row(self.fold_button, self.ask, STRETCH, gap=look.px(12)),
            gap=look.px(8),
        )  # fmt: skip
        middle.addStretch(2)
        middle.setContentsMargins(look.px(392), 0, 0, 0)
        made = QWidget()
        made.setLayout(column(head, middle, gap=0))
        self.bar.add_far_end()
        return made

    def _until(self) -> list[str]:
        state = self._live.state
        if state is None or state.closes_ms is None:
            return []
        look = self._look
        closes = forms.when(state.closes_ms, self._live.now_ms(), state.zone, look.lang)
        return [look.say("cover.until", closes=closes)]

    def _fill_list(self) -> None:
        look = self._look
        empty(self._list)
        said = look.say("cover.open" if self._programs else "cover.none")
        light = color(NIGHT.text, 0.94)
        self._list.addWidget(Words(said, "large", light, wrap=True, scale=look.scale))
        self.program_buttons = []
        for id_, name in self._programs[:5]:
            button = Button(
                name, on_night("night"), "study", role="card", height=52, scale=look.scale,
                radius=12,
            )  # fmt: skip
            button.clicked.connect(lambda _=False, id_=id_: self.chosen.emit(id_))
            self._list.addLayout(row(button, STRETCH))
            self.program_buttons.append(button)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The same night as the lock's, with the day's bamboo."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._scene.at(self.size(), self.devicePixelRatioF()))
        painter.end()
        if self.panel is None:
            draw_day(self, self._look.scale, self._live)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing it only folds it: the rule stays."""
        if self._up:
            event.ignore()
            self.fold()


class Strip(Floating):
    """The folded cover: what holds, ask, help, unfold. Takes no key."""

    unfolded = Signal()
    asked = Signal()
    helped = Signal()

    def __init__(self, live: Live, dark: bool) -> None:
        """At the top, in the middle."""
        look = live.look(dark)
        super().__init__(look, radius=18)
        theme = look.palette
        margin = self.inside()[0]
        inner = QHBoxLayout(self)
        inner.setSpacing(8)
        inner.setContentsMargins(margin + 14, margin + 4, margin + 6, margin + 4)
        inner.addWidget(Eye("running", look.dark, 18))
        inner.addWidget(Words(look.say("cover.folded"), "emphasis", theme.ink))
        for key, glyph, signal in (
            ("lock.ask", "clock", self.asked),
            ("lock.help", "heart", self.helped),
            ("cover.unfold", "unfold", self.unfolded),
        ):
            words = "" if glyph == "unfold" else look.say(key)
            button = Button(words, on_theme("quiet", theme), glyph, height=32)
            button.setAccessibleName(look.say(key))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(signal)
            inner.addWidget(button)
        self.setAccessibleName(look.say("cover.folded"))

    def present(self) -> None:
        """Show it without taking a key."""
        self.place(Qt.Corner.TopLeftCorner)
        screen = QGuiApplication.primaryScreen().availableGeometry()
        self.move(screen.center().x() - self.width() // 2, screen.top())
        self.show()
        self.raise_()
