"""A policy written as the document a parent reads: canonical, with each key explained once.

Only what the parent set is written where the bracket's defaults hold, so that the rest goes on
following the age. Reading what was written here gives the same policy again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import tomli_w
from msgspec import inspect

from app.api.policy_doc import NO_RULES
from app.api.policy_rules import SCHOOLDAYS, WEEKEND
from app.api.policy_tables import (
    NONE,
    AppTable,
    BreaksTable,
    ChildTable,
    DayTable,
    Document,
    GroupTable,
    HolidayTable,
    SeatTable,
    WebTable,
)
from app.api.policy_web import settings_of, words_of
from app.model.policy import (
    WEEKDAYS,
    AppVerdict,
    Breaks,
    Limit,
    Period,
    Policy,
    Rules,
    SubjectPolicy,
)
from app.model.subject import Child
from app.rules.presets import FIELDS
from app.rules.schedule import like

WIDTH = 96  # of a comment
_TITLE = """\
# The rules of this PC, for `luytre policy check FILE` and `luytre policy set FILE`.
# A limit is a number of minutes, { minutes = 60, soft = true } or "none"."""


def to_toml(policy: Policy) -> str:
    """Give the document of a policy. Its version is the store's and is not written."""
    page = _Page()
    page.lines.append(_TITLE)
    page.put(Document, "schema", 1)
    page.put(Document, "zone", policy.zone)
    page.put(Document, "language", policy.language)
    page.put(Document, "unknown_accounts", policy.unknown_accounts.value)
    children = [one for one in policy.subjects if isinstance(one.subject, Child)]
    seats = [one for one in policy.subjects if not isinstance(one.subject, Child)]
    for one in children + seats:
        _subject(page, one, ZoneInfo(policy.zone))
    return "\n".join(page.lines) + "\n"


class _Page:
    """The lines so far, and which keys were explained already."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._told: set[str] = set()

    def head(self, header: str) -> None:
        self.lines += ["", header]

    def put(self, table: type, key: str, value: Any) -> None:
        """Write a key, and above it what it means when it is the first of its kind."""
        self.tell(table, key)
        self.lines.append(f"{key} = {_value(value)}")

    def tell(self, table: type, key: str) -> None:
        """Write what a key means, once."""
        meaning = _meanings(table)[key]
        if meaning not in self._told:
            self._told.add(meaning)
            self.lines += _wrapped(meaning)


def _wrapped(text: str) -> Iterator[str]:
    line = "#"
    for word in text.split():
        if len(line) + 1 + len(word) > WIDTH:
            yield line
            line = "#  "
        line = f"{line} {word}"
    yield line


@cache
def _meanings(table: type) -> dict[str, str]:
    """Give the schema's sentence about every key of a table."""
    kind = inspect.type_info(table)
    assert isinstance(kind, inspect.StructType)
    return {
        field.name: str((field.type.extra_json_schema or {})["description"])
        for field in kind.fields
        if isinstance(field.type, inspect.Metadata)
    }


# --- values -------------------------------------------------------------------------------------


def _value(value: Any) -> str:
    """Give any value of a policy as TOML on one line."""
    if value is None:
        return _scalar(NONE)
    if isinstance(value, Limit):
        return f"{{ minutes = {value.minutes}, soft = true }}" if value.soft else f"{value.minutes}"
    if isinstance(value, Period):
        return _scalar(_period(value))
    if isinstance(value, tuple):
        return f"[{', '.join(_value(one) for one in value)}]"
    return _scalar(value)


def _scalar(value: str | int | bool | date) -> str:
    return tomli_w.dumps({"k": value}).removeprefix("k = ").rstrip("\n")


def _period(value: Period) -> str:
    return f"{value.start // 60:02}:{value.start % 60:02}-{value.end // 60:02}:{value.end % 60:02}"


# --- subjects -----------------------------------------------------------------------------------


def _subject(page: _Page, one: SubjectPolicy, zone: ZoneInfo) -> None:
    subject, rules = one.subject, one.rules
    kind, table = ("child", ChildTable) if isinstance(subject, Child) else ("seat", SeatTable)
    page.head(f"[[{kind}]]")
    for key in ("id", "name", "accounts"):
        page.put(table, key, getattr(subject, key))
    if not isinstance(subject, Child):
        page.put(table, "bracket", subject.bracket.value)
        if subject.cleared_on is not None:
            page.put(table, "cleared_on", subject.cleared_on)
    elif subject.year_only:
        page.put(table, "birth_year", subject.birth.year)
    else:
        page.put(table, "birth", subject.birth)
    page.put(table, "bracket_defaults", one.preset)
    base = rules if one.preset else NO_RULES
    _plain_rules(page, table, rules, base)
    _web(page, kind, one, zone)
    _week(page, kind, rules, base)
    _holidays(page, kind, rules)
    _programs(page, kind, rules)


def _plain_rules(page: _Page, table: type, rules: Rules, base: Rules) -> None:
    """Write what is one key, and the rests last: their table ends the subject's own keys."""

    def chosen(key: str, field: str) -> bool:
        return key in rules.changed or getattr(rules, field) != getattr(base, field)

    if chosen("grace_seconds", "grace_s"):
        page.put(table, "grace_seconds", rules.grace_s)
    if chosen("week_minutes", "week_limit"):
        page.put(table, "week_minutes", rules.week_limit)
    if chosen("unknown_app", "unknown_app"):
        # `never` means of unknown programs what `block` does: there is nothing to name in a grant.
        known = AppVerdict.BLOCK if rules.unknown_app is AppVerdict.NEVER else rules.unknown_app
        page.put(table, "unknown_app", known.value)
    if chosen("seen_as", "seen_as") and rules.seen_as is not None:
        page.put(table, "seen_as", rules.seen_as.value)
    if chosen("breaks", "breaks"):
        _breaks(page, table, rules.breaks)


def _breaks(page: _Page, table: type, breaks: Breaks | None) -> None:
    if breaks is None:
        page.put(table, "breaks", None)
        return
    page.head(f"[{'child' if table is ChildTable else 'seat'}.breaks]")
    for key in ("every", "length", "tip_only"):
        page.put(BreaksTable, key, getattr(breaks, key))


def _web(page: _Page, kind: str, one: SubjectPolicy, zone: ZoneInfo) -> None:
    plain = settings_of(one.rules, one.preset)
    if plain:
        page.head(f"[{kind}.web]")
        for key, value in plain.items():
            page.put(WebTable, key, value)
    for table, words in words_of(one.rules, one.preset, zone).items():
        if words:
            page.head(f"[{kind}.web.{table}]")
            page.tell(WebTable, table)
            page.lines += [f"{_key(key)} = {word}" for key, word in words.items()]


def _key(key: str) -> str:
    return _scalar(key) if "." in key else key


def _week(page: _Page, kind: str, rules: Rules, base: Rules) -> None:
    sections: dict[str, dict[str, Any]] = {}
    for key in FIELDS:
        written = {
            name: getattr(day, key)
            for name, day, plain in zip(WEEKDAYS, rules.week, base.week, strict=True)
            if f"week.{name}.{key}" in rules.changed or getattr(day, key) != getattr(plain, key)
        }
        for section, value in _gathered(written):
            sections.setdefault(section, {})[key] = value
    for section in ("all", "schoolday", "weekend", *WEEKDAYS):
        if section in sections:
            page.head(f"[{kind}.week.{section}]")
            for key, value in sections[section].items():
                page.put(DayTable, key, value)


def _gathered(written: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give few sections that say the same: the whole week, its parts, and days that differ.

    A part is written by what most of its days say, the others follow under their own names.
    """
    for section, names, most in (
        ("all", WEEKDAYS, 7),
        ("schoolday", SCHOOLDAYS, 3),
        ("weekend", WEEKEND, 2),
    ):
        values = [written[name] for name in names if name in written]
        common = max(values, key=values.count, default=None)
        if len(values) == len(names) and values.count(common) >= most:
            yield section, common
            same = {name for name in names if written[name] == common}
            written = {name: value for name, value in written.items() if name not in same}
    yield from written.items()


def _holidays(page: _Page, kind: str, rules: Rules) -> None:
    for rule in rules.dates:
        name = rule.like or "weekend"
        plain = like(name, rules.week)
        page.head(f"[[{kind}.holiday]]")
        for key in ("name", "first", "last"):
            page.put(HolidayTable, key, getattr(rule, key))
        page.put(HolidayTable, "like", name)
        for key in FIELDS:
            value = getattr(rule.day, key)
            if key in rule.written or value != getattr(plain, key):
                page.put(DayTable, key, value)


def _programs(page: _Page, kind: str, rules: Rules) -> None:
    for app in rules.apps:
        page.head(f"[{kind}.apps.{app.key}]")
        page.put(AppTable, "match", app.match)
        written = {
            "name": app.name or None,
            "role": app.role and app.role.value,
            "verdict": app.verdict.value if app.verdict is not AppVerdict.ALLOW else None,
            "minutes": app.limit,
        }
        for key, value in written.items():
            if value is not None:
                page.put(AppTable, key, value)
    for group in rules.groups:
        page.head(f"[{kind}.groups.{group.key}]")
        if group.name != group.key:
            page.put(GroupTable, "name", group.name)
        page.put(GroupTable, "apps", group.apps)
        page.put(GroupTable, "minutes", group.limit)
