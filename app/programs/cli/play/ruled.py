"""Whose rules a story is played with: a bracket's, a policy file's, or rules of its own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.api import policy_doc
from app.model.errors import InvalidPolicy
from app.model.policy import Policy
from app.model.subject import Bracket
from app.programs.cli.play import fields as f
from app.programs.cli.play.fields import BadScript
from app.rules.age import age_on, birthday, bracket_of_age

DEFAULT_ZONE = "Asia/Ho_Chi_Minh"
# Somebody of a bracket nobody gave a birth date: half a year after this birthday, so that no
# story walks into a birthday unasked.
_TYPICAL = {Bracket.A: 6, Bracket.B: 10, Bracket.C: 14, Bracket.D: 16}
_HALF_A_YEAR = timedelta(days=182)
_ONE_CHILD = ("bracket", "birth", "rules")

Document = Mapping[str, Any]


def ruled(data: dict[str, Any], folder: Path, zone: str, today: date) -> tuple[Policy, Document]:
    """Give the policy of a script, and the document it was read from. Raises BadScript."""
    if "policy" not in data:
        document = _one_child(data, zone or DEFAULT_ZONE, today)
        return _read(document, today, ("child.1", "rules")), document
    for key in _ONE_CHILD:
        if key in data:
            raise BadScript(key, "either `bracket`, `birth` and `rules`, or `policy`, not both")
    written = data["policy"]
    if isinstance(written, str):
        return from_file(folder / written, "policy", today)
    document = f.read(data, "policy", f.table, "")
    return _read(document, today, ("", "policy")), document


def from_file(path: Path, place: str, today: date, version: int = 1) -> tuple[Policy, Document]:
    """Read a policy document that stands beside the story. Raises BadScript."""
    try:
        text = path.read_text(encoding="utf-8")
        return policy_doc.parse(text, today=today, version=version), tomllib.loads(text)
    except OSError as error:
        raise BadScript(place, f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BadScript(place, f"{path} is not UTF-8 text") from None
    except InvalidPolicy as error:
        raise BadScript(place, f"{path.name}: {error}") from None


def changed(
    document: Document,
    child: str,
    changes: Mapping[str, Any],
    place: str,
    today: date,
    version: int,
) -> tuple[Policy, Document]:
    """Give a policy in which a child's table has these changes laid over it. Raises BadScript."""
    children = [
        _laid_over(table, changes) if table["id"] == child else table
        for table in document.get("child", ())
    ]
    fresh = {**document, "child": children}
    number = 1 + [table["id"] for table in children].index(child)
    return _read(fresh, today, (f"child.{number}", f.joined(place, "set")), version), fresh


def _laid_over(table: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Lay changes over a table, table by table; anything else is replaced."""
    found = dict(table)
    for key, value in changes.items():
        old = found.get(key)
        both = isinstance(old, Mapping) and isinstance(value, Mapping)
        found[key] = _laid_over(old, value) if both and isinstance(old, Mapping) else value
    return found


def _read(document: Document, today: date, places: tuple[str, str], version: int = 1) -> Policy:
    """Read a document; places = (what a complaint begins with, what stands for it here)."""
    try:
        return policy_doc.read(document, today=today, version=version)
    except InvalidPolicy as error:
        head, here = places
        inside = error.field.removeprefix(head).lstrip(".")
        raise BadScript(f.joined(here, inside) if inside else here, error.problem) from None


def _one_child(data: dict[str, Any], zone: str, today: date) -> dict[str, Any]:
    """Write the document of somebody called An, with the bracket's rules and what changes them."""
    rules = f.read(data, "rules", f.table, "") if "rules" in data else {}
    for key in ("id", "birth", "birth_year"):
        if key in rules:
            raise BadScript(f"rules.{key}", "who it is stands at the top: `bracket` or `birth`")
    child = {"id": "an", "name": "An", "accounts": ["an"], "birth": _birth(data, today)}
    return {"schema": 1, "zone": zone, "child": [child | rules]}


def _birth(data: dict[str, Any], today: date) -> date:
    known = tuple(str(bracket) for bracket in _TYPICAL)
    wanted = f.read(data, "bracket", f.one_of(*known), "") if "bracket" in data else ""
    if "birth" not in data:
        if not wanted:
            raise BadScript("bracket", 'missing: whose day is it? `bracket = "7-12"` or `policy`')
        return birthday(today - _HALF_A_YEAR, -_TYPICAL[Bracket(wanted)])
    birth: date = f.read(data, "birth", f.day, "")
    if birth > today:
        raise BadScript("birth", "this child is not born yet on the day of the story")
    years = age_on(birth, today)
    bracket = bracket_of_age(years)
    if wanted and wanted != bracket:
        raise BadScript("birth", f"at {years} a child is in the bracket {bracket}, not {wanted}")
    return birth
