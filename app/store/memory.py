"""Memory without a disk: the same promises as `Store`, kept until the process ends.

Tests use it, and the service when its store cannot be opened: the child is then not set free and
the parent not locked out, and both are told that nothing is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from app.model.action import Record
from app.model.decision import Verdict
from app.model.moment import DAY
from app.model.span import Charge, DayTotal, Span
from app.model.web import SiteStop
from app.store import chain
from app.store.export import Export, exported
from app.store.lines import new_salt, to_content, to_line
from app.store.port import (
    LASTING_KINDS,
    MOST_NAMES,
    SPANS_DAYS_UNNAMED,
    TOTALS_DAYS,
    Line,
    PolicyText,
    VerifyResult,
    plain,
)

_Stop = tuple[str, date, str, str, Verdict]  # subject, day, name, category, verdict
_LASTING = {kind.value for kind in LASTING_KINDS}


class MemoryStore:
    """Dictionaries with the keys of the tables; the record is chained all the same."""

    def __init__(self) -> None:
        """Begin empty, with a chain key for this process."""
        self._memory: bytes | None = None
        self._spans: dict[tuple[str, int, str, Charge], Span] = {}
        self._totals: dict[tuple[str, date, str, Charge], DayTotal] = {}
        self._stops: dict[_Stop, SiteStop] = {}
        self._policies: list[PolicyText] = []
        self._secrets: dict[str, bytes] = {}
        self._chain_key = chain.key_of(new_salt())
        self._rows: list[chain.Row] = []
        self._head: chain.Head | None = None

    def close(self) -> None:
        """Nothing is held."""

    def load_memory(self) -> bytes | None:
        """Give the guard's snapshot of the last `save`, or None."""
        return self._memory

    def save(
        self,
        memory: bytes,
        spans: Sequence[Span],
        totals: Sequence[DayTotal],
        stops: Sequence[SiteStop] = (),
    ) -> None:
        """Keep the snapshot, spans, totals and stopped sites."""
        self._memory = memory
        for span in spans:
            kept = replace(span, subject=plain(span.subject), app=plain(span.app))
            self._spans[kept.subject, kept.start_ms, kept.app, kept.charge] = kept
        for total in totals:
            sum_ = replace(total, subject=plain(total.subject), app=plain(total.app))
            self._totals[sum_.subject, sum_.day, sum_.app, sum_.charge] = sum_
        for stop in stops:
            kept_stop = _plain_stop(stop)
            self._add(kept_stop if self._has_room(kept_stop) else _count_of(kept_stop))

    def spans(self, subject: str, from_ms: int, to_ms: int) -> tuple[Span, ...]:
        """Spans that have a part in [from_ms, to_ms), by start."""
        name = plain(subject)
        met = (s for s in self._spans_of(name) if s.start_ms < to_ms and s.end_ms > from_ms)
        return tuple(span for span in met if span.subject == name)

    def totals(self, subject: str, first: date, last: date) -> tuple[DayTotal, ...]:
        """Totals of the days from first to last, both included, by day."""
        name = plain(subject)
        days = (t for t in self._totals_of(name) if first <= t.day <= last)
        return tuple(total for total in days if total.subject == name)

    def stops(self, subject: str, first: date, last: date) -> tuple[SiteStop, ...]:
        """Stopped sites of the days from first to last, both included, by day and time."""
        name = plain(subject)
        found = [s for s in self._stops_of(name) if s.subject == name and first <= s.day <= last]
        return tuple(sorted(found, key=lambda s: (s.day, s.last_ms)))

    def policy(self) -> PolicyText | None:
        """Give the newest version."""
        return self._policies[-1] if self._policies else None

    def set_policy(self, toml: str, version: int, by: str, at_ms: int) -> None:
        """Keep a new version beside all earlier ones."""
        newest = self.policy()
        if newest is not None and version <= newest.version:
            raise ValueError(f"version {version} does not follow {newest.version}")
        self._policies.append(PolicyText(plain(toml), version, plain(by), at_ms))

    def policies(self) -> tuple[PolicyText, ...]:
        """Give every version, newest first."""
        return tuple(reversed(self._policies))

    def secret(self, name: str) -> bytes | None:
        """Give what `set_secret` kept under this name."""
        return self._secrets.get(name)

    def set_secret(self, name: str, value: bytes | None) -> None:
        """Keep a value under a name; None deletes it."""
        if value is None:
            self._secrets.pop(name, None)
        else:
            self._secrets[name] = value

    def append(self, at_ms: int, line: Record) -> int:
        """Add a line to the record and give its number, counted from 1."""
        last = self._rows[-1].seq if self._rows else 0
        row, self._head = chain.seal(
            self._chain_key,
            self._head,
            last,
            at_ms,
            line.kind.value,
            new_salt(),
            to_content(line),
        )
        self._rows.append(row)
        return row.seq

    def records(self, before: int, count: int) -> tuple[Line, ...]:
        """Give at most `count` lines with numbers below `before` (0: the newest), newest first."""
        rows = [row for row in reversed(self._rows) if before <= 0 or row.seq < before]
        return tuple(to_line(row) for row in rows[: max(0, count)])

    def verify(self) -> VerifyResult:
        """Check the whole record."""
        return VerifyResult(*chain.check(self._chain_key, self._rows, self._head))

    def forget(
        self,
        today: date,
        now_ms: int,
        spans_days: Mapping[str, int],
        totals_days: int = TOTALS_DAYS,
    ) -> None:
        """Delete what has outlived its time: spans by subject, totals, contents of the record."""
        days = {plain(subject): count for subject, count in spans_days.items()}
        self._spans = {
            place: span
            for place, span in self._spans.items()
            if span.end_ms >= now_ms - days.get(span.subject, SPANS_DAYS_UNNAMED) * DAY
        }
        first = today - timedelta(days=totals_days)
        self._totals = {place: t for place, t in self._totals.items() if t.day >= first}
        self._forget_stops(today, days, first)
        oldest_ms = now_ms - totals_days * DAY
        self._rows = [
            _blank(row) if row.at_ms < oldest_ms and row.kind not in _LASTING else row
            for row in self._rows
        ]

    def wipe(self, subject: str, memory: bytes | None = None) -> None:
        """Delete spans, totals, stops and the record's contents of a subject, or of all ("")."""
        name = plain(subject)
        self._spans = {p: s for p, s in self._spans.items() if name and s.subject != name}
        self._totals = {p: t for p, t in self._totals.items() if name and t.subject != name}
        self._stops = {p: s for p, s in self._stops.items() if name and s.subject != name}
        self._rows = [
            row if name and to_line(row).record.subject != name else _blank(row)
            for row in self._rows
        ]
        self._memory = self._memory if memory is None else memory

    def export(self, subject: str) -> Export:
        """Give the rows kept about a subject ("": all): spans, totals, sites and record."""
        name = plain(subject)
        lines = (to_line(row) for row in self._rows)
        about = [line for line in lines if not name or line.record.subject == name]
        stops = self._stops_of(name)
        return exported(self._spans_of(name), self._totals_of(name), stops, about)

    def _spans_of(self, name: str) -> list[Span]:
        return [self._spans[p] for p in sorted(self._spans) if not name or p[0] == name]

    def _stops_of(self, name: str) -> list[SiteStop]:
        return [self._stops[p] for p in sorted(self._stops) if not name or p[0] == name]

    def _add(self, stop: SiteStop) -> None:
        place = (stop.subject, stop.day, stop.name, stop.category, stop.verdict)
        old = self._stops.get(place)
        if old is not None:
            last_ms = max(old.last_ms, stop.last_ms)
            stop = replace(old, stopped=old.stopped + stop.stopped, last_ms=last_ms)
        self._stops[place] = stop

    def _has_room(self, stop: SiteStop) -> bool:
        day = {
            s.name for s in self._stops.values() if (s.subject, s.day) == (stop.subject, stop.day)
        }
        return stop.name in day or len(day - {""}) < MOST_NAMES

    def _forget_stops(self, today: date, days: Mapping[str, int], first: date) -> None:
        kept = [stop for stop in self._stops.values() if stop.day >= first]
        self._stops = {}
        for stop in kept:
            life = timedelta(days=days.get(stop.subject, SPANS_DAYS_UNNAMED))
            over = stop.day < today - life and stop.name
            self._add(_count_of(stop) if over else stop)

    def _totals_of(self, name: str) -> list[DayTotal]:
        return [self._totals[p] for p in sorted(self._totals) if not name or p[0] == name]


def _plain_stop(stop: SiteStop) -> SiteStop:
    return replace(
        stop,
        subject=plain(stop.subject),
        name=plain(stop.name),
        category=plain(stop.category),
        list=plain(stop.list),
    )


def _count_of(stop: SiteStop) -> SiteStop:
    """Give what stays when the name goes."""
    return replace(stop, name="", list="", last_ms=0)


def _blank(row: chain.Row) -> chain.Row:
    return replace(row, salt=None, content=None)
