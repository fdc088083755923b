"""What can be said of a subject at this moment, read off the guard's state, in no language yet.

The child's window and the parent's card are made of the same readings; what a parent may see of
them is cut down elsewhere (rules/visibility.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from app.api.child import Why
from app.guard.charge import charge_of, used_ms, what_is_used
from app.guard.judge import granted_until, question
from app.guard.state import Guard, Person
from app.model.decision import Decision, Reason, Screen, Verdict
from app.model.moment import MINUTE
from app.model.span import Charge
from app.model.subject import Bracket
from app.rules.age import bracket_of
from app.rules.apps import words_of
from app.rules.decide import decide
from app.rules.forecast import HORIZON_MS, changes
from app.rules.schedule import local_date

Coming = tuple[tuple[int, str], ...]
MOST_COMING = 5
_CLOSING = {
    Reason.BEDTIME: "bedtime",
    Reason.HOURS: "hours_end",
    Reason.BREAK: "break",
    Reason.DAY_BUDGET: "budget_over",
    Reason.WEEK_BUDGET: "budget_over",
}
_OPENING = {
    Reason.DAY_BUDGET: "new_day",
    Reason.WEEK_BUDGET: "new_day",
    Reason.PAUSE: "pause_over",
    Reason.LOCK_NOW: "pause_over",
    Reason.BREAK: "break_over",
}


@dataclass(frozen=True, slots=True)
class View:
    """One subject now.

    closes_ms  when the PC closes if it is used until then (Unix ms); while it is open for learning
               only, when that ends too. opens_ms  when a PC that is not open opens by itself.
    coming     (Unix ms, code) of what comes, soonest first.
    charging   how time is charged right now, "" = not at all.
    budget_ms  today's leisure with bonus, None = no limit for the day.
    """

    decision: Decision
    screen: Screen
    closes_ms: int | None
    opens_ms: int | None
    coming: Coming
    charging: str
    budget_ms: int | None


def view(guard: Guard, person: Person) -> View:
    """Read a subject off the state, at the trusted moment of its last step."""
    now = guard.clock.now_ms
    asked = question(person, now)
    decision = decide(asked)
    ahead = tuple(changes(asked, guard.zone))
    screen = person.rung.applied
    return View(
        decision=decision,
        screen=screen,
        closes_ms=_closes(screen, ahead, decision, granted_until(person, now)),
        opens_ms=next((at for at, d in ahead if d.screen is Screen.OPEN), None),
        coming=_coming(person, now, decision, ahead),
        charging=charging(person),
        budget_ms=_budget(person, now),
    )


def why(decision: Decision, opens_ms: int | None = None) -> Why:
    """Give a decision as a face reads it."""
    return Why(
        verdict=decision.verdict,
        reason=decision.reason,
        setting=decision.setting,
        origin=decision.origin,
        until_ms=decision.until_ms,
        opens_ms=opens_ms if decision.screen is not Screen.OPEN else None,
    )


def bracket(guard: Guard, person: Person) -> Bracket:
    """Give the bracket that holds, by the day that birthdays count on."""
    return bracket_of(person.policy.subject, local_date(guard.zone, guard.clock.sure_ms))


def charging(person: Person) -> str:
    """Give how time is charged right now: a model.Charge's value, or "" for none."""
    if person.adult or person.rung.applied is Screen.CLOSED or used_ms(person, 1) <= 0:
        return ""
    programs = [f for f in what_is_used(person) if not f.app.ours]
    if person.rung.applied is Screen.LEARNING:
        programs = [f for f in programs if not words_of(f.app).isdisjoint(person.spare)]
    charges = {charge_of(f.role) for f in programs}
    if not charges:
        return ""
    return str(Charge.LEISURE if Charge.LEISURE in charges else min(charges, key=str))


def _closes(
    screen: Screen,
    ahead: tuple[tuple[int, Decision], ...],
    decision: Decision,
    granted_ms: int | None,
) -> int | None:
    if screen is Screen.LEARNING and decision.screen is Screen.CLOSED and granted_ms is not None:
        until = decision.until_ms
        return granted_ms if until is None or until > granted_ms else None
    wanted = Screen.CLOSED if screen is Screen.LEARNING else Screen.LEARNING
    return next((at for at, d in ahead if d.screen >= wanted), None)


def _budget(person: Person, now_ms: int) -> int | None:
    limit = person.plan.day.minutes
    if limit is None:
        return None
    live = (g for g in person.grants if g.bonus and not g.app and now_ms < g.expires_ms)
    return limit.minutes * MINUTE + sum(grant.left_ms for grant in live)


def _coming(
    person: Person, now: int, decision: Decision, ahead: tuple[tuple[int, Decision], ...]
) -> Coming:
    found: list[tuple[int, str]] = []
    before = decision
    for at, after in ahead:
        code = _code(before, after)
        if code:
            found.append((at, code))
        before = after
    if decision.screen is not Screen.CLOSED:
        found += _games(person, now)
    return tuple(sorted(found)[:MOST_COMING])


def _code(before: Decision, after: Decision) -> str:
    """Name a change of the PC's state for the child."""
    if after.screen < before.screen:
        return _OPENING.get(before.reason, "opens") if after.screen is Screen.OPEN else ""
    if before.reason is Reason.GRANT:
        return "grant_over"
    closes = after.screen > before.screen or after.verdict is Verdict.TIP
    return _CLOSING.get(after.reason, "") if closes else ""


def _games(person: Person, now: int) -> list[tuple[int, str]]:
    """Say when games rest and when they may go on."""
    found = []
    for stretch in person.plan.curfew:
        found += [(stretch.start_ms, "game_curfew"), (stretch.end_ms, "games_open")]
    return [(at, code) for at, code in found if now < at < now + HORIZON_MS]
