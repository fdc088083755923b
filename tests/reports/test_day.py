"""One day: its rows and its ribbon."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.model.span import Charge, DayTotal, Span
from app.reports.day import GAP_MS, day, ribbon

DAY = date(2026, 11, 12)


def span(start: int, end: int, app: str = "a", charge: Charge = Charge.LEISURE) -> Span:
    """A stretch in seconds, all of it charged."""
    return Span("minh", app, charge, start * 1000, end * 1000, (end - start) * 1000)


def test_a_day_leaves_other_days_out() -> None:
    """Only rows of that date count."""
    rows = [
        DayTotal("minh", DAY, "a", Charge.LEISURE, 5),
        DayTotal("minh", date(2026, 11, 11), "a", Charge.LEISURE, 7),
    ]
    found = day(rows, DAY)
    assert (found.day, found.sums.leisure_ms, len(found.lines)) == (DAY, 5, 1)


def test_neighbours_of_one_kind_are_joined() -> None:
    """A short pause is bridged, a long one and another program are not."""
    gap = GAP_MS // 1000
    parts = [span(0, 10), span(15, 20), span(20 + gap, 200), span(200, 210, "b")]
    joined = ribbon(parts, 0, 10**9)
    assert [(s.start_ms // 1000, s.end_ms // 1000, s.app) for s in joined] == [
        (0, 20, "a"),
        (20 + gap, 200, "a"),
        (200, 210, "b"),
    ]
    assert joined[0].used_ms == 15_000


def test_a_span_is_cut_at_the_edges_of_the_day() -> None:
    """What reaches over midnight is drawn, and counted, only inside the day."""
    (cut,) = ribbon([span(50, 150)], 100_000, 200_000)
    assert (cut.start_ms, cut.end_ms, cut.used_ms) == (100_000, 150_000, 50_000)
    assert ribbon([span(0, 50)], 100_000, 200_000) == ()


_spans = st.lists(
    st.tuples(st.integers(0, 90_000), st.integers(1, 5_000), st.sampled_from("ab")), max_size=40
)


@given(_spans)
def test_a_ribbon_never_shows_more_than_was_charged(parts: list[tuple[int, int, str]]) -> None:
    """Joining loses no charged time and makes none, in any order of spans."""
    spans = [span(start, start + length, app) for start, length, app in parts]
    joined = ribbon(spans, 0, 10**9)
    assert sum(s.used_ms for s in joined) == sum(s.used_ms for s in spans)
    assert [s.start_ms for s in joined] == sorted(s.start_ms for s in joined)
