"""The preview plays the same decisions forward, so it cannot promise what will not happen."""

from app.model.decision import Reason, Screen
from app.model.grant import Grant, Hold
from app.model.moment import HOUR, MINUTE
from app.model.policy import Limit
from app.model.subject import Bracket
from app.rules.forecast import changes, opens_at, roll
from tests.rules.asking import HANOI, TUESDAY, ask, ms, rules, used


def told(question: object) -> list[tuple[int, Reason, Screen]]:
    """Give what the forecast says, short."""
    return [(t, d.reason, d.screen) for t, d in changes(question, HANOI)]  # type: ignore[arg-type]


def test_an_evening_ends_with_learning_then_bed_then_morning() -> None:
    """From 19:00 with half an hour left: learning at 19:30, closed at 20:30, open at 06:00."""
    assert told(ask("2026-11-24 19:00", use=used(30)))[:3] == [
        (ms("2026-11-24 19:30"), Reason.DAY_BUDGET, Screen.LEARNING),
        (ms("2026-11-24 20:30"), Reason.BEDTIME, Screen.CLOSED),
        (ms("2026-11-25 06:00"), Reason.OPEN, Screen.OPEN),
    ]


def test_a_closed_pc_says_when_it_opens() -> None:
    """Bedtime ends at six; a lock without an end opens only by a person."""
    assert opens_at(ask("2026-11-24 22:00"), HANOI) == ms("2026-11-25 06:00")
    assert opens_at(ask("2026-11-24 16:00"), HANOI) == ms("2026-11-24 16:00")
    locked = ask("2026-11-24 16:00", hold=Hold(Reason.LOCK_NOW, None))
    assert opens_at(locked, HANOI) is None


def test_a_spent_week_opens_on_monday_only_if_that_is_near() -> None:
    """On Saturday night a spent week is seen to open on Monday morning."""
    given = rules(week_limit=Limit(30))
    saturday = ask("2026-11-28 21:30", given, use=used(30))
    assert opens_at(saturday, HANOI) == ms("2026-11-30 06:00")


def test_a_grant_is_played_until_it_is_used_up() -> None:
    """A quarter of an hour at night ends a quarter of an hour later."""
    given = Grant("g", "minh", 15 * MINUTE, ms("2026-11-25 00:00"))
    first = told(ask("2026-11-24 22:00", grants=(given,)))[0]
    assert first == (ms("2026-11-24 22:15"), Reason.BEDTIME, Screen.CLOSED)


def test_a_soft_goal_is_foretold_and_nothing_closes() -> None:
    """At 16 the forecast names the goal, and no closing."""
    soft = told(ask("2026-11-24 16:00", rules(Bracket.D, 16)))
    assert soft and all(screen is Screen.OPEN for _, _, screen in soft)


def test_a_new_week_forgets_the_old_one() -> None:
    """Monday starts with an empty week; a bonus does not count against it."""
    tuesday = used(60)
    assert roll(tuesday, TUESDAY.replace(day=25)).week == {TUESDAY: HOUR}
    assert roll(tuesday, TUESDAY.replace(day=25), 15 * MINUTE).week == {TUESDAY: 45 * MINUTE}
    assert roll(tuesday, TUESDAY.replace(day=30)).week == {}
