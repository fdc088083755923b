"""The navigation: words from 1200 px on, icons below; at its foot the eye that says rules run."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from app.ui.shared import focus, fonts, glyphs, tokens
from app.ui.shared.card import Card
from app.ui.shared.eye import SVG, Eye
from app.ui.shared.look import Look, color
from app.ui.shared.rows import column, row
from app.ui.shared.text import LEFT, Words

WIDE, NARROW = 212, 48
_HEIGHT = 38


class _Entry(QAbstractButton):
    """A glyph and a word; the chosen one has a bar at its edge."""

    def __init__(self, look: Look, glyph: str, said: str) -> None:
        super().__init__()
        self._theme, self._glyph = look.palette, glyph
        self._ground = tokens.mix(look.palette.nav, look.palette.ink, 0.06)
        self.setText(said)
        self.setAccessibleName(said)
        self.setCheckable(True)
        self.setFont(fonts.font("large"))
        self.setFixedHeight(_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(NARROW - 8, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(color(self._ground, 1.0 if self.isChecked() else 0.6))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        if self.isChecked():
            painter.setBrush(color(theme.bamboo))
            painter.drawRoundedRect(QRectF(0, _HEIGHT / 2 - 8, 3, 16), 1.5, 1.5)
        side = 19.0
        box = QRectF(11, (_HEIGHT - side) / 2, side, side)
        glyphs.draw(painter, self._glyph, box, color(theme.ink))
        if self.width() > NARROW:
            painter.setPen(color(theme.ink))
            painter.setFont(self.font())
            painter.drawText(QRectF(44, 0, self.width() - 46, _HEIGHT), LEFT, self.text())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        focus.came(self, event.reason(), 6, color(self._theme.ink))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        focus.went(self)


class Nav(QWidget):
    """Entries above and below; `chosen` carries the name of a page, `help` is not a page."""

    chosen = Signal(str)
    helped = Signal()

    def __init__(
        self, look: Look, above: list[tuple[str, str]], below: list[tuple[str, str]]
    ) -> None:
        """above and below hold (name of the page, glyph)."""
        super().__init__()
        self._look = look
        self.entries: dict[str, _Entry] = {}
        place = QVBoxLayout(self)
        place.setContentsMargins(5, 14, 5, 12)
        place.setSpacing(2)
        self._head = _Head(look)
        place.addWidget(self._head)
        place.addSpacing(12)
        for name, glyph in above:
            place.addWidget(self._entry(name, glyph))
        place.addStretch(1)
        self.help = _Entry(look, "info", look.say("console.nav.help"))
        self.help.setCheckable(False)
        self.help.clicked.connect(self.helped)
        place.addWidget(self.help)
        for name, glyph in below:
            place.addWidget(self._entry(name, glyph))
        place.addSpacing(6)
        self.running = Running(look)
        place.addWidget(self.running)
        self.show_wide(True)

    def _entry(self, name: str, glyph: str) -> _Entry:
        made = _Entry(self._look, glyph, self._look.say(f"console.nav.{name}"))
        made.clicked.connect(lambda checked=False, page=name: self.chosen.emit(page))
        self.entries[name] = made
        return made

    def choose(self, name: str) -> None:
        """Mark a page as the one that is shown.

        No group of Qt's: that would let the Tab key stop at the marked one only.
        """
        for key, entry in self.entries.items():
            entry.setChecked(key == name)

    def show_wide(self, wide: bool) -> None:
        """With words, or icons only; the words stay in names and tooltips."""
        self.setFixedWidth(WIDE if wide else NARROW)
        for entry in [*self.entries.values(), self.help]:
            entry.setToolTip("" if wide else entry.text())
        self.running.show_wide(wide)
        self._head.show_wide(wide)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of the window's edge."""
        QPainter(self).fillRect(self.rect(), color(self._look.palette.nav))


class _Head(QWidget):
    """The product's sign and name."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._words = Words(look.say("app.name"), "note", look.palette.ink)
        self.setLayout(row(Mark(20), self._words, None, gap=10, margins=(10, 0, 0, 0)))
        self.setFixedHeight(26)

    def show_wide(self, wide: bool) -> None:
        self._words.setVisible(wide)


class Mark(QWidget):
    """Three stalks tied by a rope; it has no name, the word stands beside it."""

    def __init__(self, side: int) -> None:
        """side in px."""
        super().__init__()
        self._renderer = QSvgRenderer(str(SVG / "luytre-app.svg"))
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The file, as large as the widget."""
        self._renderer.render(QPainter(self), QRectF(self.rect()))


class Running(Card):
    """The sign that rules run: never hidden, whatever page is shown."""

    def __init__(self, look: Look) -> None:
        """Says nothing until `show_state`."""
        super().__init__(look.palette.bamboo_tint, radius=8)
        self._look, self._state = look, ""
        self._eye = Eye("running", look.dark, 26)
        self._head = Words("", "note_strong", look.palette.ink)
        self._sub = Words("", "small", look.palette.ink2)
        self._words = column(self._head, self._sub, gap=0)
        self._across = row(self._eye, gap=9, margins=(12, 9, 8, 9))
        self._across.addLayout(self._words, 1)
        self.setLayout(self._across)

    def show_state(self, state: str, head: str, sub: str) -> None:
        """state is one of shared.eye.STATES."""
        if state != self._state:
            self._state = state
            fresh = Eye(state, self._look.dark, 26)
            self._across.replaceWidget(self._eye, fresh)
            self._eye.hide()
            self._eye.deleteLater()
            self._eye = fresh
        self._head.setText(head)
        self._sub.setText(sub)
        self.setAccessibleName(f"{head}, {sub}" if sub else head)
        self.setToolTip(self.accessibleName())

    def show_wide(self, wide: bool) -> None:
        """With words, or the eye alone."""
        self._head.setVisible(wide)
        self._sub.setVisible(wide)
        self._across.setContentsMargins(*((12, 9, 8, 9) if wide else (6, 9, 6, 9)))
