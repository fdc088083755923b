"""What a parent's grant lifts, and for how long: exactly what it names, and never *never*."""

from __future__ import annotations

from app.model.decision import Cause, Decision, Reason, Verdict
from app.model.grant import Grant, Hold
from app.rules.apps import AppFacts, words_of
from app.rules.question import Opinion, Question, cause_of

# Limits that speak of one program: time for the whole PC does not lift them.
_OF_ONE_APP = frozenset(
    {
        Reason.GAME_CURFEW,
        Reason.ONE_GAME,
        Reason.ALL_GAMES,
        Reason.APP_LIMIT,
        Reason.GROUP_LIMIT,
        Reason.APP_NEVER,
        Reason.APP_BLOCKED,
        Reason.APP_ASK,
        Reason.UNKNOWN_APP,
    }
)


def granted(q: Question, base: Decision, found: list[Opinion]) -> Decision:
    """End with allow where a parent gave time for exactly this; else give `base` back.

    found is every opinion there was.
    """
    reasons = {base.reason, *(c.reason for c in base.also)}
    if Reason.APP_NEVER in reasons or Reason.AGENT_LOST in reasons:
        return base
    grant = next((g for g in q.grants if _usable(g, q, found)), None)
    if grant is None:
        return base
    until, ahead = _as_long_as(q, grant, base, found)
    return Decision(
        verdict=Verdict.ALLOW,
        reason=Reason.GRANT,
        setting=f"grant.{grant.id}",
        until_ms=until,
        left_ms=None if ahead is None else until - q.now_ms,
        ahead=ahead,
        origin="parent",
        also=(Cause(base.verdict, base.reason, base.setting),),
    )


def waits(grant: Grant, hold: Hold | None, now_ms: int) -> bool:
    """Whether a grant lies on the shelf: the PC was stopped after it was given, and still is."""
    return grant.shelved and hold is not None and hold.stands(now_ms)


def _usable(grant: Grant, q: Question, found: list[Opinion]) -> bool:
    """Whether a grant could lift something here: it is not spent and names what is asked."""
    if grant.bonus or grant.left_ms <= 0 or q.now_ms >= grant.expires_ms:
        return False
    if waits(grant, q.hold, q.now_ms):
        return False
    if grant.app:
        return q.app is not None and _names(grant, q.app)
    return not any(o.verdict and not o.soft and o.reason in _OF_ONE_APP for o in found)


def _names(grant: Grant, app: AppFacts) -> bool:
    return grant.app == app.key or grant.app.lower() in words_of(app.app)


def _as_long_as(
    q: Question, grant: Grant, base: Decision, found: list[Opinion]
) -> tuple[int, Cause | None]:
    """Give until when a grant holds, and what comes then.

    It ends by itself, or with what it lifts, or when a limit comes due that it does not lift.
    """
    ends = min(q.now_ms + grant.left_ms, grant.expires_ms)
    after = [(ends, Cause(base.verdict, base.reason, base.setting))]
    for o in found:
        limited = o.verdict is None and o.until_ms is not None and not o.soft
        if limited and not grant.app and o.reason in _OF_ONE_APP:
            after.append((o.until_ms or 0, cause_of(o)))
    until, ahead = min(after, key=lambda one: one[0])
    if base.until_ms is not None and base.until_ms <= until:
        return base.until_ms, None
    return until, ahead
