"""What memory can do, as a protocol: one contract test runs over every implementation of it.

All calls are made from one thread and take a few milliseconds. A text may be anything the machine
calls a program; what UTF-8 cannot hold is written as escapes, so that no name can break a save.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from app.model.action import Record, RecordKind
from app.model.span import DayTotal, Span
from app.model.web import SiteStop

TOTALS_DAYS = 400  # hazards.md, Two lives of records: a year of months can still be drawn
SPANS_DAYS_UNNAMED = 1  # the shortest life in that table, for a subject nobody names any more

WIPED = "wiped"  # code of a line of the record whose content is gone

# The proof of a consent is needed for as long as what was consented to goes on; every other line
# of the record has said what it had to say after TOTALS_DAYS.
LASTING_KINDS = (RecordKind.CONSENT,)


@dataclass(frozen=True, slots=True)
class PolicyText:
    """One version of the policy document, who set it, and when (trusted Unix ms)."""

    toml: str
    version: int
    by: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the record; a wiped one keeps its place, time and kind, with code `wiped`."""

    seq: int
    at_ms: int
    record: Record


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """How many lines the record has, and what is wrong with it.

    A problem is `edited:7` (line 7, or what it is chained to, is not as it was written),
    `missing:8` or `missing:8-9` (lines are gone), `head` (the end of the chain is not vouched for)
    or `store:CODE` (the file itself, with a code of StoreDamaged).
    """

    lines: int
    problems: tuple[str, ...] = ()


class Memory(Protocol):
    """Everything kept.

    Each method may raise StoreDamaged; then nothing was changed by it. Two may have done their
    work and raise because its trace in the journal could not be emptied: `forget` and `wipe`;
    they are called again later.
    """

    def load_memory(self) -> bytes | None:
        """Give the guard's snapshot of the last `save`, or None."""

    def save(
        self,
        memory: bytes,
        spans: Sequence[Span],
        totals: Sequence[DayTotal],
        stops: Sequence[SiteStop] = (),
    ) -> None:
        """Keep the snapshot, spans, totals and stopped sites: all of them or none.

        A span with the subject, app, charge and start of a kept one replaces it, a total with the
        subject, day, app and charge of a kept one likewise; a stop is added to what is counted of
        the same subject, day, name, category and verdict. On the disk when it returns.
        """

    def spans(self, subject: str, from_ms: int, to_ms: int) -> tuple[Span, ...]:
        """Spans that have a part in [from_ms, to_ms), by start."""

    def totals(self, subject: str, first: date, last: date) -> tuple[DayTotal, ...]:
        """Totals of the days from first to last, both included, by day."""

    def stops(self, subject: str, first: date, last: date) -> tuple[SiteStop, ...]:
        """Stopped sites of the days from first to last, both included, by day and time."""

    def policy(self) -> PolicyText | None:
        """Give the newest version."""

    def set_policy(self, toml: str, version: int, by: str, at_ms: int) -> None:
        """Keep a new version beside all earlier ones.

        Raises ValueError when the version is not higher than the newest kept.
        """

    def policies(self) -> tuple[PolicyText, ...]:
        """Give every version, newest first."""

    def secret(self, name: str) -> bytes | None:
        """Give what `set_secret` kept under this name."""

    def set_secret(self, name: str, value: bytes | None) -> None:
        """Keep a value under a name; None deletes it."""

    def append(self, at_ms: int, record: Record) -> int:
        """Add a line to the record and give its number, counted from 1."""

    def records(self, before: int, count: int) -> tuple[Line, ...]:
        """Give at most `count` lines with numbers below `before` (0: the newest), newest first."""

    def verify(self) -> VerifyResult:
        """Check the whole record, and the file it is in. Takes longer than the other calls."""

    def forget(
        self,
        today: date,
        now_ms: int,
        spans_days: Mapping[str, int],
        totals_days: int = TOTALS_DAYS,
    ) -> None:
        """Delete what has outlived its time: spans and stopped names by subject, totals and counts
        of stops, contents of the record.

        A subject that is not in `spans_days` is held to SPANS_DAYS_UNNAMED. What is forgotten
        does not come back: call it with a date that a time service or a parent vouches for.
        """

    def wipe(self, subject: str, memory: bytes | None = None) -> None:
        """Delete spans, totals, stops and the record's contents of a subject, or of all ("").

        Policy and secrets stay. `memory`, when given, becomes the snapshot in the same stroke: it
        is the guard's own, so only the caller can take a subject out of it.
        """

    def export(self, subject: str) -> dict[str, list[dict[str, Any]]]:
        """Give the rows kept about a subject ("": all): spans, totals, sites and record."""

    def close(self) -> None:
        """Let go of the file. No other method may be called afterwards."""


# Distinct names a child's day keeps; what is stopped beyond them is counted by category. A child
# who asks for made-up names all day fills no disk, and 14 days fit into one answer to the parent.
MOST_NAMES = 500


def plain(text: str) -> str:
    """Give the text with whatever UTF-8 cannot hold (lone surrogates of odd paths) as escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
