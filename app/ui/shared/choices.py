"""A row of buttons of which one is chosen: by mouse, Space or Enter, moved by arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from app.ui.shared.button import Button, on_theme
from app.ui.shared.look import Look, color


class _Choice(Button):
    """A button that stays chosen: tint, frame and a check mark, not colour alone."""

    def __init__(self, look: Look, said: str, height: int) -> None:
        super().__init__(said, on_theme("plain", look.palette), height=height)
        self._theme = look.palette
        self.setCheckable(True)

    def _paint_ground(self, painter: QPainter) -> None:
        if not self.isChecked():
            super()._paint_ground(painter)
            return
        painter.setBrush(color(self._theme.bamboo_tint))
        painter.setPen(QPen(color(self._theme.bamboo), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._glyph = "check" if self.isChecked() else ""
        super().paintEvent(event)

    def _lead(self) -> float:
        # Room for the check mark is always kept, so that choosing moves nothing.
        return self._side() + self.font().pixelSize() * 0.4 if self._glyph else 0

    def _air(self) -> float:
        return self.font().pixelSize() * (1.0 if self._glyph else 1.6)


class Choices(QWidget):
    """Exactly one of several words."""

    chosen = Signal(int)

    def __init__(
        self, look: Look, words: list[str], *, columns: int = 0, height: int = 44, first: int = 0
    ) -> None:
        """words of each choice; columns 0 = all in one row; first is chosen at the start."""
        super().__init__()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        place = QGridLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(8)
        across = columns or max(1, len(words))
        for at in range(across):
            place.setColumnStretch(at, 1)
        for index, said in enumerate(words):
            made = _Choice(look, said, height)
            self._group.addButton(made, index)
            place.addWidget(made, index // across, index % across)
        if words:
            self.choose(first)
        self._group.idClicked.connect(self.chosen)

    def choose(self, index: int) -> None:
        """Choose without a signal."""
        self._group.button(index).setChecked(True)

    def index(self) -> int:
        """Which one is chosen; -1 when there are none."""
        return self._group.checkedId()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys move the choice."""
        step = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
        }.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        index = (self.index() + step) % len(self._group.buttons())
        self.choose(index)
        self._group.button(index).setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(index)
