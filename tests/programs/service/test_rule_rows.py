"""Every rule becomes a row that the words can read."""

from datetime import date

import pytest

from app.api.child import RuleRow
from app.model.policy import (
    AppRole,
    AppRule,
    AppVerdict,
    Breaks,
    Day,
    GroupRule,
    Limit,
    Period,
    Rules,
)
from app.model.web import WebRules
from app.programs.service.rule_rows import rule_rows
from app.rules.schedule import plan
from app.words import rows
from tests.rules.asking import HANOI, rules, whole_week

DAY = date(2026, 11, 12)
FULL = whole_week(
    rules(
        week_limit=Limit(600),
        apps=(
            AppRule("mpv", ("mpv",), "Phim; nhạc = vui", limit=Limit(30, soft=True)),
            AppRule("steam", ("steam",), verdict=AppVerdict.ASK),
            AppRule("tor", ("tor",), "Tor", verdict=AppVerdict.NEVER),
            AppRule("maths", ("kalgebra",), "Toán", role=AppRole.LEARNING),
        ),
        groups=(GroupRule("video", "Video", ("mpv",), Limit(45)),),
        breaks=Breaks(30, 5),
        unknown_app=AppVerdict.ASK,
        changed=frozenset({"week.mon.minutes", "unknown_app"}),
    ),
    hours=(Period(480, 720), Period(840, 1200)),
)


def made(given: Rules) -> tuple[RuleRow, ...]:
    """The rows of the day."""
    return rule_rows(given, plan(given, HANOI, DAY), given.web, HANOI)


def keys(given: Rules) -> list[str]:
    """The rows' keys in their order."""
    return [row.key for row in made(given)]


def test_every_rule_has_its_row() -> None:
    """Two periods are two rows; a program can have a limit and be for learning."""
    assert (
        keys(FULL)
        == (
            "day one_game all_games week hours hours bedtime curfew breaks "
            "web_unknown_check web_block web_warn web_search web_youtube_strict "
            "web_lookalike_warn web_never app app_ask app_block learning group unknown"
        ).split()
    )


def test_no_rules_no_rows() -> None:
    """An adult's empty rules show nothing."""
    assert keys(Rules(week=(Day(),) * 7, web=WebRules(on=False))) == []


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("bracket", ["0-6", "7-12", "13-15", "16-17"])
def test_every_row_can_be_read(lang: str, bracket: str) -> None:
    """No row falls back to its key: each has words with all their facts."""
    for row in made(FULL):
        head, _ = rows.rule(row.key, row.value, lang, bracket)
        assert head != row.key, row


def test_names_may_hold_anything() -> None:
    """A name with signs of our own comes through."""
    (row,) = [r for r in made(FULL) if r.key == "app"]
    assert rows.unpack(row.value)["name"] == "Phim; nhạc = vui"
    assert rows.unpack(row.value)["soft"] == "1"


def test_who_chose_it_is_said() -> None:
    """A default of the bracket is not said to be the parent's, and the other way round."""
    origin = {row.key: row.origin for row in made(FULL)}
    assert (origin["day"], origin["unknown"]) == ("parent", "parent")
    assert (origin["bedtime"], origin["curfew"]) == ("bracket", "bracket")
    assert (origin["app"], origin["group"], origin["learning"]) == ("parent",) * 3


def test_a_weekend_is_told_beside_the_school_day() -> None:
    """Minutes by day, bedtime by evening: Friday's counts as the weekend's."""
    given = rules()
    value = {r.key: rows.unpack(r.value) for r in made(given)}
    assert value["day"] == {"minutes": "60", "weekend": "120"}
    assert value["bedtime"]["start"] == str(20 * 60 + 30)
    assert value["bedtime"]["weekend"] == str(21 * 60)
