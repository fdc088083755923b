"""Rows and columns of widgets without ceremony: a number is a gap, `STRETCH` takes the rest."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

STRETCH = None
Part = QWidget | QLayout | int | None
Margins = tuple[int, int, int, int]
L = TypeVar("L", bound=QBoxLayout)


def row(*parts: Part, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Side by side."""
    return _fill(QHBoxLayout(), parts, gap, margins)


def column(*parts: Part, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """One under the other."""
    return _fill(QVBoxLayout(), parts, gap, margins)


def holding(layout: QLayout) -> QWidget:
    """A widget that holds a layout."""
    made = QWidget()
    made.setLayout(layout)
    return made


def _fill(layout: L, parts: tuple[Part, ...], gap: int, margins: Margins) -> L:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)
    return layout
