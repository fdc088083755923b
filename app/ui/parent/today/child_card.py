"""A child's card: one large fact, what is in front, what comes next, the day, and four buttons.

It shows what it is given and nothing else: what a parent may see was decided by the service.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.parent.parts.avatar import Avatar
from app.ui.parent.parts.clearing import clear
from app.ui.parent.parts.legend import Legend
from app.ui.parent.parts.press import Press
from app.ui.parent.parts.strip import Strip
from app.ui.parent.parts.tones import tone
from app.ui.parent.today.ribbon import DayRibbon
from app.ui.parent.values import ChildValue, Fact, Notice, State
from app.ui.shared import glyphs
from app.ui.shared.card import Card, Glyph
from app.ui.shared.look import Look, color
from app.ui.shared.ring import Ring
from app.ui.shared.rows import STRETCH, column, holding, row
from app.ui.shared.text import Pill, Words

LEAST = 480  # px: a card is never narrower (looks.md 5)
_RING = 140


class ChildCard(Card):
    """Signals carry the child's id; `give` also the minutes and whether as a bonus."""

    give = Signal(str, int, bool)
    pause = Signal(str)
    resume = Signal(str)
    lock = Signal(str, str)  # id, name

    def __init__(self, look: Look, child: ChildValue) -> None:
        """One card for one child; `show_child` brings it up to date."""
        theme = look.palette
        super().__init__(theme.card, theme.line)
        self._look, self._child = look, child
        self.setMinimumWidth(LEAST)
        self._name = Words(child.name, "sentence", theme.ink)
        self._about = Words(child.about, "note", theme.ink2)
        self._states = QHBoxLayout()
        self._ring = MiddleRing(look)
        self._facts = [_FactLine(look), _FactLine(look)]
        self._used = Words("", "note_strong", theme.ink)
        self._legend = Legend(look)
        self._ribbon = DayRibbon(look)
        self._sight = _Sight(look)
        self._told: tuple[Notice, ...] = ()
        self._notices = column(gap=8)
        self._make_buttons()
        self._lay_out()
        self.show_child(child)

    def _make_buttons(self) -> None:
        look, child = self._look, self._child
        self.more: dict[int, Press] = {}
        for minutes in (15, 30):
            said = look.say("console.give.name", minutes=minutes, name=child.name)
            button = Press(look, look.say("console.give", minutes=minutes)).name(said)
            button.clicked.connect(lambda checked=False, m=minutes: self._give(m))
            self.more[minutes] = button
        self.hold = Press(look, look.say("console.pause"), glyph="pause")
        self.hold.clicked.connect(self._hold_or_resume)
        self.shut = Press(look, look.say("console.lock"), glyph="lock")
        self.shut.name(look.say("console.lock.name", name=child.name))
        self.shut.clicked.connect(lambda: self.lock.emit(self._child.id, self._child.name))

    def _lay_out(self) -> None:
        about = column(self._name, self._about, gap=0)
        head = row(Avatar(self._look, self._child.name), about, STRETCH, gap=12)
        head.addLayout(self._states)
        facts = column(STRETCH, self._facts[0], self._facts[1], STRETCH, gap=14)
        middle = row(self._ring, gap=24)
        middle.addLayout(facts, 1)
        used = row(self._used, STRETCH, self._legend, gap=8)
        self._day = holding(column(used, self._ribbon, gap=8))
        buttons = row(self.more[15], self.more[30], self.hold, STRETCH, self.shut, gap=8)
        self.setLayout(
            column(
                head, self._notices, middle, self._day, self._sight, STRETCH, buttons,
                gap=14, margins=(19, 16, 19, 17),
            )
        )  # fmt: skip

    def name(self) -> str:
        """The child's name."""
        return self._child.name

    # --- what it shows --------------------------------------------------------------------------

    def show_child(self, child: ChildValue) -> None:
        """Bring the card up to date; nothing is made anew that may have the focus."""
        self._child = child
        self._about.setText(child.about)
        self._show_state(child.state)
        self._ring.show_value(child)
        for line, fact in zip(self._facts, child.facts, strict=True):
            line.show_fact(fact)
        self._used.setText(child.used)
        self._legend.show_items(child.legend)
        self._day.setVisible(child.ribbon is not None)
        if child.ribbon is not None:
            self._ribbon.show_day(child.ribbon)
        self._sight.say(child.sight)
        self._show_notices(child.notices)
        self._show_hold()

    def _show_state(self, state: State) -> None:
        clear(self._states)
        ground, ink = tone(state.tone, self._look.palette)
        self._states.addWidget(Pill(state.said, ink, ground, state.glyph, height=26))

    def _show_notices(self, told: tuple[Notice, ...]) -> None:
        if told == self._told:
            return
        self._told = told
        clear(self._notices)
        for one in told:
            strip = Strip(self._look, one.tone, one.head, one.text, glyph=one.glyph)
            self._notices.addWidget(strip)

    def _show_hold(self) -> None:
        look, child = self._look, self._child
        self.hold.say(look.say("console.resume" if child.held else "console.pause"))
        self.hold.show_glyph("play" if child.held else "pause")
        key = "console.resume.name" if child.held else "console.pause.name"
        self.hold.name(look.say(key, name=child.name))
        self.shut.setVisible(not child.locked)

    # --- clicks ---------------------------------------------------------------------------------

    def _give(self, minutes: int) -> None:
        self.give.emit(self._child.id, minutes, self._child.bonus)

    def _hold_or_resume(self) -> None:
        (self.resume if self._child.held else self.pause).emit(self._child.id)


class MiddleRing(Ring):
    """The ring; where no number may be shown, a glyph stands in its middle."""

    def __init__(self, look: Look) -> None:
        """Empty until `show_value`."""
        super().__init__(look.palette, _RING, 38)
        self._look, self._middle = look, ""

    def show_value(self, child: ChildValue) -> None:
        """Show what is left."""
        value = child.ring
        self._middle = value.glyph
        self.show_unit("" if value.glyph else value.unit)
        self.show_time(value.left, value.budget, value.number, value.name, value.resting)
        self.setToolTip(value.name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring, and the glyph where there is one."""
        super().paintEvent(event)
        if not self._middle:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = 40.0
        at = (self.width() - side) / 2
        box = QRectF(at, at, side, side)
        glyphs.draw(painter, self._middle, box, color(self._look.palette.ink3))


class _FactLine(QWidget):
    """A glyph, a small label, the fact, and a line about it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        theme = look.palette
        self._glyph = Glyph("clock", 18, theme.ink2)
        self._label = Words("", "note", theme.ink2)
        self._head = Words("", "strong", theme.ink, wrap=True)
        self._sub = Words("", "note", theme.ink2, wrap=True)
        words = column(self._label, self._head, self._sub, gap=0)
        line = row(gap=11)
        line.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self.setLayout(line)

    def show_fact(self, fact: Fact) -> None:
        """Replace the fact."""
        self._glyph.show_glyph(fact.glyph)
        self._label.setText(fact.label)
        self._head.setText(fact.head)
        self._sub.setText(fact.sub)
        self._sub.setVisible(bool(fact.sub))


class _Sight(Card):
    """What a parent sees at this age, said where the day would stand."""

    def __init__(self, look: Look) -> None:
        theme = look.palette
        super().__init__(theme.paper, radius=8)
        self._words = Words("", "note", theme.ink2, wrap=True)
        line = row(gap=10, margins=(12, 9, 12, 9))
        line.addWidget(Glyph("eye", 16, theme.ink2), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        self.setLayout(line)

    def say(self, said: str) -> None:
        """Show a sentence, or nothing."""
        self._words.setText(said)
        self.setVisible(bool(said))
