"""Taking away what stands in a layout, before something else stands there."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout


def clear(layout: QLayout) -> None:
    """Hide and delete every widget of a layout; what Qt deletes later is not seen meanwhile."""
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
