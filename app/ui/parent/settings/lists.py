"""The lists of sites in the settings: how old, an update with its progress, each list on or off."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.parent.line import Refusal
from app.ui.parent.operations import Operation, Operations
from app.ui.parent.parts.clearing import clear
from app.ui.parent.parts.press import Press
from app.ui.parent.parts.progress import Progress
from app.ui.parent.parts.switch import Switch
from app.ui.parent.web.lines import StatePill
from app.ui.parent.web_values import ListsValue, ListValue
from app.ui.shared.card import Card, Glyph, Hairline
from app.ui.shared.look import Look
from app.ui.shared.rows import column, row
from app.ui.shared.text import Words


class ListRow(QWidget):
    """One list: what it is, whose, under which licence, how old, and a switch."""

    switched = Signal(str, bool)  # key, on

    def __init__(self, look: Look, one: ListValue) -> None:
        """The list stays the same for as long as the row is there."""
        super().__init__()
        theme = look.palette
        self._credit = Words(one.credit, "small", theme.ink2, wrap=True)
        self._about = Words("", "note", theme.ink2, wrap=True)
        self._pill = StatePill(look)
        self.switch = Switch(look, look.say("console.list.switch", title=one.title))
        self.switch.clicked.connect(lambda on: self.switched.emit(one.key, on))
        title = Words(one.title, "emphasis", theme.ink, wrap=True)
        title.setToolTip(one.address)
        across = row(gap=12, margins=(18, 9, 14, 9))
        across.addLayout(column(title, self._about, self._credit, gap=1), 1)
        across.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(across)
        self.show_list(one)

    def show_list(self, one: ListValue) -> None:
        """Bring it up to date."""
        said = f"{one.about} · {one.detail}" if one.detail else one.about
        self._about.setText(said)
        self._pill.show_state(one.state)
        self.switch.setChecked(one.on)
        self.setAccessibleName(f"{one.title}: {said}. {one.state.said}. {one.credit}")


class ListsSection(Card):
    """All of it on one card; the lists themselves are unfolded by a click."""

    refused = Signal(object)  # line.Refusal

    def __init__(self, look: Look, operations: Operations) -> None:
        """Empty until `show_lists`."""
        theme = look.palette
        super().__init__(theme.card, theme.line, radius=8)
        self._look, self._operations = look, operations
        self._lists: ListsValue | None = None
        self.rows: dict[str, ListRow] = {}
        self._text = Words("", "note", theme.ink2, wrap=True)
        self.progress = Progress(look)
        self.update_now = Press(look, look.say("console.lists.update"))
        self.update_now.clicked.connect(self._update)
        self.fold = Press(look, look.say("console.lists.show", count=0), "link")
        self.fold.clicked.connect(self._toggle)
        self._all = QWidget()
        self._inside = QVBoxLayout(self._all)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(0)
        self._all.hide()
        self.setLayout(column(self._head(), self._all, gap=0, margins=(0, 0, 0, 0)))

    def _head(self) -> QVBoxLayout:
        look, theme = self._look, self._look.palette
        words = column(
            Words(look.say("console.settings.lists"), "body", theme.ink), self._text, gap=1
        )
        across = row(gap=16)
        across.addWidget(Glyph("globe", 20, theme.ink2), 0, Qt.AlignmentFlag.AlignVCenter)
        across.addLayout(words, 1)
        across.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(self.update_now, 0, Qt.AlignmentFlag.AlignVCenter)
        return column(across, self.progress, gap=10, margins=(18, 12, 16, 12))

    def show_lists(self, lists: ListsValue) -> None:
        """Bring everything up to date."""
        self._text.setText(lists.doing or lists.head)
        self.progress.setVisible(lists.busy)
        self.progress.show_share(lists.share, lists.doing)
        self.update_now.setEnabled(not lists.busy)
        self._lists = lists
        if list(self.rows) != [one.key for one in lists.lists]:
            self._remake(lists)
        self._say_fold()
        for one in lists.lists:
            self.rows[one.key].show_list(one)

    def _remake(self, lists: ListsValue) -> None:
        clear(self._inside)
        self.rows = {}
        for one in lists.lists:
            self._inside.addWidget(Hairline(self._look.palette.line))
            made = ListRow(self._look, one)
            made.switched.connect(self._switch)
            self.rows[one.key] = made
            self._inside.addWidget(made)

    def _say_fold(self) -> None:
        key = "console.lists.show" if self._all.isHidden() else "console.lists.hide"
        self.fold.say(self._look.say(key, count=len(self.rows)))

    def _toggle(self) -> None:
        self._all.setVisible(self._all.isHidden())
        self._say_fold()

    def _update(self) -> None:
        self._run(self._operations.update_lists())

    def _switch(self, key: str, on: bool) -> None:
        self._run(self._operations.switch_list(key, on=on))

    def _run(self, operation: Operation) -> None:
        operation.refused.connect(self._refused)

    def _refused(self, refusal: Refusal) -> None:
        """What was switched goes back to how it is."""
        if self._lists is not None:
            self.show_lists(self._lists)
        self.refused.emit(refusal)
