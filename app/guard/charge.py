"""Counting: what the time since the last step was, for one subject.

Time is charged while somebody is present and not idle (hazards.md, What is idle). Idle begins
three minutes after the last input unless something says that an untouched screen is in use.
"""

from __future__ import annotations

from dataclasses import replace

from msgspec import Struct
from msgspec.structs import replace as put

from app.guard.rhythm import rested
from app.guard.state import HEARTBEAT_MS, Person
from app.model.decision import Decision, Reason, Screen
from app.model.moment import MINUTE
from app.model.policy import AppRole
from app.model.span import Charge, Span
from app.model.use import Use
from app.rules.apps import AppFacts, facts, unseen, words_of
from app.rules.given import waits
from app.rules.question import COUNTED

IDLE_MS = 3 * MINUTE
LONGEST_MS = 2 * HEARTBEAT_MS  # a longer silence is a fault of ours, never the child's time


class Stretch(Struct, frozen=True):
    """Time that passed: from start_ms to end_ms (trusted), awake_ms of it awake."""

    start_ms: int
    end_ms: int
    awake_ms: int


def used_ms(person: Person, awake_ms: int, idle_after_ms: int | None = None) -> int:
    """Give how much of awake_ms was use, given the facts at its start.

    idle_after_ms is the idle time known at its end: an input inside the stretch counts from
    then on.
    """
    seen = person.seen
    if seen is None or not seen.present or awake_ms <= 0:
        return 0
    if seen.awake or person.idle_ms is None:
        return awake_ms
    before = min(max(IDLE_MS - person.idle_ms, 0), awake_ms)
    if idle_after_ms is None or idle_after_ms >= awake_ms:
        return before
    return min(before + idle_after_ms, awake_ms)


def what_is_used(person: Person) -> tuple[AppFacts, ...]:
    """Give the programs that the time belongs to; several only where the front is unseen."""
    seen = person.seen
    if seen is None:
        return ()
    if seen.front_known:
        return (person.facts or unseen(),)
    if not seen.running:
        return (unseen(),)
    return tuple(facts(person.policy.rules, app) for app in seen.running)


def charge_of(role: AppRole) -> Charge:
    """Give how a program's time is counted."""
    if role is AppRole.LEARNING:
        return Charge.LEARNING
    return Charge.GAME if role is AppRole.GAME else Charge.LEISURE


def charge(person: Person, passed: Stretch, idle_after_ms: int | None) -> Person:
    """Count one stretch inside one calendar day for one subject."""
    if person.adult or passed.end_ms <= passed.start_ms:
        return person
    used = 0
    if person.rung.applied is not Screen.CLOSED:
        used = used_ms(person, min(passed.awake_ms, LONGEST_MS), idle_after_ms)
    programs = tuple(f for f in what_is_used(person) if _counts(person, f)) if used else ()
    rest = rested(person, passed.end_ms - passed.start_ms, passed.awake_ms, used)
    if not programs:
        person = close_span(put(person, rest=rest) if rest is not person.rest else person)
        return _spend(person, passed, (), 0)
    roles = {charge_of(f.role) for f in programs}
    whole = Charge.LEISURE if Charge.LEISURE in roles else min(roles, key=str)
    span, dirty = _grow_span(person, programs[0], whole, passed, used)
    use = _add(person.use, programs, whole, used)
    person = put(person, rest=rest, use=use, span=span, dirty=dirty)
    return _spend(person, passed, programs, 0 if whole is Charge.LEARNING else used)


def _counts(person: Person, program: AppFacts) -> bool:
    """Our own windows and held programs never count; under the cover only what is spared."""
    watch = person.watched.get(program.key)
    if program.app.ours or (watch is not None and watch.rung.applied is Screen.CLOSED):
        return False
    if person.rung.applied is not Screen.LEARNING:
        return True
    return not words_of(program.app).isdisjoint(person.spare)


def _add(use: Use, programs: tuple[AppFacts, ...], whole: Charge, used: int) -> Use:
    """Charge the day once, and every program that the time belongs to."""
    by_app = dict(use.by_app)
    for program in programs:
        kind = whole if len(programs) == 1 else charge_of(program.role)
        of_kind = dict(by_app.get(kind, {}))
        of_kind[program.key] = of_kind.get(program.key, 0) + used
        by_app[kind] = of_kind
    games = any(charge_of(p.role) is Charge.GAME for p in programs)
    if whole is Charge.LEARNING:
        return replace(use, by_app=by_app, learning_ms=use.learning_ms + used)
    return replace(
        use,
        by_app=by_app,
        leisure_ms=use.leisure_ms + used,
        game_ms=use.game_ms + (used if games else 0),
    )


def _grow_span(
    person: Person, program: AppFacts, kind: Charge, passed: Stretch, used: int
) -> tuple[Span, tuple[Span, ...]]:
    """Give the open span and the closed ones: equal neighbours are one span."""
    span, start = person.span, passed.start_ms
    if span and span.app == program.key and span.charge is kind and span.end_ms == start:
        used += span.used_ms
        return Span(person.id, span.app, kind, span.start_ms, passed.end_ms, used), person.dirty
    dirty = (*person.dirty, span) if span else person.dirty
    return Span(person.id, program.key, kind, start, passed.end_ms, used), dirty


def close_span(person: Person) -> Person:
    """End the open span: at midnight, before a rest, or when another program comes to front."""
    if person.span is None:
        return person
    return put(person, span=None, dirty=(*person.dirty, person.span))


def _spend(person: Person, passed: Stretch, programs: tuple[AppFacts, ...], used: int) -> Person:
    """Use up the grants that keep something open.

    A grant that lifts a counted limit is spent by use; one that lifts the clock (bedtime, hours,
    a pause) by the time that passes, so that quarter of an hour stays a quarter of an hour.
    """
    if not person.grants:
        return person
    keys = {p.key for p in programs}
    kept_open = [(person.decision, used)]
    kept_open += [(w.decision, used if k in keys else 0) for k, w in person.watched.items()]
    spent: dict[str, int] = {}  # once each, however many decisions one grant lifts
    for decision, mine in kept_open:
        if decision.reason is Reason.GRANT:
            grant = decision.setting.removeprefix("grant.")
            spent[grant] = max(spent.get(grant, 0), _price(decision, passed, mine))
    spent |= dict.fromkeys(_running_out(person, passed.start_ms), passed.end_ms - passed.start_ms)
    left = tuple(
        replace(g, left_ms=max(g.left_ms - spent[g.id], 0)) if g.id in spent else g
        for g in person.grants
    )
    return put(person, grants=left)


def _running_out(person: Person, now_ms: int) -> tuple[str, ...]:
    """Give the grants for one program that run by the clock while the PC around it is closed."""
    decision = person.decision
    if decision.screen is not Screen.LEARNING or decision.reason in COUNTED:
        return ()
    return tuple(
        g.id for g in person.grants if g.app and not g.bonus and not waits(g, person.hold, now_ms)
    )


def _price(decision: Decision, passed: Stretch, used: int) -> int:
    """Give what a stretch costs the grant of a decision: use, or time, by what it lifts."""
    counted = decision.also[0].reason in COUNTED
    return used if counted else passed.end_ms - passed.start_ms
