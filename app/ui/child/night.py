"""Pieces of the lock that are drawn on the night scene: steps, lanterns, pictures, help bar."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.child.live import Live
from app.ui.shared import fonts, glyphs
from app.ui.shared.button import Button, on_night
from app.ui.shared.look import Look, color
from app.ui.shared.rows import STRETCH, column, row
from app.ui.shared.text import LEFT, Words
from app.ui.shared.tokens import NIGHT
from app.words import forms

CLOCK_MS = 1_000
# From the words' axis (392 + the margin of 36) to the moon at 1036: pale text on it would be lost.
TITLE_WIDTH = 596


class Step(QWidget):
    """One card of what comes: glyph, when, what. The first one is lit: it is now."""

    def __init__(self, look: Look, glyph: str, when: str, what: str, now: bool) -> None:
        """The accessible name is the fact: `20:30: Đi ngủ`."""
        super().__init__()
        self._look, self._glyph, self._when, self._what, self._now = look, glyph, when, what, now
        self.setFixedSize(self._width(), look.px(132))
        self.setAccessibleName(f"{when}: {what}")

    def _width(self) -> int:
        """As wide as the time needs on one line, and the words on two."""
        k = self._look.scale
        time = QFontMetricsF(fonts.font("emphasis", k)).horizontalAdvance(self._when) + 84 * k
        metrics = QFontMetricsF(fonts.font("card", k))
        words = max(metrics.horizontalAdvance(word) for word in self._what.split())
        half = metrics.horizontalAdvance(self._what) * 0.56
        return round(max((236 if self._now else 148) * k, time, max(words, half) + 34 * k))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dark card, so that leaves behind never cross the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        k, now = self._look.scale, self._now
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(color(NIGHT.fill), 2) if now else QPen(color("#FFFFFF", 0.22), 1))
        painter.setBrush(color(NIGHT.step, NIGHT.step_opacity))
        painter.drawRoundedRect(box, 14 * k, 14 * k)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(NIGHT.fill) if now else color("#FFFFFF", 0.12))
        painter.drawEllipse(QPointF(36 * k, 36 * k), 20 * k, 20 * k)
        ink = color(NIGHT.on_fill if now else NIGHT.text)
        glyphs.draw(painter, self._glyph, QRectF(25 * k, 25 * k, 22 * k, 22 * k), ink)
        painter.setPen(color(NIGHT.fill if now else NIGHT.quiet))
        painter.setFont(fonts.font("emphasis", k))
        painter.drawText(QRectF(66 * k, 22 * k, self.width() - 72 * k, 28 * k), LEFT, self._when)
        painter.setPen(color(NIGHT.text))
        painter.setFont(fonts.font("card", k))
        flags = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        words = QRectF(16 * k, 66 * k, self.width() - 26 * k, 62 * k)
        painter.drawText(words, flags, self._what)


class Lanterns(QWidget):
    """Three lanterns for the youngest: go, soon, rest; told apart by place and picture too."""

    _AIR = 30  # room at both sides for the glow of the outer lamps

    _LAMPS = (
        (140, "#7FC45A", "#2C4A34", "play"),
        (380, "#F0B659", "#4A4230", "clock"),
        (620, "#E8604C", "#4A2A26", "moon"),
    )

    def __init__(self, look: Look, lit: int) -> None:
        """lit is 0, 1 or 2; its name is read."""
        super().__init__()
        self._look, self._lit = look, lit
        self.setFixedSize(look.px(760 + 2 * self._AIR), look.px(330))
        self.setAccessibleName(look.say(("lock.lamp.go", "lock.lamp.soon", "lock.lamp.rest")[lit]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line with three lanterns."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._look.scale, self._look.scale)
        painter.translate(self._AIR, 0)
        line = QPainterPath(QPointF(0, 26))
        line.cubicTo(250, 62, 510, 62, 760, 26)
        painter.strokePath(line, QPen(color(NIGHT.text, 0.5), 2))
        for index, (x, bright, dim, glyph) in enumerate(self._LAMPS):
            top = 55 if index == 1 else 47
            self._draw_lamp(painter, QPointF(x, top), (bright, dim, glyph), index == self._lit)

    def _draw_lamp(
        self, painter: QPainter, top: QPointF, kind: tuple[str, str, str], lit: bool
    ) -> None:
        bright, dim, glyph = kind
        middle = QPointF(top.x(), top.y() + 118)
        painter.setPen(Qt.PenStyle.NoPen)
        for radius, glow in ((150, 0.06), (122, 0.09), (102, 0.12)) if lit else ():
            painter.setBrush(color(bright, glow))
            painter.drawEllipse(middle, radius, radius * 0.92)
        painter.setPen(QPen(color(NIGHT.text, 0.55), 2))
        painter.drawLine(top, top + QPointF(0, 36))
        brass = color("#D9B45C" if lit else "#5A6A58")
        for shift in (-12, 0, 12):
            cap = Qt.PenCapStyle.RoundCap
            painter.setPen(QPen(brass, 3, Qt.PenStyle.SolidLine, cap))
            start = middle + QPointF(shift, 86)
            painter.drawLine(start, middle + QPointF(shift * 1.2, 112))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brass)
        painter.drawRoundedRect(QRectF(top.x() - 28, top.y() + 32, 56, 12), 4, 4)
        painter.drawRoundedRect(QRectF(top.x() - 28, middle.y() + 72, 56, 12), 4, 4)
        painter.setBrush(color(bright if lit else dim))
        painter.drawEllipse(middle, 92, 76)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color("#000000", 0.14), 2))
        for share in (0.34, 0.7):
            painter.drawEllipse(middle, 92 * share, 76)
        box = QRectF(middle.x() - 32, middle.y() - 32, 64, 64)
        glyphs.draw(painter, glyph, box, color("#FFF6E4" if lit else "#9FB0A0"))


class PictureStep(QWidget):
    """A picture without words: its name is read when it is touched or focused."""

    def __init__(self, look: Look, glyph: str, name: str, now: bool) -> None:
        """118 px at 100 %; `now` is framed."""
        super().__init__()
        self._look, self._glyph, self._now = look, glyph, now
        self.setFixedSize(look.px(118), look.px(118))
        self.setAccessibleName(name)
        self.setToolTip(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Card, frame, picture."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        k = self._look.scale
        box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        line = QPen(color(NIGHT.fill), 4) if self._now else QPen(color("#FFFFFF", 0.25), 1.5)
        painter.setPen(line)
        painter.setBrush(color(NIGHT.step, 0.75))
        painter.drawRoundedRect(box, 26 * k, 26 * k)
        tint = color("#F6D98B" if self._glyph == "sun" else NIGHT.text)
        glyphs.draw(painter, self._glyph, QRectF(31 * k, 31 * k, 56 * k, 56 * k), tint)


class Arrow(QWidget):
    """From one picture to the next; scenery, so it has no name."""

    def __init__(self, look: Look) -> None:
        """34 px wide at 100 %."""
        super().__init__()
        self._look = look
        self.setFixedSize(look.px(34), look.px(118))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A chevron."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        k = self._look.scale
        glyphs.draw(painter, "next", QRectF(2 * k, 44 * k, 30 * k, 30 * k), color(NIGHT.text, 0.75))


class HelpBar(QWidget):
    """Along the ground of every lock, always: help, 111, police, ambulance, the time."""

    helped = Signal()

    def __init__(self, look: Look, live: Live) -> None:
        """For 0-6 it is one large heart with the number."""
        super().__init__()
        self._look, self._live = look, live
        kind = on_night("night_help")
        if look.small:
            self.help = Button(
                "111", kind, "heart", role="page", height=88, scale=look.scale, radius=44
            )
            self.help.setAccessibleName(f"{look.say('lock.help')}, 111")
        else:
            self.help = Button(
                look.say("lock.help"), kind, "heart", role="card", height=48, scale=look.scale,
                radius=12,
            )  # fmt: skip
        self.help.clicked.connect(self.helped)
        self.clock = Words("", "sentence", color(NIGHT.text, 0.95), scale=look.scale)
        line = row(self.help, gap=look.px(10))
        if not look.small:
            self._add_numbers(line)
        line.addStretch(1)
        self.end = row(gap=look.px(12))
        line.addLayout(self.end)
        self.setLayout(line)
        self._tick = QTimer(self)
        self._tick.setInterval(CLOCK_MS)
        self._tick.timeout.connect(self._show_clock)
        self._tick.start()
        self._show_clock()

    def _show_clock(self) -> None:
        state = self._live.state
        if state is not None:
            self.clock.setText(forms.clock(self._live.now_ms(), state.zone))

    def _add_numbers(self, line: QHBoxLayout) -> None:
        look = self._look
        quiet = color(NIGHT.text, 0.92)
        number = Words("111", "page", color(NIGHT.text), scale=look.scale)
        hotline = Words(look.say("lock.hotline"), "note", quiet, scale=look.scale)
        line.addSpacing(look.px(10))
        line.addWidget(number)
        line.addWidget(hotline)

    def add_far_end(self) -> None:
        """Police, ambulance and the time, at the right."""
        look = self._look
        quiet = color(NIGHT.text, 0.92)
        for key in ("lock.police", "lock.ambulance"):
            self.end.addWidget(Words(look.say(key), "emphasis", quiet, scale=look.scale))
            self.end.addSpacing(look.px(10))
        self.end.addWidget(self.clock)


def picture_row(look: Look, pictures: list[tuple[str, str]]) -> QWidget:
    """Pictures with arrows between them, the first one framed; (glyph, words key) each."""
    line = row(STRETCH, gap=look.px(4))
    for index, (glyph, key) in enumerate(pictures):
        if index:
            line.addWidget(Arrow(look))
        line.addWidget(PictureStep(look, glyph, look.say(key), index == 0))
    line.addStretch(1)
    made = QWidget()
    made.setLayout(line)
    return made


def title_block(look: Look, title: str, below: list[str]) -> QWidget:
    """The lock's first line and one or two quieter ones, clear of the moon at their right."""
    made = QWidget()
    made.setMaximumWidth(look.px(TITLE_WIDTH))
    lines = column(Words(title, "lock", NIGHT.text, wrap=True, scale=look.scale), gap=look.px(6))
    for said in below:
        size = look.scale * 18 / 15
        lines.addWidget(Words(said, "large", color(NIGHT.text, 0.93), wrap=True, scale=size))
    made.setLayout(lines)
    return made
