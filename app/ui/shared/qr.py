"""A QR code as a widget: black on white with its quiet zone in every theme, so that it scans."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

_QUIET = 4  # modules, ISO/IEC 18004


class QrCode(QWidget):
    """`held` is what a phone reads, `name` the fact for a screen reader."""

    def __init__(self, held: str, name: str, side: int) -> None:
        """side in px, quiet zone included; modules are drawn in whole pixels."""
        import segno  # noqa: PLC0415 (brings ssl: 4 MB that a face without a code does not need)

        super().__init__()
        self._matrix = [bytes(row) for row in segno.make(held, micro=False, error="m").matrix]
        self.setFixedSize(side, side)
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """White ground, black modules."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#FFFFFF"))
        count = len(self._matrix)
        module = max(1, self.width() // (count + 2 * _QUIET))
        start = (self.width() - module * count) // 2
        for y, line in enumerate(self._matrix):
            for x, black in enumerate(line):
                if black:
                    box = QRectF(start + x * module, start + y * module, module, module)
                    painter.fillRect(box, QColor("#000000"))
