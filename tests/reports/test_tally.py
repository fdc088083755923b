"""Adding up rows by charge and by what was used."""

from datetime import date

from app.model.span import Charge, DayTotal
from app.reports.tally import Line, Tally, lines, tally

DAY = date(2026, 11, 12)


def row(app: str, charge: Charge, ms: int) -> DayTotal:
    """One row of one day."""
    return DayTotal("minh", DAY, app, charge, ms)


def test_games_are_leisure_and_learning_is_not() -> None:
    """The three figures of a card, and their whole."""
    sums = tally(
        [
            row("a", Charge.GAME, 3),
            row("b", Charge.LEISURE, 4),
            row("c", Charge.LEARNING, 10),
        ]
    )
    assert sums == Tally(leisure_ms=7, game_ms=3, learning_ms=10)
    assert sums.whole_ms == 17


def test_nothing_adds_up_to_nothing() -> None:
    """No rows, no use."""
    assert tally([]) == Tally()
    assert lines([]) == ()


def test_lines_are_added_up_and_the_longest_comes_first() -> None:
    """Rows of several days become one line a program and charge; equals stand by name."""
    rows = [
        row("b", Charge.LEISURE, 5),
        row("a", Charge.LEISURE, 5),
        row("c", Charge.GAME, 2),
        DayTotal("minh", date(2026, 11, 13), "c", Charge.GAME, 9),
    ]
    assert lines(rows) == (
        Line("c", Charge.GAME, 11),
        Line("a", Charge.LEISURE, 5),
        Line("b", Charge.LEISURE, 5),
    )
