"""What parents give and stop, and what children ask: grants, holds and requests."""

from __future__ import annotations

from dataclasses import replace

from msgspec.structs import replace as put

from app.guard import events as ev
from app.guard import sites
from app.guard.state import Guard, Person
from app.model.action import Action, NoticeKind, Notify, Record, RecordKind
from app.model.decision import Verdict
from app.model.grant import AskKind, Grant, Request
from app.model.moment import DAY, HOUR, MINUTE
from app.model.web import SiteRule
from app.rules.age import bracket_of_age
from app.rules.visibility import sight

Taken = tuple[Guard, tuple[Action, ...]]
OPEN_REQUESTS = 5  # so many may wait at once; a sixth is refused at the edge and here
KEPT_ANSWERS = 10
ANSWER_WITHIN_MS = 48 * HOUR


def _put(state: Guard, person: Person) -> Guard:
    return put(state, people={**state.people, person.id: person})


def expiry(state: Guard, person: Person, minutes: int, bonus: bool) -> int:
    """Give when a grant made now is worth nothing any more (trusted ms).

    A bonus belongs to today. Other time is good until the end of the day, and near midnight for
    twice its length, so that a grant is never cut short by the date.
    """
    if bonus:
        return person.plan.end_ms
    return max(person.plan.end_ms, state.clock.now_ms + 2 * minutes * MINUTE)


def make_grant(
    state: Guard,
    subject: str,
    minutes: int,
    *,
    id: str,
    app: str = "",
    bonus: bool = False,
    by: str = "",
) -> Grant | None:
    """Make a grant for `Granted`; None when there is no such subject."""
    person = state.people.get(subject)
    if person is None:
        return None
    expires = expiry(state, person, minutes, bonus)
    return Grant(id, subject, minutes * MINUTE, expires, app, bonus, by)


def granted(state: Guard, event: ev.Granted) -> Taken:
    """Add a grant; spent ones are dropped."""
    person = state.people.get(event.grant.subject)
    if person is None:
        return state, ()
    now = state.clock.now_ms
    kept = tuple(g for g in person.grants if g.left_ms > 0 and g.expires_ms > now)
    person = put(person, grants=(*kept, event.grant))
    return _put(state, person), (_grant_record(event.grant),)


def _grant_record(grant: Grant) -> Record:
    facts = (
        ("minutes", str(grant.left_ms // MINUTE)),
        ("app", grant.app),
        ("bonus", "yes" if grant.bonus else ""),
        ("by", grant.by),
    )
    return Record(grant.subject, RecordKind.GRANT, "granted", tuple(f for f in facts if f[1]))


def held(state: Guard, event: ev.HoldSet) -> Taken:
    """Stop a PC, or let it go on. What was given before waits, and goes on afterwards."""
    person = state.people.get(event.subject)
    if person is None:
        return state, ()
    code = str(event.hold.reason) if event.hold else "resumed"
    record = Record(person.id, RecordKind.HOLD, code, (("by", event.by),) if event.by else ())
    grants = tuple(replace(g, shelved=event.hold is not None) for g in person.grants)
    return _put(state, put(person, hold=event.hold, grants=grants)), (record,)


def asked(state: Guard, event: ev.Asked) -> Taken:
    """Keep a question until it is answered."""
    person = state.people.get(event.request.subject)
    if person is None or len([r for r in person.requests if not r.answer]) >= OPEN_REQUESTS:
        return state, ()
    request = event.request
    person = put(person, requests=(*person.requests, request))
    facts = (("kind", str(request.kind)), ("minutes", str(request.minutes)), ("id", request.id))
    return _put(state, person), (Record(person.id, RecordKind.REQUEST, "asked", facts, tell=True),)


def _find(state: Guard, id: str) -> tuple[Person, Request] | None:
    for person in state.people.values():
        for request in person.requests:
            if request.id == id and not request.answer:
                return person, request
    return None


def _settle(person: Person, done: Request) -> Person:
    """Replace the request by its answered self; a child's words go with the answer."""
    done = replace(done, words="")
    rest = tuple(r for r in person.requests if r.id != done.id)
    closed = tuple(r for r in rest if r.answer)[-KEPT_ANSWERS + 1 :]
    return put(person, requests=(*(r for r in rest if not r.answer), *closed, done))


def answered(state: Guard, event: ev.Answered) -> Taken:
    """Answer an open request; yes gives what was asked, or what the parent chose instead."""
    found = _find(state, event.id)
    if found is None:
        return state, ()
    person, request = found
    word = "yes" if event.yes else "no"
    person = _settle(person, replace(request, answer=word, reply=event.reply))
    if event.yes and request.kind is AskKind.SITE and event.how != "always":
        person = _open_site(state, person, request.about, event.how)
    state = _put(state, person)
    facts: tuple[tuple[str, str], ...] = (
        ("answer", word),
        ("kind", str(request.kind)),
        ("by", event.by),
    )
    if event.how:
        facts = (*facts, ("how", event.how))
    actions: list[Action] = [Record(person.id, RecordKind.REQUEST, "answered", facts)]
    minutes = event.minutes or request.minutes
    if event.yes and request.kind in (AskKind.TIME, AskKind.APP) and minutes > 0:
        app = request.about if request.kind is AskKind.APP else ""
        grant = make_grant(state, person.id, minutes, id=request.id, app=app, by=event.by)
        if grant is not None:
            state, more = granted(state, ev.Granted(event.at, grant))
            actions += more
    actions.append(Notify(person.id, NoticeKind.ANSWERED, 0, person.decision, name=request.id))
    return state, tuple(actions)


def _open_site(state: Guard, person: Person, match: str, how: str) -> Person:
    """Open the site that was asked for, for an hour or for today."""
    now = state.clock.now_ms
    rule = SiteRule(match, Verdict.ALLOW, sites.until_ms(person, how, now))
    return sites.with_rule(person, match, rule, now)


def taken_back(state: Guard, event: ev.TakenBack) -> Taken:
    """Withdraw one's own question."""
    found = _find(state, event.id)
    if found is None or found[0].id != event.subject:
        return state, ()
    person, request = found
    return _put(state, _settle(person, replace(request, answer="withdrawn"))), ()


def due_ms(now_ms: int) -> int:
    """Give by when a question asked now must be answered (48 hours)."""
    return now_ms + ANSWER_WITHIN_MS


def forget_answers(person: Person, now_ms: int) -> Person:
    """Drop answers that are older than the names of what was used may be, by the child's age."""
    given, bracket = person.policy, bracket_of_age(person.age)
    lives_ms = sight(given.subject, bracket, given.rules.seen_as).spans_days * DAY
    kept = tuple(r for r in person.requests if not r.answer or now_ms - r.asked_ms < lives_ms)
    return person if len(kept) == len(person.requests) else put(person, requests=kept)
