"""Whether everything that is said fits where it stands, and can be told from what it stands on.

Run as a program it looks at every screen of the console in one style and prints what does not fit:
`python -m tests.ui.parent.fits vi light 1280x720`. The scale is the environment's, as a desktop
gives it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget

from app.ui.parent.parts.overlay import Overlay
from app.ui.shared.text import Words
from app.ui.shared.tokens import contrast
from tests.ui.ink import clipped
from tests.ui.parent.house import Running
from tests.ui.parent.scenes import Style, Walk

_SLACK = 1.5  # px: antialiasing, and advances that are rounded
_WRAP = Qt.TextFlag.TextWordWrap.value


def misfits(root: QWidget) -> list[str]:
    """What does not fit in a window, in words; nothing = all of it does."""
    return [
        *(f"cut: {said}" for said in clipped(root)),
        *(f"painted: {said}" for said in _painted(root)),
        *(f"too wide: {said}" for said in _too_wide(root)),
        *(f"control: {said}" for said in _controls(root)),
        *(f"faint: {said}" for said in _faint(root)),
    ]


def _painted(root: QWidget) -> list[str]:
    """Words that our own widgets draw outside of their box or of themselves."""
    with _listening() as drawn:
        picture = QPixmap(root.size() * root.devicePixelRatioF())
        picture.setDevicePixelRatio(root.devicePixelRatioF())
        root.render(picture)
    return [said for widget, box, flags, said, metrics in drawn
            if not _inside(widget, box, flags, said, metrics)]  # fmt: skip


def _inside(widget: QWidget, box: QRectF, flags: int, said: str, metrics: QFontMetricsF) -> bool:
    room = QRectF(widget.rect()).intersected(box)
    needed = metrics.boundingRect(QRectF(0, 0, box.width() + _SLACK, 10_000), flags & _WRAP, said)
    ink = metrics.tightBoundingRect(said)
    tall = needed.height() if flags & _WRAP else ink.height()
    return needed.width() <= room.width() + _SLACK and tall <= room.height() + _SLACK


@contextmanager
def _listening() -> Iterator[list[tuple[QWidget, QRectF, int, str, QFontMetricsF]]]:
    """Keep what is drawn with a box meanwhile, and by whom."""
    drawn: list[tuple[QWidget, QRectF, int, str, QFontMetricsF]] = []
    plain = QPainter.drawText

    def listen(painter: QPainter, *words: Any) -> Any:
        device = painter.device()
        if isinstance(device, QWidget) and isinstance(words[0], QRectF) and len(words) == 3:
            flags = int(getattr(words[1], "value", words[1]))
            drawn.append((device, words[0], flags, words[2], QFontMetricsF(painter.font())))
        return plain(painter, *words)

    QPainter.drawText = listen  # type: ignore[method-assign, assignment]
    try:
        yield drawn
    finally:
        QPainter.drawText = plain  # type: ignore[method-assign]


def _faint(root: QWidget) -> list[str]:
    """Labels whose colour is too near to what they stand on (WCAG 2.2: 4.5, large ones 3)."""
    dialogs = [one for one in root.findChildren(Overlay) if one.isVisible()]
    top = dialogs[-1] if dialogs else root
    picture = root.grab().toImage()
    ratio = root.devicePixelRatioF()
    found = []
    for label in top.findChildren(Words):
        if not label.isVisibleTo(root) or not label.text() or not label.isEnabled():
            continue
        if not label.visibleRegion().contains(QPoint(0, 0)):
            continue  # scrolled away
        corner = label.mapTo(root, QPoint(0, 0)) * ratio
        ground = picture.pixelColor(corner).name()
        ink = label.palette().color(label.foregroundRole()).name()
        if contrast(ink, ground) < (3.0 if label.font().pixelSize() >= 24 else 4.5):
            found.append(f"{label.text()} {ink} on {ground}")
    return found


def _too_wide(root: QWidget) -> list[str]:
    """Content that would have to be scrolled sideways: nobody does."""
    return [
        f"{type(area.parent()).__name__} by {inner.minimumSizeHint().width() - room} px"
        for area in root.findChildren(QScrollArea)
        if area.isVisibleTo(root) and (inner := area.widget()) is not None
        and inner.minimumSizeHint().width() > (room := area.viewport().width())
    ]  # fmt: skip


def _controls(root: QWidget) -> list[str]:
    """Fields and lists whose words are longer than they are."""
    found = []
    for field in root.findChildren(QLineEdit):
        said = field.placeholderText() if not field.text() else ""
        room = field.width() - 24 - field.textMargins().right()
        if field.isVisibleTo(root) and _wide(field, said) > room:
            found.append(said)
    for control in root.findChildren(QWidget):
        if type(control).__name__ in ("ComboBox", "CheckBox") and control.isVisibleTo(root):
            said = control.text()  # type: ignore[attr-defined]
            if _wide(control, said) > control.width() - 34:
                found.append(said)
    return found


def _wide(widget: QWidget, said: str) -> float:
    return QFontMetricsF(widget.font()).horizontalAdvance(said)


def main() -> None:
    """Look at every screen in one style."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    lang, theme, size = sys.argv[1:4]
    wide, high = (int(part) for part in size.split("x"))
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        served = Running(Path(folder) / "s").start()
        seen = 0
        try:
            style: Style = (lang, theme, (wide, high))
            for name, window in Walk(app, served).go(style):
                seen += 1
                for said in misfits(window):
                    print(f"{name}: {said}")
        finally:
            served.end()
    print(f"seen {seen} at {app.primaryScreen().devicePixelRatio():g}")


if __name__ == "__main__":
    main()
