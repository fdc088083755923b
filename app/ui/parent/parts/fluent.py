"""Controls of the widget library, for the pages that have any: set-up and settings.

They are made through ui/shared's one door, which is opened here for the first time: *Today* and
signing in must not wait for it (its import takes longer than a bare window needs to appear). Their
type, edge, focus ring, keys and names are ours.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from app.ui.shared import focus, fonts, theme, tokens
from app.ui.shared.look import Look, color

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}


class _Ring(QObject):
    """Shows our focus ring round a control that has none of its own."""

    def __init__(self, target: QWidget, look: Look) -> None:
        super().__init__(target)
        self._tint = color(look.palette.ink)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget) and isinstance(event, QFocusEvent):
            if event.type() == QEvent.Type.FocusIn:
                focus.came(watched, event.reason(), 5, self._tint)
            elif event.type() == QEvent.Type.FocusOut:
                focus.went(watched)
        return False


class _Keys(QObject):
    """Arrow keys change a list without opening it, and digits choose what begins with them."""

    def __init__(self, target: Any) -> None:
        super().__init__(target)
        self._target, self._typed = target, ""
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._typed = ""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step:
            at = self._target.currentIndex() + step
            self._target.setCurrentIndex(min(max(at, 0), self._target.count() - 1))
            return True
        return event.text().isdigit() and self._type(event.text())

    def _type(self, digit: str) -> bool:
        words = [self._target.itemText(at).rpartition(" ")[2] for at in range(self._target.count())]
        for typed in (self._typed + digit, digit):
            whole = [at for at, word in enumerate(words) if word == typed]
            begun = [at for at, word in enumerate(words) if word.startswith(typed)]
            if whole or begun:
                self._typed = typed
                self._target.setCurrentIndex((whole or begun)[0])
                return True
        return False


def combo(look: Look, label: str, items: list[str], chosen: int = 0) -> Any:
    """A list to choose one from; its accessible name is `label: what is chosen`."""
    library = theme.dress(look.dark)
    made = library.ComboBox()
    made.setFont(fonts.font("body"))
    made.addItems(items)
    made.setFixedHeight(36)
    made.setMaxVisibleItems(12)
    _edge(library, made, "ComboBox")

    def say(at: int) -> None:
        made.setAccessibleName(f"{label}: {made.itemText(at)}" if at >= 0 else label)

    made.currentIndexChanged.connect(say)
    made.setCurrentIndex(chosen)
    say(chosen)
    _Ring(made, look)
    _Keys(made)
    return made


def check(look: Look, said: str, changed: Callable[[bool], None]) -> Any:
    """A box to tick."""
    made = theme.dress(look.dark).CheckBox(said)
    made.setFont(fonts.font("body"))
    made.setAccessibleName(said)
    made.toggled.connect(changed)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    _Ring(made, look)
    return made


def _edge(library: Any, made: QWidget, kind: str) -> None:
    """The library's own edge has not the contrast that a control needs (looks.md 2: 3)."""
    sheets = [
        f"{kind}{{border:1px solid {one.edge};background:{one.card};color:{one.ink}}}"
        for one in (tokens.LIGHT, tokens.DARK)
    ]
    library.setCustomStyleSheet(made, *sheets)
