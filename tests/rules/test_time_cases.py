"""How time is counted: the written cases of time_cases.toml, played through `luytre simulate`.

What is expected was written from hazards.md (Precedence, time, games), not from what came out.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from app.programs.cli.play.check import differences
from app.programs.cli.play.engine import play
from app.programs.cli.play.script import made

HERE = Path(__file__).parent
TABLE = tomllib.loads((HERE / "time_cases.toml").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = TABLE["case"]


def script_of(case: dict[str, Any]) -> dict[str, Any]:
    """A case as a whole script: what it says is its title."""
    return {"schema": 1, "title": case["says"]} | {k: v for k, v in case.items() if k != "says"}


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_time_is_counted_right(case: dict[str, Any]) -> None:
    """The minutes charged, and the screens shown, are those that the sentence promises."""
    assert differences(play(made(script_of(case), HERE, {}))) == []


def test_there_are_enough_cases() -> None:
    """At least 60 cases say the minutes, and no sentence stands twice."""
    sentences = [case["says"] for case in CASES]
    assert len(CASES) >= 60
    assert len(set(sentences)) == len(sentences)
    assert all(counts_minutes(case) for case in CASES)


def counts_minutes(case: dict[str, Any]) -> bool:
    """Whether a case says how many minutes are charged."""
    rows = case["expect"] if isinstance(case["expect"], list) else [case["expect"]]
    return any({"leisure", "learning", "game", "apps"} & row.keys() for row in rows)
