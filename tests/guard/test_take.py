"""Taking events in: whom each is about, what nobody's events change, and whom rules leave."""

from dataclasses import replace
from datetime import date

import pytest

from app.guard import events as ev
from app.guard.take import subject_of
from app.model.action import Action, FreeApp, HoldApp, Record, SetScreen
from app.model.decision import Reason, Screen
from app.model.grant import AskKind, Grant, Hold, Request
from app.model.moment import MINUTE, Moment
from app.model.observation import Seen
from app.model.policy import AppRole, AppRule, Limit, UnknownAccounts
from app.model.subject import Bracket
from tests.guard.home import MINH, X11, Home
from tests.rules.asking import MINETEST, WRITER, rules

AT = Moment(0, 0, 0, "boot-1", True, "Asia/Ho_Chi_Minh")
GAME = AppRule("play", ("minetest",), "Play", AppRole.GAME, limit=Limit(10))
NOBODY = (
    ev.Observed(AT, Seen("nobody", (X11,))),
    ev.Granted(AT, Grant("g", "nobody", MINUTE, MINUTE)),
    ev.HoldSet(AT, "nobody", Hold(Reason.LOCK_NOW, None)),
    ev.Asked(AT, Request("r", "nobody", AskKind.TIME, 1, 2, 5)),
    ev.Answered(AT, "no such question", True, 15),
    ev.TakenBack(AT, "no such question", "nobody"),
    ev.AgentChanged(AT, "nobody", "1", ev.AgentState.LOST),
    ev.ScreenApplied(AT, "nobody", Screen.CLOSED, "lock", True),
    ev.ToldChild(AT, "nobody", True),
)


@pytest.mark.parametrize("event", NOBODY, ids=lambda event: type(event).__name__)
def test_events_about_nobody_change_nobody(event: ev.Event) -> None:
    """A forged or late one finds no subject; what is known of the others stays as it is."""
    home = Home("2026-11-24 16:00", rules(breaks=None))
    home.sit(WRITER)
    before = home.person
    assert home.do(replace(event, at=home.now)) == ()
    assert home.person == before


@pytest.mark.parametrize(
    ("event", "subject"),
    [
        (ev.Tick(AT), ""),
        (ev.Suspending(AT), None),
        (ev.Health(AT, "x"), ""),
        (ev.Health(AT, "x", (), "minh"), "minh"),
        (ev.Thawed(AT, "minh"), "minh"),
        (NOBODY[0], "nobody"),
        (NOBODY[1], "nobody"),
        (NOBODY[3], "nobody"),
        (NOBODY[4], None),
    ],
)
def test_whom_an_event_is_about(event: ev.Event, subject: str | None) -> None:
    """None = anybody may be concerned, "" = nobody is by the event itself."""
    assert subject_of(event) == subject


@pytest.mark.parametrize(
    ("birth", "seen_as", "named"),
    [
        (date(2021, 3, 2), None, True),
        (date(2016, 3, 2), None, True),
        (date(2016, 3, 2), Bracket.C, False),
        (date(2012, 3, 2), None, False),
        (date(2009, 3, 2), None, False),
    ],
)
def test_the_record_names_a_program_only_where_the_parent_sees_programs(
    birth: date, seen_as: Bracket | None, named: bool
) -> None:
    """From 13 that something was stopped is kept, and not what."""
    child = replace(MINH, birth=birth)
    home = Home("2026-11-24 16:00", rules(breaks=None, seen_as=seen_as), child=child)
    home.do(ev.AppStopped(home.now, "minh", MINETEST.id, "refused"))
    home.do(ev.Health(home.now, "held_not", (("app", MINETEST.id), ("why", "x")), "minh"))
    home.do(ev.AppStopped(home.now, "nobody", MINETEST.id, "refused"))
    stopped, held, nobody = [a for a in home.actions if isinstance(a, Record)][-3:]
    assert dict(stopped.facts) == {"how": "refused"} | ({"app": MINETEST.id} if named else {})
    assert ("app" in dict(held.facts)) is named
    assert dict(nobody.facts) == {"how": "refused"}


def closed_and_held() -> Home:
    """A game held for its own minutes, then the whole PC closed."""
    home = Home("2026-11-24 16:00", rules(breaks=None, apps=(GAME,)))
    home.sit(MINETEST)
    home.wait(11)
    home.hold(Hold(Reason.LOCK_NOW, None))
    home.wait(1, 1)
    assert home.screens() == [Screen.CLOSED]
    home.actions.clear()
    return home


def of_hands(actions: tuple[Action, ...]) -> list[tuple[str, object]]:
    """What the hands are told, in order."""
    return [
        (type(a).__name__, a.screen if isinstance(a, SetScreen) else a.app.id)
        for a in actions
        if isinstance(a, SetScreen | HoldApp | FreeApp)
    ]


def test_whom_the_rules_leave_is_let_go_of() -> None:
    """A child taken out of the policy while his PC is closed is not closed in for ever."""
    home = closed_and_held()
    nobody = replace(home.policy, version=2, subjects=())
    told = of_hands(home.do(ev.PolicyChanged(home.now, nobody)))
    assert told == [("FreeApp", MINETEST.id), ("SetScreen", Screen.OPEN)]


def test_an_account_that_is_taken_away_is_let_go_of() -> None:
    """The child keeps another one: that stays closed, with what is held in it."""
    home = closed_and_held()
    (given,) = home.policy.subjects
    other = replace(given, subject=replace(home.child, accounts=("minh2",)))
    changed = replace(home.policy, version=2, subjects=(other,))
    told = of_hands(home.do(ev.PolicyChanged(home.now, changed)))
    assert told == [
        ("FreeApp", MINETEST.id),
        ("SetScreen", Screen.OPEN),
        ("SetScreen", Screen.CLOSED),
        ("HoldApp", MINETEST.id),
    ]
    more = replace(given, subject=replace(home.child, accounts=("minh2", "minh3")))
    again = replace(home.policy, version=3, subjects=(more,))
    assert of_hands(home.do(ev.PolicyChanged(home.now, again))) == []


def test_a_stranger_whom_nobody_rules_any_more_is_let_go_of() -> None:
    """The parent goes back to being told only."""
    home = Home("2026-11-24 21:00", rules(breaks=None))
    strict = replace(home.policy, version=2, unknown_accounts=UnknownAccounts.STRICTEST)
    home.do(ev.PolicyChanged(home.now, strict))
    guest = replace(X11, id="9", uid=1009, user="guest")
    home.do_seen(Seen("unknown:guest", (guest,), WRITER, idle_ms=0))
    home.wait(2)
    stops = [a for a in home.actions if isinstance(a, SetScreen) and a.subject != "minh"]
    assert [a.screen for a in stops] == [Screen.CLOSED]
    told = home.do(ev.PolicyChanged(home.now, replace(home.policy, version=3)))
    opened = [a for a in told if isinstance(a, SetScreen) and a.subject == "unknown:guest"]
    assert [a.screen for a in opened] == [Screen.OPEN]
