"""`step(state, event) -> (state, actions)`: the one way in which anything changes.

Every step does the same in the same order: read trusted time, count what passed, bring everybody
to the right day, take the event in, judge whom it may concern, and tell the ledger when it is
due.
"""

from __future__ import annotations

from msgspec.structs import replace as put

from app.guard import take
from app.guard.charge import Stretch, charge, close_span
from app.guard.clock import Reading, read
from app.guard.days import birthday, cleared, to_day
from app.guard.events import Event, Observed
from app.guard.judge import judge
from app.guard.ledger import due, pause_ms, remember
from app.guard.rhythm import away, rhythm
from app.guard.state import OVERSLEPT_MS, Guard, Person
from app.model.action import Action, FreeApp, HoldApp, Record, RecordKind, SetScreen
from app.model.moment import Moment
from app.rules.schedule import local_date

# What took effect is kept with the same step: after a crash it still holds, without a new grace.
_WRITTEN_AT_ONCE = (Record, SetScreen, HoldApp, FreeApp)


def step(state: Guard, event: Event) -> tuple[Guard, tuple[Action, ...]]:
    """Take one event in; give the new state and what is to be done, in order."""
    known, reading = state, read(state.clock, event.at)
    notes = _notes(reading)
    state = _count(state, reading, event)
    state, dated = _dates(state)
    state, taken = take.take(state, event)
    state, judged = _judge(state, event, known)
    actions = (*notes, *dated, *taken, *judged)
    if due(state) or any(isinstance(a, _WRITTEN_AT_ONCE) for a in actions):
        state, wrote = remember(state)
        actions = (*actions, *wrote)
    return state, actions


SOONEST_MS = 50  # judging at the same moment again changes nothing: the loop may never spin


def next_wake(state: Guard, at: Moment) -> int:
    """Give the boot_ms at which the next Tick is due.

    A heartbeat after the ledger was last told at the latest: a crash loses no more than that.
    """
    wakes = [p.wake_ms for p in state.people.values() if p.wake_ms is not None]
    if state.clock.settle_ms is not None:
        wakes.append(state.clock.settle_ms)
    soonest = min([*wakes, state.written_ms + pause_ms(state)])
    return at.boot_ms + max(soonest - state.clock.now_ms, SOONEST_MS)


def _notes(reading: Reading) -> tuple[Action, ...]:
    """Turn what the clock noticed into lines of the record."""
    return tuple(
        Record(
            "",
            RecordKind.CLOCK,
            note.code,
            (("zone", note.zone),) if note.zone else (("by_s", str(note.by_ms // 1000)),),
            note.tell,
        )
        for note in reading.notes
    )


def _count(state: Guard, reading: Reading, event: Event) -> Guard:
    """Charge everybody for the time since the last step, split at midnight."""
    before, now = state.clock, reading.clock
    passed = now.boot_ms - before.boot_ms if now.boot_id == before.boot_id else 0
    state = put(state, clock=now)
    if (now.now_ms, now.settle_ms) != (before.now_ms + passed, before.settle_ms):
        state = _unplanned(state)
    if state.asleep:
        people = {k: _asleep(p, passed) for k, p in state.people.items()}
        return _overslept(put(state, people=people), reading.awake_ms)
    if passed <= 0:
        return state
    stretch = Stretch(before.now_ms, before.now_ms + passed, reading.awake_ms)
    people = {}
    for key, person in state.people.items():
        idle = None
        if isinstance(event, Observed) and event.seen.subject == key:
            idle = event.seen.idle_ms
        people[key] = _pass(state, person, stretch, idle)
    return put(state, people=people)


def _overslept(state: Guard, awake_ms: int) -> Guard:
    """Take a machine that stays awake as awake: the word that it woke up may never come."""
    woken = state.woken_ms + awake_ms
    return put(state, asleep=woken <= OVERSLEPT_MS, woken_ms=woken)


def _asleep(person: Person, passed_ms: int) -> Person:
    """Nothing is used while the machine sleeps, and eyes rest."""
    return close_span(put(person, rest=away(person, passed_ms)))


def _unplanned(state: Guard) -> Guard:
    """Trusted time was moved, or needs to settle no more: when to look again is not known."""
    people = {key: put(person, wake_ms=None) for key, person in state.people.items()}
    return put(state, people=people)


def _pass(state: Guard, person: Person, stretch: Stretch, idle_ms: int | None) -> Person:
    """Count one stretch for one subject; at midnight the rest goes to the next day."""
    end = person.plan.end_ms
    if stretch.start_ms < end < stretch.end_ms:
        share = min(end - stretch.start_ms, stretch.awake_ms)
        person = charge(person, Stretch(stretch.start_ms, end, share), None)
        person = _older(to_day(person, state.zone, local_date(state.zone, end)), share)
        stretch = Stretch(end, stretch.end_ms, stretch.awake_ms - share)
    return _older(charge(person, stretch, idle_ms), stretch.awake_ms)


def _older(person: Person, awake_ms: int) -> Person:
    """Let the last known idle time grow with the time that passed."""
    if person.idle_ms is None:
        return person
    return put(person, idle_ms=person.idle_ms + awake_ms)


def _dates(state: Guard) -> tuple[Guard, tuple[Action, ...]]:
    """Bring everybody to today, and to the age that is sure."""
    today = local_date(state.zone, state.clock.now_ms)
    sure = local_date(state.zone, state.clock.sure_ms)
    if (today, sure) == state.days:
        return state, ()
    actions: list[Action] = []
    people = {}
    for key, person in state.people.items():
        people[key], more = birthday(
            cleared(to_day(person, state.zone, today), sure), state.zone, sure
        )
        actions += more
    return put(state, people=people, days=(today, sure)), tuple(actions)


def _judge(state: Guard, event: Event, before: Guard) -> tuple[Guard, tuple[Action, ...]]:
    """Judge everybody whom this event, or the time, may concern."""
    people: dict[str, Person] = {}
    actions: list[Action] = []
    for key, person in state.people.items():
        if _concerns(event, key, before.people.get(key), person) or _due(state, person):
            rested, more = rhythm(person, state.clock.now_ms)
            people[key], judged = judge(rested, state.clock)
            actions += [*more, *judged]
        else:
            people[key] = person
    return put(state, people=people), tuple(actions)


def _concerns(event: Event, key: str, before: Person | None, now: Person) -> bool:
    """Whether an event may change what is decided for a subject; mere input never does."""
    subject = take.subject_of(event)
    if subject is not None and subject != key:
        return False
    if not isinstance(event, Observed) or before is None or before.seen is None:
        return True
    old, new = before.seen, event.seen
    return (old.sessions, old.running, old.front_known) != (
        new.sessions,
        new.running,
        new.front_known,
    ) or before.facts is not now.facts


def _due(state: Guard, person: Person) -> bool:
    """Whether time alone may have changed something: judging said when to look again."""
    return person.wake_ms is None or state.clock.now_ms >= person.wake_ms
