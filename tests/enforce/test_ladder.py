"""The ladder, step by step: nothing takes effect without its warnings and its grace."""

from __future__ import annotations

import pytest

from app.enforce.ladder import Climb, Rung, Step, climb, wakes_at
from app.model.decision import Cause, Decision, Reason, Screen, Verdict
from app.model.moment import MINUTE, SECOND

NOW = 1_000_000_000


def open_for(minutes: float | None) -> Decision:
    """An open PC with so many minutes left."""
    left = None if minutes is None else round(minutes * MINUTE)
    return Decision(Verdict.ALLOW, Reason.OPEN, "", None, left_ms=left)


def shut(screen: Screen = Screen.CLOSED) -> Decision:
    """A PC whose limit has come."""
    return Decision(Verdict.WAIT, Reason.BEDTIME, "week.tue.bedtime", None, screen)


def look(
    decision: Decision, now: int = NOW, *, sits: bool = True, wait: int | None = None
) -> Climb:
    """One look with a minute of grace."""
    return Climb(decision, now, 60 * SECOND, sits, wait)


@pytest.mark.parametrize(
    ("minutes", "said", "steps"),
    [
        (60, 99, []),
        (30, 99, [Step.TIP]),
        (29, 30, []),
        (15, 30, [Step.WARN]),
        (14, 15, []),
        (5, 15, [Step.WARN]),
        (1, 5, [Step.WARN]),
        (0.5, 1, []),
        (3, 99, [Step.WARN]),
        (None, 99, []),
    ],
)
def test_each_mark_is_told_once(minutes: float | None, said: int, steps: list[Step]) -> None:
    """A tip at 30, warnings at 15, 5 and 1; whoever comes late hears the nearest one."""
    _, found = climb(Rung(said=said), look(open_for(minutes)))
    assert [step for step, _ in found] == steps


def test_more_time_brings_the_warnings_back() -> None:
    """After a grant the approach begins again."""
    rung, _ = climb(Rung(said=1), look(open_for(16)))
    _, found = climb(rung, look(open_for(15)))
    assert [step for step, _ in found] == [Step.WARN]


def test_nobody_is_warned_while_away() -> None:
    """An empty chair hears nothing; coming back it hears the nearest warning."""
    rung, found = climb(Rung(), look(open_for(5), sits=False))
    assert found == ()
    assert climb(rung, look(open_for(4)))[1][0][0] is Step.WARN


def test_a_limit_takes_effect_after_its_grace() -> None:
    """Grace is told, waited for, and then the state is applied, once."""
    rung, found = climb(Rung(), look(shut()))
    assert found == ((Step.GRACE, 60 * SECOND),)
    rung, found = climb(rung, look(shut(), NOW + 59 * SECOND))
    assert found == ()
    rung, found = climb(rung, look(shut(), NOW + 60 * SECOND))
    assert found == ((Step.APPLY, 0),)
    assert rung.applied is Screen.CLOSED
    assert climb(rung, look(shut(), NOW + 61 * SECOND))[1] == ()


def coming_in(seconds: float, verdict: Verdict = Verdict.WAIT) -> Decision:
    """An open PC that a limit will close in so many seconds."""
    ahead = Cause(verdict, Reason.BEDTIME, "week.tue.bedtime")
    left = round(seconds * SECOND)
    return Decision(Verdict.ALLOW, Reason.OPEN, "", None, left_ms=left, ahead=ahead)


def test_a_limit_seen_coming_has_its_grace_before_it_is_due() -> None:
    """The last minute is the grace; at the due time the limit takes effect at once."""
    rung, found = climb(Rung(said=5), look(coming_in(60)))
    assert found == ((Step.GRACE, 60 * SECOND),)
    rung, found = climb(rung, look(coming_in(30), NOW + 30 * SECOND))
    assert found == ()
    rung, found = climb(rung, look(shut(), NOW + 60 * SECOND))
    assert found == ((Step.APPLY, 0),)


def test_who_rests_in_the_last_minute_keeps_it() -> None:
    """Idle time moves the due time, and the end of the grace with it."""
    rung, _ = climb(Rung(), look(coming_in(60)))
    rung, found = climb(rung, look(coming_in(60), NOW + 90 * SECOND))
    assert found == ()
    assert climb(rung, look(shut(), NOW + 140 * SECOND))[1] == ()
    assert climb(rung, look(shut(), NOW + 150 * SECOND))[1] == ((Step.APPLY, 0),)


def test_who_comes_back_with_seconds_left_gets_the_whole_grace() -> None:
    """Unsaved work from before is still there."""
    rung, found = climb(Rung(), look(coming_in(10)))
    assert found[0][0] is Step.GRACE and found[0][1] >= 58 * SECOND
    assert climb(rung, look(shut(), NOW + 10 * SECOND))[1] == ()
    assert climb(rung, look(shut(), NOW + 58 * SECOND))[1] == ((Step.APPLY, 0),)


def test_more_time_in_the_last_minute_ends_the_grace() -> None:
    """A grant: open, with what is left, and the approach begins again."""
    rung, _ = climb(Rung(), look(coming_in(60)))
    rung, found = climb(rung, look(coming_in(900), NOW + SECOND))
    assert found == ((Step.OPEN, 900 * SECOND),)
    assert rung.grace_ms is None
    assert climb(rung, look(coming_in(300), NOW + 2 * SECOND))[1][0][0] is Step.WARN


def test_a_soft_goal_has_no_grace() -> None:
    """Nothing closes, so nothing has to be saved."""
    _, found = climb(Rung(said=5), look(coming_in(60, Verdict.TIP)))
    assert [step for step, _ in found] == [Step.WARN]


def test_an_empty_chair_needs_no_grace() -> None:
    """Logged out or locked, the state changes at once, so the next log-in meets it."""
    rung, found = climb(Rung(), look(shut(), sits=False))
    assert found == ((Step.APPLY, 0),)
    assert rung.applied is Screen.CLOSED


def test_leaving_in_the_grace_ends_it() -> None:
    """Who leaves during the grace has nothing to save any more."""
    rung, _ = climb(Rung(), look(shut()))
    assert climb(rung, look(shut(), NOW + 5 * SECOND, sits=False))[1] == ((Step.APPLY, 0),)


def test_a_grant_in_the_grace_stops_it() -> None:
    """More time during the grace: open, and the warnings are fresh."""
    rung, _ = climb(Rung(said=1), look(shut()))
    rung, found = climb(rung, look(open_for(15), NOW + SECOND))
    assert found[0] == (Step.OPEN, 15 * MINUTE)
    assert rung.grace_ms is None


def test_loosening_takes_effect_at_once() -> None:
    """Closed to learning to open: no grace in this direction."""
    rung, found = climb(Rung(applied=Screen.CLOSED), look(shut(Screen.LEARNING)))
    assert found == ((Step.APPLY, 0),)
    rung, found = climb(rung, look(open_for(60)))
    assert found[0][0] is Step.OPEN
    assert rung.applied is Screen.OPEN


def test_learning_to_closed_has_a_grace_of_its_own() -> None:
    """Homework gets its minute to be saved, too."""
    _, found = climb(Rung(applied=Screen.LEARNING), look(shut()))
    assert found[0][0] is Step.GRACE


def test_a_clock_that_settles_closes_nothing() -> None:
    """Until the wait is over neither grace nor limit begins."""
    rung, found = climb(Rung(), look(shut(), wait=NOW + 1))
    assert (rung, found) == (Rung(), ())
    assert climb(rung, look(shut(), NOW + 1, wait=NOW + 1))[1][0][0] is Step.GRACE


def test_a_soft_limit_is_told_once_and_again_when_it_returns() -> None:
    """A tip at the goal, silence after it, a new tip tomorrow."""
    tip = Decision(Verdict.TIP, Reason.DAY_BUDGET, "week.tue.minutes", None)
    rung, found = climb(Rung(), look(tip))
    assert found == ((Step.TIP, 0),)
    rung, found = climb(rung, look(tip))
    assert found == ()
    rung, _ = climb(rung, look(open_for(60)))
    assert climb(rung, look(tip))[1] == ((Step.TIP, 0),)


@pytest.mark.parametrize(
    ("rung", "decision", "wait", "wakes"),
    [
        (Rung(), open_for(60), None, 30 * MINUTE),
        (Rung(), open_for(10), None, 5 * MINUTE),
        (Rung(), open_for(0.5), None, MINUTE // 2),
        (Rung(), open_for(None), None, None),
        (Rung(grace_ms=NOW + 7), shut(), None, 7),
        (Rung(), shut(), NOW + 9, 9),
        (Rung(applied=Screen.CLOSED), shut(), None, None),
    ],
)
def test_the_ladder_says_when_to_look_again(
    rung: Rung, decision: Decision, wait: int | None, wakes: int | None
) -> None:
    """The next mark, the end of the grace or of the wait; nothing while closed."""
    found = wakes_at(rung, look(decision, wait=wait))
    assert found == (None if wakes is None else NOW + wakes)
