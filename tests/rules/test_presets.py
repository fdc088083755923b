"""The numbers a bracket starts with are the table of law.md, and each has a source."""

from dataclasses import fields, replace
from datetime import date

import pytest

from app.model.policy import WEEKDAYS, DateRule, Day, Limit, Period
from app.model.subject import Bracket
from app.rules.presets import FIELDS, preset, rebase, source_of
from tests.rules.asking import rules, whole_week

TET = date(2027, 2, 6)
MINUTES = frozenset({"minutes"})


@pytest.mark.parametrize(
    ("bracket", "years", "school", "weekend", "bed", "late", "wake"),
    [
        (Bracket.A, 1, 0, 0, "19:30", "20:00", "07:00"),
        (Bracket.A, 3, 30, 60, "19:30", "20:00", "07:00"),
        (Bracket.A, 5, 45, 60, "19:30", "20:00", "07:00"),
        (Bracket.B, 8, 60, 120, "20:30", "21:00", "06:00"),
        (Bracket.C, 14, 120, 180, "21:30", "22:30", "05:30"),
        (Bracket.D, 16, 150, 240, "22:30", "23:30", "05:30"),
    ],
)
def test_minutes_and_bedtimes_are_those_of_the_table(
    bracket: Bracket, years: int, school: int, weekend: int, bed: str, late: str, wake: str
) -> None:
    """Friday and Saturday nights are the late ones; Saturday and Sunday the long days."""
    soft = bracket is Bracket.D
    week = preset(bracket, years).week
    assert [d.minutes for d in week] == [Limit(school, soft)] * 5 + [Limit(weekend, soft)] * 2
    nights = [bed] * 4 + [late] * 2 + [bed]
    assert [d.bedtime for d in week] == [Period(_at(n), _at(wake)) for n in nights]


def _at(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


@pytest.mark.parametrize(
    ("bracket", "years", "one", "all_", "from_", "to", "rest", "notice"),
    [
        (Bracket.A, 5, (20, 20), (30, 30), "19:00", "07:00", 20, 15),
        (Bracket.B, 8, (45, 60), (60, 120), "20:00", "06:00", 30, 30),
        (Bracket.C, 14, (60, 60), (120, 180), "21:00", "05:30", 45, 30),
        (Bracket.D, 16, (60, 60), (180, 180), "22:00", "08:00", 60, 30),
    ],
)
def test_games_curfews_and_rests_are_those_of_the_table(
    bracket: Bracket,
    years: int,
    one: tuple[int, int],
    all_: tuple[int, int],
    from_: str,
    to: str,
    rest: int,
    notice: int,
) -> None:
    """Pairs are (school day, weekend); a curfew ends when the PC goes on in the morning."""
    made, soft = preset(bracket, years), bracket is Bracket.D
    assert [d.one_game for d in made.week] == [Limit(one[0], soft)] * 5 + [Limit(one[1], soft)] * 2
    ceilings = [Limit(all_[0], soft)] * 5 + [Limit(all_[1], soft)] * 2
    assert [d.all_games for d in made.week] == ceilings
    assert {d.curfew for d in made.week} == {Period(_at(from_), _at(to))}
    assert {d.hours for d in made.week} == {None}
    assert made.breaks is not None
    assert (made.breaks.every, made.breaks.tip_only, made.notice_every) == (rest, True, notice)


@pytest.mark.parametrize("bracket", [Bracket.A, Bracket.B, Bracket.C, Bracket.D])
def test_no_default_exceeds_the_legal_ceiling_of_games(bracket: Bracket) -> None:
    """60 minutes a game and 180 in all, a notice at least every 30 (Decree 147/2024 art. 39)."""
    made = preset(bracket, 6 if bracket is Bracket.A else 16)
    assert made.notice_every <= 30
    for day in made.week:
        assert day.one_game is not None and day.one_game.minutes <= 60
        assert day.all_games is not None and day.all_games.minutes <= 180


def test_only_from_sixteen_are_limits_soft() -> None:
    """Under 16 every default holds; from 16 on it reminds."""
    for bracket, years in ((Bracket.A, 5), (Bracket.B, 9), (Bracket.C, 14)):
        assert not any(d.soft for d in preset(bracket, years).week)
    assert all(d.soft and d.minutes and d.minutes.soft for d in preset(Bracket.D, 16).week)


def test_an_adult_has_no_limits() -> None:
    """At 18 nothing is left to switch off."""
    assert preset(Bracket.ADULT, 18).week == (Day(),) * 7


def test_every_setting_of_a_day_has_a_source() -> None:
    """A default that cannot say where it comes from is not shown, so none may lack it."""
    assert {f.name for f in fields(Day)} == set(FIELDS)
    for name in FIELDS:
        source = source_of(f"week.mon.{name}")
        assert source is not None and source.text
        assert source.kind in ("law", "guidance", "design")
    for key in ("breaks", "week_minutes", "grace_seconds", "unknown_app", "notice"):
        assert source_of(key) is not None


def test_a_new_bracket_keeps_what_the_parent_changed() -> None:
    """At 13 the bracket's numbers come in, but not over the parent's own."""
    own = whole_week(rules(), minutes=Limit(20))
    changed = frozenset(f"week.{day}.minutes" for day in WEEKDAYS)
    own = rules(week=own.week, changed=changed)
    after = rebase(own, Bracket.C, 13)
    assert {d.minutes for d in after.week} == {Limit(20)}
    assert after.week[0].bedtime == preset(Bracket.C, 13).week[0].bedtime
    assert after.breaks == preset(Bracket.C, 13).breaks


def test_a_new_bracket_reaches_holidays_under_what_was_written_for_them() -> None:
    """A holiday is like a weekend: of the new bracket, when a birthday falls into it."""
    old, new = preset(Bracket.B, 12), preset(Bracket.C, 13)
    alone = Day(minutes=Limit(5))
    dates = (
        DateRule("Tết", TET, TET, old.week[5], "weekend"),
        DateRule("Hè", TET, TET, replace(old.week[0], minutes=Limit(9)), "mon", MINUTES),
        DateRule("x", TET, TET, alone),
    )
    tet, summer, third = rebase(replace(old, dates=dates), Bracket.C, 13).dates
    assert tet.day == new.week[5]
    assert summer.day == replace(new.week[0], minutes=Limit(9))
    assert third.day == alone
