"""Lines of the page *Web*: what holds, what a parent said of sites, what was stopped.

A line that is there already keeps its place and its focus: only its words change.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.parent.parts.clearing import clear
from app.ui.parent.parts.menu import open_menu
from app.ui.parent.parts.press import Press
from app.ui.parent.parts.tones import tone
from app.ui.parent.values import State
from app.ui.parent.web_values import InForce, StopLine, WordLine
from app.ui.shared.card import Card, Hairline
from app.ui.shared.look import Look
from app.ui.shared.rows import STRETCH, column, row
from app.ui.shared.text import Pill, Words

# What can be said of a site with one click: key of its words, verdict, for how long.
OPEN = (("hour", "allow", "hour"), ("today", "allow", "today"), ("always", "allow", "always"))
SAY = (*OPEN, ("ask", "ask", "always"), ("block", "block", "always"))
CLEAR = ("clear", "allow", "clear")
Lines = tuple[WordLine, ...] | tuple[StopLine, ...]
Way = tuple[str, str, str]


class StatePill(QWidget):
    """A pill that can change what it says."""

    def __init__(self, look: Look) -> None:
        """Empty until `show_state`."""
        super().__init__()
        self._look = look
        self._place = QHBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._shown: State | None = None

    def show_state(self, state: State | None) -> None:
        """Show it; None = nothing."""
        if state == self._shown:
            return
        self._shown = state
        clear(self._place)
        if state is not None:
            ground, ink = tone(state.tone, self._look.palette)
            self._place.addWidget(Pill(state.said, ink, ground, state.glyph, height=26))


class _Row(QWidget):
    """A name, a line about it, and what can be done at its end."""

    def __init__(self, look: Look, *controls: QWidget) -> None:
        super().__init__()
        theme = look.palette
        self._head = Words("", "emphasis", theme.ink)
        self._about = Words("", "note", theme.ink2, wrap=True)
        across = row(gap=8, margins=(18, 8, 12, 8))
        across.addLayout(column(self._head, self._about, gap=1), 1)
        for control in controls:
            across.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(across)

    def show_words(self, head: str, about: str) -> None:
        """Replace both."""
        self._head.setText(head)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self.setAccessibleName(f"{head}: {about}" if about else head)


class WordRow(_Row):
    """What a parent said of one site; it can be said otherwise."""

    say = Signal(object, object)  # WordLine, Way

    def __init__(self, look: Look, line: WordLine) -> None:
        """The site stays the same for as long as the row is there."""
        self._look, self.line = look, line
        self._pill = StatePill(look)
        self.change = Press(look, look.say("console.say.more"), "quiet")
        said = look.say("console.say.more")
        self.change.name(look.say("console.say.name", site=line.shown, said=said))
        self.change.clicked.connect(self._open)
        super().__init__(look, self._pill, self.change)

    def show_line(self, line: WordLine) -> None:
        """The same site, a little later."""
        self.line = line
        self._pill.show_state(line.state)
        self.show_words(line.shown, line.about)

    def _open(self) -> None:
        entries = menu_of(self._look, (*SAY, CLEAR), lambda way: self.say.emit(self.line, way))
        open_menu(self.change, self._look, entries)


class StopRow(_Row):
    """A name that was stopped: why, and opening it."""

    say = Signal(object, object)  # StopLine, Way
    why = Signal(object)  # StopLine
    wrong = Signal(object)  # StopLine: it is of a kind that is always closed

    def __init__(self, look: Look, line: StopLine) -> None:
        """A line without a name has nothing that could be opened."""
        self._look, self.line = look, line
        self.ask = Press(look, look.say("console.web.stop.why"), "link")
        self.ask.name(look.say("console.web.stop.why.name", site=line.shown))
        self.ask.clicked.connect(lambda: self.why.emit(self.line))
        self.open = Press(look, look.say("console.web.stop.open"))
        self.open.name(look.say("console.web.stop.open.name", site=line.shown))
        self.open.clicked.connect(self._open)
        super().__init__(look, *([self.ask, self.open] if line.match else []))

    def show_line(self, line: StopLine) -> None:
        """The same name, a little later."""
        self.line = line
        about = " · ".join(part for part in (line.known, line.about) if part)
        self.show_words(line.shown, about)

    def _open(self) -> None:
        if self.line.shut:
            self.wrong.emit(self.line)
            return
        entries = menu_of(self._look, OPEN, lambda way: self.say.emit(self.line, way))
        open_menu(self.open, self._look, entries)


def menu_of(
    look: Look, ways: tuple[Way, ...], do: Callable[[Way], None]
) -> list[tuple[str, Callable[[], None]]]:
    """Entries of a menu for what can be said."""
    return [(look.say(f"console.say.{way[0]}"), partial(do, way)) for way in ways]


class Rows(Card):
    """A head, lines with hairlines between them, and a line under them."""

    def __init__(self, look: Look, head: str, make: Callable[[Any], WordRow | StopRow]) -> None:
        """make gives the row of a line."""
        theme = look.palette
        super().__init__(theme.card, theme.line)
        self._look, self._make = look, make
        self._keys: list[tuple[str, str]] = []
        self.rows: list[Any] = []  # WordRow or StopRow, one kind in one card
        self._inside = QVBoxLayout()
        self._inside.setSpacing(0)
        self._note = Words("", "note", theme.ink2, wrap=True)
        title = row(Words(head, "card", theme.ink), STRETCH, margins=(18, 0, 18, 0))
        foot = column(self._note, gap=0, margins=(18, 4, 18, 2))
        self.setLayout(column(title, self._inside, foot, gap=4, margins=(0, 12, 0, 10)))

    def show_lines(self, lines: Lines, note: str) -> None:
        """Show these, and a note under them ("" = none)."""
        keys = [(line.match, line.shown) for line in lines]
        if keys != self._keys or any(line.match == "" for line in lines):
            self._remake(lines)
        self._keys = keys
        for made, line in zip(self.rows, lines, strict=True):
            made.show_line(line)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def _remake(self, lines: Lines) -> None:
        clear(self._inside)
        self.rows = []
        for at, line in enumerate(lines):
            if at:
                self._inside.addWidget(Hairline(self._look.palette.line))
            made = self._make(line)
            self.rows.append(made)
            self._inside.addWidget(made)


class InForceCard(Card):
    """What holds of sites, a small label over each line."""

    def __init__(self, look: Look) -> None:
        """Empty until `show_rules`."""
        theme = look.palette
        super().__init__(theme.card, theme.line)
        self._look = look
        self._shown: tuple[InForce, ...] = ()
        self._inside = column(gap=10)
        head = Words(look.say("console.web.rules"), "card", theme.ink)
        self.setLayout(column(head, self._inside, STRETCH, gap=8, margins=(18, 12, 18, 16)))

    def show_rules(self, rules: tuple[InForce, ...]) -> None:
        """Replace the lines, when they are others."""
        if rules == self._shown:
            return
        self._shown = rules
        clear(self._inside)
        for one in rules:
            self._inside.addWidget(_InForceRow(self._look, one))


class _InForceRow(QWidget):
    def __init__(self, look: Look, one: InForce) -> None:
        super().__init__()
        theme = look.palette
        label = f"{one.label} · {one.sub}" if one.sub else one.label
        self.setLayout(
            column(
                Words(label, "note", theme.ink2, wrap=True),
                Words(one.said, "body", theme.ink, wrap=True),
                gap=0,
            )
        )
        self.setAccessibleName(f"{label}: {one.said}")
