"""Adding up: what a set of day totals comes to, by charge and by what was used.

The rows are taken at whatever grain they come in: what may be seen was decided before
(rules/visibility.py), and nothing here can make it finer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.model.span import Charge, DayTotal


@dataclass(frozen=True, slots=True)
class Tally:
    """Milliseconds of use. leisure_ms holds games too; learning_ms is free of charge."""

    leisure_ms: int = 0
    game_ms: int = 0
    learning_ms: int = 0

    @property
    def whole_ms(self) -> int:
        """Give all of it."""
        return self.leisure_ms + self.learning_ms


@dataclass(frozen=True, slots=True)
class Line:
    """One program, group or category ("" = not told apart), how it counted, how long (ms)."""

    app: str
    charge: Charge
    used_ms: int


def tally(rows: Iterable[DayTotal]) -> Tally:
    """Add rows up by how they were charged."""
    sums: Counter[Charge] = Counter()
    for row in rows:
        sums[row.charge] += row.used_ms
    game = sums[Charge.GAME]
    return Tally(sums[Charge.LEISURE] + game, game, sums[Charge.LEARNING])


def lines(rows: Iterable[DayTotal]) -> tuple[Line, ...]:
    """Add rows up by what was used, the longest first, equals by name."""
    sums: Counter[tuple[str, Charge]] = Counter()
    for row in rows:
        sums[row.app, row.charge] += row.used_ms
    found = (Line(app, charge, ms) for (app, charge), ms in sums.items())
    return tuple(sorted(found, key=lambda line: (-line.used_ms, line.app, line.charge)))
