"""What waits for an answer: each question with its one-click answers and a word back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.ui.parent.parts.avatar import Avatar
from app.ui.parent.parts.menu import open_menu
from app.ui.parent.parts.press import Press
from app.ui.parent.values import RequestValue
from app.ui.shared import fonts
from app.ui.shared.card import Card, Hairline
from app.ui.shared.look import Look, color
from app.ui.shared.rows import STRETCH, column, holding, row
from app.ui.shared.text import CENTER, Words

_WORDS = 330  # px that a question gets before its answers go under it
_BESIDE = 110  # px: avatar, margins and air between a question and its answers


class RequestRow(QWidget):
    """One question. Answers from left to right: yes, no with a word, others behind the dots.

    A site has a yes for as long as is wanted; where a yes alone opens nothing, no comes first.
    """

    yes = Signal(str, int)  # request, minutes
    site = Signal(object, str)  # RequestValue, for how long
    wrong = Signal(object)  # RequestValue: the lists are wrong about this site
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
        self._when = Words(f"· {asked.when}", "note", theme.ink2)
        head = row(name, asks, self._when, STRETCH, gap=6)
        words = Words(asked.words, "note", theme.ink2, wrap=True)
        if not asked.words:
            words.hide()  # never setVisible(True) without a parent: that is a window
        self._known = Words(asked.known, "note", theme.ink2, wrap=True)
        if not asked.known:
            self._known.hide()
        self._said = holding(column(head, words, self._known, gap=2))
        self._answers = holding(row(*self._make_answers(), gap=10))
        self._fold = row(gap=8)
        self._fold.addWidget(self._said, 1)
        self._fold.addWidget(self._answers, 0, Qt.AlignmentFlag.AlignLeft)
        line = row(Avatar(look, asked.name), gap=10, margins=(15, 10, 12, 10))
        line.addLayout(self._fold, 1)
        self.setLayout(line)

    def _make_answers(self) -> list[QWidget]:
        asked, say = self.asked, self._look.say
        self.refuse = self._button(say("console.no"), "primary" if asked.shut else "plain")
        self.refuse.clicked.connect(lambda: self.no.emit(self.asked))
        self.ways: dict[str, Press] = {}
        if asked.shut:
            self.allow = self._button(say("console.yes.site.wrong"))
            self.allow.clicked.connect(lambda: self.wrong.emit(self.asked))
            return [self.refuse, self.allow]
        more = say("console.more", name=asked.name)
        self.more = Press(self._look, "", "quiet", "more").name(more)
        self.more.setToolTip(more)
        self.more.clicked.connect(self._open_more)
        for how, said in asked.ways:
            self.ways[how] = self._button(said, "plain" if self.ways else "primary")
            self.ways[how].clicked.connect(partial(self._open, how))
        if self.ways:
            self.allow = next(iter(self.ways.values()))
            return [*self.ways.values(), self.refuse, self.more]
        self.allow = self._button(asked.yes, "primary")
        self.allow.clicked.connect(lambda: self.yes.emit(self.asked.id, self.asked.minutes))
        return [self.allow, self.refuse, self.more]

    def _open(self, how: str) -> None:
        self.site.emit(self.asked, how)

    def _button(self, said: str, kind: str = "plain") -> Press:
        named = self._look.say("console.yes.name", said=said, name=self.asked.name)
        return Press(self._look, said, kind).name(named)

    def refresh(self, asked: RequestValue) -> None:
        """The same question, a little later."""
        self.asked = asked
        self._when.setText(f"· {asked.when}")
        self._known.setText(asked.known)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Answers stand beside the question, or under it where the window is narrow."""
        super().resizeEvent(event)
        words = max(_WORDS, self._said.minimumSizeHint().width())
        needs = words + self._answers.sizeHint().width()
        beside = needs + _BESIDE <= self.width()
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._fold.direction() != way:
            self._fold.setDirection(way)

    def _open_more(self) -> None:
        asked, say = self.asked, self._look.say
        entries: list[tuple[str, Callable[[], None]]] = [
            (said, partial(self.yes.emit, asked.id, minutes)) for minutes, said in asked.amounts
        ]
        key = "console.yes.site.word" if asked.ways else "console.yes.word"
        entries.append((say(key), partial(self.word.emit, asked)))
        open_menu(self.more, self._look, entries)


class Requests(QWidget):
    """All open questions under one head; a quiet line when there are none."""

    yes = Signal(str, int)
    site = Signal(object, str)
    wrong = Signal(object)
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
            _same(self._rows[one.id].asked, one) for one in asked
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
            made.site.connect(self.site)
            made.wrong.connect(self.wrong)
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


def _same(one: RequestValue, other: RequestValue) -> bool:
    """Whether a row may stay: what can be answered is the same."""
    return (one.asks, one.shut, bool(one.known)) == (other.asks, other.shut, bool(other.known))


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
