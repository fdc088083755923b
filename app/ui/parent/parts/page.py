"""A page: title, what stands beside it, and content that scrolls when the window is small."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.ui.shared.look import Look, color
from app.ui.shared.rows import column, holding, row
from app.ui.shared.text import Words

WIDE = 1200  # from here on: words in the navigation, wide margins (looks.md 5)
LOW = 760  # below: the date joins the title


class Page(QWidget):
    """Subclasses put their content into `content`, and what belongs beside the title in `aside`."""

    def __init__(
        self,
        look: Look,
        title: str,
        aside: QWidget | None = None,
        *,
        near: QWidget | None = None,
        fills: bool = False,
    ) -> None:
        """title is the page's one large word.

        near and aside stand on its line, beside it and at the end; fills: the content takes the
        height there is.
        """
        super().__init__()
        self.look = look
        theme = look.palette
        self.title = Words(title, "page", theme.ink)
        self.under = Words("", "body", theme.ink2)
        self.beside = Words("", "body", theme.ink2)
        self.beside.hide()
        self.under.hide()
        self.content = QVBoxLayout()
        self.content.setSpacing(16)
        self.content.setContentsMargins(0, 0, 0, 0)
        head = row(self.title, self.beside, gap=16)
        head.setAlignment(self.beside, Qt.AlignmentFlag.AlignBottom)
        for part in (near, aside):
            if part is aside:
                head.addStretch(1)
            if part is not None:
                head.addWidget(part)
        self._column = column(head, self.under, 12, gap=2)
        self._column.addLayout(self.content, 1 if fills else 0)
        if not fills:
            self._column.addStretch(1)
        self._inner = holding(self._column)
        self.area = scrolling(self._inner)
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(self.area)
        self._margins()

    def say_under(self, said: str) -> None:
        """The line under the title; beside it where the window is low."""
        self.under.setText(said)
        self.beside.setText(said)
        self._place_under()

    def width_inside(self) -> int:
        """How wide the content is."""
        return self.width() - 2 * self._side()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Margins follow the window."""
        super().resizeEvent(event)
        self._margins()

    def _side(self) -> int:
        return 32 if self.window().width() >= WIDE else 24

    def _margins(self) -> None:
        side = self._side()
        low = self.window().height() < LOW
        self._column.setContentsMargins(side, 12 if low else 20, side, 20)
        self._place_under()

    def _place_under(self) -> None:
        said = bool(self.under.text())
        low = self.window().height() < LOW
        self.under.setVisible(said and not low)
        self.beside.setVisible(said and low)


def scrolling(inner: QWidget) -> QScrollArea:
    """A scroll area on the page's own ground, up and down only."""
    area = QScrollArea()
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    clear = area.palette()
    clear.setColor(QPalette.ColorRole.Window, color("#000000", 0.0))
    area.setPalette(clear)
    inner.setPalette(clear)
    area.viewport().setAutoFillBackground(False)
    inner.setAutoFillBackground(False)
    inner.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    return area
