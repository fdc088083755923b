"""Stopped sites as rows of what a parent sees, for the child's own window.

They are read through the same door as the parent's own (ledger.stops, which asks the visibility
table), so a name that a parent cannot read stands in no row here, and the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.api.child import SeenRow
from app.guard.state import Guard, Person
from app.model.decision import Verdict
from app.model.web import SiteStop
from app.programs.service.ledger import Ledger
from app.words import forms
from app.words.rows import pack

DAYS = 14  # the longest that a name is kept (rules/visibility.py); older days are counts only
MOST = 40  # rows; what is older is one count


def stop_rows(guard: Guard, person: Person, ledger: Ledger, language: str) -> tuple[SeenRow, ...]:
    """Give a row for each stopped site of the last days, the newest first."""
    today = person.plan.date
    stops = ledger.stops(guard, person, today - timedelta(days=DAYS - 1), today)
    newest = sorted(stops, key=lambda stop: (stop.day, stop.last_ms), reverse=True)
    rows = [_row(stop, person, guard.zone, language) for stop in newest[:MOST]]
    rest = sum(stop.stopped for stop in newest[MOST:])
    return (*rows, *_older(rest))


def _older(count: int) -> Iterator[SeenRow]:
    if count:
        yield SeenRow("stops_older", pack(count=count))


def _row(stop: SiteStop, person: Person, zone: ZoneInfo, language: str) -> SeenRow:
    facts: dict[str, object] = {"count": stop.stopped}
    if stop.day != person.plan.date:
        facts["day"] = forms.short_date(stop.day, language)
    if stop.name:
        facts["name"] = stop.name
    if stop.category:
        facts["kind"] = stop.category
    if stop.list:
        facts["list"] = stop.list
    if stop.last_ms:
        at = datetime.fromtimestamp(stop.last_ms / 1000, zone)
        facts["at"] = at.hour * 60 + at.minute
    reached = stop.verdict.rank < Verdict.ASK.rank
    return SeenRow("warned" if reached else "stop", pack(**facts))
