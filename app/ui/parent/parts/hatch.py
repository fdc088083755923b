"""Fills that mean something without colour: study and bedtime are always hatched."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from app.ui.parent.parts.tones import use_colour
from app.ui.parent.values import LEARNING
from app.ui.shared import tokens
from app.ui.shared.look import color
from app.ui.shared.tokens import Palette


def fill_use(painter: QPainter, box: QRectF, kind: str, theme: Palette, radius: float = 0) -> None:
    """Fill a stretch of use with its colour, and its hatch when it is study."""
    tint = use_colour(kind, theme)
    if kind != LEARNING:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(tint))
        painter.drawRoundedRect(box, radius, radius)
        return
    ground = tokens.mix(theme.card, tint, 0.42)
    _hatch(painter, box, ground, tint, radius, gap=5.0, width=2.2)


def fill_night(painter: QPainter, box: QRectF, theme: Palette) -> None:
    """Fill the hours of sleep."""
    ground = theme.night_tint
    line = tokens.mix(theme.night_tint, theme.night, 0.5)
    _hatch(painter, box, ground, line, 0, gap=6.0, width=1.6)


def fill_unseen(painter: QPainter, box: QRectF, theme: Palette) -> None:
    """Fill the place of what is not shown."""
    _hatch(painter, box, theme.sunken, theme.line, 4, gap=8.0, width=1.6)


def _hatch(
    painter: QPainter,
    box: QRectF,
    ground: str,
    line: str,
    radius: float,
    *,
    gap: float,
    width: float,
) -> None:
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, color(ground))
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(color(line), width))
    at = box.left() - box.height()
    while at < box.right() + gap:
        painter.drawLine(QPointF(at, box.bottom()), QPointF(at + box.height(), box.top()))
        at += gap
    painter.restore()
