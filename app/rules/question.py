"""What is asked of the rules, and what one rule answers."""

from __future__ import annotations

from msgspec import Struct

from app.model.decision import Cause, Reason, Screen, Verdict
from app.model.grant import Grant, Hold
from app.model.policy import Rules
from app.model.use import Use
from app.rules.apps import AppFacts
from app.rules.schedule import DayPlan

COUNTED = frozenset(
    {
        Reason.DAY_BUDGET,
        Reason.WEEK_BUDGET,
        Reason.ONE_GAME,
        Reason.ALL_GAMES,
        Reason.APP_LIMIT,
        Reason.GROUP_LIMIT,
    }
)


class Question(Struct, frozen=True):
    """Everything a decision may depend on. app None asks about the PC as a whole.

    now_ms is trusted Unix time inside `plan`'s day. break_until_ms (a rest that goes on),
    break_due_ms (when one may come at the earliest), agent_lost and agent_until_ms are the
    guard's own facts.
    """

    now_ms: int
    plan: DayPlan
    rules: Rules
    use: Use
    app: AppFacts | None = None
    hold: Hold | None = None
    grants: tuple[Grant, ...] = ()
    break_until_ms: int | None = None
    break_due_ms: int | None = None
    agent_lost: bool = False
    agent_until_ms: int | None = None
    adult: bool = False


class Opinion(Struct, frozen=True):
    """One rule's answer. verdict None = limited: nothing now, but at until_ms it may deny."""

    reason: Reason
    setting: str
    until_ms: int | None
    verdict: Verdict | None = None
    screen: Screen = Screen.CLOSED
    soft: bool = False


def cause_of(opinion: Opinion) -> Cause:
    """Give an opinion as a decision names it; what is soft never says more than a tip."""
    verdict = opinion.verdict or Verdict.WAIT
    if opinion.soft:
        verdict = Verdict.TIP
    return Cause(verdict, opinion.reason, opinion.setting)
