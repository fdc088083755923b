"""Judging at its edges: decisions that hold as long as they say, grants spent once."""

from dataclasses import replace

import pytest

from app.guard import events as ev
from app.guard.judge import standing
from app.guard.memory import start
from app.model.action import FreeApp, HoldApp, NoticeKind, Notify, SetScreen
from app.model.decision import Reason, Screen
from app.model.grant import Hold
from app.model.moment import MINUTE, SECOND
from app.model.observation import App
from app.model.policy import AppRole, AppRule, AppVerdict, Breaks, Limit
from tests.guard.home import Home
from tests.rules.asking import MINETEST, WRITER, rule_for, rules, whole_week


def reason(home: Home) -> Reason:
    """Why things are as they are."""
    return home.person.decision.reason


def applied(home: Home) -> Screen:
    """What has taken effect."""
    return home.person.rung.applied


def test_a_decision_ends_no_later_than_the_rest_that_may_come() -> None:
    """With rests that close the PC, *open* is said to hold until the next of them."""
    home = Home("2026-11-24 16:00", rules(breaks=Breaks(20, 5, tip_only=False)))
    home.sit(MINETEST)
    home.wait(5)
    before = home.person.decision
    assert before.reason is Reason.OPEN
    assert before.until_ms is not None
    assert before.until_ms <= home.guard.clock.now_ms + 15 * MINUTE
    assert before.ahead is None or before.ahead.reason is not Reason.BREAK


def test_agents_lost_long_ago_close_nothing_any_more() -> None:
    """Three losses close the PC only while they lie within a minute; no event is needed."""
    home = Home("2026-11-24 16:00", rules(breaks=None))
    home.sit(MINETEST)
    for _ in range(3):
        home.do(ev.AgentChanged(home.now, "minh", "1", ev.AgentState.LOST))
        home.wait(seconds=10)
    assert reason(home) is Reason.AGENT_LOST
    until = home.person.decision.until_ms
    assert until is not None
    home.wait(seconds=29)
    assert reason(home) is Reason.AGENT_LOST
    home.wait(seconds=3)
    assert home.guard.clock.now_ms >= until
    assert reason(home) is Reason.OPEN


def test_a_grant_is_spent_once_however_much_it_lifts() -> None:
    """A game in front of a PC that a grant keeps open costs the grant its own time, not twice."""
    home = Home("2026-11-24 20:45", rules(breaks=None, apps=(rule_for("minetest"),)))
    home.sit(MINETEST)
    home.give(10)
    home.wait(4)
    assert home.person.grants[0].left_ms == 6 * MINUTE


def test_a_program_never_allowed_is_not_spared_by_a_grant() -> None:
    """The PC stays closed, and nothing is left usable behind the lock."""
    never = rule_for("minetest", verdict=AppVerdict.NEVER)
    for name in ("minetest", "desktop:net.minetest.minetest"):
        home = Home("2026-11-24 20:45", rules(breaks=None, apps=(never,)))
        home.sit(None)
        home.give(10, app=name)
        home.wait(2)
        screens = [a for a in home.actions if isinstance(a, SetScreen)]
        assert screens[-1].screen is Screen.CLOSED
        assert home.person.spare == frozenset()


def test_a_granted_program_keeps_a_closed_pc_usable_for_as_long_as_it_lasts() -> None:
    """The state ends with the grant, and says so."""
    home = Home("2026-11-24 20:45", rules(breaks=None, apps=(rule_for("minetest"),)))
    home.sit(MINETEST)
    home.give(10, app="minetest")
    home.wait(2)
    assert applied(home) is Screen.LEARNING
    until = home.person.decision.until_ms
    assert until is not None and until <= home.guard.clock.now_ms + 8 * MINUTE
    home.wait(9)
    assert applied(home) is Screen.CLOSED


def test_a_granted_program_is_warned_before_its_time_is_over() -> None:
    """A closed PC that goes on for one program closes again like any other: 15, 5, 1, grace."""
    home = Home("2026-11-24 20:45", rules(breaks=None, apps=(rule_for("minetest"),)))
    home.sit(MINETEST)
    home.give(20, app="minetest")
    home.wait(21)
    told = home.told()
    assert told[told.index((NoticeKind.LEARNING, 0)) :][:5] == [
        (NoticeKind.LEARNING, 0),
        (NoticeKind.WARN, 15 * 60),
        (NoticeKind.WARN, 5 * 60),
        (NoticeKind.GRACE, 60),
        (NoticeKind.CLOSED, 0),
    ]
    assert applied(home) is Screen.CLOSED
    last = [a for a in home.actions if isinstance(a, SetScreen)][-1]
    assert last.decision.reason is Reason.BEDTIME


def test_a_granted_program_that_outlasts_the_night_is_not_warned() -> None:
    """The pause ends first: nothing closes then, so nothing is said to be coming."""
    home = Home("2026-11-24 16:00", rules(breaks=None, apps=(rule_for("minetest"),)))
    home.sit(MINETEST)
    home.hold(Hold(Reason.PAUSE, home.guard.clock.now_ms + 10 * MINUTE))
    home.give(20, app="minetest")
    home.actions.clear()
    home.wait(9)
    assert home.told() == [(NoticeKind.LEARNING, 0)]


TUX = App("desktop:supertux2", ("path:/usr/games/supertux2",), "SuperTux", True)
CHESS = App("desktop:chess", ("path:/usr/games/chess",), "Chess", True)
TWO = AppRule("play", ("minetest", "supertux2"), "Play", AppRole.GAME, limit=Limit(10))


def hands(home: Home) -> list[tuple[str, str]]:
    """What the hands were told of single programs."""
    names = {HoldApp: "hold", FreeApp: "free"}
    return [
        (names[type(a)], a.app.id.rpartition(".")[2].rpartition(":")[2])
        for a in home.actions
        if isinstance(a, HoldApp | FreeApp)
    ]


@pytest.mark.parametrize(
    ("running", "then", "told"),
    [
        pytest.param((), None, [("hold", "minetest")], id="the one in front"),
        pytest.param(
            (), TUX, [("hold", "minetest"), ("hold", "supertux2")], id="the other comes later"
        ),
        pytest.param(
            (TUX,), None, [("hold", "minetest"), ("hold", "supertux2")], id="the other runs behind"
        ),
        pytest.param((CHESS,), CHESS, [("hold", "minetest")], id="a third is another's business"),
    ],
)
def test_a_rule_that_names_two_programs_holds_both(
    running: tuple[App, ...], then: App | None, told: list[tuple[str, str]]
) -> None:
    """Their minutes are one: whoever opens the other one finds it held; both are let go of."""
    home = Home("2026-11-24 16:00", rules(breaks=None, apps=(TWO,)))
    home.sit(MINETEST, running=running)
    home.wait(11)
    if then is not None:
        home.sit(then, running=running)
        home.wait(1)
    assert hands(home) == told
    standing_ids = {a.app.id for a in standing(home.person) if isinstance(a, HoldApp)}
    assert standing_ids == {a.app.id for a in home.actions if isinstance(a, HoldApp)}
    home.restart()
    home.actions.clear()
    home.give(5, app="play")
    assert sorted(hands(home)) == sorted(("free", name) for _, name in told)


def test_a_held_program_follows_the_rules_that_hold_now() -> None:
    """The parent takes the rule back while the program is held behind another one."""
    home = Home("2026-11-24 16:00", rules(breaks=None, apps=(TWO,)))
    home.sit(MINETEST)
    home.wait(11)
    home.sit(CHESS)
    home.actions.clear()
    (given,) = home.policy.subjects
    free = replace(given, rules=rules(breaks=None))
    home.do(ev.PolicyChanged(home.now, replace(home.policy, version=2, subjects=(free,))))
    assert hands(home) == [("free", "minetest")]


def test_a_soft_limit_of_the_pc_reminds_once() -> None:
    """The program in front has a rule of its own: its own limit reminds, the PC's not twice."""
    week = whole_week(rules(breaks=None), minutes=Limit(10, soft=True))
    play = AppRule("play", ("minetest",), "Play", limit=Limit(20, soft=True))
    home = Home("2026-11-24 14:00", replace(week, apps=(play,)))
    home.sit(MINETEST)
    home.wait(30)
    tips = [a for a in home.actions if isinstance(a, Notify) and a.kind is NoticeKind.TIP]
    assert [(a.decision.reason, a.app) for a in tips if not a.left_ms] == [
        (Reason.DAY_BUDGET, ""),
        (Reason.APP_LIMIT, MINETEST.id),
    ]


@pytest.mark.parametrize("how", ["restarted in the grace", "restarted after lock now", "set up"])
def test_who_sits_there_at_the_start_has_time_to_save(how: str) -> None:
    """A service that begins does not know yet who is there: it looks before it closes."""
    home = Home("2026-11-24 20:29:20", rules(breaks=None))
    home.sit(WRITER)
    if how == "set up":
        home = Home("2026-11-24 20:45", rules(breaks=None), told=False)
    elif how == "restarted after lock now":
        home.hold(Hold(Reason.LOCK_NOW, None))
        home.restart()
    else:
        home.wait(seconds=20)
        home.restart()
    home.pass_ms(100)
    home.actions.clear()
    home.sit(WRITER)
    assert home.screens() == []
    home.wait(seconds=30)
    assert home.told()[0][0] is NoticeKind.GRACE
    assert home.screens() == []
    home.wait(seconds=32)
    assert home.screens() == [Screen.CLOSED]


@pytest.mark.parametrize("seen", [True, False])
def test_with_nobody_there_it_closes_as_soon_as_that_is_known(seen: bool) -> None:
    """Or two seconds later, should nobody ever say."""
    home = Home("2026-11-24 20:45", rules(breaks=None), told=False)
    home.do(ev.Tick(home.now))
    assert home.screens() == []
    if seen:
        home.leave()
    else:
        home.wait(seconds=2.1)
    assert home.screens() == [Screen.CLOSED]
    assert home.told() == [(NoticeKind.CLOSED, 0)]


def test_a_child_named_while_he_sits_there_has_time_to_save() -> None:
    """The parent finishes the set-up at night, in the child's presence."""
    home = Home("2026-11-24 20:45", rules(breaks=None))
    minh = home.policy
    home.guard = start(replace(minh, subjects=()), None, home.now)
    home.do(ev.PolicyChanged(home.now, replace(minh, version=2)))
    home.sit(WRITER)
    assert home.screens() == []
    home.wait(1, 1)
    assert home.screens() == [Screen.CLOSED]


def test_a_crash_loses_no_more_than_a_heartbeat() -> None:
    """Something recorded between two heartbeats does not put the next one off."""
    home = Home("2026-11-24 16:00", rules(breaks=None, week_limit=Limit(600)))
    home.sit(MINETEST)
    home.wait(seconds=15.1)
    home.give(5)
    written = []
    for _ in range(4):
        home.wait(seconds=15)
        written.append(home.guard.clock.now_ms - home.guard.written_ms)
    assert max(written) < 15 * SECOND
