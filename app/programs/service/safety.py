"""The safe state: what the guard goes on with after a fault of ours.

The bracket's defaults rule, because a rule of the parent's may be what broke; what is closed stays
closed for as long as it would have been; requests, grants and what was used are kept. Help needs no
decision and stays open by itself.
"""

from __future__ import annotations

from dataclasses import replace

from msgspec.structs import replace as put

from app.guard.memory import memory, start
from app.guard.state import Guard, Person
from app.model.decision import Reason, Screen
from app.model.grant import Hold
from app.model.moment import Moment
from app.model.policy import Policy
from app.rules.age import bracket_of, years_of
from app.rules.presets import preset
from app.rules.schedule import local_date


def defaults(guard: Guard) -> Policy:
    """Give the policy with every subject ruled by his bracket alone."""
    sure = local_date(guard.zone, guard.clock.sure_ms)
    subjects = tuple(
        replace(
            given,
            rules=preset(bracket_of(given.subject, sure), years_of(given.subject, sure)),
            preset=True,
        )
        for given in guard.policy.subjects
    )
    return replace(guard.policy, subjects=subjects)


def safe(guard: Guard, at: Moment) -> Guard:
    """Give a state that was made anew from what is kept, as safe as can be said beforehand."""
    fresh = start(defaults(guard), memory(guard), at)
    people = {key: _kept(person, guard.people.get(key)) for key, person in fresh.people.items()}
    return put(fresh, people=people, asleep=guard.asleep)


def _kept(person: Person, old: Person | None) -> Person:
    """Keep closed what is closed, and what use was counted but may not be written yet."""
    if old is None:
        return person
    person = put(person, use=old.use, dirty=old.dirty, agents=old.agents)
    if old.rung.applied is not Screen.CLOSED or person.hold is not None:
        return person
    return put(person, hold=Hold(Reason.STORE_DAMAGED, old.decision.until_ms))
