"""Whether words fit: the ink that a label draws, compared with the label's rectangle.

Font height alone would have passed a label that showed *Ổn* as *Ôn* (looks.md 3).
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.shared.button import Button
from app.ui.shared.text import Words

MARGIN = 40
# Antialiasing may touch the next pixel; a hook that is cut loses more.
FRINGE = 1


def clipped(root: QWidget) -> list[str]:
    """The texts of a window that do not fit where they are drawn."""
    found = [
        label.text()
        for label in root.findChildren(Words)
        if label.isVisibleTo(root) and label.text() and _label_overflows(label)
    ]
    return found + [
        button.text()
        for button in root.findChildren(Button)
        if button.isVisibleTo(root) and button.text() and _button_overflows(button)
    ]


def _label_overflows(label: QLabel) -> bool:
    box = label.contentsRect()
    # Without this flag the painter itself cuts what it is meant to show.
    flags = int(label.alignment().value) | int(Qt.TextFlag.TextDontClip.value) | _wrap(label)
    drawn = _draw(label, box, flags)
    return not _margins_are_blank(drawn, QRect(label.rect()))


def _wrap(label: QLabel) -> int:
    return int(Qt.TextFlag.TextWordWrap.value) if label.wordWrap() else 0


def _draw(label: QLabel, box: QRect, flags: int) -> QImage:
    size = label.size()
    picture = QImage(
        size.width() + 2 * MARGIN, size.height() + 2 * MARGIN, QImage.Format.Format_RGB32
    )
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.setFont(label.font())
    painter.setPen(QColor("black"))
    painter.drawText(box.translated(MARGIN, MARGIN), flags, label.text())
    painter.end()
    return picture


def _margins_are_blank(drawn: QImage, inside: QRect) -> bool:
    whole = drawn.rect()
    inner = inside.translated(QPoint(MARGIN, MARGIN)).adjusted(-FRINGE, -FRINGE, FRINGE, FRINGE)
    strips = (
        QRect(0, 0, whole.width(), inner.top()),
        QRect(0, inner.bottom() + 1, whole.width(), whole.height() - inner.bottom() - 1),
        QRect(0, 0, inner.left(), whole.height()),
        QRect(inner.right() + 1, 0, whole.width() - inner.right() - 1, whole.height()),
    )
    for strip in strips:
        part = drawn.copy(strip)
        blank = QImage(part.size(), part.format())
        blank.fill(QColor("white"))
        if part != blank:
            return False
    return True


def _button_overflows(button: Button) -> bool:
    """Words on at most two lines, inside the button, nothing cut off at the right."""
    metrics = QFontMetricsF(button.font())
    room = button.words_box()
    box = QRectF(0, 0, room.width() + 1, 10_000)
    flags = int(Qt.TextFlag.TextWordWrap.value)
    needed = metrics.boundingRect(box, flags, button.text())
    lines = round(needed.height() / metrics.lineSpacing())
    too_wide = needed.width() > room.width() + 2
    return lines > 2 or too_wide or needed.height() > room.height() + 1
