"""Bamboo as it is drawn everywhere: leaves, twigs, crowns, stalks with internodes, whole groves.

Time used is growth, not loss (looks.md 1.2): an internode stands for minutes used, what is not used
yet is a dashed outline, and a finished day is a grown stalk. Nothing withers.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.ui.shared.look import color
from app.ui.shared.tokens import Bamboo

_ROUND = Qt.PenCapStyle.RoundCap


@dataclass(frozen=True, slots=True)
class Stalk:
    """Where a stalk stands, how it leans; `grown` counts internodes (the last as a fraction)."""

    x: float
    y: float
    height: float
    width: float
    internodes: int
    grown: float
    lean: float = 0.0
    curve: float = 0.0
    taper: float = 0.2

    def at(self, share: float) -> QPointF:
        """The middle of the stalk at `share` of its height."""
        sway = self.lean * share * self.height + self.curve * self.height * share * share
        return QPointF(self.x + sway, self.y - share * self.height)

    def half(self, share: float) -> float:
        """Half its width there."""
        return self.width * (1 - self.taper * share) / 2


@dataclass(frozen=True, slots=True)
class Leaf:
    """One hanging leaf: where it starts, its angle (degrees), length and width."""

    at: QPointF
    angle: float
    length: float
    width: float


def step_minutes(budget: int) -> int:
    """Minutes of one internode: 10, or more where a long budget would need over a dozen."""
    return next((step for step in (10, 15, 30, 60) if budget <= step * 12), 120)


def draw_leaf(painter: QPainter, leaf: Leaf, tint: str) -> None:
    """A bamboo leaf, slightly bent."""
    path = QPainterPath(QPointF(0, 0))
    far, wide = leaf.length, leaf.width
    path.cubicTo(far * 0.22, -wide * 0.95, far * 0.66, -wide * 0.75, far, 0)
    path.cubicTo(far * 0.66, wide * 0.55, far * 0.22, wide * 0.7, 0, 0)
    painter.save()
    painter.translate(leaf.at)
    painter.rotate(leaf.angle)
    painter.fillPath(path, QColor(tint))
    painter.restore()


def draw_twig(
    painter: QPainter, at: QPointF, side: int, size: float, tints: Bamboo, leaves: int = 3
) -> None:
    """A twig that climbs out of a node and lets its leaves hang; side is -1 left, 1 right."""
    tip = QPointF(at.x() + side * size * 0.42, at.y() - size * 0.30)
    bend = QPointF(at.x() + side * size * 0.24, at.y() - size * 0.24)
    low = QPointF(at.x() + side * size * 0.1, at.y() - size * 0.12)
    path = QPainterPath(at)
    path.quadTo(bend, tip)
    painter.strokePath(path, _round_pen(tints.node, max(1, size * 0.035)))
    spec = ((tip, 10, 0.72), (tip, 47, 0.66), (bend, 72, 0.6), (bend, 30, 0.5), (low, 84, 0.44))
    for index, (where, angle, share) in enumerate(spec[: leaves + 1]):
        turned = angle if side > 0 else 180 - angle
        leaf = Leaf(where, turned, size * share, size * 0.075)
        draw_leaf(painter, leaf, tints.leaf if index % 2 else tints.leaf2)


def draw_crown(painter: QPainter, at: QPointF, size: float, tints: Bamboo, side: int = 1) -> None:
    """The tip bends over and its leaves hang: the stalk is grown."""
    path = QPainterPath(at)
    path.cubicTo(
        QPointF(at.x(), at.y() - size * 0.5),
        QPointF(at.x() + side * size * 0.30, at.y() - size * 0.80),
        QPointF(at.x() + side * size * 0.62, at.y() - size * 0.58),
    )
    painter.strokePath(path, _round_pen(tints.leaf, max(1.2, size * 0.04)))
    spec = (
        (0.28, 52, 0.52, -1), (0.42, 66, 0.5, 1), (0.56, 40, 0.5, -1), (0.70, 74, 0.54, 1),
        (0.84, 96, 0.46, 1), (1.0, 34, 0.6, 1), (1.0, 70, 0.5, 1),
    )  # fmt: skip
    for index, (share, angle, length, leaf_side) in enumerate(spec):
        turned = angle if leaf_side * side > 0 else 180 - angle
        leaf = Leaf(path.pointAtPercent(share), turned, size * length, size * 0.075)
        draw_leaf(painter, leaf, tints.leaf if index % 2 else tints.leaf2)


def draw_stalk(painter: QPainter, stalk: Stalk, tints: Bamboo, outline: str = "") -> list[QPointF]:
    """The internodes grown so far, the rest dashed in `outline`. Returns the nodes that stand."""
    nodes = []
    for index in range(stalk.internodes):
        low, high = index / stalk.internodes, (index + 1) / stalk.internodes
        full = min(1.0, max(0.0, stalk.grown - index))
        edge = low + (high - low) * full
        if full < 1 and outline:
            pen = QPen(QColor(outline), 1.4, Qt.PenStyle.DashLine)
            painter.strokePath(_piece(stalk, edge, high - 0.004), pen)
        if full > 0:
            painter.fillPath(_piece(stalk, low, edge), QColor(tints.body))
            painter.fillPath(_lit(stalk, low, edge), QColor(tints.lit))
            _draw_node(painter, stalk, low, tints.node)
        if full == 1:
            nodes.append(stalk.at(high))
    if stalk.grown >= stalk.internodes:
        _draw_node(painter, stalk, 1.0, tints.node)
    return nodes


def draw_shoot(painter: QPainter, at: QPointF, width: float) -> None:
    """The shoot of a day that has not begun."""
    half, tall = width * 0.42, width * 1.25
    path = QPainterPath(QPointF(at.x() - half, at.y()))
    path.cubicTo(
        QPointF(at.x() - half * 0.9, at.y() - tall * 0.46),
        QPointF(at.x() - half * 0.3, at.y() - tall * 0.74),
        QPointF(at.x(), at.y() - tall),
    )
    path.cubicTo(
        QPointF(at.x() + half * 0.3, at.y() - tall * 0.74),
        QPointF(at.x() + half * 0.9, at.y() - tall * 0.46),
        QPointF(at.x() + half, at.y()),
    )
    painter.fillPath(path, QColor("#A9874F"))


@dataclass(frozen=True, slots=True)
class Grove:
    """A row of stalks: how many, how high (share of the box), how thick, how leafy from where."""

    count: int
    tall: float
    width: float
    tints: Bamboo
    leafy_from: float


def draw_grove(painter: QPainter, box: QRectF, grove: Grove, seed: int) -> None:
    """A hedge that is the same at every start: `seed` decides, not chance."""
    chance = Random(seed)
    for index in range(grove.count):
        jitter = chance.uniform(-0.32, 0.32)
        x = box.x() + box.width() * ((index + 0.5 + jitter) / grove.count)
        height = box.height() * grove.tall * chance.uniform(0.78, 1.08)
        width = grove.width * chance.uniform(0.85, 1.15)
        pieces = max(4, int(height / (width * 4.6)))
        stalk = Stalk(
            x, box.bottom() + 4, height, width, pieces, pieces,
            lean=chance.uniform(-0.05, 0.05), curve=chance.uniform(-0.05, 0.05), taper=0.55,
        )  # fmt: skip
        nodes = draw_stalk(painter, stalk, grove.tints)
        _draw_leaves(painter, stalk, nodes, grove, chance)
        draw_crown(painter, nodes[-1], width * 5, grove.tints, chance.choice((-1, 1)))


def _draw_leaves(
    painter: QPainter, stalk: Stalk, nodes: list[QPointF], grove: Grove, chance: Random
) -> None:
    for index, node in enumerate(nodes):
        share = (index + 1) / stalk.internodes
        if share <= grove.leafy_from or chance.random() > 0.8:
            continue
        side = -1 if index % 2 else 1
        size = stalk.width * chance.uniform(3.4, 5.0)
        out = QPointF(node.x() + side * stalk.half(share), node.y())
        draw_twig(painter, out, side, size, grove.tints, chance.choice((2, 3, 4)))
        if chance.random() < 0.3:
            out = QPointF(node.x() - side * stalk.half(share), node.y())
            draw_twig(painter, out, -side, size * 0.7, grove.tints, 2)


def _piece(stalk: Stalk, low: float, high: float) -> QPainterPath:
    """An internode: a little narrower in its middle than at its nodes."""
    foot, top = stalk.at(low), stalk.at(high)
    wide, slim = stalk.half(low), stalk.half(high)
    middle = (foot + top) / 2
    path = QPainterPath(QPointF(foot.x() - wide * 1.06, foot.y()))
    waist = QPointF(middle.x() - (wide + slim) / 2 * 0.9, middle.y())
    path.quadTo(waist, QPointF(top.x() - slim * 1.06, top.y()))
    path.lineTo(top.x() + slim * 1.06, top.y())
    waist = QPointF(middle.x() + (wide + slim) / 2 * 0.9, middle.y())
    path.quadTo(waist, QPointF(foot.x() + wide * 1.06, foot.y()))
    path.closeSubpath()
    return path


def _lit(stalk: Stalk, low: float, high: float) -> QPainterPath:
    foot, top = stalk.at(low), stalk.at(high)
    wide, slim = stalk.half(low), stalk.half(high)
    path = QPainterPath(QPointF(foot.x() - wide * 0.62, foot.y() - 2))
    path.lineTo(top.x() - slim * 0.62, top.y() + 2)
    path.lineTo(top.x() - slim * 0.18, top.y() + 2)
    path.lineTo(foot.x() - wide * 0.18, foot.y() - 2)
    path.closeSubpath()
    return path


def _draw_node(painter: QPainter, stalk: Stalk, share: float, tint: str) -> None:
    at, half = stalk.at(share), stalk.half(share)
    tall = max(1.6, stalk.width * 0.13)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(tint))
    box = QRectF(at.x() - half * 1.16, at.y() - tall / 2, half * 2.32, tall)
    painter.drawRoundedRect(box, tall / 2, tall / 2)


def _round_pen(tint: str, width: float) -> QPen:
    return QPen(color(tint), width, Qt.PenStyle.SolidLine, _ROUND)
