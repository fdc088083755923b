"""What can be said of a subject now: when it closes, what comes, how time is charged."""

from dataclasses import replace

import pytest
from msgspec.structs import replace as put

from app.model.decision import Reason, Screen
from app.model.grant import Hold
from app.model.moment import HOUR, MINUTE
from app.model.observation import App
from app.model.policy import AppRole, AppRule, Limit, Period, Rules
from app.programs.service.view import charging, view, why
from tests.guard.home import Home
from tests.rules.asking import MINETEST, ms, rules, whole_week

LESSON = AppRule("maths", ("kalgebra",), role=AppRole.LEARNING)
KALGEBRA = App("desktop:org.kde.kalgebra")
BUDGET = whole_week(rules(apps=(LESSON,)), minutes=Limit(60))


def home(given: Rules = BUDGET, local: str = "2026-11-12T16:00") -> Home:
    """A PC on a Thursday."""
    return Home(local, given)


def test_it_says_until_when() -> None:
    """An hour of budget at four: play ends at five, all ends at bedtime, open next morning."""
    at = home()
    at.sit()
    now = view(at.guard, at.person)
    assert now.screen is Screen.OPEN
    assert now.closes_ms == ms("2026-11-12 17:00")
    assert now.budget_ms == HOUR
    assert now.decision.left_ms == HOUR
    codes = [(when, code) for when, code in now.coming if code not in ("game_curfew", "games_open")]
    assert codes[:2] == [
        (ms("2026-11-12 17:00"), "budget_over"),
        (ms("2026-11-12 20:30"), "bedtime"),
    ]
    assert codes[2][1] in ("opens", "new_day")


def test_what_comes_is_in_its_order_and_not_endless() -> None:
    """Games rest at eight by the curfew; at most five things are said."""
    now = view(home().guard, home().person)
    assert [at for at, _ in now.coming] == sorted(at for at, _ in now.coming)
    assert (ms("2026-11-12 20:00"), "game_curfew") in now.coming
    assert len(now.coming) <= 5


def test_under_the_cover_it_says_when_learning_ends() -> None:
    """The budget is spent: closes_ms is bedtime, opens_ms the next day's time."""
    at = home(whole_week(BUDGET, minutes=Limit(1)))
    at.sit()
    at.wait(minutes=3)
    now = view(at.guard, at.person)
    assert now.screen is Screen.LEARNING
    assert now.closes_ms == ms("2026-11-12 20:30")
    assert now.opens_ms is not None and now.opens_ms > ms("2026-11-13 00:00")


def test_a_program_that_was_granted_at_night_says_until_when() -> None:
    """The PC is closed but for this one; a pause that ends first closes nothing any more."""
    at = home(local="2026-11-12T20:45")
    at.sit(KALGEBRA)
    at.give(30, app="kalgebra")
    at.wait(minutes=2)
    now = view(at.guard, at.person)
    assert now.screen is Screen.LEARNING
    assert now.closes_ms == at.guard.clock.now_ms + at.person.grants[0].left_ms
    at = home()
    at.sit(KALGEBRA)
    at.hold(Hold(Reason.PAUSE, at.wall + 10 * MINUTE))
    at.give(30, app="kalgebra")
    at.wait(minutes=2)
    assert view(at.guard, at.person).closes_ms is None


def test_a_pause_says_when_it_ends() -> None:
    """What closed it decides what its end is called."""
    at = home()
    at.hold(Hold(Reason.PAUSE, at.wall + 10 * MINUTE))
    now = view(at.guard, at.person)
    assert now.coming[0] == (at.wall + 10 * MINUTE, "pause_over")
    assert now.opens_ms == at.wall + 10 * MINUTE


def test_a_bonus_grows_the_budget() -> None:
    """What a parent added is shown as today's."""
    at = home()
    at.give(15, bonus=True)
    assert view(at.guard, at.person).budget_ms == HOUR + 15 * MINUTE


def test_without_a_budget_there_is_none() -> None:
    """No figure is invented."""
    at = home(whole_week(rules(), minutes=None, bedtime=None))
    assert view(at.guard, at.person).budget_ms is None


@pytest.mark.parametrize(
    ("front", "idle_ms", "expected"),
    [
        (MINETEST, 0, "game"),
        (KALGEBRA, 0, "learning"),
        (App("desktop:mpv"), 0, "leisure"),
        (None, 0, "leisure"),
        (App("ours", ours=True), 0, ""),
        (MINETEST, 10 * MINUTE, ""),
    ],
)
def test_how_time_is_charged_now(front: App | None, idle_ms: int, expected: str) -> None:
    """By what is in front, and not while nobody sits there."""
    at = home()
    at.sit(front, idle_ms=idle_ms)
    assert charging(at.person) == expected


def test_nothing_is_charged_while_it_is_closed_or_grown_up() -> None:
    """A closed PC charges nobody, an adult is never charged."""
    at = home()
    at.sit()
    shut = put(at.person.rung, applied=Screen.CLOSED)
    assert charging(put(at.person, rung=shut)) == ""
    assert charging(put(at.person, adult=True)) == ""


def test_under_the_cover_only_learning_is_charged() -> None:
    """What is not spared stands still and costs nothing."""
    at = home(whole_week(BUDGET, minutes=Limit(0)))
    at.see()
    at.wait(minutes=2)
    at.sit(MINETEST)
    assert charging(at.person) == ""
    at.sit(KALGEBRA)
    assert charging(at.person) == "learning"


def test_a_decision_as_a_face_reads_it() -> None:
    """An open PC does not say when it opens."""
    at = home()
    decision = view(at.guard, at.person).decision
    assert why(decision, 5).opens_ms is None
    assert why(replace(decision, screen=Screen.CLOSED), 5).opens_ms == 5
    assert why(decision).reason == Reason.OPEN


def test_outside_the_hours_it_says_when_they_begin() -> None:
    """Closed by the hours until the afternoon."""
    at = home(whole_week(rules(), hours=(Period(17 * 60, 19 * 60),)))
    now = view(at.guard, at.person)
    assert now.opens_ms == ms("2026-11-12 17:00")
