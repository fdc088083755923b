"""What a parent reads: today, reports, the record, exports and explanations.

Everything about a child passes the visibility table here and nowhere later: what leaves this module
may be shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import msgspec

from app.api import parent as api
from app.api.parent import (
    Explained,
    RecordRow,
    Records,
    Report,
    Text,
    Today,
    ToParent,
    UseRow,
)
from app.guard.judge import question
from app.guard.state import Guard, Person
from app.model.errors import Denied
from app.model.moment import DAY, MINUTE, YEARS
from app.model.span import DayTotal
from app.model.use import Use
from app.programs.service import shown
from app.programs.service.ledger import Ledger, groups_of, sight_of
from app.programs.service.names import Names
from app.programs.service.view import bracket, view, why
from app.reports.tally import lines
from app.rules.apps import named
from app.rules.decide import decide
from app.rules.forecast import at as at_time
from app.rules.forecast import opens_at
from app.rules.presets import source_of
from app.rules.schedule import day_of
from app.rules.visibility import Grain, Now, Sight, decision_shown, shown_spans
from app.rules.visibility import shown as shown_totals
from app.store.port import TOTALS_DAYS, Line

Reading = api.TodayQ | api.ReportQ | api.RecordQ | api.ExplainQ | api.ExportQ
NEWS = 20  # lines of the record that are shown as news
NEWS_MS = 7 * DAY
_LOOKED_THROUGH = 200


class Overview:
    """Reads for parents; `agent_state` says how a subject's agent is."""

    def __init__(
        self,
        guard: Callable[[], Guard],
        ledger: Ledger,
        names: Names,
        agent_state: Callable[[str], str],
    ) -> None:
        """Read from these."""
        self._guard = guard
        self._ledger = ledger
        self._names = names
        self._agent_state = agent_state

    def person(self, name: str) -> Person:
        """Find a subject by id or by name. Raises Denied (`unknown_child`)."""
        people = self._guard().people
        if name in people:
            return people[name]
        folded = name.casefold()
        for person in people.values():
            if person.policy.subject.name.casefold() == folded:
                return person
        raise Denied("unknown_child")

    def read(self, message: Reading) -> ToParent:
        """Answer one question. Raises Denied."""
        match message:
            case api.TodayQ():
                return self.today()
            case api.ReportQ():
                return self.report(message.subject, message.first, message.last)
            case api.RecordQ():
                return self.records(message.before, message.count)
            case api.ExplainQ():
                return self.explain(message.subject, message.at, message.app)
            case api.ExportQ():
                return self.export(message.subject)

    def today(self) -> Today:
        """Give one card a subject, the open questions and the news."""
        guard = self._guard()
        cards, requests = [], []
        for person in guard.people.values():
            now = view(guard, person)
            seen = shown.of(guard, person, now, self._ledger, self._names)
            cards.append(shown.card(guard, person, now, seen, self._agent_state(person.id)))
            requests += [(person.id, row) for row in shown.open_requests(person)]
        since = guard.clock.now_ms - NEWS_MS
        told = (
            line
            for line in self._ledger.records(0, _LOOKED_THROUGH)
            if line.record.tell and line.at_ms >= since
        )
        news = tuple(_row(line) for _, line in zip(range(NEWS), told, strict=False))
        return Today(guard.clock.now_ms, guard.policy.zone, tuple(cards), tuple(requests), news)

    def report(self, name: str, first: str, last: str) -> Report:
        """Give the use of some days. Raises Denied (`unknown_child`, `date`)."""
        guard, person = self._guard(), self.person(name)
        start, end = _day(first), _day(last)
        if end < start or (end - start).days > TOTALS_DAYS:
            raise Denied("date")
        seen = sight_of(guard, person)
        rules = person.policy.rules
        budgets = {}
        for n in range((end - start).days + 1):
            day = start + timedelta(days=n)
            limit = day_of(rules, day)[0].minutes
            budgets[day.isoformat()] = None if limit is None else limit.minutes * MINUTE
        return Report(
            subject=person.id,
            name=person.policy.subject.name,
            bracket=bracket(guard, person),
            rows=tuple(self._use_rows(person, seen, start, end)),
            budgets_ms=budgets,
            hidden=_hidden(seen),
        )

    def _use_rows(self, person: Person, seen: Sight, start: date, end: date) -> list[UseRow]:
        rules, rows = person.policy.rules, []
        totals = self._totals(person, seen, start, end)
        for day in sorted({row.day for row in totals}):
            for line in lines(row for row in totals if row.day == day):
                name = self._names.of(rules, line.app, line.charge)
                rows.append(UseRow(day.isoformat(), line.app, name, line.charge, line.used_ms))
        return rows

    def _totals(self, person: Person, seen: Sight, start: date, end: date) -> tuple[DayTotal, ...]:
        """Give what may be shown; of today what the guard counted, the ledger is seconds behind."""
        today = person.plan.date
        kept = self._ledger.totals(person.id, start, end)
        rows = [row for row in kept if row.day != today or not person.told]
        if person.told and start <= today <= end:
            rows += [
                DayTotal(person.id, today, app, charge, ms)
                for charge, apps in person.use.by_app.items()
                for app, ms in apps.items()
            ]
        return shown_totals(rows, seen, groups_of(person), today)

    def records(self, before: int, count: int) -> Records:
        """Give lines of the record, newest first."""
        return Records(tuple(_row(line) for line in self._ledger.records(before, count)))

    # --- explanations -----------------------------------------------------------------------------

    def explain(self, name: str, at: str, app: str) -> Explained:
        """Give the decision for a subject at a local time, or now, for one program or the PC.

        Raises Denied (`unknown_child`, `time`).
        """
        guard, person = self._guard(), self.person(name)
        seen = sight_of(guard, person)
        program = named(person.policy.rules, app) if app else None
        asked = question(person, guard.clock.now_ms, program)
        asked = msgspec.structs.replace(asked, use=_visible(person.use, seen))
        if at:
            asked = at_time(asked, guard.zone, local_ms(guard, at))
        decision = decision_shown(decide(asked), seen)
        source = source_of(decision.setting) if decision.origin == "bracket" else None
        return Explained(
            why=why(decision, opens_at(asked, guard.zone)),
            screen=decision.screen,
            at_ms=asked.now_ms,
            left_ms=decision.left_ms,
            also=tuple((c.verdict, c.reason, c.setting) for c in decision.also),
            source="" if source is None else source.text,
        )

    # --- exports ----------------------------------------------------------------------------------

    def export(self, name: str) -> Text:
        """Give everything that is kept about a subject, or about all, as far as it may be seen."""
        guard = self._guard()
        people = [self.person(name)] if name else list(guard.people.values())
        body = {
            "made_ms": guard.clock.now_ms,
            "zone": guard.policy.zone,
            "subjects": [self._exported(guard, person) for person in people],
            "record": [
                row
                for row in self.records(0, 10**9).rows
                if not name or row.subject == people[0].id
            ],
        }
        return Text(msgspec.json.format(msgspec.json.encode(body)).decode())

    def _exported(self, guard: Guard, person: Person) -> dict[str, object]:
        seen, today = sight_of(guard, person), person.plan.date
        oldest = guard.clock.now_ms - seen.spans_days * DAY
        spans = self._ledger.spans(person.id, oldest, guard.clock.now_ms)
        return {
            "id": person.id,
            "name": person.policy.subject.name,
            "bracket": bracket(guard, person),
            "agreed": person.agreed,
            "days": self._use_rows(person, seen, today - timedelta(days=TOTALS_DAYS), today),
            "spans": shown_spans(spans, seen, groups_of(person), person.plan.start_ms),
            "requests": shown.request_rows(person),
        }


def _row(line: Line) -> RecordRow:
    record = line.record
    return RecordRow(
        line.seq, line.at_ms, record.subject, record.kind, record.code, record.facts, record.tell
    )


def _hidden(seen: Sight) -> str:
    """Say what is not shown: words for the console, "" = nothing is hidden."""
    hidden = {Grain.APP: "", Grain.GROUP: "apps", Grain.TOTAL: "programs"}.get(seen.grain, "all")
    return hidden if seen.today else f"{hidden} today".strip()


def _visible(use: Use, seen: Sight) -> Use:
    """Give a day's use as far as an explanation may depend on it."""
    if seen.now is Now.APP:
        return use
    if seen.now is Now.LEFT:
        return replace(use, by_app={}, game_ms=0)
    return Use(use.day)


def local_ms(guard: Guard, at: str) -> int:
    """Read a local time of the policy's zone as Unix ms. Raises Denied (`time`).

    Years far off are refused: rules look days ahead, and dates end.
    """
    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        raise Denied("time") from None
    if when.year not in YEARS:
        raise Denied("time")
    return round((when if when.tzinfo else when.replace(tzinfo=guard.zone)).timestamp() * 1000)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Denied("date") from None
