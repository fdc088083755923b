"""The night behind the lock: sky, moon, stars, two hedges, ground. Drawn once a size, then kept."""

from __future__ import annotations

from random import Random

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPainterPath, QPixmap

from app.ui.shared.bamboo import Grove, Stalk, draw_crown, draw_grove, draw_stalk, draw_twig
from app.ui.shared.look import color
from app.ui.shared.tokens import BAMBOO_DARK, NIGHT, Bamboo

_FAR = Bamboo("#163A2E", "#1A4234", "#12312A", "#18402F", "#163A2E")
_NEAR = Bamboo("#245B40", "#2D6C4C", "#1A4632", NIGHT.leaf, "#276446")


class NightScene:
    """Holds the last picture; the lock asks for it at every paint."""

    def __init__(self) -> None:
        """Nothing is drawn before it is asked for."""
        self._kept: QPixmap | None = None

    def at(self, size: QSize, ratio: float) -> QPixmap:
        """The scene at this size (logical px) and device pixel ratio."""
        wanted = size * ratio
        if self._kept is None or self._kept.size() != wanted:
            self._kept = QPixmap(wanted)
            self._kept.setDevicePixelRatio(ratio)
            painter = QPainter(self._kept)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_scene(painter, QRectF(0, 0, size.width(), size.height()))
            painter.end()
        return self._kept


def unit(box: QRectF) -> float:
    """How large things are drawn: 1 at the reference of 1280x800."""
    return min(box.width() / 1280, box.height() / 800)


def draw_scene(painter: QPainter, box: QRectF) -> None:
    """Everything, back to front."""
    sky = QLinearGradient(0, 0, 0, box.height())
    sky.setColorAt(0, color(NIGHT.sky_top))
    sky.setColorAt(0.55, color(NIGHT.sky))
    sky.setColorAt(1, color("#0C2018"))
    painter.fillRect(box, sky)
    _draw_stars(painter, box)
    _draw_moon(painter, box)
    k, w, h = unit(box), box.width(), box.height()
    many = max(8, round(24 * w / (1280 * k)))
    far = Grove(many, 0.78, 9 * k, _FAR, 0.4)
    draw_grove(painter, QRectF(-30, h * 0.45, w + 60, h * 0.55), far, seed=8)
    near = Grove(4, 0.92, 17 * k, _NEAR, 0.3)
    wide = 256 * k
    draw_grove(painter, QRectF(-60 * k, h * 0.18, wide, h * 0.82), near, seed=3)
    draw_grove(painter, QRectF(w - 180 * k, h * 0.18, wide, h * 0.82), near, seed=6)
    ground = QPainterPath(QPointF(0, h * 0.9))
    ground.cubicTo(w * 0.3, h * 0.86, w * 0.7, h * 0.93, w, h * 0.88)
    ground.lineTo(w, h)
    ground.lineTo(0, h)
    painter.fillPath(ground, color(NIGHT.ground))


def draw_day_stalk(
    painter: QPainter, at: QPointF, k: float, internodes: int, grown: float, breaks: int = 0
) -> None:
    """The day's own bamboo, alive, beside the words: as high as the day was long, and whole.

    What was not used is not shown as missing. Each eye break that was kept is one twig.
    """
    if grown <= 0:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("#0F2A1E"))
    painter.drawEllipse(QPointF(at.x(), at.y() + 4 * k), 92 * k, 12 * k)
    height = 474 * k * max(grown, 1) / internodes
    pieces = max(1, round(grown))
    stalk = Stalk(at.x(), at.y(), height, 34 * k, pieces, pieces)
    nodes = draw_stalk(painter, stalk, BAMBOO_DARK)
    for index, node in enumerate(nodes[1 : 1 + breaks]):
        side = 1 if index % 2 else -1
        out = QPointF(node.x() + side * stalk.width * 0.4, node.y())
        draw_twig(painter, out, side, 90 * k, BAMBOO_DARK)
    draw_crown(painter, stalk.at(1), 128 * k, BAMBOO_DARK)


def _draw_stars(painter: QPainter, box: QRectF) -> None:
    chance = Random(4)
    painter.setPen(Qt.PenStyle.NoPen)
    for _ in range(60):
        painter.setBrush(color("#E8F0DC", chance.uniform(0.15, 0.7)))
        radius = chance.uniform(0.6, 1.5) * max(1.0, unit(box))
        x, y = chance.uniform(0, box.width()), chance.uniform(0, box.height() * 0.55)
        painter.drawEllipse(QPointF(x, y), radius, radius)


def _draw_moon(painter: QPainter, box: QRectF) -> None:
    k = unit(box)
    at = QPointF(box.width() - 198 * k, box.height() * 0.19)
    painter.setPen(Qt.PenStyle.NoPen)
    for radius, glow in ((150, 0.05), (105, 0.06), (72, 0.08)):
        painter.setBrush(color("#F6E3A8", glow))
        painter.drawEllipse(at, radius * k, radius * k)
    painter.setBrush(color(NIGHT.moon))
    painter.drawEllipse(at, 46 * k, 46 * k)
    painter.setBrush(color("#EBD793", 0.6))
    for x, y, radius in ((-14, -10, 8), (12, 8, 11), (-8, 18, 6)):
        painter.drawEllipse(at + QPointF(x * k, y * k), radius * k, radius * k)
