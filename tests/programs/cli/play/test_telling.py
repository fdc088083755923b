"""Whatever a story holds, it is refused in words or told in both languages and as JSON."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model.grant import AskKind
from app.model.observation import Awake, SessionKind
from app.programs.cli.play.as_json import as_json
from app.programs.cli.play.engine import Player, play
from app.programs.cli.play.fields import BadScript
from app.programs.cli.play.happen import happen
from app.programs.cli.play.kinds import KINDS, REQUIRED
from app.programs.cli.play.script import made, parse
from app.programs.cli.play.telling import tell

MINUTES = st.integers(0, 300) | st.just(1_000_000)
TEXTS = st.sampled_from(["", "an", "x", "{x} {0}", "desktop:steam", "\x1b[31m", "Tết 'é", "steam"])
SPANS = st.sampled_from(["0s", "5s", "90m", "30h", "-7h", "400d", "36500d"])
SETS = st.sampled_from(
    [
        {"week": {"all": {"minutes": 0}}},
        {"week": {"tue": {"hours": [], "bedtime": "none"}}},
        {"unknown_app": "ask", "grace_seconds": 900},
        {"breaks": {"every": 5, "length": 5, "tip_only": False}},
        {"apps": {"steam": {"verdict": "never", "minutes": 3}}},
        {"birth": "1990"},
    ]
)
FACTS: dict[str, st.SearchStrategy[Any]] = {
    "sees_front": st.booleans(),
    "game": st.booleans(),
    "fullscreen": st.booleans(),
    "ours": st.booleans(),
    "noticed": st.booleans(),
    "synced": st.booleans(),
    "bonus": st.booleans(),
    "yes": st.booleans(),
    "agreed": st.booleans(),
    "aliases": st.lists(TEXTS, max_size=2),
    "apps": st.lists(TEXTS, max_size=3),
    "reasons": st.lists(st.sampled_from(Awake), max_size=2),
    "clock": SPANS,
    "by": SPANS,
    "down": SPANS.filter(lambda span: span[0] != "-"),
    "zone": st.sampled_from(["UTC", "Asia/Tokyo"]),
    "day": st.sampled_from(["2026-11-24", "2026-11-25"]),
    "minutes": MINUTES,
    "set": SETS,
    "file": st.just(""),
}


@st.composite
def events(draw: st.DrawFn) -> dict[str, Any]:
    """One event with some of its facts."""
    do = draw(st.sampled_from(sorted(KINDS)))
    kinds = SessionKind if do == "login" else AskKind
    facts = {
        key: draw(st.sampled_from(kinds).map(str) if key == "kind" else FACTS.get(key, TEXTS))
        for key, fact in KINDS[do].items()
        if key not in ("child", "session", "file")
        and (fact.default is REQUIRED or draw(st.integers(0, 3)))
    }
    gap = draw(st.sampled_from(["+0s", "+10s", "+7m", "+55m", "+5h"]))
    return {"do": do, "at": gap, **facts}


@st.composite
def stories(draw: st.DrawFn) -> dict[str, Any]:
    """A day of somebody who may have a birthday in it, and an account that nobody named."""
    start = datetime(2026, 11, 24, 20)
    years = draw(st.sampled_from([0, 3, 7, 10, 13, 16, 18]))
    birth = start.date().replace(year=start.year - years) + timedelta(days=draw(st.integers(0, 2)))
    opening = [{"do": "login", "at": "+0s"}, {"do": "login", "at": "+0s", "account": "guest"}]
    return {
        "schema": 1,
        "start": start,
        "birth": birth if years else start.date(),
        "told": draw(st.booleans()),
        "event": opening[: draw(st.integers(0, 2))] + draw(st.lists(events(), max_size=10)),
    }


@pytest.mark.timeout(600)
@settings(max_examples=60)
@given(stories())
def test_any_story_is_refused_in_words_or_told(data: dict[str, Any]) -> None:
    """No story ends in an error of ours, and every line of it has words in both languages."""
    try:
        script = made(data, Path(), {})
    except BadScript as refused:
        assert refused.problem
        return
    player = Player.of(script)
    for event in script.events:
        player.until(event.at_ms)
        try:
            happen(player, event)
        except BadScript as refused:
            assert refused.problem
    player.close()
    for lang in ("vi", "en"):
        assert all(line == line.rstrip("\n") for line in tell(player.played, lang))
    assert json.dumps(as_json(player.played))


def test_a_birthday_in_the_story_is_told() -> None:
    """The record of a new bracket is a line like any other."""
    source = (
        "schema = 1\nbirth = 2013-11-25\nstart = 2026-11-24T23:00:00\n"
        'end = "2026-11-25T00:10"\n[[event]]\nat = "23:00"\ndo = "login"\n'
    )
    lines = list(tell(play(parse(source, Path())), "en"))
    assert any("Age 13: new defaults for the bracket." in line for line in lines)
