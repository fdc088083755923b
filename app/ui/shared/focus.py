"""The focus ring: 2 px, 3 px away, round everything that the keyboard reaches.

It is one widget above its host (the window, or the content of a scroll area), so that no control
has to keep room for it. It shows only when focus came by keyboard.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QWidget
from shiboken6 import isValid

GAP = 3
WIDTH = 2
_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class FocusRing(QWidget):
    """Drawn round `_target`; has no name and takes no mouse: it is only a line."""

    def __init__(self, host: QWidget) -> None:
        """One ring a host, made when the first control there gets the focus."""
        super().__init__(host)
        self._target: QWidget | None = None
        self._radius = 0
        self._tint = QColor()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        host.installEventFilter(self)

    def surround(self, target: QWidget, radius: int, tint: QColor) -> None:
        """Show the ring round a control whose own corners have this radius."""
        self._target, self._radius, self._tint = target, radius, tint
        self._place()
        self.show()
        self.raise_()

    def release(self, target: QWidget) -> None:
        """The control lost the focus."""
        if self._target is target:
            self._target = None
            self.hide()

    def _place(self) -> None:
        if self._target is not None and not isValid(self._target):
            self._target = None  # it was taken away while it had the focus
            self.hide()
        host = self.parentWidget()
        if self._target is None or host is None or not host.isAncestorOf(self._target):
            return
        corner = self._target.mapTo(host, QPoint(0, 0))
        reach = GAP + WIDTH
        around = QRect(corner, self._target.size()).adjusted(-reach, -reach, reach, reach)
        self.setGeometry(around)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the control when its host lays itself out anew."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            QTimer.singleShot(0, self, self._place)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rounded line, nothing inside."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._tint, WIDTH))
        half = WIDTH / 2
        radius = self._radius + 4
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius
        )


def came(target: QWidget, reason: Qt.FocusReason, radius: int, tint: QColor) -> None:
    """Call from focusInEvent: shows the ring when the focus came by keyboard."""
    if reason in _BY_KEY:
        _ring(target).surround(target, radius, tint)


def went(target: QWidget) -> None:
    """Call from focusOutEvent."""
    _ring(target).release(target)


def _ring(target: QWidget) -> FocusRing:
    host = _host(target)
    found = host.findChild(FocusRing, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found if isinstance(found, FocusRing) else FocusRing(host)


def _host(target: QWidget) -> QWidget:
    """The window, or the scrolled content that moves the control."""
    host = target
    while (parent := host.parentWidget()) is not None and not host.isWindow():
        holder = parent.parentWidget()
        if isinstance(holder, QScrollArea) and holder.viewport() is parent:
            return host
        host = parent
    return host
