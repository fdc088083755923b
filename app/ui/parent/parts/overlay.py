"""A dialog inside the window: the page dimmed, one card in the middle, the focus kept in it.

The safest choice is the filled button, has the focus and is what Escape does (looks.md 5).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.ui.parent.parts.page import scrolling
from app.ui.parent.parts.walk import step, walk
from app.ui.shared.look import Look, color
from app.ui.shared.rows import STRETCH, row
from app.ui.shared.text import Words

WIDTH = 560
_DIM = 0.47
_SHADOW = 24


class Sheet(QWidget):
    """What a dialog shows. `closed` is emitted when it should go away."""

    closed = Signal()

    def first(self) -> QWidget | None:
        """Who has the focus at the start; None = the first that takes it."""
        return None

    def escape(self) -> None:
        """What Escape does: the safest choice."""
        self.closed.emit()


class Overlay(QWidget):
    """Covers `window` until its sheet is closed; the focus goes back to where it was."""

    def __init__(self, window: QWidget, look: Look, sheet: Sheet, width: int = WIDTH) -> None:
        """Show at once."""
        super().__init__(window)
        self._look, self._sheet = look, sheet
        self._before = QApplication.focusWidget()
        self._card = _Card(look, sheet, width)
        place = QVBoxLayout(self)
        place.setContentsMargins(12, 12, 12, 12)
        place.addStretch(1)
        line = row(STRETCH, gap=0)
        line.addWidget(self._card)
        line.addStretch(1)
        place.addLayout(line, 0)
        place.addStretch(1)
        sheet.closed.connect(self.leave)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self._fit()
        target = sheet.first() or next(iter(walk(self._card)), self)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def leave(self) -> None:
        """Take the dialog away."""
        parent = self.parentWidget()
        if parent is not None:
            parent.removeEventFilter(self)
        self.hide()
        self.deleteLater()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        """Never higher than the window: what does not fit scrolls inside the card."""
        self._card.fit(self.height() - 24)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        parent = self.parentWidget()
        if event.type() == QEvent.Type.Resize and parent is not None:
            self.setGeometry(parent.rect())
            self._fit()
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside."""
        return step(walk(self._card), forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape is the safest choice; no other key reaches the page below."""
        if event.key() == Qt.Key.Key_Escape:
            self._sheet.escape()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card does nothing: a sheet may hold what is shown only once."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the page."""
        QPainter(self).fillRect(self.rect(), color("#0B120E", _DIM))


class _Card(QWidget):
    """The card with its shadow; its content scrolls when the window is too low."""

    def __init__(self, look: Look, sheet: Sheet, width: int) -> None:
        super().__init__()
        self._look, self._sheet = look, sheet
        self._area = scrolling(sheet)
        self.setFixedWidth(width + 2 * _SHADOW)
        place = QVBoxLayout(self)
        place.setContentsMargins(_SHADOW, _SHADOW, _SHADOW, _SHADOW)
        place.addWidget(self._area)

    def fit(self, most: int) -> None:
        """Take the sheet's height, at most `most` with the shadow."""
        width = self.width() - 2 * _SHADOW
        layout = self._sheet.layout()
        wanted = self._sheet.sizeHint().height()
        if layout is not None and layout.hasHeightForWidth():
            wanted = layout.totalHeightForWidth(width)
        self.setFixedHeight(min(most, wanted + 2 * _SHADOW))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        for spread in range(_SHADOW - 4, 0, -2):
            painter.setBrush(color("#000000", 0.02))
            around = box.adjusted(-spread, -spread + 7, spread, spread + 4)
            painter.drawRoundedRect(
                around.intersected(QRectF(self.rect())), 16 + spread, 16 + spread
            )
        theme = self._look.palette
        painter.setPen(QPen(color(theme.line), 1))
        painter.setBrush(color(theme.card))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 16, 16)


def sheet_title(look: Look, said: str) -> Words:
    """The one large line of a dialog."""
    return Words(said, "sentence", look.palette.ink, wrap=True)
