"""Telling the ledger: spans that grew or ended, and the day totals as they stand."""

from __future__ import annotations

from dataclasses import replace

from msgspec.structs import replace as put

from app.guard.state import HEARTBEAT_MS, Guard
from app.model.action import Action, Remember
from app.model.span import DayTotal
from app.model.use import Use

EMPTY_MS = 60_000  # with nobody there only trusted time is written


def due(state: Guard) -> bool:
    """Whether a heartbeat has passed since the ledger was last told."""
    return not 0 <= state.clock.now_ms - state.written_ms < HEARTBEAT_MS


def pause_ms(state: Guard) -> int:
    """Give how long the guard may sleep: a heartbeat, longer while nobody is there."""
    here = any(p.seen is not None and p.seen.present for p in state.people.values())
    return HEARTBEAT_MS if here else EMPTY_MS


def remember(state: Guard) -> tuple[Guard, tuple[Action, ...]]:
    """Hand over everything the ledger does not have yet; the snapshot goes with it."""
    spans = []
    totals: list[DayTotal] = []
    people = {}
    for key, person in state.people.items():
        people[key] = put(person, dirty=(), late=()) if person.dirty or person.late else person
        if person.told and not person.adult:
            spans += [*person.dirty, *([person.span] if person.span else [])]
            totals += person.late
            totals += totals_of(person.id, person.use) if person.span or person.dirty else []
    state = put(state, people=people, written_ms=state.clock.now_ms)
    return state, (Remember(tuple(spans), tuple(totals)),)


def totals_of(subject: str, use: Use) -> tuple[DayTotal, ...]:
    """Give the rows of one day's tally."""
    return tuple(
        DayTotal(subject, use.day, app, kind, ms)
        for kind, apps in use.by_app.items()
        for app, ms in apps.items()
    )


def none_of(subject: str, use: Use) -> tuple[DayTotal, ...]:
    """Give the rows that take back a day which was never meant."""
    return tuple(replace(row, used_ms=0) for row in totals_of(subject, use))
