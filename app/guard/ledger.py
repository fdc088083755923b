"""Telling the ledger: spans that grew or ended, and the day totals as they stand."""

from __future__ import annotations

from msgspec.structs import replace as put

from app.guard.state import HEARTBEAT_MS, Guard, Person
from app.model.action import Action, Remember
from app.model.span import DayTotal

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
    totals = []
    people = {}
    for key, person in state.people.items():
        people[key] = put(person, dirty=()) if person.dirty else person
        if person.told and not person.adult:
            spans += [*person.dirty, *([person.span] if person.span else [])]
            totals += _totals(person) if person.span or person.dirty else []
    state = put(state, people=people, written_ms=state.clock.now_ms)
    return state, (Remember(tuple(spans), tuple(totals)),)


def _totals(person: Person) -> list[DayTotal]:
    return [
        DayTotal(person.id, person.use.day, app, kind, ms)
        for kind, apps in person.use.by_app.items()
        for app, ms in apps.items()
    ]
