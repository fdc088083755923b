"""The page *Record*: what was changed, asked and noticed, in plain words, newest first."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.parent.board import Board
from app.ui.parent.line import Refusal
from app.ui.parent.operations import RECORD, Did, Operations
from app.ui.parent.parts.clearing import clear
from app.ui.parent.parts.disc import GlyphDisc
from app.ui.parent.parts.page import Page
from app.ui.parent.parts.press import Press
from app.ui.parent.parts.snack import Snack
from app.ui.parent.parts.strip import Empty
from app.ui.parent.parts.tones import tone
from app.ui.parent.refused import refused_text
from app.ui.parent.values import Checked, RecordLine, RecordValue
from app.ui.shared.card import Card, Hairline
from app.ui.shared.look import Look
from app.ui.shared.rows import STRETCH, column, holding, row
from app.ui.shared.text import Words


class RecordPage(Page):
    """Shows RecordValue; can ask for older lines and have the record checked."""

    def __init__(self, look: Look, operations: Operations, board: Board) -> None:
        """Asks the board for the newest lines."""
        self.verify = Press(look, look.say("console.record.verify"), glyph="shield")
        super().__init__(look, look.say("console.nav.record"), self.verify)
        self._operations, self._board = operations, board
        self.snack = Snack(self, look)
        self._shown: RecordValue | None = None
        self._days = QVBoxLayout()
        self._days.setSpacing(14)
        self.older = Press(look, look.say("console.record.older"))
        self._older_row = holding(row(STRETCH, self.older, STRETCH))
        self._empty = Empty(
            look, look.say("console.record.empty"), look.say("console.record.empty.text")
        )
        self.content.addLayout(self._days)
        self.content.addWidget(self._older_row)
        self.content.addWidget(self._empty)
        self._older_row.hide()
        self._empty.hide()
        self.say_under(look.say("console.record.lead"))
        self.older.clicked.connect(board.want_older)
        self.verify.clicked.connect(self._verify)
        board.record_came.connect(self.show_record)
        board.want(RECORD)

    def show_record(self, record: RecordValue) -> None:
        """Replace the lines, when they are others."""
        if record == self._shown:
            return
        self._shown = record
        clear(self._days)
        by_day: dict[str, list[RecordLine]] = {}
        for line in record.lines:
            by_day.setdefault(line.day, []).append(line)
        for day, lines in by_day.items():
            self._days.addWidget(self._day(day, lines))
        self._older_row.setVisible(record.more)
        self._empty.setVisible(not record.lines)

    def _day(self, day: str, lines: list[RecordLine]) -> QWidget:
        theme = self.look.palette
        card = Card(theme.card, theme.line)
        inside = column(gap=0, margins=(0, 4, 0, 4))
        for at, line in enumerate(lines):
            if at:
                inside.addWidget(Hairline(theme.line))
            inside.addWidget(LineRow(self.look, line))
        card.setLayout(inside)
        return holding(column(Words(day, "card", theme.ink), card, gap=8))

    # --- clicks ---------------------------------------------------------------------------------

    def _verify(self) -> None:
        operation = self._operations.verify()
        operation.did.connect(self._checked)
        operation.refused.connect(self._refused)

    def _checked(self, did: Did) -> None:
        found: Checked = did.made
        say = self.look.say
        if found.problems:
            self.snack.failed(say("console.record.broken"), ", ".join(found.problems))
        else:
            head = say("console.record.sound", lines=found.lines)
            self.snack.done(head, say("console.record.sound.text"))

    def _refused(self, refusal: Refusal) -> None:
        self.snack.failed(*refused_text(self.look, refusal))


class LineRow(QWidget):
    """A time, a sign, whose it is, and what happened."""

    def __init__(self, look: Look, line: RecordLine) -> None:
        """Its accessible name is the whole line."""
        super().__init__()
        theme = look.palette
        clock = Words(line.clock, "note", theme.ink2)
        clock.setFixedWidth(44)
        ground, ink = tone(line.tone, theme)
        sign = GlyphDisc(line.glyph, ground, ink, 28, 6.5)
        across = row(clock, sign, gap=12, margins=(16, 8, 16, 8))
        if line.who:
            who = Words(line.who, "strong", theme.ink)
            who.setMinimumWidth(64)
            across.addWidget(who)
        across.addWidget(Words(line.said, "body", theme.ink, wrap=True), 1)
        self.setLayout(across)
        who_said = f"{line.who}: {line.said}" if line.who else line.said
        self.setAccessibleName(f"{line.clock} {who_said}")
