"""A small household to ask questions about: one place for the tests of the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.model.observation import App
from app.model.policy import AppRule, Rules
from app.model.span import Charge
from app.model.subject import Bracket
from app.model.use import Use
from app.rules.apps import AppFacts, facts
from app.rules.presets import preset
from app.rules.question import Question
from app.rules.schedule import plan

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
TUESDAY = date(2026, 11, 24)
MINETEST = App("desktop:net.minetest.minetest", ("path:/usr/games/minetest",), "Minetest", True)
WRITER = App("desktop:libreoffice-writer", ("path:/usr/lib/libreoffice/program/soffice.bin",))


def ms(local: str, zone: ZoneInfo = HANOI) -> int:
    """Turn `2026-11-24 18:00` into Unix milliseconds."""
    return round(datetime.fromisoformat(local).replace(tzinfo=zone).timestamp() * 1000)


def rules(bracket: Bracket = Bracket.B, years: int = 10, **changes: Any) -> Rules:
    """Give a bracket's rules, changed where a test needs it."""
    return replace(preset(bracket, years), **changes)


def whole_week(given: Rules, **changes: Any) -> Rules:
    """Change every day of the week alike."""
    return replace(given, week=tuple(replace(day, **changes) for day in given.week))


def used(leisure: int = 0, game: int = 0, **apps: int) -> Use:
    """Give a day's use in minutes; apps by key count as games when `game` covers them."""
    kind = Charge.GAME if game else Charge.LEISURE
    by_app = {kind: {key: value * 60_000 for key, value in apps.items()}}
    return Use(TUESDAY, leisure * 60_000, game * 60_000, 0, by_app)


def ask(
    local: str,
    given: Rules | None = None,
    app: App | AppFacts | None = None,
    use: Use | None = None,
    **more: Any,
) -> Question:
    """Put a question at local time of one day; the tally starts empty."""
    given = given or rules()
    day = datetime.fromisoformat(local).date()
    if isinstance(app, App):
        app = facts(given, app)
    use = use or Use(day)
    return Question(
        now_ms=ms(local),
        plan=plan(given, HANOI, day),
        rules=given,
        use=replace(use, day=day),
        app=app,
        **more,
    )


def rule_for(key: str, **changes: Any) -> AppRule:
    """Make a rule that names a program by its key."""
    return AppRule(key, (key,), **changes)
