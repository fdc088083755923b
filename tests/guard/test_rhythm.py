"""The rhythm of a day: when a rest is asked for, when it was kept, and what is told of play."""

from collections.abc import Callable

import pytest

from app.guard import events as ev
from app.guard.rhythm import after_rest, break_due_ms, wakes_at
from app.guard.state import Rest
from app.model.action import NoticeKind
from app.model.decision import Screen
from app.model.moment import DAY, HOUR, MINUTE, SECOND
from app.model.policy import Breaks
from tests.guard.home import Awake, Home
from tests.rules.asking import WRITER, rules

ASKED = Breaks(20, 5)
FORCED = Breaks(20, 5, tip_only=False)
GRACE_MIN = 1


def home(breaks: Breaks = ASKED) -> Home:
    """A child at twenty minutes of writing, just asked to rest."""
    made = Home("2026-11-24 16:00", rules(breaks=breaks, notice_every=0))
    made.sit(WRITER)
    made.wait(20)
    return made


def hands_off(home: Home, minutes: float) -> None:
    """The child looks out of the window."""
    home.see(idle_ms=0)
    home.wait(minutes, typing=False)


def logs_out(home: Home, minutes: float) -> None:
    """Nobody is logged in for a while."""
    home.leave()
    home.wait(minutes)
    home.sit(WRITER)


def sleeps(home: Home, minutes: float) -> None:
    """The lid is closed."""
    home.do(ev.Suspending(home.now))
    home.wall += round(minutes * MINUTE)
    home.boot += round(minutes * MINUTE)
    home.do(ev.Resumed(home.now))


def sleeps_unannounced(home: Home, minutes: float) -> None:
    """The same where nobody tells the service before."""
    home.wall += round(minutes * MINUTE)
    home.boot += round(minutes * MINUTE)
    home.do(ev.Tick(home.now))


def is_off(home: Home, minutes: float) -> None:
    """The PC is switched off and on again."""
    home.power_cycle(round(minutes * MINUTE), synced=True)
    home.sit(WRITER)


def films(home: Home, minutes: float) -> None:
    """Nothing is touched, but the eyes are on the screen."""
    home.see(idle_ms=0, awake=frozenset({Awake.INHIBITOR}))
    home.wait(minutes, typing=False)


def types_on(home: Home, minutes: float) -> None:
    """The child does not listen."""
    home.wait(minutes)


@pytest.mark.parametrize(
    ("then", "minutes", "kept"),
    [
        (hands_off, 4.7, 0),
        (hands_off, 5.1, 1),
        (hands_off, 60, 1),
        (logs_out, 4.7, 0),
        (logs_out, 5.1, 1),
        (sleeps, 4.7, 0),
        (sleeps, 5.1, 1),
        (sleeps_unannounced, 5.1, 1),
        (is_off, 4.7, 0),
        (is_off, 5.1, 1),
        (films, 30, 0),
        (types_on, 30, 0),
    ],
)
def test_a_rest_is_kept_when_it_was_taken(
    then: Callable[[Home, float], None], minutes: float, kept: int
) -> None:
    """For as long as was asked, however the eyes came off the screen; never by going on."""
    at = home()
    assert at.told()[-1] == (NoticeKind.BREAK, 300)
    then(at, minutes)
    assert at.person.rest.kept == kept


def test_a_rest_nobody_asked_for_counts_as_none_and_begins_anew() -> None:
    """The next twenty minutes are counted from there."""
    at = Home("2026-11-24 16:00", rules(breaks=ASKED))
    at.sit(WRITER)
    at.wait(15)
    hands_off(at, 6)
    assert (at.person.rest.kept, at.person.rest.streak_ms) == (0, 0)
    at.see(idle_ms=0)
    at.wait(19)
    assert NoticeKind.BREAK not in [kind for kind, _ in at.told()]
    at.wait(2)
    assert NoticeKind.BREAK in [kind for kind, _ in at.told()]


def test_an_enforced_rest_is_as_long_as_it_says_and_is_kept() -> None:
    """The minute to save comes before it, not out of it; whoever sat it out kept it."""
    at = home(FORCED)
    at.wait(GRACE_MIN, 1)
    assert at.screens() == [Screen.CLOSED]
    at.wait(4, 50)
    assert at.screens() == [Screen.CLOSED]
    at.wait(0, 15)
    assert at.screens() == [Screen.CLOSED, Screen.OPEN]
    assert at.person.rest.kept == 1
    assert at.person.rest.until_ms is None
    at.wait(18)
    assert at.screens() == [Screen.CLOSED, Screen.OPEN]
    at.wait(4)
    assert at.screens() == [Screen.CLOSED, Screen.OPEN, Screen.CLOSED]


def test_an_enforced_rest_that_was_lifted_was_not_kept() -> None:
    """The parent gave time: the child went on."""
    at = home(FORCED)
    at.wait(2)
    at.give(30)
    at.wait(6)
    assert at.screens() == [Screen.CLOSED, Screen.OPEN]
    assert at.person.rest.kept == 0


def test_twigs_belong_to_their_day() -> None:
    """At midnight, and when the PC was off over midnight."""
    at = home()
    hands_off(at, 6)
    assert at.person.rest.kept == 1
    at.leave()
    at.power_cycle(20 * HOUR, synced=True)
    assert at.person.rest.kept == 0
    at.sit(WRITER)
    at.wait(20)
    hands_off(at, 6)
    at.restart()
    assert at.person.rest.kept == 1
    at.leave()
    at.pass_ms(DAY)
    at.do(ev.Tick(at.now))
    assert at.person.rest.kept == 0


def test_a_crash_is_no_rest() -> None:
    """The service was away for seconds: the twenty minutes go on."""
    at = Home("2026-11-24 16:00", rules(breaks=ASKED))
    at.sit(WRITER)
    at.wait(15)
    at.pass_ms(2 * SECOND)
    at.restart()
    at.sit(WRITER)
    assert at.person.rest.streak_ms == pytest.approx(15 * MINUTE, abs=20 * SECOND)


@pytest.mark.parametrize(
    ("rest", "idle_ms", "after"),
    [
        (Rest(600_000), 299_999, Rest(600_000, 299_999)),
        (Rest(600_000), 300_000, Rest(0, 300_000)),
        (Rest(600_000, asked=True), 300_000, Rest(0, 300_000, kept=1)),
        (Rest(0, 300_000, kept=1), 600_000, Rest(0, 600_000, kept=1)),
    ],
)
def test_so_much_rest(rest: Rest, idle_ms: int, after: Rest) -> None:
    """Less than was asked for changes nothing; a long rest is one rest."""
    assert after_rest(rest, ASKED, idle_ms) == after


def test_when_to_look_again() -> None:
    """A rest that only reminds closes nothing; a game is looked at for its next notice."""
    at = home(FORCED)
    assert break_due_ms(at.person, 0) is None
    assert wakes_at(at.person, 0) == at.person.rest.until_ms
    at = Home("2026-11-24 16:00", rules(breaks=FORCED))
    assert break_due_ms(at.person, 7) == 7 + 20 * MINUTE
    at.sit()
    at.wait(5)
    now = at.guard.clock.now_ms
    assert break_due_ms(at.person, now) == now + 15 * MINUTE
    assert wakes_at(at.person, now) == now + 15 * MINUTE
    assert break_due_ms(home(ASKED).person, 0) is None


def test_a_notice_each_half_hour_of_play() -> None:
    """Only while a game is in front; said once each (Decree 147/2024 art. 39)."""
    at = Home("2026-11-24 08:00", rules(breaks=None, notice_every=30))
    at.sit()
    at.wait(29)
    at.sit(WRITER)
    at.wait(10)
    assert NoticeKind.GAME_TIME not in [kind for kind, _ in at.told()]
    at.sit()
    at.wait(3)
    assert at.told().count((NoticeKind.GAME_TIME, 1800)) == 1
