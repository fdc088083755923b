"""Dialogs of the settings: a new password, new codes shown once, and whose work this is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.parent.codes import CodesView
from app.ui.parent.gate.secret import SecretField
from app.ui.parent.licences import FONT, LICENCES, OWN
from app.ui.parent.parts.overlay import Sheet, sheet_title
from app.ui.parent.parts.press import Press
from app.ui.parent.setup.first_steps import Meter
from app.ui.parent.setup.strength import SHORTEST, strength
from app.ui.parent.values import NewCodes
from app.ui.parent.web_values import ListValue
from app.ui.shared.look import Look
from app.ui.shared.rows import STRETCH, column, row
from app.ui.shared.text import Words

_MARGINS = (22, 20, 22, 20)
CODES_WIDTH = 720


class PasswordSheet(Sheet):
    """Twice, as at set-up. `chosen` carries it once; nothing here keeps it."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        """Empty."""
        super().__init__()
        self._look = look
        self.secret = SecretField(look, look.say("console.settings.password.new"))
        self.again = SecretField(look, look.say("setup.password.again"))
        self.meter = Meter(look)
        self._hint = Words("", "note", look.palette.ink2, wrap=True)
        cancel = Press(look, look.say("console.cancel"))
        cancel.clicked.connect(self.closed)
        self.save = Press(look, look.say("console.settings.password.save"), "primary")
        self.save.clicked.connect(self._save)
        for field in (self.secret, self.again):
            field.textChanged.connect(self._typed)
        self.again.returnPressed.connect(self._save)
        self.setLayout(
            column(
                sheet_title(look, look.say("console.settings.password")), self.secret, self.meter,
                self._hint, self.again, 4, row(STRETCH, cancel, self.save, gap=8),
                gap=10, margins=_MARGINS,
            )
        )  # fmt: skip
        self._typed()

    def first(self) -> QWidget:
        """Ready to type."""
        return self.secret

    def _good(self) -> bool:
        both = self.secret.text(), self.again.text()
        return len(both[0]) >= SHORTEST and both[0] == both[1]

    def _typed(self) -> None:
        level = strength(self.secret.text())
        self.meter.show_level(level)
        differ = bool(self.again.text()) and self.again.text() != self.secret.text()
        key = "setup.password.differ" if differ else f"setup.strength.{level}"
        self._hint.setText(self._look.say(key))
        self.save.setEnabled(self._good())

    def _save(self) -> None:
        if not self._good():
            return
        self.again.clear()
        self.chosen.emit(self.secret.take())
        self.closed.emit()


class CodesSheet(Sheet):
    """Shown once. Escape does nothing: these codes cannot be shown again."""

    def __init__(self, look: Look, codes: NewCodes) -> None:
        """The old ones are worth nothing already."""
        super().__init__()
        theme = look.palette
        self.view = CodesView(look, codes)
        self._said = Words("", "note_strong", theme.bamboo, wrap=True)
        self.view.kept.connect(lambda: self._said.setText(look.say("codes.done")))
        self.view.failed.connect(self._said.setText)
        self.shut = Press(look, look.say("console.settings.codes.close"), "primary")
        self.shut.clicked.connect(self.closed)
        foot = row(gap=8)
        foot.addWidget(self._said, 1)
        foot.addWidget(self.shut)
        self.setLayout(
            column(
                sheet_title(look, look.say("console.settings.codes.title")),
                Words(look.say("console.settings.codes.lead"), "body", theme.ink2, wrap=True),
                4, self.view, 4, foot, gap=8, margins=_MARGINS,
            )
        )  # fmt: skip

    def first(self) -> QWidget:
        """Keeping them comes first."""
        return self.view.save

    def escape(self) -> None:
        """Nothing: only the button says that they are put away."""


class AboutSheet(Sheet):
    """What this is, and whose work it stands on: programs, type, and the lists of sites."""

    def __init__(self, look: Look, version: str, lists: tuple[ListValue, ...] = ()) -> None:
        """version is the service's; lists are all that can be subscribed to."""
        super().__init__()
        theme = look.palette
        parts = _grid(look, [("Lũy Tre", OWN), FONT, *LICENCES.items()])
        credits = dict.fromkeys((one.credit, one.licence, one.publisher) for one in lists)
        self.shut = Press(look, look.say("console.close"), "primary")
        self.shut.clicked.connect(self.closed)
        listed = column(gap=6)
        if credits:
            listed.addSpacing(8)
            listed.addWidget(Words(look.say("console.about.lists"), "card", theme.ink))
            listed.addLayout(
                _grid(
                    look,
                    [(publisher, f"{said}. {licence}") for said, licence, publisher in credits],
                )
            )
        self.setLayout(
            column(
                sheet_title(look, look.say("console.about.title", version=version)),
                Words(look.say("console.about.text"), "body", theme.ink2, wrap=True),
                Words(look.say("console.about.licence"), "body", theme.ink2, wrap=True),
                6, Words(look.say("console.about.parts"), "card", theme.ink), parts, listed,
                row(STRETCH, self.shut), gap=8, margins=_MARGINS,
            )
        )  # fmt: skip

    def first(self) -> QWidget:
        """Close it again."""
        return self.shut


def _grid(look: Look, parts: list[tuple[str, str]]) -> QGridLayout:
    """Names and licences, one under the other."""
    theme = look.palette
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(3)
    for at, (name, licence) in enumerate(parts):
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(Words(name, "note_strong", theme.ink), at, 0, top)
        grid.addWidget(Words(licence, "note", theme.ink2, wrap=True), at, 1, top)
    grid.setColumnStretch(1, 1)
    return grid
