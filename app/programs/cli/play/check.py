"""Whether a played day came to what was expected, and where it did not."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.model.action import FreeApp, HoldApp, NoticeKind, Notify, Record, SetScreen
from app.model.decision import Screen
from app.model.moment import MINUTE
from app.model.use import Use
from app.programs.cli.play.engine import Line, Played
from app.programs.cli.play.expect import Expected


def differences(played: Played) -> list[str]:
    """Give one sentence for everything that is not as expected; none = all is."""
    found: list[str] = []
    for expected in played.script.expect:
        found += _minutes(played, expected)
        found += _said(played, expected)
    return found


def _minutes(played: Played, expected: Expected) -> list[str]:
    found = []
    for key, wanted in expected.charged_ms.items():
        got = _charged(played, expected, key)
        if abs(got - wanted) > expected.within_ms:
            where = f" on {expected.day}" if expected.day else ""
            found.append(
                f"{expected.place}.{key}: expected {_shown(wanted)} minutes{where}, "
                f"charged {_shown(got)}"
            )
    return found


def _shown(ms: int) -> str:
    return f"{ms / MINUTE:.4f}".rstrip("0").rstrip(".")


def _charged(played: Played, expected: Expected, key: str) -> int:
    days = played.charged.get(expected.child, {})
    uses = [use for day, use in days.items() if expected.day in (None, day)]
    return sum(_of(use, key) for use in uses)


def _of(use: Use, key: str) -> int:
    if not key.startswith("apps."):
        return int(getattr(use, f"{key}_ms"))
    name = key.removeprefix("apps.")
    kinds = use.by_app.values()
    return sum(ms for kind in kinds for app, ms in kind.items() if app in (name, f"desktop:{name}"))


def _said(played: Played, expected: Expected) -> list[str]:
    got = said(played, expected.child)
    found = []
    for key, wanted in expected.said.items():
        if key == "records":
            missing = [code for code in wanted if code not in got["records"]]
            if missing:
                found.append(f"{expected.place}.records: {missing} not in {list(got['records'])}")
        elif got[key] != wanted:
            found.append(
                f"{expected.place}.{key}: expected {_plain(wanted)}, got {_plain(got[key])}"
            )
    return found


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def said(played: Played, subject: str) -> dict[str, Any]:
    """Give what one subject was told and shown, in the words of an [expect] table."""
    zone = ZoneInfo(played.script.zone)
    lines = [line for line in played.lines if line.subject == subject and line.action]
    notices = [(line, line.action) for line in lines if isinstance(line.action, Notify)]
    person = played.state.people.get(subject) if played.state else None
    return {
        "screen": person.rung.applied.name.lower() if person else "",
        "reason": str(person.decision.reason) if person else "",
        "warnings": tuple(
            -(-one.left_ms // MINUTE)
            for _, one in notices
            if one.kind is NoticeKind.WARN and not one.app
        ),
        "notices": tuple(f"{_at(line, zone)} {_notice(one)}" for line, one in notices),
        "screens": _screens(lines, zone),
        "programs": tuple(
            f"{_at(line, zone)} {_program(line.action)}"
            for line in lines
            if isinstance(line.action, HoldApp | FreeApp)
        ),
        "records": tuple(
            line.action.code for line in played.lines if isinstance(line.action, Record)
        ),
    }


def _screens(lines: list[Line], zone: ZoneInfo) -> tuple[str, ...]:
    """Give the changes of the screen; a new list of spared programs is no change."""
    found, last = [], Screen.OPEN
    for line in lines:
        if isinstance(line.action, SetScreen) and line.action.screen is not last:
            last = line.action.screen
            found.append(f"{_at(line, zone)} {last.name.lower()}")
    return tuple(found)


def _at(line: Line, zone: ZoneInfo) -> str:
    at = datetime.fromtimestamp(line.at_ms / 1000, zone)
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"


def _notice(one: Notify) -> str:
    left = f" {-(-one.left_ms // MINUTE)}" if one.kind in (NoticeKind.TIP, NoticeKind.WARN) else ""
    return f"{one.kind}{left}" + (f" {_bare(one.app)}" if one.app else "")


def _program(action: Any) -> str:
    word = "hold" if isinstance(action, HoldApp) else "free"
    return f"{word} {_bare(action.app.id)}"


def _bare(identity: str) -> str:
    return identity.removeprefix("desktop:")
