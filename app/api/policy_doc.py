"""The policy document: TOML that parents write, read into the frozen policy everything obeys.

Files are for exchange, the truth is the store's (hazards.md, Policy documents). A document is read
whole or refused whole, with the line, the key and what would fit.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import msgspec
from msgspec import UNSET

from app.api.policy_faults import Faults, nearest, shown
from app.api.policy_rules import build
from app.api.policy_tables import ChildTable, Document, SeatTable
from app.api.policy_web import Reading, with_web
from app.api.toml_lines import Path
from app.model.errors import InvalidPolicy
from app.model.policy import WEEKDAYS, Day, Policy, Rules, SubjectPolicy
from app.model.subject import Bracket, Child, Seat, Subject
from app.rules.age import bracket_of, years_of
from app.rules.presets import preset
from app.rules.web_presets import bare_web, seat_web

OLDEST = 1900
NO_RULES = Rules(week=(Day(),) * 7)
_MANY_DIGITS = re.compile(r"[0-9_]{4000}")  # Python reads 4300
_TOML_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def parse(
    text: str,
    *,
    today: date,
    known_accounts: Collection[str] | None = None,
    known_services: Collection[str] | None = None,
    version: int = 0,
) -> Policy:
    """Read a document. Raises InvalidPolicy(field, problem, line).

    today           decides the bracket whose defaults a child begins with.
    known_accounts  log-in names of this PC; None = they cannot be known here, all are taken.
    known_services  keys of the services that web rules may name; None likewise.
    version         what the store counts; a document does not say it.
    """
    text = text.removeprefix("\ufeff")  # editors of another system write it before the first word
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # ValueError: TOMLDecodeError, or a number with thousands of digits.
        raise _no_toml(text, error) from None
    faults = Faults(text)
    known = _Known(today, known_accounts, known_services)
    return _policy(faults.document(data), faults, known, version)


def read(
    data: Mapping[str, Any],
    *,
    today: date,
    known_accounts: Collection[str] | None = None,
    known_services: Collection[str] | None = None,
    version: int = 0,
) -> Policy:
    """Read the tables of a document that is part of another; like `parse`, with line 0."""
    faults = Faults()
    known = _Known(today, known_accounts, known_services)
    return _policy(faults.document(data), faults, known, version)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of this day and this PC; None = not known, everything is taken."""

    today: date
    accounts: Collection[str] | None
    services: Collection[str] | None


def schema_json() -> str:
    """Give the JSON Schema of the document, for editors; the same for the same schema."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Lũy Tre policy document",
        **msgspec.json.schema(Document),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _no_toml(text: str, error: Exception) -> InvalidPolicy:
    if isinstance(error, RecursionError):
        return InvalidPolicy("document", "there are too many brackets inside each other")
    if not isinstance(error, tomllib.TOMLDecodeError):
        lines = (n for n, one in enumerate(text.splitlines(), 1) if _MANY_DIGITS.search(one))
        return InvalidPolicy("document", "a number has too many digits", next(lines, 0))
    problem = str(error)
    found = _TOML_LINE.search(problem)
    line = int(found[1]) if found and found[1] else len(text.splitlines())
    return InvalidPolicy("document", f"this is not TOML: {_TOML_LINE.sub('', problem)}", line)


# --- subjects -----------------------------------------------------------------------------------


def _policy(document: Document, faults: Faults, known: _Known, version: int) -> Policy:
    zone = _zone(document.zone, faults)
    _check_words(document, faults, known.accounts)
    tables: list[tuple[Path, ChildTable | SeatTable]] = [
        *((("child", at), child) for at, child in enumerate(document.child)),
        *((("seat", at), seat) for at, seat in enumerate(document.seat)),
    ]
    return Policy(
        version=version,
        zone=document.zone,
        subjects=tuple(_subject(table, faults, path, known, zone) for path, table in tables),
        unknown_accounts=document.unknown_accounts,
        language=document.language,
    )


def _zone(zone: str, faults: Faults) -> ZoneInfo:
    try:
        return ZoneInfo(zone)
    except (LookupError, ValueError, OSError):  # OSError: the name of a folder of zones
        hint = nearest(zone, available_timezones()) if zone else "such as Asia/Ho_Chi_Minh"
        if not hint.startswith("did"):
            hint = "known are names such as Asia/Ho_Chi_Minh"
        raise faults.at(("zone",), f"{shown(zone)} is no time zone; {hint}") from None


def _check_words(document: Document, faults: Faults, known: Collection[str] | None) -> None:
    """Refuse ids and accounts that are there twice, and accounts this PC does not have."""
    ids: set[str] = set()
    accounts: set[str] = set()
    for kind in ("child", "seat"):
        for at, table in enumerate(getattr(document, kind)):
            if table.id in ids:
                raise faults.at((kind, at, "id"), f"{shown(table.id)} is there twice")
            ids.add(table.id)
            for n, account in enumerate(table.accounts):
                place = (kind, at, "accounts", n)
                if account in accounts:
                    raise faults.at(place, f"{shown(account)} is somebody else's already")
                if account == "root":
                    raise faults.at(
                        place, "root is never ruled: whoever has it is an administrator"
                    )
                if known is not None and account not in known:
                    hint = nearest(account, known)
                    raise faults.at(place, f"this PC has no account {shown(account)}; {hint}")
                accounts.add(account)


def _subject(
    table: ChildTable | SeatTable, faults: Faults, path: Path, known: _Known, zone: ZoneInfo
) -> SubjectPolicy:
    subject: Subject
    if isinstance(table, ChildTable):
        subject = _child(table, faults, path, known.today)
    else:
        subject = _seat(table, faults, path)
    bracket = bracket_of(subject, known.today)
    base = replace(NO_RULES, web=bare_web(bracket))
    if table.bracket_defaults:
        base = preset(bracket, years_of(subject, known.today))
        if isinstance(subject, Seat):
            base = at_a_seat(base, bracket)
    rules = build(table, base, faults, path)
    how = Reading(bracket, zone, faults, known.services)
    rules = with_web(rules, table.web, how, (*path, "web"))
    return SubjectPolicy(subject, rules, table.bracket_defaults)


def _child(table: ChildTable, faults: Faults, path: Path, today: date) -> Child:
    if (table.birth is UNSET) == (table.birth_year is UNSET):
        problem = "write either birth or birth_year"
        raise faults.at(
            (*path, "birth"), problem if table.birth is UNSET else f"{problem}, not both"
        )
    if isinstance(table.birth, date):
        if table.birth > today:
            raise faults.at((*path, "birth"), f"{table.birth} is in the future")
        if table.birth.year < OLDEST:
            raise faults.at((*path, "birth"), f"{table.birth} is too long ago")
        return Child(table.id, table.name, table.accounts, table.birth)
    year = table.birth_year
    assert isinstance(year, int)
    if year > today.year:
        raise faults.at((*path, "birth_year"), f"{year} is in the future")
    return Child(table.id, table.name, table.accounts, date(year, 12, 31), year_only=True)


def _seat(table: SeatTable, faults: Faults, path: Path) -> Seat:
    if table.bracket is Bracket.ADULT:
        raise faults.at((*path, "bracket"), 'a seat for adults needs no rules; "16-17" is the last')
    cleared = None if table.cleared_on is UNSET else table.cleared_on
    return Seat(table.id, table.name, table.accounts, table.bracket, cleared)


def at_a_seat(rules: Rules, bracket: Bracket) -> Rules:
    """Turn a bracket's defaults into those of a seat (law.md 4, School profile): no leisure clock.

    What differs counts as changed, so that the defaults of the bracket do not bring it back.
    """
    web, changed = seat_web(rules.web, bracket)
    return replace(
        rules,
        week=tuple(replace(day, minutes=None) for day in rules.week),
        web=web,
        changed=rules.changed | changed | {f"week.{day}.minutes" for day in WEEKDAYS},
    )
