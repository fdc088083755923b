"""How much of a day was used: the tally that budgets are judged against."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from app.model.span import Charge


@dataclass(frozen=True, slots=True)
class Use:
    """The use of one calendar day (policy zone), all in milliseconds.

    leisure_ms counts games too; learning_ms is free of charge. by_app maps each charge to the
    use of each app key. week holds the leisure of earlier days of the same ISO week.
    """

    day: date
    leisure_ms: int = 0
    game_ms: int = 0
    learning_ms: int = 0
    by_app: dict[Charge, dict[str, int]] = field(default_factory=dict)
    week: dict[date, int] = field(default_factory=dict)

    def of(self, key: str) -> int:
        """Give what one app key was charged today, leisure and game together."""
        leisure = self.by_app.get(Charge.LEISURE, {}).get(key, 0)
        return leisure + self.by_app.get(Charge.GAME, {}).get(key, 0)

    @property
    def week_ms(self) -> int:
        """Give the leisure of this ISO week, today included."""
        return self.leisure_ms + sum(self.week.values())
