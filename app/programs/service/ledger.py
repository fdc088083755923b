"""Writing down: snapshot and ledger in one stroke, the record line by line, never the loop's end.

What cannot be written is kept here and offered again at the next heartbeat. What nobody may see is
made coarse before it is written (rules/visibility.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from app.guard.memory import memory
from app.guard.state import Guard, Person
from app.model.action import Record, RecordKind, Remember
from app.model.decision import Verdict
from app.model.errors import StoreDamaged
from app.model.policy import GroupRule
from app.model.span import Charge, DayTotal, Span
from app.model.subject import Seat
from app.model.web import SiteStop
from app.programs.service import snapshot
from app.programs.service.vault import Vault
from app.rules.age import bracket_of
from app.rules.schedule import local_date
from app.rules.visibility import Sight, coarse, coarse_spans, coarse_stops, sight
from app.store.port import Line

MOST_WAITING = 1_000  # lines of the record that may wait for a disk; older ones make way
# Stopped sites alone are not written more often: each write waits for the disk, and a child's
# programs can ask for hundreds of names in a moment. What waits goes with the next heartbeat.
STOPS_AGAIN_MS = 1_000


def sight_of(guard: Guard, person: Person) -> Sight:
    """Give what may be seen of a subject, on the day that birthdays count on."""
    subject, chosen = person.policy.subject, person.policy.rules.seen_as
    return sight(subject, bracket_of(subject, local_date(guard.zone, guard.clock.sure_ms)), chosen)


def groups_of(person: Person) -> tuple[GroupRule, ...]:
    """Give the groups in which a subject's use may be told."""
    return person.policy.rules.groups


class Ledger:
    """Keeps what the guard hands over. `trouble` is told a code when the file fails or is back."""

    def __init__(self, vault: Vault, trouble: Callable[[str], None]) -> None:
        """Write into what the vault holds."""
        self._vault = vault
        self._trouble = trouble
        self._lines: list[tuple[int, Record]] = []
        self._spans: dict[tuple[str, int, str, Charge], Span] = {}
        self._totals: dict[tuple[str, date, str, Charge], DayTotal] = {}
        self._stops: dict[tuple[str, date, str, str, Verdict], SiteStop] = {}
        self._told = ""
        self._forgot: date | None = None
        self._tried_ms: int | None = None  # boot clock, the last write

    def append(self, guard: Guard, record: Record) -> None:
        """Add a line to the record; one that says *wiped* reaches what waits for a disk too."""
        if (record.kind, record.code) == (RecordKind.RULES, "wiped"):
            self._drop(record.subject)
        self._lines.append((guard.clock.now_ms, record))
        del self._lines[:-MOST_WAITING]

    def _drop(self, subject: str) -> None:
        """Drop what waits about a subject, or about all (""): it may not be written any more."""
        self._spans = {k: r for k, r in self._spans.items() if subject and r.subject != subject}
        self._totals = {k: r for k, r in self._totals.items() if subject and r.subject != subject}
        self._stops = {k: r for k, r in self._stops.items() if subject and r.subject != subject}
        self._lines = [one for one in self._lines if subject and one[1].subject != subject]

    def remember(self, guard: Guard, action: Remember) -> None:
        """Take what has grown, and write everything that waits, with the guard's snapshot.

        Stopped sites and nothing else may wait a little for others.
        """
        for span in _spans(guard, action.spans):
            self._spans[span.subject, span.start_ms, span.app, span.charge] = span
        for total in _totals(guard, action.totals):
            self._totals[total.subject, total.day, total.app, total.charge] = total
        for stop in _coarse_stops(guard, action.stops):
            self._count(stop)
        alone = bool(action.stops) and not action.spans and not action.totals
        since = None if self._tried_ms is None else guard.clock.boot_ms - self._tried_ms
        if not alone or since is None or since >= STOPS_AGAIN_MS:
            self.write(guard)

    def _count(self, stop: SiteStop) -> None:
        """Add to what waits for the disk; beyond so many names only counts."""
        key = (stop.subject, stop.day, stop.name, stop.category, stop.verdict)
        if key not in self._stops and len(self._stops) >= MOST_WAITING:
            stop = replace(stop, name="", list="", last_ms=0)
            key = (stop.subject, stop.day, "", stop.category, stop.verdict)
        old = self._stops.get(key)
        if old is not None:
            stopped = old.stopped + stop.stopped
            stop = replace(stop, stopped=stopped, last_ms=max(old.last_ms, stop.last_ms))
        self._stops[key] = stop

    def write(self, guard: Guard) -> bool:
        """Write everything that waits, with the guard's snapshot; False when it has to wait on."""
        stamp = str(guard.clock.now_ms)
        self._tried_ms = guard.clock.boot_ms
        if not self._vault.try_again(stamp):
            self._tell(f"store_{self._vault.damage}")
            return False
        try:
            self._write(guard)
        except StoreDamaged as error:
            self._tell(self._vault.mend(error.code, stamp))
            return False
        self._spans.clear()
        self._totals.clear()
        self._stops.clear()
        if self._told:
            self._told = ""
            self._trouble("store_back")
        return True

    def forget(self, guard: Guard) -> None:
        """Delete what has outlived its time, once a day, by a day that somebody vouches for."""
        today = local_date(guard.zone, guard.clock.sure_ms)
        if today == self._forgot or not guard.clock.sure:
            return
        days = {key: sight_of(guard, p).spans_days for key, p in guard.people.items()}
        try:
            self._vault.store.forget(today, guard.clock.sure_ms, days)
            self._clear_seats(guard, today)
        except StoreDamaged as error:
            self._tell(self._vault.mend(error.code, str(guard.clock.now_ms)))
            return
        self._forgot = today

    def _clear_seats(self, guard: Guard, today: date) -> None:
        """Delete what a seat kept up to the day on which its policy says so, once (law.md 4)."""
        for person in guard.people.values():
            seat = person.policy.subject
            if not isinstance(seat, Seat) or seat.cleared_on is None or seat.cleared_on > today:
                continue
            if self._vault.store.totals(seat.id, date.min, seat.cleared_on):
                self._vault.store.wipe(seat.id)
                facts = (("by", "cleared_on"), ("day", seat.cleared_on.isoformat()))
                self.append(guard, Record(seat.id, RecordKind.RULES, "wiped", facts))

    # --- reading, what still waits included -----------------------------------------------------

    def totals(self, subject: str, first: date, last: date) -> tuple[DayTotal, ...]:
        """Give the totals of the days from first to last, both included, by day."""
        found = {_key(row): row for row in self._vault.store.totals(subject, first, last)}
        waiting = (row for row in self._totals.values() if row.subject == subject)
        found |= {_key(row): row for row in waiting if first <= row.day <= last}
        return tuple(sorted(found.values(), key=lambda row: row.day))

    def spans(self, subject: str, from_ms: int, to_ms: int) -> tuple[Span, ...]:
        """Give the spans that have a part in [from_ms, to_ms), by start."""
        found = {_place(row): row for row in self._vault.store.spans(subject, from_ms, to_ms)}
        waiting = (row for row in self._spans.values() if row.subject == subject)
        found |= {_place(r): r for r in waiting if r.start_ms < to_ms and r.end_ms > from_ms}
        return tuple(sorted(found.values(), key=lambda row: row.start_ms))

    def stops(self, guard: Guard, person: Person, first: date, last: date) -> tuple[SiteStop, ...]:
        """Give stopped sites of some days as they may be seen, by day and time."""
        kept = self._vault.store.stops(person.id, first, last)
        waiting = (row for row in self._stops.values() if row.subject == person.id)
        both = (*kept, *(row for row in waiting if first <= row.day <= last))
        found = coarse_stops(both, sight_of(guard, person))
        return tuple(sorted(found, key=lambda stop: (stop.day, stop.last_ms)))

    def records(self, before: int, count: int) -> tuple[Line, ...]:
        """Give lines of the record, newest first; lines that wait for the disk have no number."""
        waiting = [Line(0, at_ms, record) for at_ms, record in reversed(self._lines)]
        kept = self._vault.store.records(before, count)
        return (*(waiting if before <= 0 else ()), *kept)[:count]

    # --- inside ---------------------------------------------------------------------------------

    def _write(self, guard: Guard) -> None:
        store = self._vault.store
        while self._lines:
            store.append(*self._lines[0])
            del self._lines[0]
        body = snapshot.encode(memory(guard))
        spans, totals = tuple(self._spans.values()), tuple(self._totals.values())
        store.save(body, spans, totals, tuple(self._stops.values()))

    def _tell(self, code: str) -> None:
        """Say it once for each trouble, not at every heartbeat."""
        if code != self._told:
            self._told = code
            self._trouble(code)


def _key(row: DayTotal) -> tuple[date, str, Charge]:
    return row.day, row.app, row.charge


def _place(row: Span) -> tuple[int, str, Charge]:
    return row.start_ms, row.app, row.charge


def _spans(guard: Guard, rows: tuple[Span, ...]) -> list[Span]:
    return [
        span
        for person in _people(guard, {row.subject for row in rows})
        for span in coarse_spans(
            (row for row in rows if row.subject == person.id),
            sight_of(guard, person),
            groups_of(person),
        )
    ]


def _totals(guard: Guard, rows: tuple[DayTotal, ...]) -> list[DayTotal]:
    return [
        total
        for person in _people(guard, {row.subject for row in rows})
        for total in coarse(
            (row for row in rows if row.subject == person.id),
            sight_of(guard, person),
            groups_of(person),
        )
    ]


def _coarse_stops(guard: Guard, rows: tuple[SiteStop, ...]) -> list[SiteStop]:
    return [
        stop
        for person in _people(guard, {row.subject for row in rows})
        for stop in coarse_stops(
            (row for row in rows if row.subject == person.id), sight_of(guard, person)
        )
    ]


def _people(guard: Guard, ids: set[str]) -> list[Person]:
    return [guard.people[key] for key in sorted(ids) if key in guard.people]
