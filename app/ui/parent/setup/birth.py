"""A birth date in three columns, day before month before year (looks.md 3)."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.parent.parts.fluent import combo
from app.ui.shared.look import Look
from app.ui.shared.rows import row

YEARS = 25  # back from this one: a person older than that needs no rules here


class BirthDate(QWidget):
    """Nothing is chosen at the start; `chosen` is emitted with every change."""

    chosen = Signal()

    def __init__(self, look: Look, today: date, birth: tuple[int, int, int]) -> None:
        """today is the service's; birth is (day, month, year) with 0 for not chosen."""
        super().__init__()
        self._years = [today.year - back for back in range(YEARS)]
        say = look.say
        days = [say("setup.birth.day"), *(str(day) for day in range(1, 32))]
        months = [say("setup.birth.month")]
        months += [say("setup.month", month=month) for month in range(1, 13)]
        years = [say("setup.birth.year"), *(str(year) for year in self._years)]
        day, month, year = birth
        at_year = self._years.index(year) + 1 if year in self._years else 0
        self.day: Any = combo(look, say("setup.birth.day"), days, day)
        self.month: Any = combo(look, say("setup.birth.month"), months, month)
        self.year: Any = combo(look, say("setup.birth.year"), years, at_year)
        for column, width in ((self.day, 92), (self.month, 128), (self.year, 104)):
            column.setFixedSize(width, 40)
            column.currentIndexChanged.connect(self._changed)
        self.setLayout(row(self.day, self.month, self.year, gap=6))

    def parts(self) -> tuple[int, int, int]:
        """(day, month, year), 0 for what is not chosen."""
        at = int(self.year.currentIndex())
        year = self._years[at - 1] if at > 0 else 0
        return int(self.day.currentIndex()), int(self.month.currentIndex()), year

    def _changed(self, at: int) -> None:
        self.chosen.emit()
