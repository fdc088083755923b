"""The keyboard's way: what can have the focus inside a widget, in the order it is read.

Qt's own chain is the order in which widgets were made, and cards come and go; the layout is what
people see, so the layout is what the Tab key follows.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QStackedWidget, QWidget


def walk(root: QWidget) -> list[QWidget]:
    """Everything visible below `root` that takes the focus by Tab, in reading order."""
    found: list[QWidget] = []
    _visit(root, found)
    return found


def step(stops: list[QWidget], forward: bool) -> bool:
    """Move the focus to the next stop, round and round; False when there is none."""
    if not stops:
        return False
    now = QApplication.focusWidget()
    at = stops.index(now) if now in stops else (-1 if forward else 0)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    target = stops[(at + (1 if forward else -1)) % len(stops)]
    target.setFocus(reason)
    _into_view(target)
    return True


def _into_view(target: QWidget) -> None:
    holder = target.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(target, 24, 24)
        holder = holder.parentWidget()


def _visit(widget: QWidget, found: list[QWidget]) -> None:
    if widget.isHidden():
        return
    takes = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    if takes and widget.isEnabled() and widget.focusProxy() is None:
        found.append(widget)
    if isinstance(widget, QScrollArea):
        if (inner := widget.widget()) is not None:
            _visit(inner, found)
        return
    if isinstance(widget, QStackedWidget):
        if (current := widget.currentWidget()) is not None:
            _visit(current, found)
        return
    seen: set[QWidget] = set()
    if (layout := widget.layout()) is not None:
        _through(layout, found, seen)
    for child in widget.children():
        if isinstance(child, QWidget) and child not in seen and not child.isWindow():
            _visit(child, found)


def _through(layout: QLayout, found: list[QWidget], seen: set[QWidget]) -> None:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        if (inside := item.widget()) is not None:
            seen.add(inside)
            _visit(inside, found)
        elif (below := item.layout()) is not None:
            _through(below, found, seen)
