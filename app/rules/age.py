"""Birth date to exact age and bracket, and the birthdays that change rules.

Brackets follow law.md 4: 7 is the age of own consent (Law on Children 2016, Decree 56/2017), 13
the age of T13, 16 the end of "child", 18 the end of every game limit (Decree 147/2024).
"""

from __future__ import annotations

from datetime import date, timedelta

from app.model.subject import Bracket, Child, Subject

STARTS = {Bracket.A: 0, Bracket.B: 7, Bracket.C: 13, Bracket.D: 16, Bracket.ADULT: 18}
ANNOUNCED = (16, 18)
ANNOUNCE_AHEAD = timedelta(days=7)


def birthday(birth: date, years: int) -> date:
    """Give the day on which `years` are full; 29 February counts as 1 March in common years."""
    year = birth.year + years
    try:
        return birth.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def age_on(birth: date, day: date) -> int:
    """Give the full years on `day`; 0 for a day before the birth."""
    years = day.year - birth.year
    if day < birthday(birth, years):
        years -= 1
    return max(years, 0)


def bracket_of_age(years: int) -> Bracket:
    """Give the bracket in which someone of so many full years is."""
    found = Bracket.A
    for bracket, start in STARTS.items():
        if years >= start:
            found = bracket
    return found


def bracket_of(subject: Subject, day: date) -> Bracket:
    """Give the bracket of a child on `day`, or the fixed one of a seat."""
    if isinstance(subject, Child):
        return bracket_of_age(age_on(subject.birth, day))
    return subject.bracket


def years_of(subject: Subject, day: date) -> int:
    """Give the exact age of a child, or the youngest age of a seat's bracket."""
    if isinstance(subject, Child):
        return age_on(subject.birth, day)
    return STARTS[subject.bracket]


def is_ten(subject: Subject, day: date) -> bool:
    """Whether the soft cut at 10 inside the bracket 7-12 has been reached (texts only)."""
    return years_of(subject, day) >= 10


def coming(subject: Subject, day: date) -> int | None:
    """Give 16 or 18 when that birthday lies one to seven days ahead, else None."""
    if not isinstance(subject, Child):
        return None
    for years in ANNOUNCED:
        when = birthday(subject.birth, years)
        if day < when <= day + ANNOUNCE_AHEAD:
            return years
    return None
