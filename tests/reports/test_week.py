"""One week: seven bars in their order, and the week before."""

from datetime import date, timedelta

import pytest

from app.model.span import Charge, DayTotal
from app.reports.week import monday_of, week

MONDAY = date(2026, 11, 2)


def row(days: int, ms: int, charge: Charge = Charge.LEISURE) -> DayTotal:
    """Use on the day so many days after Monday."""
    return DayTotal("minh", MONDAY + timedelta(days=days), "a", charge, ms)


@pytest.mark.parametrize(
    ("when", "monday"),
    [
        (date(2026, 11, 2), MONDAY),
        (date(2026, 11, 8), MONDAY),
        (date(2027, 1, 1), date(2026, 12, 28)),
    ],
)
def test_a_week_begins_on_monday(when: date, monday: date) -> None:
    """Also across the end of a year."""
    assert monday_of(when) == monday


def test_a_week_has_seven_days_even_when_nothing_was_used() -> None:
    """A day without use is a bar of nothing, not a missing bar."""
    found = week([], MONDAY)
    assert [d.day for d in found.days] == [MONDAY + timedelta(days=n) for n in range(7)]
    assert found.sums.whole_ms == 0


def test_a_week_adds_up_and_knows_the_week_before() -> None:
    """Days outside the two weeks are left out; learning is no leisure."""
    rows = [row(-8, 99), row(-7, 1), row(-1, 2), row(0, 10), row(6, 20), row(7, 99)]
    found = week([*rows, row(3, 500, Charge.LEARNING)], MONDAY)
    assert found.sums.leisure_ms == 30
    assert found.sums.learning_ms == 500
    assert found.before_ms == 3
    assert [d.sums.leisure_ms for d in found.days] == [10, 0, 0, 0, 0, 0, 20]
    assert [line.used_ms for line in found.lines] == [500, 30]
