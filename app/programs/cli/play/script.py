"""Reading a written day: TOML in, one checked and frozen script out (docs/simulate.md).

Times of events are true times, those of the clock on the kitchen wall in the script's zone: what
the PC believes them to be is the story's to say.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from app.api.toml_lines import key_lines
from app.model.moment import HOUR
from app.model.policy import Policy
from app.programs.cli.play import fields as f
from app.programs.cli.play.expect import Expected, expected
from app.programs.cli.play.fields import BadScript
from app.programs.cli.play.kinds import KINDS, REQUIRED
from app.programs.cli.play.ruled import Document, ruled

TOP = (
    "schema",
    "title",
    "zone",
    "language",
    "start",
    "end",
    "synced",
    "told",
    "bracket",
    "birth",
    "policy",
    "rules",
    "event",
    "expect",
)
LONGEST = timedelta(days=400)
YEARS = range(1970, 2150)  # in which a story may begin


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of the story: at_ms is true Unix time, facts as kinds.KINDS reads them."""

    at_ms: int
    do: str
    facts: Mapping[str, Any]
    place: str


@dataclass(frozen=True, slots=True)
class Script:
    """A whole story. start_ms and end_ms are true Unix time; folder is where the file lies."""

    title: str
    zone: str
    language: str
    start_ms: int
    end_ms: int
    synced: bool
    told: bool
    policy: Policy
    document: Document
    events: tuple[Happening, ...]
    expect: tuple[Expected, ...]
    folder: Path
    lines: Mapping[str, int]

    def line(self, place: str) -> int:
        """Give the line in which a place stands, or 0."""
        return line_of(self.lines, place)


def load(path: Path) -> Script:
    """Read a script from a file. Raises BadScript, OSError."""
    try:
        source = path.read_text(encoding="utf-8-sig")  # some editors put a mark in front
    except UnicodeDecodeError:
        raise BadScript("", "the file is not UTF-8 text") from None
    return parse(source, path.parent)


def parse(source: str, folder: Path) -> Script:
    """Read a script. Raises BadScript, which names the field and the line."""
    try:
        data = tomllib.loads(source)
    except RecursionError:
        raise BadScript("", "there are too many brackets inside each other") from None
    except ValueError as error:  # TOML that is none, and numbers of thousands of digits
        raise BadScript("", f"this is not TOML: {error}") from None
    return made(data, folder, lines_of(source))


def made(data: dict[str, Any], folder: Path, lines: Mapping[str, int]) -> Script:
    """Make a script of TOML that is read already; lines as `lines_of` gives them."""
    try:
        return _script(data, folder, lines)
    except BadScript as error:
        raise BadScript(
            error.field, error.problem, error.line or line_of(lines, error.field)
        ) from (None)


def lines_of(source: str) -> dict[str, int]:
    """Give the 1-based line of every table and key of a TOML text, by its place (`event.3.at`)."""
    return {
        ".".join(str(part + 1) if isinstance(part, int) else part for part in path): line
        for path, line in key_lines(source).items()
    }


def line_of(lines: Mapping[str, int], place: str) -> int:
    """Give the line of a place, or of the nearest place around it."""
    while place and place not in lines:
        place = place.rpartition(".")[0]
    return lines.get(place, 0)


def _script(data: dict[str, Any], folder: Path, lines: Mapping[str, int]) -> Script:
    f.only_known(data, TOP, "")
    if data.get("schema") != 1:
        raise BadScript("schema", "write `schema = 1` at the top, so that later formats are known")
    if "start" not in data:
        raise BadScript("start", "missing: the local date and time at which the PC is switched on")
    zone = _top(data, "zone", f.zone, "")
    start = f.read(data, "start", f.when, "")
    if not isinstance(start, datetime):
        raise BadScript("start", "a date is needed here, such as 2026-11-24T16:00")
    if start.year not in YEARS:
        raise BadScript("start", f"a story begins between {YEARS[0]} and {YEARS[-1]}")
    policy, document = ruled(data, folder, zone, start.date())
    zone = zone or policy.zone
    start_ms = _true_ms(start, ZoneInfo(zone), 0)
    events = _events(data, ZoneInfo(zone), start_ms)
    last_ms = events[-1].at_ms if events else start_ms
    script = Script(
        title=_top(data, "title", f.text, ""),
        zone=zone,
        language=_top(data, "language", f.one_of("vi", "en"), ""),
        start_ms=start_ms,
        end_ms=last_ms + HOUR,
        synced=_top(data, "synced", f.flag, True),
        told=_top(data, "told", f.flag, True),
        policy=policy,
        document=document,
        events=events,
        expect=expected(data.get("expect", []), policy),
        folder=folder,
        lines=lines,
    )
    return replace(script, end_ms=_end(data, script, last_ms))


def _top(data: dict[str, Any], key: str, reader: f.Reader, default: Any) -> Any:
    return f.read(data, key, reader, "") if key in data else default


def _end(data: dict[str, Any], script: Script, last_ms: int) -> int:
    if "end" not in data:
        return script.end_ms
    end = _at(f.read(data, "end", f.when, ""), ZoneInfo(script.zone), last_ms, "end")
    if end - script.start_ms > LONGEST / timedelta(milliseconds=1):
        raise BadScript("end", "a story is at most 400 days long")
    return end


# --- events -------------------------------------------------------------------------------


def _events(data: dict[str, Any], zone: ZoneInfo, start_ms: int) -> tuple[Happening, ...]:
    rows = data.get("event", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadScript("event", "write [[event]], with two brackets, before each event")
    events: list[Happening] = []
    before = start_ms
    for number, row in enumerate(rows, start=1):
        events.append(_event(row, f"event.{number}", zone, before))
        before = events[-1].at_ms
        if before - start_ms > LONGEST / timedelta(milliseconds=1):
            raise BadScript(f"event.{number}.at", "a story is at most 400 days long")
    return tuple(events)


def _event(row: dict[str, Any], place: str, zone: ZoneInfo, before_ms: int) -> Happening:
    for key in ("at", "do"):
        if key not in row:
            raise BadScript(place, f"this event has no `{key}`")
    do = f.read(row, "do", f.one_of(*KINDS), place)
    kind = KINDS[do]
    f.only_known(row, {"at", "do", *kind}, place)
    facts = {}
    for key, fact in kind.items():
        if key in row:
            facts[key] = f.read(row, key, fact.reader, place)
        elif fact.default is REQUIRED:
            raise BadScript(place, f"`{do}` needs `{key}`")
        else:
            facts[key] = fact.default
    at = f.read(row, "at", f.when, place)
    return Happening(_at(at, zone, before_ms, f"{place}.at"), do, facts, place)


def _at(at: f.When, zone: ZoneInfo, before_ms: int, place: str) -> int:
    """Turn a written time into true Unix ms, not before the event before."""
    if isinstance(at, int):
        return before_ms + at
    whole = at
    if isinstance(at, time):
        today = datetime.fromtimestamp(before_ms / 1000, zone).date()
        whole = datetime.combine(today, at)
    assert isinstance(whole, datetime)
    ms = _true_ms(whole, zone, before_ms)
    if ms < before_ms:
        raise BadScript(place, "this is before the event before; a new day needs its whole date")
    return ms


def _true_ms(at: datetime, zone: ZoneInfo, before_ms: int) -> int:
    """Read local time; of an hour that comes twice, the first that is not over yet."""
    if at.tzinfo is not None:
        return round(at.timestamp() * 1000)
    found = [round(at.replace(tzinfo=zone, fold=fold).timestamp() * 1000) for fold in (0, 1)]
    return next((ms for ms in found if ms >= before_ms), found[-1])
