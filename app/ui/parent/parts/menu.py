"""A small menu in our colours: Qt's own, so that keys and screen readers know it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.shared import fonts
from app.ui.shared.look import Look


def open_menu(below: QWidget, look: Look, entries: list[tuple[str, Callable[[], None]]]) -> QMenu:
    """Show (words, what to do) under a widget; None of them is chosen by default."""
    theme = look.palette
    menu = QMenu(below)
    menu.setFont(fonts.font("body"))
    menu.setStyleSheet(
        f"QMenu{{background:{theme.card};color:{theme.ink};border:1px solid {theme.line};"
        f"padding:6px}}QMenu::item{{padding:7px 22px 7px 14px;border-radius:5px}}"
        f"QMenu::item:selected{{background:{theme.bamboo_tint};color:{theme.ink}}}"
    )
    for words, action in entries:
        menu.addAction(words).triggered.connect(lambda checked=False, do=action: do())
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(below.mapToGlobal(QPoint(0, below.height() + 4)))
    return menu
