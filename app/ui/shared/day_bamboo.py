"""The bamboo of the day: one internode is ten minutes used, one twig an eye break that was kept.

Its sky follows the clock in both themes. No streaks, no withering (looks.md 1.2).
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.ui.shared import fonts, glyphs
from app.ui.shared.bamboo import Stalk, draw_crown, draw_shoot, draw_stalk, draw_twig, step_minutes
from app.ui.shared.look import Look, color
from app.ui.shared.text import CENTER, LEFT
from app.ui.shared.tokens import BAMBOO_DARK, NIGHT


@dataclass(frozen=True, slots=True)
class Sky:
    """Top and horizon colour, ground, whether it is night."""

    top: str
    low: str
    ground: str
    ground2: str
    night: bool


_DAY = Sky("#D3E6EA", "#F3F1DC", "#CBE3AE", "#B5D692", False)
_EVENING = Sky("#C9D3DE", "#FBDDAF", "#CBE3AE", "#B5D692", False)
_NIGHT = Sky("#14262F", "#1C3A2E", "#183423", "#1E4029", True)
_DARK_DAY = Sky("#1B3038", "#24382A", "#2B4427", "#35542E", False)


def sky_at(hour: float, dark: bool) -> Sky:
    """The sky at a local hour (0..24); a dark theme keeps it dim by day."""
    if hour < 5.5 or hour >= 19.5:
        return _NIGHT
    if dark:
        return _DARK_DAY
    return _EVENING if hour >= 16.5 else _DAY


class DayBamboo(QWidget):
    """Minutes used of a budget as a growing stalk. Its accessible name is the fact."""

    def __init__(self, look: Look) -> None:
        """236 px wide, as tall as its place."""
        super().__init__()
        self._look = look
        self._used, self._budget, self._hour, self._breaks = 0.0, 60, 12.0, 0
        self.setFixedWidth(236)
        self.setMinimumHeight(270)

    def grow(self, used: float, budget: int | None, hour: float, breaks: int = 0) -> None:
        """Minutes used, of so many (None = no limit: the stalk grows in steps of an hour).

        hour is the local time, 0..24; each eye break that was kept grows one twig.
        """
        whole = budget or max(60, -(-int(used) // 60) * 60)
        self._used, self._budget, self._hour = used, max(10, whole), hour
        self._breaks = breaks
        step = step_minutes(self._budget)
        pieces = -(-self._budget // step)
        grown = min(pieces, used / step)
        said = f"{grown:.1f}".rstrip("0").rstrip(".")
        if self._look.lang == "vi":
            said = said.replace(".", ",")
        self.setAccessibleName(self._look.say("bamboo.name", grown=said, whole=pieces))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Sky, ground, stalk, scale, now."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), 16, 16)
        painter.setClipPath(shape)
        sky = sky_at(self._hour, self._look.dark)
        self._draw_sky(painter, sky)
        step = step_minutes(self._budget)
        pieces = -(-self._budget // step)
        stalk = Stalk(
            self.width() * 0.40, self.height() - 26, self.height() - 104, 25, pieces,
            min(pieces, self._used / step), taper=0.14,
        )  # fmt: skip
        self._draw_stalk(painter, stalk, sky)
        self._draw_scale(painter, stalk, sky, step)

    def _draw_sky(self, painter: QPainter, sky: Sky) -> None:
        width, height = self.width(), self.height()
        fill = QLinearGradient(0, 0, 0, height)
        fill.setColorAt(0, color(sky.top))
        fill.setColorAt(0.9, color(sky.low))
        painter.fillRect(self.rect(), fill)
        painter.setPen(Qt.PenStyle.NoPen)
        if sky.night:
            glyphs.draw(painter, "moon", QRectF(width * 0.72, 22, 34, 34), color(NIGHT.moon))
        else:
            # The sun stands where the day is: high at noon, on the ground at half past six.
            share = min(1.0, max(0.0, abs(self._hour - 12) / 6.5))
            high = 40 + (height - 100) * share
            painter.setBrush(color("#B98436" if self._look.dark else "#F3B85B"))
            painter.drawEllipse(QPointF(width * 0.15, high), 18, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(sky.ground))
        painter.drawEllipse(QPointF(width / 2, height + 26), width * 0.8, 62)
        painter.setBrush(color(sky.ground2))
        painter.drawEllipse(QPointF(width * 0.2, height + 34), width * 0.6, 54)

    def _draw_stalk(self, painter: QPainter, stalk: Stalk, sky: Sky) -> None:
        tints = BAMBOO_DARK if sky.night or self._look.dark else self._look.bamboo
        outline = "#9FB0A0" if sky.night or self._look.dark else self._look.palette.edge
        nodes = draw_stalk(painter, stalk, tints, outline)
        if stalk.grown <= 0:
            draw_shoot(painter, stalk.at(0), stalk.width)
        for index, node in enumerate(nodes[1 : 1 + self._breaks]):
            side = 1 if index % 2 else -1
            out = QPointF(node.x() + side * stalk.width * 0.42, node.y())
            draw_twig(painter, out, side, 54, tints, 2)
        if stalk.grown >= stalk.internodes:
            draw_crown(painter, stalk.at(1), 62, tints)

    def _draw_scale(self, painter: QPainter, stalk: Stalk, sky: Sky, step: int) -> None:
        light = sky.night or self._look.dark
        ink = color("#D5DED6" if light else self._look.palette.ink2)
        painter.setFont(fonts.font("small"))
        every = 2 if stalk.internodes <= 8 else 3
        for index in range(stalk.internodes + 1):
            at = stalk.at(index / stalk.internodes)
            painter.setPen(QPen(ink, 1))
            painter.drawLine(QPointF(stalk.x + 62, at.y()), QPointF(stalk.x + 70, at.y()))
            if index % every == 0:
                box = QRectF(stalk.x + 75, at.y() - 9, 50, 18)
                painter.drawText(box, LEFT, str(index * step))
        self._draw_now(painter, stalk, light)

    def _draw_now(self, painter: QPainter, stalk: Stalk, light: bool) -> None:
        at = stalk.at(min(1.0, stalk.grown / stalk.internodes))
        ground, ink = ("#ECF1E8", "#131A16") if light else ("#1C2A21", "#FFFDF9")
        painter.setPen(QPen(color(ground), 2))
        painter.drawLine(QPointF(stalk.x - 22, at.y()), QPointF(stalk.x + 62, at.y()))
        said = self._look.say("bamboo.now")
        painter.setFont(fonts.sized(12, 600))
        width = QFontMetricsF(painter.font()).horizontalAdvance(said) + 20
        box = QRectF(stalk.x + 60, at.y() - 12, width, 24)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(ground))
        painter.drawRoundedRect(box, 12, 12)
        painter.setPen(color(ink))
        painter.drawText(box, CENTER, said)
