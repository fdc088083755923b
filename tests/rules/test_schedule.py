"""Calendars are laid out in real time, also on days of 23 and 25 hours."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.moment import HOUR, MINUTE
from app.model.policy import DateRule, Day, Limit, Period
from app.rules.schedule import day_of, local_date, plan, to_ms
from tests.rules.asking import HANOI, TUESDAY, ms, rules, whole_week

BERLIN = ZoneInfo("Europe/Berlin")
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@pytest.mark.parametrize(("day", "hours"), [(TUESDAY, 24), (SPRING, 23), (AUTUMN, 25)])
def test_a_day_is_as_long_as_it_really_is(day: date, hours: int) -> None:
    """Clocks go forward in March and back in October."""
    laid = plan(rules(), BERLIN, day)
    assert laid.end_ms - laid.start_ms == hours * HOUR


def test_an_hour_left_out_is_the_moment_of_the_change() -> None:
    """02:30 does not exist on the spring day: it means 03:00 summer time."""
    assert to_ms(BERLIN, SPRING, 150) == ms("2026-03-29 03:00", BERLIN)


def test_an_hour_that_comes_twice_has_a_first_and_a_last_moment() -> None:
    """02:30 on the autumn day comes twice, an hour apart."""
    first, last = to_ms(BERLIN, AUTUMN, 150), to_ms(BERLIN, AUTUMN, 150, late=True)
    assert last - first == HOUR


def test_bedtime_reaches_into_the_next_day() -> None:
    """The evening's bedtime is part of the morning's plan, with yesterday's setting."""
    laid = plan(rules(), HANOI, TUESDAY)
    assert [(s.setting, s.start_ms, s.end_ms) for s in laid.bedtime] == [
        ("week.mon.bedtime", ms("2026-11-23 20:30"), ms("2026-11-24 06:00")),
        ("week.tue.bedtime", ms("2026-11-24 20:30"), ms("2026-11-25 06:00")),
    ]


def test_a_holiday_replaces_the_day_of_the_week() -> None:
    """The first exception that covers the date counts."""
    tet = DateRule("tet", date(2026, 2, 16), date(2026, 2, 20), Day(minutes=Limit(180)))
    own = rules(dates=(tet,))
    assert day_of(own, date(2026, 2, 16)) == (tet.day, "holiday.tet")
    assert day_of(own, date(2026, 2, 20))[1] == "holiday.tet"
    assert day_of(own, date(2026, 2, 21))[1] == "week.sat"


def test_open_hours_may_cross_midnight() -> None:
    """A period from 22:00 to 01:00 is open at half past midnight of the next day."""
    own = whole_week(rules(), hours=(Period(22 * 60, 60),))
    laid = plan(own, HANOI, TUESDAY)
    assert laid.hours is not None
    half_past = ms("2026-11-24 00:30")
    assert any(s.start_ms <= half_past < s.end_ms for s in laid.hours)


@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.integers(0, 2879))
def test_wall_times_are_found_again(day: date, minute: int) -> None:
    """Whatever the zone does, a wall time maps to a moment at or just after it."""
    for zone in (HANOI, BERLIN):
        moment = to_ms(zone, day, minute)
        shown = local_date(zone, moment)
        assert day <= shown <= day + timedelta(days=2)
        assert (
            moment - to_ms(zone, day, 0) - minute * MINUTE in (-HOUR, 0, HOUR)
            or abs(moment - to_ms(zone, day, 0) - minute * MINUTE) <= HOUR
        )
