"""A played day as one JSON object, for scripts and tests (docs/simulate.md)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from app.model.action import Action, Notify, Record, SetScreen
from app.model.decision import Cause, Decision
from app.model.use import Use
from app.programs.cli.play.engine import Line, Played

SECOND = 1_000


def local(ms: int, zone: ZoneInfo) -> str:
    """Give Unix ms as ISO 8601 local time with its offset, to the second unless it has ms."""
    at = datetime.fromtimestamp(ms / 1000, zone)
    return at.isoformat(timespec="milliseconds" if ms % SECOND else "seconds")


def as_json(played: Played) -> dict[str, Any]:
    """Give everything that happened, what was charged, and how it ended."""
    zone = ZoneInfo(played.script.zone)
    people = played.state.people if played.state else {}
    return {
        "title": played.script.title,
        "events": [_line(line, zone) for line in played.lines],
        "charged": {
            subject: {day.isoformat(): tally(use) for day, use in sorted(days.items())}
            for subject, days in played.charged.items()
        },
        "end": {
            person.id: decision(person.decision, zone)
            | {"screen_applied": person.rung.applied.name.lower()}
            for person in people.values()
        },
    }


def tally(use: Use) -> dict[str, Any]:
    """Give one day of one subject in seconds; three decimals where a second was not full."""
    apps: dict[str, int] = {}
    for kind in use.by_app.values():
        for key, ms in kind.items():
            apps[key] = apps.get(key, 0) + ms
    return {
        "leisure_s": _s(use.leisure_ms),
        "game_s": _s(use.game_ms),
        "learning_s": _s(use.learning_ms),
        "apps": {key: _s(ms) for key, ms in sorted(apps.items())},
    }


def _s(ms: int) -> int | float:
    return ms // SECOND if ms % SECOND == 0 else ms / SECOND


def decision(found: Decision, zone: ZoneInfo) -> dict[str, Any]:
    """Give a decision with its codes as they are."""
    return {
        "verdict": str(found.verdict),
        "reason": str(found.reason),
        "setting": found.setting,
        "screen": found.screen.name.lower(),
        "until": local(found.until_ms, zone) if found.until_ms is not None else None,
        "left_s": None if found.left_ms is None else _s(found.left_ms),
        "ahead": _cause(found.ahead) if found.ahead else None,
        "origin": found.origin,
        "also": [_cause(one) for one in found.also],
    }


def _cause(cause: Cause) -> dict[str, str]:
    return {
        "verdict": str(cause.verdict),
        "reason": str(cause.reason),
        "setting": cause.setting,
    }


def _line(line: Line, zone: ZoneInfo) -> dict[str, Any]:
    base: dict[str, Any] = {"at": local(line.at_ms, zone), "subject": line.subject}
    if abs(line.trusted_ms - line.at_ms) >= SECOND:
        base["trusted"] = local(line.trusted_ms, zone)
    if line.event is not None:
        facts = {key: plain(value) for key, value in line.event.facts.items()}
        return base | {"what": "event", "do": line.event.do, "facts": facts}
    if line.decision is not None:
        found = decision(line.decision, zone)
        return base | {"what": "decision", "app": line.app} | found
    if line.action is not None:
        return base | _action(line.action, zone)
    return base | {"what": "note", "note": line.note}


def _action(action: Action, zone: ZoneInfo) -> dict[str, Any]:
    if isinstance(action, Notify):
        return {
            "what": "notify",
            "kind": str(action.kind),
            "left_s": _s(action.left_ms),
            "app": action.app,
        }
    if isinstance(action, SetScreen):
        shown = {"what": "screen", "screen": action.screen.name.lower()}
        return shown | {"reason": str(action.decision.reason), "spare": sorted(action.spare)}
    if isinstance(action, Record):
        kind, facts = str(action.kind), dict(action.facts)
        line = {"what": "record", "kind": kind, "code": action.code, "facts": facts}
        return line | {"tell": action.tell}
    app = getattr(action, "app", None)
    what = type(action).__name__.removesuffix("App").lower()
    return {"what": what, "app": app.id if app else ""}


def plain(value: Any) -> Any:
    """Give a fact of an event as JSON knows it."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
