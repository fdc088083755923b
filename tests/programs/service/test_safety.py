"""The safe state: the bracket's rules, nothing opened, nothing counted lost."""

from dataclasses import replace

from app.guard import events as ev
from app.guard.step import step
from app.model.decision import Reason, Screen
from app.model.grant import AskKind, Grant, Hold, Request
from app.model.observation import Seen
from app.model.policy import Limit
from app.model.subject import Bracket
from app.programs.service.safety import defaults, safe
from app.rules.presets import preset
from tests.guard.home import X11, Home
from tests.rules.asking import rules


def test_the_parents_rules_give_way_to_the_brackets() -> None:
    """Whatever rule broke us is gone; the subject, the zone and the version are the same."""
    home = Home("2026-11-12T16:00", rules())
    policy = defaults(home.guard)
    assert policy.subjects[0].rules == preset(Bracket.B, 10)
    assert policy.subjects[0].subject == home.child
    assert (policy.zone, policy.version) == (home.policy.zone, home.policy.version)


def test_use_grants_and_questions_are_kept() -> None:
    """A fault of ours is no new budget and no lost request."""
    home = Home("2026-11-12T16:00")
    home.do(ev.Observed(home.now, Seen("minh", (X11,))))
    home.wall, home.boot, home.awake = home.wall + 15_000, home.boot + 15_000, home.awake + 15_000
    home.do(ev.Tick(home.now))
    home.do(ev.Asked(home.now, Request("r", "minh", AskKind.TIME, 1, 2, 15)))
    home.do(ev.Granted(home.now, Grant("g", "minh", 60_000, home.wall + 10**6, app="x")))
    before = home.person
    after = safe(home.guard, home.now).people["minh"]
    assert before.use.leisure_ms > 0
    assert (after.use, after.grants, after.requests, after.told) == (
        before.use,
        before.grants,
        before.requests,
        True,
    )


def test_closed_stays_closed_as_long_as_it_would_have_been() -> None:
    """The bracket alone would open this PC: a hold of our own keeps it, until its time."""
    day = replace(rules().week[0], hours=())
    home = Home("2026-11-12T16:00", replace(rules(), week=(day,) * 7))
    home.do(ev.Observed(home.now, Seen("minh")))
    assert home.person.rung.applied is Screen.CLOSED
    until = home.person.decision.until_ms
    state = safe(home.guard, home.now)
    held = state.people["minh"].hold
    assert held == Hold(Reason.STORE_DAMAGED, until)
    state, _ = step(state, ev.Tick(home.now))
    assert state.people["minh"].rung.applied is Screen.CLOSED


def test_a_parents_hold_is_not_replaced() -> None:
    """It closes already, and lifting it is the parent's."""
    home = Home("2026-11-12T16:00")
    home.do(ev.Observed(home.now, Seen("minh")))
    home.do(ev.HoldSet(home.now, "minh", Hold(Reason.PAUSE, None, "mum"), "mum"))
    assert safe(home.guard, home.now).people["minh"].hold == Hold(Reason.PAUSE, None, "mum")


def test_open_stays_open() -> None:
    """A child at work is not thrown out by a fault of ours."""
    home = Home("2026-11-12T16:00", replace(rules(), week_limit=Limit(600)))
    home.do(ev.Observed(home.now, Seen("minh", (X11,))))
    state, _ = step(safe(home.guard, home.now), ev.Observed(home.now, Seen("minh", (X11,))))
    assert state.people["minh"].rung.applied is Screen.OPEN
