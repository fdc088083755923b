"""What an operation did, said at the foot of the page for a moment; a refusal stays until read."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.ui.parent.parts.strip import Strip
from app.ui.shared.look import Look

_SHOWN_MS = 7_000
_EDGE = 20


class Snack(QObject):
    """One strip at a time over the foot of `host`."""

    def __init__(self, host: QWidget, look: Look) -> None:
        """Nothing is shown yet."""
        super().__init__(host)
        self._host, self._look = host, look
        self.strip: Strip | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        host.installEventFilter(self)

    def done(self, head: str, text: str = "") -> None:
        """Something was carried out."""
        self._show("bamboo", head, text)
        self._timer.start(_SHOWN_MS)

    def failed(self, head: str, text: str = "") -> None:
        """Something was refused; it stays until it is closed."""
        self._show("son", head, text, self._look.say("console.close"))

    def clear(self) -> None:
        """Take it away."""
        self._timer.stop()
        if self.strip is not None:
            self.strip.hide()
            self.strip.deleteLater()
            self.strip = None

    def _show(self, tone: str, head: str, text: str, action: str = "") -> None:
        self.clear()
        self.strip = Strip(self._look, tone, head, text, action)
        self.strip.setParent(self._host)
        if self.strip.action is not None:
            self.strip.action.clicked.connect(self.clear)
        self._place()
        self.strip.show()
        self.strip.raise_()
        self.strip.announce()

    def _place(self) -> None:
        if self.strip is None:
            return
        width = min(620, self._host.width() - 2 * _EDGE)
        self.strip.setFixedWidth(width)
        height = max(self.strip.sizeHint().height(), self.strip.heightForWidth(width))
        self.strip.setFixedHeight(height)
        left = (self._host.width() - width) // 2
        self.strip.move(left, self._host.height() - height - _EDGE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False
