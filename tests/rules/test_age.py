"""Birthdays decide rules, so every edge of them is a row."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.subject import Bracket, Child, Seat
from app.rules.age import age_on, birthday, bracket_of, bracket_of_age, coming, is_ten, years_of

MINH = Child("minh", "Minh", ("minh",), date(2016, 3, 2))


@pytest.mark.parametrize(
    ("birth", "day", "years"),
    [
        (date(2016, 3, 2), date(2026, 3, 1), 9),
        (date(2016, 3, 2), date(2026, 3, 2), 10),
        (date(2016, 2, 29), date(2026, 2, 28), 9),
        (date(2016, 2, 29), date(2026, 3, 1), 10),
        (date(2016, 2, 29), date(2028, 2, 29), 12),
        (date(2026, 12, 31), date(2026, 11, 24), 0),
        (date(2026, 11, 24), date(2026, 11, 24), 0),
    ],
)
def test_full_years_change_on_the_birthday(birth: date, day: date, years: int) -> None:
    """An age is the number of birthdays that have come."""
    assert age_on(birth, day) == years


@pytest.mark.parametrize(
    ("years", "bracket"),
    [
        (0, Bracket.A),
        (6, Bracket.A),
        (7, Bracket.B),
        (12, Bracket.B),
        (13, Bracket.C),
        (15, Bracket.C),
        (16, Bracket.D),
        (17, Bracket.D),
        (18, Bracket.ADULT),
        (40, Bracket.ADULT),
    ],
)
def test_brackets_begin_where_the_law_cuts(years: int, bracket: Bracket) -> None:
    """7, 13, 16 and 18 are the cuts."""
    assert bracket_of_age(years) is bracket


@given(st.dates(date(1990, 1, 1), date(2026, 1, 1)), st.integers(0, 30))
def test_a_birthday_is_the_first_day_of_its_age(birth: date, years: int) -> None:
    """The day before a birthday is one year younger."""
    day = birthday(birth, years)
    assert age_on(birth, day) == years
    if years:
        assert age_on(birth, day - timedelta(days=1)) == years - 1


def test_sixteen_and_eighteen_are_seen_a_week_ahead() -> None:
    """Seven days ahead yes, eight days ahead and on the day itself no; 13 never."""
    at_sixteen = date(2032, 3, 2)
    assert coming(MINH, at_sixteen - timedelta(days=8)) is None
    assert coming(MINH, at_sixteen - timedelta(days=7)) == 16
    assert coming(MINH, at_sixteen) is None
    assert coming(MINH, date(2034, 2, 28)) == 18
    assert coming(MINH, date(2029, 2, 28)) is None


def test_a_seat_has_its_bracket_and_no_birthday() -> None:
    """A shared account keeps the bracket it was given."""
    seat = Seat("lab", "Lab", ("lab",), Bracket.C)
    assert bracket_of(seat, date(2050, 1, 1)) is Bracket.C
    assert years_of(seat, date(2050, 1, 1)) == 13
    assert coming(seat, date(2050, 1, 1)) is None


def test_ten_is_a_cut_for_texts_only() -> None:
    """At ten the words change, the bracket stays."""
    assert not is_ten(MINH, date(2026, 3, 1))
    assert is_ten(MINH, date(2026, 3, 2))
    assert bracket_of(MINH, date(2026, 3, 2)) is Bracket.B
