"""What comes next: when a PC closes, opens and gets new time, if nothing else happens.

It plays `decide` forward along its own `until_ms`, so a preview can never disagree with what the
guard will do.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from app.model.decision import Decision, Reason, Screen, Verdict
from app.model.grant import Grant
from app.model.moment import HOUR
from app.model.use import Use
from app.rules.decide import decide
from app.rules.question import Question
from app.rules.schedule import local_date, plan

HORIZON_MS = 48 * HOUR
_STEPS = 40


def roll(use: Use, day: date, bonus_ms: int = 0) -> Use:
    """Begin the tally of `day`, keeping what this ISO week needs of earlier days.

    bonus_ms was given on the old day and does not count against the week.
    """
    week = {**use.week, use.day: max(use.leisure_ms - bonus_ms, 0)}
    monday = day - timedelta(days=day.weekday())
    return Use(day=day, week={d: ms for d, ms in week.items() if monday <= d < day})


def bonus_on(grants: tuple[Grant, ...], day_start_ms: int) -> int:
    """Give the milliseconds of bonus that were good on the day that began then."""
    return sum(g.left_ms for g in grants if g.bonus and g.expires_ms > day_start_ms)


def at(q: Question, zone: ZoneInfo, now_ms: int) -> Question:
    """Move a question to another moment; a later day starts with an empty tally."""
    day = local_date(zone, now_ms)
    if day == q.plan.date:
        return replace(q, now_ms=now_ms)
    use = roll(q.use, day) if day > q.use.day else q.use
    return replace(q, now_ms=now_ms, plan=plan(q.rules, zone, day), use=use)


def _used(q: Question, decision: Decision, ms: int) -> Question:
    """Charge the PC for `ms` of leisure, or the grant that keeps it open."""
    if decision.reason is Reason.GRANT:
        spent = decision.setting.removeprefix("grant.")
        return replace(q, grants=tuple(_less(g, ms) if g.id == spent else g for g in q.grants))
    return replace(q, use=dataclasses.replace(q.use, leisure_ms=q.use.leisure_ms + ms))


def _less(grant: Grant, ms: int) -> Grant:
    return dataclasses.replace(grant, left_ms=max(grant.left_ms - ms, 0))


def changes(q: Question, zone: ZoneInfo) -> Iterator[tuple[int, Decision]]:
    """Give (Unix ms, decision) whenever the PC's state will change, if it is used until it closes.

    Looks 48 hours ahead. After the first closing nobody is assumed to use it.
    """
    start, decision, using = q.now_ms, decide(q), True
    for _ in range(_STEPS):
        following = _next(q, decision, using)
        if following is None or following - start > HORIZON_MS:
            return
        if decision.screen is Screen.OPEN and using:
            q = _used(q, decision, following - q.now_ms)
        q = at(q, zone, following)
        after = decide(q)
        if after.screen is not decision.screen or _soft_due(decision, after):
            yield following, after
            using = using and after.screen is Screen.OPEN
        decision = after


def _soft_due(before: Decision, after: Decision) -> bool:
    return after.verdict is Verdict.TIP and before.verdict is not Verdict.TIP


def _next(q: Question, decision: Decision, using: bool) -> int | None:
    if decision.screen is Screen.OPEN and not using:
        return q.plan.end_ms
    return decision.until_ms


def opens_at(q: Question, zone: ZoneInfo) -> int | None:
    """Give when a closed PC opens again (Unix ms), None when that needs a person or is far off."""
    if decide(q).screen is Screen.OPEN:
        return q.now_ms
    for when, decision in changes(q, zone):
        if decision.screen is Screen.OPEN:
            return when
    return None
