"""One month: a calendar of days."""

from datetime import date

import pytest

from app.model.span import Charge, DayTotal
from app.reports.month import last_of, month

FIRST = date(2026, 2, 1)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 2, 1), date(2026, 2, 28)),
        (date(2028, 2, 1), date(2028, 2, 29)),
        (date(2026, 11, 1), date(2026, 11, 30)),
        (date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_months_end_where_they_end(first: date, last: date) -> None:
    """Leap years and December included."""
    assert last_of(first) == last


def test_a_quiet_month_has_all_its_days() -> None:
    """No use: every day is there, no day was the longest."""
    found = month([], FIRST)
    assert len(found.days) == 28
    assert (found.mean_ms, found.longest) == (0, None)


def test_a_month_adds_up() -> None:
    """The mean counts days with use; the longest is by leisure; neighbours are left out."""
    rows = [
        DayTotal("minh", date(2026, 1, 31), "a", Charge.LEISURE, 999),
        DayTotal("minh", date(2026, 2, 3), "a", Charge.LEISURE, 10),
        DayTotal("minh", date(2026, 2, 3), "b", Charge.GAME, 5),
        DayTotal("minh", date(2026, 2, 9), "c", Charge.LEARNING, 500),
        DayTotal("minh", date(2026, 3, 1), "a", Charge.LEISURE, 999),
    ]
    found = month(rows, FIRST)
    assert (found.sums.leisure_ms, found.sums.learning_ms) == (15, 500)
    assert found.mean_ms == 7
    assert found.longest == date(2026, 2, 3)
    assert found.days[2].sums.game_ms == 5
