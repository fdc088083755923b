"""What waits for an answer: each question with its one-click answers and a word back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.parent.parts.avatar import Avatar
from app.ui.parent.parts.menu import open_menu
from app.ui.parent.parts.press import Press
from app.ui.parent.values import RequestValue
from app.ui.shared import fonts
from app.ui.shared.card import Card, Hairline
from app.ui.shared.look import Look, color
from app.ui.shared.rows import STRETCH, column, holding, row
from app.ui.shared.text import CENTER, Words


class RequestRow(QWidget):
    """One question. Answers from left to right: yes, no with a word, other amounts."""

    yes = Signal(str, int)  # request, minutes
    no = Signal(object)  # RequestValue
    word = Signal(object)  # RequestValue: yes, with a word

    def __init__(self, look: Look, asked: RequestValue) -> None:
        """asked is what the row shows; a changed question is a new row."""
        super().__init__()
        self.asked = asked
        self._look = look
        theme = look.palette
        name = Words(asked.name, "strong", theme.ink)
        asks = Words(asked.asks, "large", theme.ink)
        when = Words(f"· {asked.when}", "note", theme.ink2)
        self._when = when
        head = row(name, asks, when, STRETCH, gap=6)
        words = Words(asked.words, "note", theme.ink2, wrap=True)
        if not asked.words:
            words.hide()
        self.allow = Press(look, asked.yes, "primary").name(self._named(asked.yes))
        self.allow.clicked.connect(lambda: self.yes.emit(asked.id, asked.minutes))
        refuse = look.say("console.no")
        self.refuse = Press(look, refuse).name(self._named(refuse))
        self.refuse.clicked.connect(lambda: self.no.emit(asked))
        more = look.say("console.more", name=asked.name)
        self.more = Press(look, "", "quiet", "more").name(more)
        self.more.setToolTip(more)
        self.more.clicked.connect(self._open_more)
        left = column(head, words, gap=2)
        line = row(Avatar(look, asked.name), gap=10, margins=(15, 10, 12, 10))
        line.addLayout(left, 1)
        line.addSpacing(6)
        line.addLayout(row(self.allow, self.refuse, self.more, gap=10))
        self.setLayout(line)

    def _named(self, said: str) -> str:
        return self._look.say("console.yes.name", said=said, name=self.asked.name)

    def refresh(self, asked: RequestValue) -> None:
        """The same question, a little later."""
        self._when.setText(f"· {asked.when}")

    def _open_more(self) -> None:
        asked = self.asked
        entries: list[tuple[str, Callable[[], None]]] = [
            (said, partial(self.yes.emit, asked.id, minutes)) for minutes, said in asked.amounts
        ]
        entries.append((self._look.say("console.yes.word"), partial(self.word.emit, asked)))
        open_menu(self.more, self._look, entries)


class Requests(QWidget):
    """All open questions under one head; a quiet line when there are none."""

    yes = Signal(str, int)
    no = Signal(object)
    word = Signal(object)

    def __init__(self, look: Look) -> None:
        """Empty until `show_requests`."""
        super().__init__()
        self._look = look
        theme = look.palette
        self._rows: dict[str, RequestRow] = {}
        self._lines: list[Hairline] = []
        self._head = row(gap=8)
        self._count = QWidget()
        due = Words(look.say("console.requests.due"), "note", theme.ink2)
        head = row(Words(look.say("console.requests"), "card", theme.ink), self._head, STRETCH, due)
        self._card = Card(theme.card, theme.line)
        self._inside = QVBoxLayout(self._card)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(0)
        self._full = holding(column(head, self._card, gap=8))
        self._none = Words(look.say("console.requests.none"), "body", theme.ink2)
        self.setLayout(column(self._full, self._none, gap=0))
        self._full.hide()

    def show_requests(self, asked: tuple[RequestValue, ...]) -> None:
        """Show these; a row that is there already keeps its place and its focus."""
        self._full.setVisible(bool(asked))
        self._none.setVisible(not asked)
        wanted = [one.id for one in asked]
        same = wanted == list(self._rows) and all(
            self._rows[one.id].asked.asks == one.asks for one in asked
        )
        if same:
            for one in asked:
                self._rows[one.id].refresh(one)
        else:
            self._remake(asked)
        self._show_count(len(asked))

    def rows(self) -> list[RequestRow]:
        """The rows, from above."""
        return list(self._rows.values())

    def _remake(self, asked: tuple[RequestValue, ...]) -> None:
        for old in [*self._rows.values(), *self._lines]:
            self._inside.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows, self._lines = {}, []
        for at, one in enumerate(asked):
            if at:
                line = Hairline(self._look.palette.line)
                self._lines.append(line)
                self._inside.addWidget(line)
            made = RequestRow(self._look, one)
            made.yes.connect(self.yes)
            made.no.connect(self.no)
            made.word.connect(self.word)
            self._rows[one.id] = made
            self._inside.addWidget(made)

    def _show_count(self, count: int) -> None:
        self._head.removeWidget(self._count)
        self._count.hide()
        self._count.deleteLater()
        self._count = Count(self._look, count)
        self._head.addWidget(self._count)


class Count(QWidget):
    """How many wait, on the accent: the one place of *Today* that says look here."""

    def __init__(self, look: Look, count: int) -> None:
        """A disc, longer from ten on."""
        super().__init__()
        self._look, self._said = look, str(count)
        self.setFixedSize(22 if count < 10 else 30, 22)
        self.setAccessibleName(self._said)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A figure on a disc."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(self._look.palette.sun))
        painter.drawRoundedRect(QRectF(self.rect()), 11, 11)
        painter.setPen(color(self._look.palette.on_sun))
        painter.setFont(fonts.font("note_strong"))
        painter.drawText(QRectF(self.rect()), CENTER, self._said)
