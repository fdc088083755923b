"""The shape of an export: rows as they are kept, under the names of the tables.

Raw on purpose: what of it a parent may see is decided above, by the visibility table.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.model.span import DayTotal, Span
from app.model.web import SiteStop
from app.store.port import Line

Export = dict[str, list[dict[str, Any]]]


def exported(
    spans: Iterable[Span],
    totals: Iterable[DayTotal],
    stops: Iterable[SiteStop],
    lines: Iterable[Line],
) -> Export:
    """Give rows that JSON can hold."""
    return {
        "spans": [_span(span) for span in spans],
        "totals": [_total(total) for total in totals],
        "sites": [_stop(stop) for stop in stops],
        "record": [_line(line) for line in lines],
    }


def _span(span: Span) -> dict[str, Any]:
    return {
        "subject": span.subject,
        "app": span.app,
        "charge": span.charge.value,
        "start_ms": span.start_ms,
        "end_ms": span.end_ms,
        "used_ms": span.used_ms,
    }


def _total(total: DayTotal) -> dict[str, Any]:
    return {
        "subject": total.subject,
        "day": total.day.isoformat(),
        "app": total.app,
        "charge": total.charge.value,
        "used_ms": total.used_ms,
    }


def _stop(stop: SiteStop) -> dict[str, Any]:
    return {
        "subject": stop.subject,
        "day": stop.day.isoformat(),
        "name": stop.name,
        "category": stop.category,
        "verdict": stop.verdict.value,
        "list": stop.list,
        "stopped": stop.stopped,
        "last_ms": stop.last_ms,
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "seq": line.seq,
        "at_ms": line.at_ms,
        "subject": line.record.subject,
        "kind": line.record.kind.value,
        "code": line.record.code,
        "facts": [list(fact) for fact in line.record.facts],
        "tell": line.record.tell,
    }
