"""Precedence as a table: what is asked, who decides, and until when it holds."""

from __future__ import annotations

from typing import Any

import pytest

from app.model.decision import Reason, Screen, Verdict
from app.model.grant import Grant, Hold
from app.model.moment import DAY, MINUTE
from app.model.observation import App
from app.model.policy import AppRole, AppVerdict, GroupRule, Limit, Period
from app.model.subject import Bracket
from app.rules.decide import decide
from tests.rules.asking import MINETEST, WRITER, ask, ms, rule_for, rules, used, whole_week

NOON = "2026-11-24 16:00"
NIGHT = "2026-11-24 22:00"
FREE = rules(apps=(rule_for("writer", role=AppRole.LEARNING),))
SCHOOL = whole_week(rules(), hours=(Period(15 * 60, 17 * 60), Period(18 * 60, 20 * 60)))


def grant(minutes: int = 15, **more: Any) -> Grant:
    """Give a grant that is good for a day."""
    return Grant("g1", "minh", minutes * MINUTE, ms(NIGHT) + DAY, **more)


@pytest.mark.parametrize(
    ("question", "verdict", "reason", "setting", "until", "screen"),
    [
        # --- the PC as a whole
        (ask(NOON), "allow", "open", "", "2026-11-24 17:00", 0),
        (ask(NIGHT), "wait", "bedtime", "week.tue.bedtime", "2026-11-25 06:00", 2),
        (ask("2026-11-24 05:59"), "wait", "bedtime", "week.mon.bedtime", "2026-11-24 06:00", 2),
        (ask("2026-11-24 06:00"), "allow", "open", "", "2026-11-24 07:00", 0),
        (ask(NOON, use=used(60)), "wait", "day_budget", "week.tue.minutes", "2026-11-24 20:30", 1),
        (ask(NIGHT, use=used(60)), "wait", "bedtime", "week.tue.bedtime", "2026-11-25 06:00", 2),
        (
            ask(NOON, rules(week_limit=Limit(30)), use=used(30)),
            "wait",
            "week_budget",
            "week_minutes",
            "2026-11-24 20:30",
            1,
        ),
        (ask(NOON, SCHOOL), "allow", "open", "", "2026-11-24 17:00", 0),
        (
            ask("2026-11-24 17:30", SCHOOL),
            "wait",
            "hours",
            "week.tue.hours",
            "2026-11-24 18:00",
            2,
        ),
        (
            ask("2026-11-24 20:10", SCHOOL),
            "wait",
            "hours",
            "week.tue.hours",
            "2026-11-24 20:30",
            2,
        ),
        (
            ask(NOON, hold=Hold(Reason.PAUSE, ms("2026-11-24 16:20"))),
            "wait",
            "pause",
            "hold",
            "2026-11-24 16:20",
            2,
        ),
        (ask(NOON, hold=Hold(Reason.LOCK_NOW, None)), "wait", "lock_now", "hold", None, 2),
        (
            ask(NOON, hold=Hold(Reason.PAUSE, ms("2026-11-24 15:59"))),
            "allow",
            "open",
            "",
            "2026-11-24 17:00",
            0,
        ),
        (ask(NOON, agent_lost=True), "wait", "agent_lost", "agent", None, 2),
        (
            ask(NOON, break_until_ms=ms("2026-11-24 16:05")),
            "wait",
            "break",
            "breaks",
            "2026-11-24 16:05",
            2,
        ),
        (ask(NIGHT, adult=True), "allow", "adult", "birth", None, 0),
        # --- one program
        (ask(NOON, app=MINETEST), "allow", "open", "", "2026-11-24 16:45", 0),
        (
            ask("2026-11-24 20:10", app=MINETEST),
            "wait",
            "game_curfew",
            "week.tue.curfew",
            "2026-11-24 20:30",  # then bedtime is the reason
            2,
        ),
        (
            ask(
                NOON,
                rules(apps=(rule_for("minetest"),)),
                MINETEST,
                used(45, 45, minetest=45),
            ),
            "wait",
            "one_game",
            "week.tue.one_game",
            "2026-11-24 20:00",
            2,
        ),
        (
            ask(NOON, app=MINETEST, use=used(59, 60)),
            "wait",
            "all_games",
            "week.tue.all_games",
            "2026-11-24 16:45",
            2,
        ),
        (
            ask(
                NOON,
                rules(apps=(rule_for("soffice.bin", limit=Limit(10)),)),
                WRITER,
                used(10, **{"soffice.bin": 10}),
            ),
            "wait",
            "app_limit",
            "apps.soffice.bin.minutes",
            "2026-11-24 20:30",
            2,
        ),
    ],
)
def test_who_decides_and_until_when(
    question: Any, verdict: str, reason: str, setting: str, until: str | None, screen: int
) -> None:
    """Each row names the verdict, the reason, the setting responsible and its end."""
    found = decide(question)
    assert (found.verdict, found.reason, found.setting) == (verdict, reason, setting)
    assert found.until_ms == (ms(until) if until else None)
    assert found.screen == screen


def test_a_learning_program_costs_nothing_but_sleeps_too() -> None:
    """A spent budget does not stop homework; bedtime does."""
    writer = App("path:/usr/bin/writer")
    assert decide(ask(NOON, FREE, writer, used(60))).verdict is Verdict.ALLOW
    assert decide(ask(NIGHT, FREE, writer, used(60))).reason is Reason.BEDTIME


@pytest.mark.parametrize(
    ("said", "verdict", "reason"),
    [
        (AppVerdict.ALLOW, Verdict.ALLOW, Reason.OPEN),
        (AppVerdict.ASK, Verdict.ASK, Reason.APP_ASK),
        (AppVerdict.BLOCK, Verdict.BLOCK, Reason.APP_BLOCKED),
        (AppVerdict.NEVER, Verdict.BLOCK, Reason.APP_NEVER),
    ],
)
def test_what_the_parent_said_of_a_program(
    said: AppVerdict, verdict: Verdict, reason: Reason
) -> None:
    """A blocked program is blocked at any hour, until somebody acts."""
    found = decide(ask(NOON, rules(apps=(rule_for("minetest", verdict=said),)), MINETEST))
    assert (found.verdict, found.reason) == (verdict, reason)
    assert (found.until_ms is None) == (verdict is Verdict.BLOCK)  # asking ends at bedtime


def test_an_allowed_program_never_lifts_the_hours() -> None:
    """Allow means that nothing speaks against the program, not that it is always time."""
    own = rules(apps=(rule_for("minetest", verdict=AppVerdict.ALLOW),))
    assert decide(ask(NIGHT, own, MINETEST)).reason is Reason.BEDTIME


@pytest.mark.parametrize("policy", [AppVerdict.ASK, AppVerdict.BLOCK])
def test_unknown_programs_follow_the_policy(policy: AppVerdict) -> None:
    """Programs nobody named may be asked about first; our own windows never are."""
    own = rules(unknown_app=policy, apps=(rule_for("minetest"),))
    assert decide(ask(NOON, own, WRITER)).reason is Reason.UNKNOWN_APP
    assert decide(ask(NOON, own, MINETEST)).verdict is Verdict.ALLOW
    help_page = App("luytre:help", ours=True)
    assert decide(ask(NIGHT, own, help_page)).reason is Reason.HELP


def test_the_stricter_answer_decides_and_both_reasons_are_kept() -> None:
    """At night a blocked program is blocked, and bedtime is remembered beside it."""
    own = rules(apps=(rule_for("minetest", verdict=AppVerdict.BLOCK),))
    found = decide(ask(NIGHT, own, MINETEST))
    assert (found.verdict, found.reason) == (Verdict.BLOCK, Reason.APP_BLOCKED)
    assert Reason.BEDTIME in {cause.reason for cause in found.also}


def test_groups_share_their_minutes() -> None:
    """Two programs of one group spend one limit."""
    group = GroupRule("play", "Play", ("minetest", "chess"), Limit(30))
    own = rules(apps=(rule_for("minetest"), rule_for("chess")), groups=(group,))
    spent = used(30, 30, minetest=10, chess=20)
    found = decide(ask(NOON, own, MINETEST, spent))
    assert (found.reason, found.setting) == (Reason.GROUP_LIMIT, "groups.play.minutes")


def test_a_soft_limit_reminds_and_never_closes() -> None:
    """At 16 a spent budget is a tip, and the PC stays open."""
    found = decide(ask(NOON, rules(Bracket.D, 16), use=used(150)))
    assert (found.verdict, found.reason) == (Verdict.TIP, Reason.DAY_BUDGET)
    assert found.screen is Screen.OPEN


def test_what_comes_next_is_named() -> None:
    """An open PC says what will close it and when, the nearest first."""
    found = decide(ask("2026-11-24 20:00"))
    assert found.left_ms == 30 * MINUTE
    assert found.ahead is not None and found.ahead.reason is Reason.BEDTIME


# --- grants -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (ask(NIGHT, grants=(grant(),)), Reason.GRANT),
        (ask(NOON, use=used(60), grants=(grant(),)), Reason.GRANT),
        (ask(NOON, hold=Hold(Reason.LOCK_NOW, None), grants=(grant(),)), Reason.GRANT),
        (ask(NIGHT, grants=(grant(0),)), Reason.BEDTIME),
        (ask(NIGHT, grants=(grant(bonus=True),)), Reason.BEDTIME),
        (ask(NOON, use=used(60), grants=(grant(bonus=True),)), Reason.OPEN),
        (ask(NIGHT, grants=(grant(app="minetest"),)), Reason.BEDTIME),
        (ask(NIGHT, app=MINETEST, grants=(grant(app="minetest"),)), Reason.GRANT),
        (ask(NIGHT, app=WRITER, grants=(grant(app="minetest"),)), Reason.BEDTIME),
        (ask(NIGHT, app=MINETEST, grants=(grant(),)), Reason.BEDTIME),
        (ask(NOON, agent_lost=True, grants=(grant(),)), Reason.AGENT_LOST),
    ],
)
def test_a_grant_lifts_exactly_what_it_names(question: Any, reason: Reason) -> None:
    """A PC's grant lifts the PC's limits, a program's grant that program's, a bonus budgets."""
    assert decide(question).reason is reason


def test_a_grant_never_lifts_never() -> None:
    """What is always blocked stays blocked, whatever was given."""
    own = rules(apps=(rule_for("minetest", verdict=AppVerdict.NEVER),))
    given = (grant(app="minetest"), grant())
    assert decide(ask(NOON, own, MINETEST, grants=given)).reason is Reason.APP_NEVER


def test_a_grant_remembers_what_it_lifts() -> None:
    """The reason it stands over is what comes when it is used up."""
    found = decide(ask(NIGHT, grants=(grant(),)))
    assert found.left_ms == 15 * MINUTE
    assert found.ahead is not None and found.ahead.reason is Reason.BEDTIME
    assert found.origin == "parent"


@pytest.mark.parametrize(
    ("changed", "origin"),
    [(frozenset(), "bracket"), (frozenset({"week.tue.bedtime"}), "parent")],
)
def test_a_decision_says_who_chose_the_setting(changed: frozenset[str], origin: str) -> None:
    """The bracket's default and the parent's change are told apart."""
    assert decide(ask(NIGHT, rules(changed=changed))).origin == origin
