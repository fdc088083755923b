"""Grants, holds and requests at their edges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.guard import events as ev
from app.guard.give import due_ms, forget_answers, make_grant
from app.model.action import Record
from app.model.decision import Reason, Screen
from app.model.grant import AskKind, Grant, Hold, Request
from app.model.moment import DAY, HOUR, MINUTE
from tests.guard.home import MINH, Home
from tests.rules.asking import MINETEST, WRITER, ms, rule_for, rules


def reason(home: Home) -> Reason:
    """Why things are as they are."""
    return home.person.decision.reason


def applied(home: Home) -> Screen:
    """What has taken effect."""
    return home.person.rung.applied


@pytest.mark.parametrize(
    ("local", "minutes", "bonus", "ends"),
    [
        ("2026-11-24 16:00", 15, False, "2026-11-25 00:00"),
        ("2026-11-24 23:50", 15, False, "2026-11-25 00:20"),
        ("2026-11-24 23:50", 15, True, "2026-11-25 00:00"),
    ],
)
def test_a_grant_ends_with_the_day_but_is_never_cut_short(
    local: str, minutes: int, bonus: bool, ends: str
) -> None:
    """Near midnight other time is good for twice its length; a bonus is today's."""
    home = Home(local)
    grant = make_grant(home.guard, "minh", minutes, id="g", bonus=bonus)
    assert grant is not None and grant.expires_ms == ms(ends)


def test_a_pause_does_not_eat_what_was_given() -> None:
    """Twenty minutes after bedtime, four used, dinner for ten: sixteen are left and go on."""
    home = Home("2026-11-24 20:45", rules(breaks=None))
    home.sit(WRITER)
    home.give(20)
    home.wait(4)
    home.hold(Hold(Reason.PAUSE, home.guard.clock.now_ms + 10 * MINUTE))
    home.wait(9)
    assert reason(home) is Reason.PAUSE
    assert applied(home) is Screen.CLOSED
    home.wait(1, 1)
    assert reason(home) is Reason.GRANT
    assert 15 * MINUTE < home.person.grants[0].left_ms <= 16 * MINUTE
    assert applied(home) is Screen.OPEN


def test_a_pause_lifted_by_hand_gives_back_what_has_not_expired() -> None:
    """What ran out meanwhile is worth nothing; what is given during the pause lifts it."""
    home = Home("2026-11-24 20:45", rules(breaks=None))
    home.sit(WRITER)
    home.give(20, expires_ms=home.guard.clock.now_ms + 8 * MINUTE)
    home.hold(Hold(Reason.LOCK_NOW, None))
    home.wait(2)
    assert reason(home) is Reason.LOCK_NOW
    home.hold(None)
    assert reason(home) is Reason.GRANT
    home.hold(Hold(Reason.LOCK_NOW, None))
    home.wait(7)
    home.hold(None)
    assert reason(home) is Reason.BEDTIME
    home.hold(Hold(Reason.LOCK_NOW, None))
    home.give(5)
    assert reason(home) is Reason.GRANT


def test_a_program_that_was_granted_waits_for_the_end_of_a_pause_too() -> None:
    """Nothing is left usable behind the lock of a pause, and nothing runs out."""
    home = Home("2026-11-24 20:45", rules(breaks=None, apps=(rule_for("minetest"),)))
    home.sit(MINETEST)
    home.give(20, app="minetest")
    home.wait(2)
    left = home.person.grants[0].left_ms
    home.hold(Hold(Reason.PAUSE, home.guard.clock.now_ms + 5 * MINUTE))
    home.wait(4)
    assert applied(home) is Screen.CLOSED
    assert home.person.grants[0].left_ms == left
    home.wait(2)
    assert applied(home) is Screen.LEARNING


def test_nobody_gets_no_grant() -> None:
    """An unknown subject is not given anything, and an event about it changes nothing."""
    home = Home("2026-11-24 16:00")
    assert make_grant(home.guard, "nobody", 5, id="g") is None
    before = home.guard.people
    home.do(ev.Granted(home.now, Grant("g", "nobody", MINUTE, 0)))
    home.do(ev.HoldSet(home.now, "nobody", None))
    home.do(ev.Answered(home.now, "no such request", True))
    assert home.guard.people == before


def test_the_record_of_a_grant_names_who_and_how_much() -> None:
    """Minutes, program and giver; never the child's words."""
    home = Home("2026-11-24 16:00")
    home.give(15, app="minetest", by="mother")
    (record,) = [a for a in home.actions if isinstance(a, Record) and a.code == "granted"]
    assert dict(record.facts) == {"minutes": "15", "app": "minetest", "by": "mother"}


def test_a_no_gives_nothing_and_keeps_the_reply() -> None:
    """The answer is kept for the child to read."""
    home = Home("2026-11-24 16:00")
    home.do(ev.Asked(home.now, Request("r", "minh", AskKind.TIME, 0, due_ms(0), 15)))
    home.do(ev.Answered(home.now, "r", False, reply="Mai nhé"))
    assert home.person.grants == ()
    assert home.person.requests[0].reply == "Mai nhé"
    assert home.person.requests[0].due_ms == 48 * HOUR


def test_a_yes_to_a_program_is_a_grant_for_that_program() -> None:
    """And a yes to "this is unfair" changes no time at all."""
    home = Home("2026-11-24 16:00")
    home.do(ev.Asked(home.now, Request("r", "minh", AskKind.APP, 0, 0, about="steam")))
    home.do(ev.Answered(home.now, "r", True, 20))
    assert [(g.app, g.left_ms) for g in home.person.grants] == [("steam", 20 * MINUTE)]
    home.do(ev.Asked(home.now, Request("u", "minh", AskKind.UNFAIR, 0, 0, about="bedtime")))
    home.do(ev.Answered(home.now, "u", True, 20))
    assert len(home.person.grants) == 1


@pytest.mark.parametrize(
    ("birth", "days"),
    [
        (date(2021, 3, 2), 7),
        (date(2016, 3, 2), 14),
        (date(2012, 3, 2), 14),
        (date(2009, 3, 2), 1),
    ],
)
def test_old_answers_are_forgotten_and_open_questions_are_not(birth: date, days: int) -> None:
    """An answered question lives as long as spans do at this age."""
    home = Home("2026-11-24 16:00", child=replace(MINH, birth=birth))
    home.do(ev.Asked(home.now, Request("old", "minh", AskKind.TIME, 0, 0, 5)))
    home.do(ev.Asked(home.now, Request("open", "minh", AskKind.TIME, 0, 0, 5)))
    home.do(ev.Answered(home.now, "old", False))
    kept = forget_answers(home.person, days * DAY - 1)
    assert [r.id for r in kept.requests] == ["open", "old"]
    kept = forget_answers(home.person, days * DAY)
    assert [r.id for r in kept.requests] == ["open"]
