"""What a parent sees of a subject, made once: the parent's card and the child's own rows.

Both faces are built from the same value, so that the child can be shown exactly what the parent
sees. Everything in it has passed the visibility table.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from app.api.child import RequestRow, SeenRow
from app.api.parent import Card, SpanRow
from app.guard.state import Guard, Person
from app.model.decision import Decision
from app.model.moment import MINUTE
from app.model.span import DayTotal, Span
from app.model.subject import Child
from app.model.use import Use
from app.programs.service.ledger import Ledger, groups_of, sight_of
from app.programs.service.names import Names
from app.programs.service.view import Coming, View, bracket, why
from app.reports.day import ribbon
from app.reports.tally import Tally, lines
from app.rules.visibility import (
    Grain,
    Now,
    Sight,
    decision_shown,
    shown,
    shown_spans,
)
from app.words import forms
from app.words.rows import pack

_TELLS_USE = ("budget_over", "grant_over", "new_day")


@dataclass(frozen=True, slots=True)
class Shown:
    """One subject as a parent may see him now.

    front       what is in front (key, name, use and limit today in ms), None where not shown.
    left_ms     time left, None where not shown or without limit.
    today       today's sums, None where they are not shown before the day is over.
    rows        use that may be shown: today's where it may be, else yesterday's.
    """

    sight: Sight
    decision: Decision
    present: bool
    front: tuple[str, str, int, int | None] | None
    left_ms: int | None
    budget_ms: int | None
    today: Tally | None
    charging: str
    coming: Coming
    rows: tuple[DayTotal, ...]
    spans: tuple[Span, ...]


def of(guard: Guard, person: Person, now: View, ledger: Ledger, names: Names) -> Shown:
    """Cut a subject's state down to what may be seen."""
    seen = sight_of(guard, person)
    with_left = seen.now in (Now.APP, Now.LEFT)
    return Shown(
        sight=seen,
        decision=decision_shown(now.decision, seen),
        present=person.seen is not None and person.seen.present,
        front=_front(person, names) if seen.now is Now.APP else None,
        left_ms=now.decision.left_ms if with_left else None,
        budget_ms=now.budget_ms,
        today=_today(person.use) if seen.today and seen.grain is not Grain.NOTHING else None,
        charging=now.charging if seen.now is Now.APP else "",
        coming=tuple(c for c in now.coming if with_left or c[1] not in _TELLS_USE),
        rows=_rows(person, seen, ledger),
        spans=_ribbon(person, seen, ledger),
    )


def _ribbon(person: Person, seen: Sight, ledger: Ledger) -> tuple[Span, ...]:
    """Give today's stretches of use, where they may be shown before the day is over."""
    start, end = person.plan.start_ms, person.plan.end_ms
    if not seen.today:
        return ()
    spans = shown_spans(ledger.spans(person.id, start, end), seen, groups_of(person), start)
    return ribbon(spans, start, end)


def _today(use: Use) -> Tally:
    return Tally(use.leisure_ms, use.game_ms, use.learning_ms)


def _front(person: Person, names: Names) -> tuple[str, str, int, int | None] | None:
    found = person.facts
    if found is None or found.app.ours or not found.key:
        return None
    limit = found.rule.limit if found.rule else None
    name = names.of(person.policy.rules, found.key)
    used = person.use.of(found.key)
    return found.key, name, used, None if limit is None else limit.minutes * MINUTE


def _rows(person: Person, seen: Sight, ledger: Ledger) -> tuple[DayTotal, ...]:
    """Today's use as it stands where it may be shown, else what is kept of yesterday."""
    day = person.plan.date
    if seen.today:
        rows: tuple[DayTotal, ...] = tuple(
            DayTotal(person.id, person.use.day, app, charge, ms)
            for charge, apps in person.use.by_app.items()
            for app, ms in apps.items()
        )
    else:
        yesterday = day - timedelta(days=1)
        rows = ledger.totals(person.id, yesterday, yesterday)
    return shown(rows, seen, groups_of(person), day)


# --- the two faces --------------------------------------------------------------------------------


def card(guard: Guard, person: Person, now: View, what: Shown, agent: str) -> Card:
    """Give the parent's card."""
    front = what.front or ("", "", 0, None)
    sums = what.today or Tally()
    years = person.age if isinstance(person.policy.subject, Child) else None
    return Card(
        id=person.id,
        name=person.policy.subject.name,
        age=years,
        bracket=bracket(guard, person),
        screen=now.screen,
        why=why(what.decision, now.opens_ms),
        present=what.present,
        used_ms=sums.leisure_ms,
        learning_ms=sums.learning_ms,
        game_ms=sums.game_ms,
        budget_ms=what.budget_ms,
        left_ms=what.left_ms,
        charging=what.charging,
        front=front[0],
        front_name=front[1],
        front_used_ms=front[2],
        front_limit_ms=front[3],
        next=what.coming,
        spans=tuple(SpanRow(s.start_ms, s.end_ms, s.charge, s.app) for s in what.spans),
        day_start_ms=person.plan.start_ms,
        day_end_ms=person.plan.end_ms,
        paused=person.hold is not None,
        agent=agent,
        objection=person.agreed is False,
    )


def seen_rows(person: Person, what: Shown, names: Names) -> tuple[SeenRow, ...]:
    """Give the same for the child's own window."""
    rows = [SeenRow("now", _now(what))]
    if what.left_ms is not None:
        rows.append(SeenRow("left", pack(ms=what.left_ms)))
    if what.today is not None:
        rows.append(SeenRow("leisure", pack(ms=what.today.leisure_ms)))
        rows.append(SeenRow("games", pack(ms=what.today.game_ms)))
        rows.append(SeenRow("learning", pack(ms=what.today.learning_ms)))
    rows += _use_rows(person, what, names)
    rows.append(SeenRow("requests", pack(count=len(open_requests(person)))))
    if person.agreed is not None:
        rows.append(SeenRow("agreed", pack(text="1" if person.agreed else "0")))
    return tuple(rows)


def _now(what: Shown) -> str:
    if what.front is not None and what.present:
        return pack(name=what.front[1])
    return pack(use=int(what.present))


def _use_rows(person: Person, what: Shown, names: Names) -> list[SeenRow]:
    """Name each line of use; one of a day that is over says which day."""
    found = []
    for day in sorted({row.day for row in what.rows}):
        for line in lines(row for row in what.rows if row.day == day):
            name = names.of(person.policy.rules, line.app, line.charge)
            if day != person.plan.date:
                name = f"{forms.short_date(day, names.language)} · {name}"
            found.append(SeenRow("app", pack(name=name, ms=line.used_ms)))
    return found


def open_requests(person: Person) -> tuple[RequestRow, ...]:
    """Give the questions that still wait for an answer."""
    return tuple(row for row in request_rows(person) if not row.answer)


def request_rows(person: Person) -> tuple[RequestRow, ...]:
    """Give a subject's questions and what became of them, the newest last."""
    return tuple(
        RequestRow(
            id=r.id,
            kind=r.kind,
            asked_ms=r.asked_ms,
            due_ms=r.due_ms,
            minutes=r.minutes,
            about=r.about,
            words=r.words,
            answer=r.answer,
            reply=r.reply,
        )
        for r in person.requests
    )
