"""What the colours of a chart stand for: a swatch and a word, never colour alone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.parent.parts.hatch import fill_use
from app.ui.parent.values import LegendItem
from app.ui.shared import fonts
from app.ui.shared.look import Look, color
from app.ui.shared.text import LEFT

_SWATCH, _GAP, _BETWEEN = 10, 6, 16


class Legend(QWidget):
    """Items on one line, to the right. Swatches have no name: bars and ribbons say the minutes."""

    def __init__(self, look: Look) -> None:
        """Empty until `show_items`."""
        super().__init__()
        self._look = look
        self._items: tuple[LegendItem, ...] = ()
        self._font = fonts.font("small")
        self.setFixedHeight(20)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def show_items(self, items: tuple[LegendItem, ...]) -> None:
        """Replace what is shown."""
        self._items = items
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        metrics = QFontMetricsF(self._font)
        widths = (_SWATCH + _GAP + metrics.horizontalAdvance(one.said) + 1 for one in self._items)
        between = _BETWEEN * max(0, len(self._items) - 1)
        return QSize(round(sum(widths) + between + 1), 20)

    def minimumSizeHint(self) -> QSize:
        """Never squeezed."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """From the right end to the left."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        metrics = QFontMetricsF(self._font)
        right = float(self.width())
        for one in reversed(self._items):
            words = metrics.horizontalAdvance(one.said) + 1
            left = right - words
            painter.setPen(color(self._look.palette.ink2))
            painter.drawText(QRectF(left, 0, words + 2, self.height()), LEFT, one.said)
            left -= _GAP + _SWATCH
            box = QRectF(left, (self.height() - _SWATCH) / 2, _SWATCH, _SWATCH)
            fill_use(painter, box, one.kind, self._look.palette, 3)
            right = left - _BETWEEN
