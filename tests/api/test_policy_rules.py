"""Tables turned into rules: which section wins, what a holiday is like, what counts as changed."""

from dataclasses import replace
from datetime import date

import pytest

from app.model.policy import (
    WEEKDAYS,
    AppRole,
    AppRule,
    AppVerdict,
    Breaks,
    DateRule,
    Day,
    GroupRule,
    Limit,
    Period,
    Rules,
)
from app.model.subject import Bracket
from app.rules.presets import preset
from tests.api.test_policy_doc import BORN, MINH, made

TEN = preset(Bracket.B, 10)


def rules(text: str, defaults: bool = True) -> Rules:
    """The rules of a child of ten with this written."""
    head = MINH + BORN + ("" if defaults else "bracket_defaults = false\n")
    return made(head + text).subjects[0].rules


def test_the_nearer_section_wins_key_by_key() -> None:
    """A day beats its part of the week, that beats all, and each only in what it says."""
    text = """
    [child.week.all]
    minutes = 10
    bedtime = "19:00-06:00"
    [child.week.weekend]
    minutes = 20
    soft = true
    [child.week.sun]
    minutes = 30
    [child.week.schoolday]
    curfew = "18:00-06:00"
    """
    week = rules(text, defaults=False).week
    assert [day.minutes for day in week] == [Limit(10)] * 5 + [Limit(20), Limit(30)]
    assert {day.bedtime for day in week} == {Period(1140, 360)}
    assert [day.soft for day in week] == [False] * 5 + [True] * 2
    assert [day.curfew for day in week] == [Period(1080, 360)] * 5 + [None] * 2


def test_changed_names_every_key_that_was_written() -> None:
    """Also one that says what the bracket says anyway: it is the parent's word now."""
    text = "grace_seconds = 60\nweek_minutes = 'none'\nunknown_app = 'allow'\nbreaks.every = 30\n"
    found = rules(text + "[child.week.weekend]\nminutes = 120\nhours = 'none'\n")
    assert replace(found, changed=frozenset()) == TEN
    assert found.changed == {
        "grace_seconds",
        "week_minutes",
        "unknown_app",
        "breaks",
        "week.sat.minutes",
        "week.sun.minutes",
        "week.sat.hours",
        "week.sun.hours",
    }


LIMITS = {
    "30": Limit(30),
    "0": Limit(0),
    "{ minutes = 30 }": Limit(30),
    "{ minutes = 30, soft = true }": Limit(30, soft=True),
    "{ minutes = 1440, soft = false }": Limit(1440),
    '"none"': None,
}


@pytest.mark.parametrize("written", LIMITS)
@pytest.mark.parametrize("key", ["minutes", "one_game", "all_games"])
def test_limits(written: str, key: str) -> None:
    """A number is hard, a table says whether it is soft, "none" takes the default away."""
    assert getattr(rules(f"week.mon.{key} = {written}").week[0], key) == LIMITS[written]


PERIODS = {
    "06:00-20:30": Period(360, 1230),
    "20:30-06:00": Period(1230, 360),
    "00:00-24:00": Period(0, 1440),
    "13:00-00:00": Period(780, 1440),
    "00:00-00:00": Period(0, 1440),
    "23:59-00:01": Period(1439, 1),
}


@pytest.mark.parametrize("written", PERIODS)
def test_periods(written: str) -> None:
    """Hours and minutes of the day; midnight at the end is 24:00."""
    day = rules(f"[child.week.mon]\nbedtime = '{written}'\nhours = ['{written}']\n").week[0]
    assert (day.bedtime, day.hours) == (PERIODS[written], (PERIODS[written],))


def test_no_hours_and_no_limit_of_hours() -> None:
    """An empty list is a closed day, "none" a day that is always open."""
    assert rules("week.mon.hours = []").week[0].hours == ()
    assert rules("week.mon.hours = 'none'").week[0].hours is None
    assert rules("week.mon.bedtime = 'none'").week[0].bedtime is None
    assert rules("week.mon.curfew = 'none'").week[0].curfew is None


def test_week_budget() -> None:
    """The week has a limit of its own."""
    assert rules("week_minutes = 600").week_limit == Limit(600)
    soft = rules("week_minutes = { minutes = 10080, soft = true }").week_limit
    assert soft == Limit(10080, soft=True)


def test_a_holiday_is_like_a_weekend_or_like_another_day() -> None:
    """What is not written is Saturday's, or that of the day it is said to be like."""
    text = """
    week.weekend.minutes = 99
    week.wed.minutes = 11
    [[child.holiday]]
    name = "Tết"
    first = 2027-02-03
    last = 2027-02-12
    bedtime = "23:00-07:00"
    [[child.holiday]]
    name = "Học bù"
    first = 2027-02-13
    last = 2027-02-13
    like = "wed"
    [[child.holiday]]
    name = "Ôn thi"
    first = 2027-05-01
    last = 2027-05-20
    like = "schoolday"
    minutes = 0
    """
    found = rules(text)
    saturday, wednesday, monday = found.week[5], found.week[2], found.week[0]
    assert saturday.minutes == Limit(99)
    assert wednesday.minutes == Limit(11)
    assert found.dates == (
        DateRule(
            "Tết",
            date(2027, 2, 3),
            date(2027, 2, 12),
            replace(saturday, bedtime=Period(1380, 420)),
            "weekend",
            frozenset({"bedtime"}),
        ),
        DateRule("Học bù", date(2027, 2, 13), date(2027, 2, 13), wednesday, "wed"),
        DateRule(
            "Ôn thi",
            date(2027, 5, 1),
            date(2027, 5, 20),
            replace(monday, minutes=Limit(0)),
            "schoolday",
            frozenset({"minutes"}),
        ),
    )
    assert found.changed == {"week.sat.minutes", "week.sun.minutes", "week.wed.minutes"}


def test_programs_and_groups() -> None:
    """A rule names its programs, or is named like its program; order is kept."""
    text = """
    [child.apps.steam]
    [child.apps.maps]
    match = ["desktop:org.gnome.Maps", "marble", "path:/usr/bin/marble"]
    name = "Bản đồ"
    role = "learning"
    verdict = "never"
    minutes = 5
    [child.apps.arcade]
    role = "game"
    minutes = "none"
    [child.groups.fun]
    name = "Vui"
    apps = ["steam", "arcade"]
    minutes = { minutes = 45, soft = true }
    [child.groups.one]
    apps = ["maps"]
    minutes = 0
    """
    found = rules(text)
    matches = ("desktop:org.gnome.Maps", "marble", "path:/usr/bin/marble")
    assert found.apps == (
        AppRule("steam", ("steam",)),
        AppRule("maps", matches, "Bản đồ", AppRole.LEARNING, AppVerdict.NEVER, Limit(5)),
        AppRule("arcade", ("arcade",), role=AppRole.GAME),
    )
    assert found.groups == (
        GroupRule("fun", "Vui", ("steam", "arcade"), Limit(45, soft=True)),
        GroupRule("one", "one", ("maps",), Limit(0)),
    )


RESTS = {
    "breaks = 'none'": None,
    "breaks.every = 20": Breaks(20, 5, tip_only=True),
    "breaks.length = 9": Breaks(30, 9, tip_only=True),
    "breaks.tip_only = false": Breaks(30, 5, tip_only=False),
    "breaks = { every = 45, length = 10, tip_only = false }": Breaks(45, 10, tip_only=False),
}


@pytest.mark.parametrize("written", RESTS)
def test_rests(written: str) -> None:
    """What is written goes over the bracket's rests; "none" takes them away."""
    assert TEN.breaks == Breaks(30, 5, tip_only=True)
    assert rules(written).breaks == RESTS[written]


def test_rests_without_defaults() -> None:
    """How often is needed; the length and that it only reminds have a default."""
    assert rules("breaks.every = 50", defaults=False).breaks == Breaks(50, 5, tip_only=True)


def test_nothing_written_changes_nothing() -> None:
    """Empty tables are allowed and say nothing."""
    text = "[child.week.mon]\n[child.week]\n[child.apps]\n[child.groups]\n"
    assert rules(text) == TEN
    assert rules(text, defaults=False) == Rules(week=(Day(),) * len(WEEKDAYS))
