"""What survives a restart: the guard's own memory, written with the ledger in one transaction.

Facts of the senses are never kept; after a restart the senses see anew. Of a child that has not
been told yet what is recorded, no use is written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from msgspec.structs import replace as put

from app.enforce.ladder import Rung
from app.guard.clock import Trusted, begin, read
from app.guard.rhythm import away
from app.guard.state import BLIND_MS, Guard, Person, Rest, Watch
from app.model.decision import Decision, Reason, Screen, Verdict
from app.model.grant import Grant, Hold, Request
from app.model.moment import Moment
from app.model.observation import App
from app.model.policy import Policy, SubjectPolicy
from app.model.subject import Bracket, Seat
from app.model.use import Use
from app.model.web import SiteRule
from app.rules.age import bracket_of, years_of
from app.rules.apps import facts
from app.rules.forecast import bonus_on, roll
from app.rules.presets import rebase
from app.rules.schedule import local_date, plan, to_ms

_NOTHING = Decision(Verdict.ALLOW, Reason.OPEN, "", None)


@dataclass(frozen=True, slots=True)
class PersonMemory:
    """What is kept of one subject. use is None before the child was told."""

    use: Use | None
    before: Use | None
    applied: Screen
    hold: Hold | None
    grants: tuple[Grant, ...]
    requests: tuple[Request, ...]
    told: bool
    agreed: bool | None
    rest: Rest
    game_notices: int
    announced: int | None
    held: tuple[App, ...] = ()
    sites: tuple[SiteRule, ...] = ()
    age: int | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """What is kept of everything; `clock` anchors trusted time."""

    clock: Trusted
    people: dict[str, PersonMemory]


def memory(state: Guard) -> Memory:
    """Take the snapshot that the store keeps."""
    return Memory(state.clock, {key: _keep(p) for key, p in state.people.items()})


def _keep(person: Person) -> PersonMemory:
    return PersonMemory(
        use=person.use if person.told else None,
        before=person.before if person.told else None,
        applied=person.rung.applied,
        hold=person.hold,
        grants=person.grants,
        requests=person.requests,
        told=person.told,
        agreed=person.agreed,
        rest=put(person.rest, idle_ms=0) if person.told else _untold(person.rest),
        game_notices=person.game_notices if person.told else 0,
        announced=person.announced,
        sites=person.sites,
        held=tuple(app for watch in person.watched.values() for app in watch.held),
        age=person.age,
    )


def _untold(rest: Rest) -> Rest:
    """Keep of a rest that it goes on, and nothing of the use that led to it."""
    return Rest(until_ms=rest.until_ms, asked=rest.until_ms is not None)


def start(policy: Policy, kept: Memory | None, at: Moment) -> Guard:
    """Begin, or go on from what was kept.

    The first `step` reads the clock against what was kept, notes what it finds, and judges anew.
    """
    known = begin(at) if kept is None else kept.clock
    clock = read(known, at).clock
    zone = ZoneInfo(policy.zone)
    day = local_date(zone, clock.now_ms)
    sure = local_date(zone, clock.sure_ms)
    old = kept.people if kept else {}
    people = {
        s.subject.id: _recall(
            fresh(s, zone, day, sure, clock.now_ms), old.get(s.subject.id), day, zone
        )
        for s in policy.subjects
    }
    off_ms, same_day = clock.now_ms - known.now_ms, local_date(zone, known.now_ms) == day
    people = {key: _rested(person, off_ms, same_day) for key, person in people.items()}
    return Guard(policy, zone, known, people, written_ms=clock.now_ms)


def fresh(given: SubjectPolicy, zone: ZoneInfo, day: date, sure: date, now_ms: int = 0) -> Person:
    """Make a subject of whom nothing is known yet. `sure` is the day that birthdays count on.

    now_ms is trusted time where the senses have still to say who is there.
    """
    current = in_bracket(given, sure)
    bracket = bracket_of(given.subject, sure)
    return Person(
        policy=current,
        plan=plan(current.rules, zone, day),
        use=Use(day),
        decision=_NOTHING,
        age=years_of(given.subject, sure),
        told=isinstance(given.subject, Seat),
        adult=bracket is Bracket.ADULT,
        blind_until_ms=now_ms + BLIND_MS if now_ms else 0,
    )


def in_bracket(given: SubjectPolicy, sure: date) -> SubjectPolicy:
    """Give the rules of the bracket that holds on `sure`, keeping what the parent changed."""
    return at_age(given, bracket_of(given.subject, sure), years_of(given.subject, sure))


def at_age(given: SubjectPolicy, bracket: Bracket, years: int) -> SubjectPolicy:
    """Give the rules with the defaults of a bracket and age, where they follow the age."""
    if not given.preset:
        return given
    return replace(given, rules=rebase(given.rules, bracket, years))


def _recall(person: Person, kept: PersonMemory | None, day: date, zone: ZoneInfo) -> Person:
    """Go on from what was kept; a birthday since then is noticed by the first step."""
    if kept is None:
        return person
    use, before = kept.use or Use(day), kept.before
    if use.day < day:
        bonus = bonus_on(kept.grants, to_ms(zone, use.day, 0))
        use, before = roll(use, day, bonus), use
    return put(
        person,
        use=use,
        before=before,
        rung=Rung(applied=kept.applied),
        hold=kept.hold,
        grants=kept.grants,
        requests=kept.requests,
        told=kept.told,
        agreed=kept.agreed,
        rest=kept.rest,
        game_notices=kept.game_notices if use.day == day and before is kept.before else 0,
        announced=kept.announced,
        sites=kept.sites,
        watched=_held(person, kept),
        age=person.age if kept.age is None else kept.age,
    )


def _rested(person: Person, off_ms: int, same_day: bool) -> Person:
    """Count the time nobody watched as rest; rests that were kept belong to their day."""
    rest = away(person, off_ms)
    return put(person, rest=rest if same_day else put(rest, kept=0))


def _held(person: Person, kept: PersonMemory) -> dict[str, Watch]:
    """Keep held programs held, so that a crash of ours frees none of them."""
    closed = Rung(applied=Screen.CLOSED)
    found: dict[str, Watch] = {}
    for app in kept.held:
        program = facts(person.policy.rules, app)
        first = Watch(facts=program, rung=closed, decision=_NOTHING)
        watch = found.setdefault(program.key, first)
        found[program.key] = put(watch, held=(*watch.held, app))
    return found
