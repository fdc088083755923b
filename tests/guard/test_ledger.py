"""What the ledger is told adds up to what was charged, whatever happens to the date."""

from dataclasses import replace
from datetime import date

import pytest

from app.guard import events as ev
from app.guard.ledger import none_of, totals_of
from app.guard.memory import Memory, memory
from app.model.action import Action, NoticeKind, Remember
from app.model.decision import Screen
from app.model.moment import HOUR, MINUTE
from app.model.observation import App
from app.model.policy import Limit, Rules
from app.model.span import Charge, DayTotal
from app.model.use import Use
from tests.guard.home import Home
from tests.rules.asking import rules, whole_week

OTHER = App("path:/usr/bin/xclock")
FREE = rules(breaks=None)
Key = tuple[date, str, Charge]


def kept(home: Home) -> dict[Key, int]:
    """The rows as the store keeps them: the last one of a day, program and charge holds."""
    rows: dict[Key, int] = {}
    for action in home.actions:
        if isinstance(action, Remember):
            rows |= {(t.day, t.app, t.charge): t.used_ms for t in action.totals}
    return rows


def awake_all_night() -> Home:
    """A child without a bedtime."""
    given = rules(breaks=None)
    week = tuple(replace(day, bedtime=None) for day in given.week)
    return Home("2026-11-24 23:50", replace(given, week=week))


def test_the_last_seconds_of_a_day_reach_the_ledger() -> None:
    """What was used between the last heartbeat and midnight is in the totals of that day."""
    home = awake_all_night()
    home.sit(OTHER)
    home.wait(9, 50)
    home.pass_ms(15_000)
    home.wait(5)
    assert kept(home)[(date(2026, 11, 24), OTHER.id, Charge.LEISURE)] == 10 * MINUTE
    home.wait(1)
    today = kept(home)[(date(2026, 11, 25), OTHER.id, Charge.LEISURE)]
    assert 0 <= home.person.use.leisure_ms - today < 15_000


def test_a_day_that_was_never_meant_is_taken_back() -> None:
    """Minutes under a wrong tomorrow are moved, and tomorrow's rows say none."""
    home = awake_all_night()
    home.wall -= 6 * HOUR
    home.restart()
    home.sit(OTHER)
    home.wait(10)
    home.leave()
    home.power_cycle(20 * MINUTE, wall_error_ms=7 * HOUR)
    home.sit(OTHER)
    home.wait(1)
    home.wall -= 7 * HOUR
    home.synced = True
    home.wait(1)
    rows = kept(home)
    assert rows[(date(2026, 11, 25), OTHER.id, Charge.LEISURE)] == 0
    assert rows[(date(2026, 11, 24), OTHER.id, Charge.LEISURE)] == 12 * MINUTE


def test_a_tally_as_rows() -> None:
    """One row a program and charge; taking a day back sets every one of them to nothing."""
    day = date(2026, 11, 24)
    use = Use(day, by_app={Charge.GAME: {"steam": 5}, Charge.LEISURE: {"vlc": 7}})
    rows = totals_of("minh", use)
    assert rows == (
        DayTotal("minh", day, "steam", Charge.GAME, 5),
        DayTotal("minh", day, "vlc", Charge.LEISURE, 7),
    )
    assert [(row.app, row.used_ms) for row in none_of("minh", use)] == [("steam", 0), ("vlc", 0)]


class Crashing(Home):
    """A home that knows what the store holds: what was in memory when the ledger was last told."""

    stored: Memory | None = None

    def do(self, event: ev.Event) -> tuple[Action, ...]:
        """Let something happen, and keep what a store would."""
        actions = super().do(event)
        if any(isinstance(action, Remember) for action in actions):
            self.stored = memory(self.guard)
        return actions


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(whole_week(FREE, minutes=Limit(10)), id="the PC, by its budget"),
        pytest.param(whole_week(FREE, one_game=Limit(10)), id="one game, by its ceiling"),
        pytest.param(whole_week(FREE, all_games=Limit(10)), id="all games, by theirs"),
    ],
)
def test_what_took_effect_is_written_at_once(given: Rules) -> None:
    """A crash in the same second still finds it closed or held: no new grace, nobody is freed."""
    home = Crashing("2026-11-24 16:00", given)
    home.wait(seconds=7)  # so that no heartbeat falls on the very second
    home.sit()
    for _ in range(11 * 60):
        home.wait(seconds=1)
        if _in_effect(home):
            break
    assert (before := _in_effect(home))
    home.actions.clear()
    home.restart(home.stored)
    assert _in_effect(home) == before
    home.sit()
    assert _in_effect(home) == before
    assert NoticeKind.GRACE not in [kind for kind, _ in home.told()]


def _in_effect(home: Home) -> tuple[Screen, ...]:
    """What is not open: the PC and the programs."""
    person = home.person
    rungs = [person.rung, *(watch.rung for watch in person.watched.values())]
    return tuple(rung.applied for rung in rungs if rung.applied is not Screen.OPEN)
