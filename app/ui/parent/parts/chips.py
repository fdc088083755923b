"""A row of chips of which one is chosen: a child, a week's view. Arrow keys move the choice."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from app.ui.parent.parts.avatar import Avatar
from app.ui.parent.values import Chip
from app.ui.shared.button import Button, on_theme
from app.ui.shared.look import Look, color
from app.ui.shared.text import LEFT

HEIGHT = 38
_SIDE = 28


class _Chip(Button):
    """A name with its avatar; the chosen one has a line round it and stronger words."""

    def __init__(self, look: Look, chip: Chip) -> None:
        super().__init__(chip.name, on_theme("quiet", look.palette), height=HEIGHT, radius=19)
        self.setCheckable(True)
        self._theme = look.palette
        self._avatar = Avatar(look, chip.name, _SIDE)
        place = QHBoxLayout(self)
        place.setContentsMargins(5, 5, 5, 5)
        place.addWidget(self._avatar)
        place.addStretch(1)
        self._avatar.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(round(words + _SIDE + 5 + 9 + 18), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, theme = self.isChecked(), self._theme
        ground = theme.card if chosen or self.underMouse() else theme.paper
        painter.setBrush(color(ground))
        painter.setPen(QPen(color(theme.bamboo if chosen else theme.line), 1.6 if chosen else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 18, 18)
        painter.setPen(color(theme.ink if chosen else theme.ink2))
        painter.setFont(self.font())
        left = 5 + _SIDE + 9
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), LEFT, self.text())


class Chips(QWidget):
    """Exactly one of several children; hidden while there is only one."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        """Empty until `show_chips`."""
        super().__init__()
        self._look = look
        self._chips: tuple[Chip, ...] = ()
        self._group = QButtonGroup(self)
        self._place = QHBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(8)
        self._group.idClicked.connect(lambda at: self.chosen.emit(self._chips[at].id))

    def show_chips(self, chips: tuple[Chip, ...], chosen: str) -> None:
        """Show these; what is chosen stays chosen."""
        if chips != self._chips:
            self._remake(chips)
        for at, chip in enumerate(chips):
            self._group.button(at).setChecked(chip.id == chosen)
        self.setVisible(len(chips) > 1)

    def _remake(self, chips: tuple[Chip, ...]) -> None:
        for old in self._group.buttons():
            self._group.removeButton(old)
            old.hide()
            old.deleteLater()
        self._chips = chips
        for at, chip in enumerate(chips):
            made = _Chip(self._look, chip)
            self._group.addButton(made, at)
            self._place.addWidget(made)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys move the choice."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if not step or not self._chips:
            super().keyPressEvent(event)
            return
        at = (self._group.checkedId() + step) % len(self._chips)
        self._group.button(at).setChecked(True)
        self._group.button(at).setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(self._chips[at].id)
