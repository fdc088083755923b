"""Whose rules a story is played with: a bracket's defaults, a policy file, or rules of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.model.policy import Policy, SubjectPolicy
from app.model.subject import Bracket, Child
from app.programs.cli.play import fields as f
from app.programs.cli.play.fields import BadScript
from app.rules.age import age_on, birthday, bracket_of_age
from app.rules.presets import preset

DEFAULT_ZONE = "Asia/Ho_Chi_Minh"
# Somebody of a bracket nobody gave a birth date: half a year after this birthday, so that no
# story walks into a birthday unasked.
_TYPICAL = {Bracket.A: 6, Bracket.B: 10, Bracket.C: 14, Bracket.D: 16}
_HALF_A_YEAR = timedelta(days=182)

Ruled = tuple[Policy, Mapping[str, Any] | None]


def ruled(data: dict[str, Any], folder: Path, zone: str, today: date) -> Ruled:
    """Give the policy of a script, and its document when there is one. Raises BadScript."""
    if "policy" in data:
        for key in ("bracket", "birth"):
            if key in data:
                raise BadScript(key, "either `bracket` and `birth`, or `policy`, not both")
        raise BadScript("policy", "not yet")
    if "bracket" not in data and "birth" not in data:
        raise BadScript("bracket", 'missing: whose day is it? `bracket = "7-12"` or `policy`')
    return _typical(data, zone or DEFAULT_ZONE, today), None


def _typical(data: dict[str, Any], zone: str, today: date) -> Policy:
    known = tuple(str(bracket) for bracket in _TYPICAL)
    wanted = f.read(data, "bracket", f.one_of(*known), "") if "bracket" in data else ""
    if "birth" in data:
        birth = f.read(data, "birth", f.day, "")
        if birth > today:
            raise BadScript("birth", "this child is not born yet on the day of the story")
    else:
        birth = birthday(today - _HALF_A_YEAR, -_TYPICAL[Bracket(wanted)])
    years = age_on(birth, today)
    bracket = bracket_of_age(years)
    if wanted and wanted != bracket:
        raise BadScript("birth", f"at {years} a child is in the bracket {bracket}, not {wanted}")
    child = Child("an", "An", ("an",), birth)
    return Policy(1, zone, (SubjectPolicy(child, preset(bracket, years)),))
