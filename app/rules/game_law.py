"""Where a parent's rules let a child play longer than the law lets a provider of games.

Decree 147/2024/ND-CP art. 39 binds providers, not parents: a parent may choose, and is shown the
law's text (law.md 4).
"""

from __future__ import annotations

from app.model.policy import Day, Limit, Rules

CEILINGS = {"one_game": 60, "all_games": 180}  # minutes a day, up to 18


def above_the_law(rules: Rules) -> tuple[str, ...]:
    """Give the keys of `CEILINGS` that some day of these rules is above; no limit is above."""
    days = (*rules.week, *(one.day for one in rules.dates))
    return tuple(
        key for key, most in CEILINGS.items() if any(_is_above(day, key, most) for day in days)
    )


def _is_above(day: Day, key: str, most: int) -> bool:
    limit: Limit | None = getattr(day, key)
    return limit is None or limit.minutes > most
