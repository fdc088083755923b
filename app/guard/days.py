"""Midnight, moved days and birthdays: keeping every subject on the right calendar day."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from msgspec.structs import replace as put

from app.guard.charge import close_span
from app.guard.give import forget_answers
from app.guard.ledger import none_of, totals_of
from app.guard.memory import at_age, in_bracket
from app.guard.sites import forget_rules
from app.guard.state import Person
from app.model.action import Action, NoticeKind, Notify, Record, RecordKind
from app.model.span import Charge
from app.model.subject import Bracket, Seat
from app.model.use import Use
from app.rules.age import bracket_of, bracket_of_age, coming, years_of
from app.rules.forecast import bonus_on, roll
from app.rules.schedule import plan, to_ms


def to_day(person: Person, zone: ZoneInfo, day: date) -> Person:
    """Bring a subject to `day`: a new tally forwards, the old one again backwards."""
    if day == person.plan.date == person.use.day:
        return person
    laid = plan(person.policy.rules, zone, day)
    person = close_span(forget_rules(forget_answers(person, laid.start_ms), laid.start_ms))
    if day > person.use.day:
        bonus = bonus_on(person.grants, to_ms(zone, person.use.day, 0))
        use, before = roll(person.use, day, bonus), person.use
        rest, late = put(person.rest, kept=0), person.late + totals_of(person.id, before)
        person = put(person, rest=rest, game_notices=0, late=late)
        return put(person, plan=laid, use=use, before=before)
    late = person.late + none_of(person.id, person.use)
    return put(person, plan=laid, use=_back(person, day), before=None, late=late)


def _back(person: Person, day: date) -> Use:
    """Give the tally of an earlier day: what was counted under a wrong date belongs to it."""
    wrong, before = person.use, person.before
    if before is None or before.day != day:
        return replace(wrong, day=day)
    by_app: dict[Charge, dict[str, int]] = {}
    for kind in before.by_app.keys() | wrong.by_app.keys():
        total = Counter(before.by_app.get(kind, {}))
        total.update(wrong.by_app.get(kind, {}))
        by_app[kind] = dict(total)
    return replace(
        before,
        leisure_ms=before.leisure_ms + wrong.leisure_ms,
        game_ms=before.game_ms + wrong.game_ms,
        learning_ms=before.learning_ms + wrong.learning_ms,
        by_app=by_app,
    )


def cleared(person: Person, sure: date) -> Person:
    """Forget the day before of a seat that is cleared, as the store does (law.md 4)."""
    seat, before = person.policy.subject, person.before
    if not isinstance(seat, Seat) or seat.cleared_on is None or before is None:
        return person
    over = before.day <= seat.cleared_on <= sure
    return put(person, before=None) if over else person


def birthday(person: Person, zone: ZoneInfo, sure: date) -> tuple[Person, tuple[Action, ...]]:
    """Announce 16 and 18 a week ahead, and change bracket on a day that is sure."""
    subject = person.policy.subject
    actions: list[Action] = []
    ahead = coming(subject, sure)
    if ahead is not None and person.announced != ahead:
        person = put(person, announced=ahead)
        facts: tuple[tuple[str, str], ...] = (("age", str(ahead)),)
        actions.append(Record(person.id, RecordKind.BRACKET, "bracket_ahead", facts, tell=True))
        actions.append(Notify(person.id, NoticeKind.BRACKET_AHEAD, 0, person.decision))
    years = years_of(subject, sure)
    if years == person.age:
        return person, tuple(actions)
    bracket = bracket_of(subject, sure)
    adult = bracket is Bracket.ADULT
    policy = in_bracket(person.policy, sure)
    before = bracket_of_age(person.age)
    if bracket is not before or policy.rules != at_age(person.policy, before, person.age).rules:
        facts = (("age", str(years)), ("bracket", str(bracket)))
        code = "grown_up" if adult else "new_bracket"
        actions.append(Record(person.id, RecordKind.BRACKET, code, facts, tell=True))
    if before is Bracket.A and bracket is not Bracket.A:
        person = put(person, agreed=None)  # from 7 the child is asked itself
    laid = plan(policy.rules, zone, person.plan.date)
    # What was decided by the old rules is judged anew, in the middle of a closed night too.
    person = put(person, policy=policy, age=years, adult=adult, plan=laid, wake_ms=None)
    return person, tuple(actions)
