"""What a parent is told of the law when he lets a child play for longer."""

from dataclasses import replace
from datetime import date

import pytest

from app.model.policy import DateRule, Limit
from app.model.subject import Bracket
from app.rules.age import STARTS
from app.rules.game_law import above_the_law
from app.rules.presets import preset
from tests.rules.asking import rules, whole_week


@pytest.mark.parametrize(
    ("changes", "above"),
    [
        ({}, ()),
        ({"one_game": Limit(60), "all_games": Limit(180)}, ()),
        ({"one_game": Limit(61)}, ("one_game",)),
        ({"all_games": Limit(181, soft=True)}, ("all_games",)),
        ({"one_game": None, "all_games": None}, ("one_game", "all_games")),
    ],
)
def test_what_is_above_the_law(changes: dict[str, Limit | None], above: tuple[str, ...]) -> None:
    """The ceiling itself is not above it; no limit is."""
    assert above_the_law(whole_week(rules(), **changes)) == above


def test_one_day_is_enough() -> None:
    """A Sunday, or a holiday."""
    given = rules()
    sunday = replace(given.week[6], all_games=Limit(240))
    assert above_the_law(replace(given, week=(*given.week[:6], sunday))) == ("all_games",)
    tet = DateRule("Tết", date(2027, 2, 5), date(2027, 2, 8), sunday)
    assert above_the_law(replace(given, dates=(tet,))) == ("all_games",)


@pytest.mark.parametrize("bracket", [b for b in Bracket if b is not Bracket.ADULT])
def test_no_default_is_above_the_law(bracket: Bracket) -> None:
    """At no age under 18."""
    assert above_the_law(preset(bracket, STARTS[bracket])) == ()
