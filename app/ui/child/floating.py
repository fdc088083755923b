"""What floats above everything and never takes a key: the ground of toast, countdown and badge.

Unmanaged by the window manager (tool-tip type), shown without activating, refusing focus. With a
compositor it has soft corners and a shadow, without one its corners are cut. Wayland knows no
unmanaged window of its own: there it is an ordinary one, placed by the compositor.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from app.ui.child import x11
from app.ui.shared.look import Look, color

SHADOW = 22
EDGE = 24


class Floating(QWidget):
    """Subclasses fill `inside()`, a margin that leaves room for the shadow."""

    def __init__(self, look: Look, radius: int) -> None:
        """radius of the corners, px."""
        super().__init__(None)
        self._look, self._radius = look, radius
        self._soft = x11.composited()
        self.setWindowFlags(
            (Qt.WindowType.Window if x11.on_wayland() else Qt.WindowType.ToolTip)
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus
            | Qt.WindowType.NoDropShadowWindowHint
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_X11DoNotAcceptFocus)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if self._soft:
            self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)

    def inside(self) -> tuple[int, int, int, int]:
        """Margins that the shadow needs."""
        reach = SHADOW if self._soft else 0
        return (reach, reach, reach, reach)

    def fit(self) -> None:
        """As tall as its words at its width; a size hint alone leaves room for narrower ones."""
        self.adjustSize()
        inner = self.layout()
        if inner is not None and inner.hasHeightForWidth():
            self.resize(self.width(), inner.totalHeightForWidth(self.width()))

    def place(self, corner: Qt.Corner) -> None:
        """To a corner of the main screen, 24 px from its edges."""
        self.fit()
        screen = QGuiApplication.primaryScreen().availableGeometry()
        reach = EDGE - (SHADOW if self._soft else 0)
        room = screen.adjusted(reach, reach, -reach, -reach)
        box = QRect(room.topLeft(), self.size())
        if corner in (Qt.Corner.TopRightCorner, Qt.Corner.BottomRightCorner):
            box.moveRight(room.right())
        if corner in (Qt.Corner.BottomLeftCorner, Qt.Corner.BottomRightCorner):
            box.moveBottom(room.bottom())
        self.setGeometry(box)

    def announce(self, said: str) -> None:
        """Tell a screen reader, politely and without taking the focus."""
        self.setAccessibleName(said)
        event = QAccessibleAnnouncementEvent(self, said)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)

    def _surface(self) -> QRectF:
        reach = SHADOW if self._soft else 0
        return QRectF(self.rect()).adjusted(reach, reach, -reach, -reach)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Without a compositor the corners are cut out of the window."""
        super().resizeEvent(event)
        if not self._soft:
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(self.rect()), self._radius, self._radius)
            self.setMask(QRegion(shape.toFillPolygon().toPolygon()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shadow, card, hairline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.palette
        box = self._surface()
        if self._soft:
            self._draw_shadow(painter, box)
        else:
            painter.fillRect(self.rect(), color(theme.line))  # behind the cut corners
        painter.setPen(QPen(color(theme.line), 1))
        painter.setBrush(color(theme.card))
        box = box.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, self._radius, self._radius)

    def _draw_shadow(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for spread in range(SHADOW - 4, 0, -2):
            painter.setBrush(color("#000000", 0.022))
            around = box.adjusted(-spread, -spread + 6, spread, spread + 4)
            around = around.intersected(QRectF(self.rect()))
            painter.drawRoundedRect(around, self._radius + spread, self._radius + spread)
