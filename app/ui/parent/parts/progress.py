"""How far something is: a bar that fills from the left, and its share for a screen reader."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.shared.look import Look, color

_HIGH = 8
_UNKNOWN = 0.08  # something is shown while it cannot be told how far it is


class Progress(QWidget):
    """Empty until `show_share`."""

    def __init__(self, look: Look) -> None:
        """As wide as it gets."""
        super().__init__()
        self._theme = look.palette
        self._share: float | None = None
        self.setFixedHeight(_HIGH)

    def show_share(self, share: float | None, said: str) -> None:
        """share is 0..1, None = it cannot be told; said is its accessible name."""
        self._share = share
        self.setAccessibleName(said)
        self.update()

    @property
    def share(self) -> float:
        """How much of the bar is filled."""
        return _UNKNOWN if self._share is None else max(_UNKNOWN, min(1.0, self._share))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A track, and what is done on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(self._theme.sunken))
        painter.drawRoundedRect(QRectF(self.rect()), _HIGH / 2, _HIGH / 2)
        painter.setBrush(color(self._theme.bamboo))
        done = QRectF(0, 0, self.width() * self.share, _HIGH)
        painter.drawRoundedRect(done, _HIGH / 2, _HIGH / 2)
