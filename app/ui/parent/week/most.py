"""What was used most in a week: a tile with a letter, the name, how long, and a line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui.parent.parts.clearing import clear
from app.ui.parent.parts.hatch import fill_use
from app.ui.parent.parts.tones import use_colour
from app.ui.parent.values import UsedLine
from app.ui.shared import fonts, tokens
from app.ui.shared.card import Card
from app.ui.shared.look import Look, color
from app.ui.shared.text import CENTER, LEFT, RIGHT, Words

_HEIGHT = 38


class UsedRow(QWidget):
    """One program, group or category."""

    def __init__(self, look: Look, line: UsedLine) -> None:
        """Its name says both what and how long."""
        super().__init__()
        self._look, self._line = look, line
        self.setAccessibleName(f"{line.name} {line.said}")
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for a short name and a time."""
        return QSize(240, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tile, name, time, line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, line = self._look.palette, self._line
        tint = use_colour(line.kind, theme)
        tile = QRectF(0, 5, 26, 26)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(tokens.mix(theme.card, tint, 0.2)))
        painter.drawRoundedRect(tile, 5, 5)
        painter.setPen(color(theme.ink))
        painter.setFont(fonts.sized(12, 600))
        painter.drawText(tile, CENTER, line.name[:1].upper())
        font = fonts.font("emphasis")
        painter.setFont(font)
        said = painter.fontMetrics().horizontalAdvance(line.said) + 2
        right = QRectF(self.width() - said, 2, said, 22)
        painter.drawText(right, RIGHT, line.said)
        room = self.width() - 36 - said - 10
        name = painter.fontMetrics().elidedText(line.name, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(36, 2, room, 22), LEFT, name)
        if name != line.name:
            self.setToolTip(line.name)
        track = QRectF(36, 27, self.width() - 36, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(theme.sunken))
        painter.drawRoundedRect(track, 2.5, 2.5)
        track.setWidth(max(5.0, track.width() * line.share))
        fill_use(painter, track, line.kind, theme, 2.5)


class MostUsed(Card):
    """The rows on one card."""

    def __init__(self, look: Look) -> None:
        """Empty until `show_lines`."""
        theme = look.palette
        super().__init__(theme.card, theme.line)
        self._look = look
        self._shown: tuple[UsedLine, ...] = ()
        place = QVBoxLayout(self)
        place.setContentsMargins(18, 16, 18, 16)
        place.setSpacing(6)
        place.addWidget(Words(look.say("console.week.most"), "card", theme.ink))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        place.addLayout(self._rows)
        place.addStretch(1)
        self.setMinimumWidth(280)

    def show_lines(self, lines: tuple[UsedLine, ...]) -> None:
        """Replace the rows."""
        self.setVisible(bool(lines))
        if lines == self._shown:
            return
        self._shown = lines
        clear(self._rows)
        for line in lines:
            self._rows.addWidget(UsedRow(self._look, line))
