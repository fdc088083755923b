"""What was entered so far: it outlives the widgets, which are made anew with every language."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from app.ui.parent.values import NewCodes

FIRST = ("language", "password", "codes", "child", "ready")
MORE = ("child", "ready")


@dataclass
class Draft:
    """steps names the steps; at is where one stands.

    birth is (day, month, year), each 0 until it was chosen. The password is never kept here.
    advice: nothing can be forced here, and whoever sets it up is told first.
    """

    steps: tuple[str, ...] = FIRST
    at: int = 0
    password_set: bool = False
    advice: bool = False
    codes: NewCodes | None = None
    codes_kept: bool = False
    account: str = ""
    name: str = ""
    birth: tuple[int, int, int] = (0, 0, 0)
    added: list[str] = field(default_factory=list)

    def birth_date(self) -> date | None:
        """The date, None while it is not one (30 February, or not chosen)."""
        day, month, year = self.birth
        try:
            return date(year, month, day)
        except ValueError:
            return None

    def next_child(self) -> None:
        """Begin another child."""
        self.account, self.name, self.birth = "", "", (0, 0, 0)
        self.at = self.steps.index("child")
