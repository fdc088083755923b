"""Taking one event in: how each kind of fact changes what the guard knows.

A handler changes state and may record or tell; judging comes after, in one place, for all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace as put

from app.guard import events as ev
from app.guard import sites
from app.guard.clock import confirmed
from app.guard.give import answered, asked, granted, held, taken_back
from app.guard.judge import LOST_WITHIN_MS, agent_lost, standing
from app.guard.memory import fresh
from app.guard.state import Agents, Guard, Person
from app.model.action import Action, FreeApp, NoticeKind, Notify, Record, RecordKind, SetScreen
from app.model.decision import Screen
from app.model.observation import Seen
from app.model.policy import SubjectPolicy, UnknownAccounts
from app.model.subject import Bracket, Seat
from app.rules.age import bracket_of
from app.rules.apps import AppFacts, facts
from app.rules.presets import preset
from app.rules.schedule import local_date
from app.rules.visibility import Grain, sight

Taken = tuple[Guard, tuple[Action, ...]]
UNKNOWN = "unknown:"


def take(state: Guard, event: ev.Event) -> Taken:
    """Take one event in. Events about subjects that do not exist change nothing."""
    handler = _HANDLERS.get(type(event))
    return handler(state, event) if handler else (state, ())


def subject_of(event: ev.Event) -> str | None:
    """Give the subject an event is about; "" = nobody, None = everybody."""
    if isinstance(event, ev.Tick):
        return ""
    if isinstance(event, ev.Observed):
        return event.seen.subject
    if isinstance(event, ev.Granted):
        return event.grant.subject
    if isinstance(event, ev.Asked):
        return event.request.subject
    return getattr(event, "subject", None)


def with_person(state: Guard, person: Person) -> Guard:
    """Put one subject's new state in."""
    return put(state, people={**state.people, person.id: person})


# --- senses -----------------------------------------------------------------------------


def _observed(state: Guard, event: ev.Observed) -> Taken:
    seen = event.seen
    person = state.people.get(seen.subject)
    if person is None:
        return _stranger(state, seen)
    if not seen.sessions and not seen.subject.startswith(UNKNOWN):
        seen = replace(seen, front=None)
    same = person.seen is not None and person.seen.front == seen.front
    program = person.facts if same else _facts(person, seen)
    return with_person(state, put(person, seen=seen, facts=program, idle_ms=seen.idle_ms)), ()


def _facts(person: Person, seen: Seen) -> AppFacts | None:
    return None if seen.front is None else facts(person.policy.rules, seen.front)


def _stranger(state: Guard, seen: Seen) -> Taken:
    """Rule an account that nobody named as the youngest, where the parent chose so."""
    if state.policy.unknown_accounts is not UnknownAccounts.STRICTEST:
        return state, ()
    if not seen.subject.startswith(UNKNOWN) or not seen.sessions:
        return state, ()
    user = seen.subject.removeprefix(UNKNOWN)
    seat = Seat(seen.subject, user, (user,), Bracket.A)
    today = local_date(state.zone, state.clock.now_ms)
    given = SubjectPolicy(seat, preset(Bracket.A, 0))
    person = put(fresh(given, state.zone, today, today), seen=seen, idle_ms=seen.idle_ms)
    return with_person(state, put(person, facts=_facts(person, seen))), ()


def _unknown_login(state: Guard, event: ev.UnknownLogin) -> Taken:
    facts_ = (("user", event.user), ("rule", str(state.policy.unknown_accounts)))
    return state, (Record("", RecordKind.ACCOUNT, "unknown_login", facts_, tell=True),)


def _suspending(state: Guard, event: ev.Suspending) -> Taken:
    return put(state, asleep=True, woken_ms=0), ()


def _resumed(state: Guard, event: ev.Resumed) -> Taken:
    return put(state, asleep=False), ()


# --- the policy -------------------------------------------------------------------------


def _policy(state: Guard, event: ev.PolicyChanged) -> Taken:
    """Put a new policy in force; what was used, given and asked stays with its subject."""
    new = event.policy
    zone = state.zone if new.zone == state.policy.zone else ZoneInfo(new.zone)
    day = local_date(zone, state.clock.now_ms)
    sure = local_date(zone, state.clock.sure_ms)
    people: dict[str, Person] = {}
    actions: list[Action] = [_changed(state, event)]
    for given in new.subjects:
        made = fresh(given, zone, day, sure, state.clock.now_ms)
        old = state.people.get(given.subject.id)
        people[made.id] = made if old is None else _carry(made, old)
        if old is not None and made.policy.rules != old.policy.rules:
            actions.append(Notify(made.id, NoticeKind.RULES_CHANGED, 0, old.decision))
        if old is not None and set(old.policy.subject.accounts) - set(given.subject.accounts):
            actions += [*_let_go(old), *standing(people[made.id])]
    strangers = {k: p for k, p in state.people.items() if k.startswith(UNKNOWN)}
    if new.unknown_accounts is UnknownAccounts.STRICTEST:
        people |= strangers
    for key in [key for key in state.people if key not in people]:
        actions += _let_go(state.people[key])
    state = put(state, policy=new, zone=zone, people=people, days=None)
    return state, tuple(actions)


def _let_go(person: Person) -> list[Action]:
    """Open what is closed or held for a subject whose accounts we may not act on any more."""
    held = [app for watch in person.watched.values() for app in watch.held]
    actions: list[Action] = [FreeApp(person.id, app) for app in held]
    if person.rung.applied is not Screen.OPEN:
        actions.append(SetScreen(person.id, Screen.OPEN, person.decision))
    return actions


def _changed(state: Guard, event: ev.PolicyChanged) -> Record:
    facts_ = (("by", event.by), ("version", str(event.policy.version)))
    return Record("", RecordKind.RULES, "policy_changed", facts_)


def _carry(made: Person, old: Person) -> Person:
    """Keep what belongs to the subject and not to its rules."""
    moved = put(
        old,
        policy=made.policy,
        plan=made.plan,
        age=made.age,
        adult=made.adult,
        wake_ms=None,
    )
    if moved.seen is not None and moved.seen.front is not None:
        moved = put(moved, facts=facts(made.policy.rules, moved.seen.front))
    if moved.use.day != made.plan.date:
        moved = put(moved, use=replace(moved.use, day=made.plan.date))
    return moved


def _date_confirmed(state: Guard, event: ev.DateConfirmed) -> Taken:
    """Take the parent's word, but only for the day that trusted time says as well."""
    if local_date(state.zone, state.clock.now_ms) != event.day:
        return state, ()
    record = Record("", RecordKind.CLOCK, "date_confirmed", (("by", event.by),))
    return put(state, clock=confirmed(state.clock), days=None), (record,)


# --- agents, hands, consent ---------------------------------------------------------------


def _agent(state: Guard, event: ev.AgentChanged) -> Taken:
    person = state.people.get(event.subject)
    if person is None:
        return state, ()
    now, agents = state.clock.now_ms, person.agents
    if event.state is ev.AgentState.STARTED:
        agents = put(agents, up_ms=now)
        return with_person(state, put(person, agents=agents)), ()
    if event.state is ev.AgentState.GONE:
        return with_person(state, put(person, agents=Agents())), ()
    lately = tuple(t for t in agents.lost if now - t <= LOST_WITHIN_MS)
    was = agent_lost(person, now)
    person = put(person, agents=Agents(lost=(*lately, now)))
    code = "agent_lost_often" if agent_lost(person, now) and not was else "agent_lost"
    tell = code == "agent_lost_often"
    record = Record(person.id, RecordKind.TAMPER, code, (("session", event.session),), tell)
    return with_person(state, person), (record,)


def _applied(state: Guard, event: ev.ScreenApplied) -> Taken:
    if event.ok:
        return state, ()
    facts_ = (("how", event.how), ("why", event.why), ("screen", event.screen.name.lower()))
    return state, (Record(event.subject, RecordKind.HEALTH, "not_applied", facts_, tell=True),)


def _thawed(state: Guard, event: ev.Thawed) -> Taken:
    return state, (Record(event.subject, RecordKind.TAMPER, "thawed", (), tell=True),)


def _told(state: Guard, event: ev.ToldChild) -> Taken:
    """From here on use may be written; which programs came before the telling never is.

    Who was told before 7 is asked again at 7: nothing is taken back by that.
    """
    person = state.people.get(event.subject)
    if person is None:
        return state, ()
    if not person.told:
        use = replace(person.use, by_app={})
        person = put(person, told=True, dirty=(), late=(), span=None, use=use)
    person = put(person, agreed=event.agreed)
    answer = {True: "read", False: "objects", None: "shown"}[event.agreed]
    record = Record(
        person.id, RecordKind.CONSENT, "told", (("answer", answer),), event.agreed is False
    )
    return with_person(state, person), (record,)


def _stopped(state: Guard, event: ev.AppStopped) -> Taken:
    facts_ = _nameless(state, event.subject, (("app", event.app), ("how", event.how)))
    return state, (Record(event.subject, RecordKind.HEALTH, "app_stopped", facts_),)


def _nameless(
    state: Guard, subject: str, facts_: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    """Leave a program's name out of the record where the table shows no programs."""
    person = state.people.get(subject)
    if person is None:
        return facts_ if not subject else tuple(fact for fact in facts_ if fact[0] != "app")
    sure = local_date(state.zone, state.clock.sure_ms)
    bracket = bracket_of(person.policy.subject, sure)
    seen = sight(person.policy.subject, bracket, person.policy.rules.seen_as)
    if seen.grain is Grain.APP:
        return facts_
    return tuple(fact for fact in facts_ if fact[0] != "app")


def _wiped(state: Guard, event: ev.Wiped) -> Taken:
    """Forget which programs were used; the sums of today stay, or a wipe would be a new budget."""
    people = dict(state.people)
    for key, person in state.people.items():
        if event.subject in ("", key):
            use = replace(person.use, by_app={})
            unanswered = tuple(r for r in person.requests if not r.answer)
            people[key] = put(
                person,
                use=use,
                before=None,
                span=None,
                dirty=(),
                late=(),
                stopped=None,
                stopped_site=None,
                requests=unanswered,
            )
    record = Record(event.subject, RecordKind.RULES, "wiped", (("by", event.by),))
    return put(state, people=people), (record,)


def _health(state: Guard, event: ev.Health) -> Taken:
    facts_ = _nameless(state, event.subject, event.facts)
    return state, (Record(event.subject, RecordKind.HEALTH, event.code, facts_, tell=True),)


_HANDLERS: dict[type, Callable[[Guard, Any], Taken]] = {
    ev.Observed: _observed,
    ev.UnknownLogin: _unknown_login,
    ev.Suspending: _suspending,
    ev.Resumed: _resumed,
    ev.PolicyChanged: _policy,
    ev.DateConfirmed: _date_confirmed,
    ev.AgentChanged: _agent,
    ev.ScreenApplied: _applied,
    ev.Thawed: _thawed,
    ev.ToldChild: _told,
    ev.AppStopped: _stopped,
    ev.Wiped: _wiped,
    ev.Health: _health,
    ev.Granted: granted,
    ev.HoldSet: held,
    ev.Asked: asked,
    ev.Answered: answered,
    ev.TakenBack: taken_back,
    ev.SiteRuled: sites.ruled,
    ev.SiteStopped: sites.stopped,
}
