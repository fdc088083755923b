"""What a story is expected to come to, so that it can be kept as a test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.model.moment import MINUTE
from app.model.policy import Policy
from app.programs.cli.play import fields as f
from app.programs.cli.play.fields import BadScript

SCREENS = ("open", "learning", "closed")
_MINUTES = ("leisure", "game", "learning")
READERS: Mapping[str, f.Reader] = {
    "child": f.text,
    "day": f.day,
    "within": f.lasting,
    "leisure": f.minutes,
    "game": f.minutes,
    "learning": f.minutes,
    "apps": f.table,
    "screen": f.one_of(*SCREENS),
    "reason": f.text,
    "warnings": f.wholes,
    "notices": f.words,
    "screens": f.words,
    "programs": f.words,
    "records": f.words,
}


@dataclass(frozen=True, slots=True)
class Expected:
    """One [expect] table. charged_ms is keyed `leisure`, `game`, `learning` or `apps.X`.

    child "" = the only one, day None = all days together, within_ms = how far the minutes may be
    off. The other fields are None when the table does not speak of them.
    """

    place: str
    child: str
    day: date | None
    within_ms: int
    charged_ms: Mapping[str, int]
    said: Mapping[str, Any]


def expected(rows: Any, policy: Policy) -> tuple[Expected, ...]:
    """Read [expect], or several [[expect]]. Raises BadScript."""
    known = [one.subject.id for one in policy.subjects]
    if isinstance(rows, dict):
        return (_one(rows, "expect", known),)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadScript("expect", "write [expect], or [[expect]] for several")
    return tuple(_one(row, f"expect.{n}", known) for n, row in enumerate(rows, start=1))


def _one(row: dict[str, Any], place: str, children: list[str]) -> Expected:
    f.only_known(row, READERS, place)
    read = {key: f.read(row, key, READERS[key], place) for key in row}
    child = read.get("child") or (children[0] if len(children) == 1 else "")
    if child not in children and not child.startswith("unknown:"):
        raise BadScript(f"{place}.child", f"whose? known: {', '.join(children)}")
    charged = {key: _ms(read[key]) for key in _MINUTES if key in read}
    for app in read.get("apps", {}):
        charged[f"apps.{app}"] = _ms(f.read(read["apps"], app, f.minutes, f"{place}.apps"))
    said = {k: v for k, v in read.items() if k in list(READERS)[7:]}
    return Expected(place, child, read.get("day"), read.get("within", 0), charged, said)


def _ms(minutes: float) -> int:
    return round(minutes * MINUTE)
