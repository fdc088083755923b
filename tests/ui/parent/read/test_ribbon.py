"""The ribbon of a day: where things stand on it, whatever the day and the zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.child import Why
from app.api.parent import SpanRow
from app.ui.parent.read.ribbon import ribbon
from app.ui.parent.read.spoken import Spoken
from tests.ui.family import ZONE, at
from tests.ui.parent.house import minh, span

NOW = Spoken("vi", ZONE, at("18:52"))


def test_hours_are_shares_of_six_to_twenty_two() -> None:
    """Six is the left end, twenty-two the right; now is between."""
    day = ribbon(minh(), NOW)
    assert [said for _, said in day.ticks] == ["6h", "9h", "12h", "15h", "18h", "21h"]
    assert day.ticks[0][0] == 0
    assert day.ticks[4][0] == pytest.approx(12 / 16)
    assert day.now == pytest.approx((12 + 52 / 60) / 16)


def test_use_stands_where_it_was() -> None:
    """17:00 to 17:36 of study is eleven to eleven and a half hours after six."""
    first = ribbon(minh(), NOW).spans[0]
    assert first.kind == "learning"
    assert first.start == pytest.approx(11 / 16)
    assert first.end == pytest.approx(11.6 / 16)


def test_bedtime_begins_where_the_service_says() -> None:
    """It lasts to the right end."""
    night = ribbon(minh(), NOW).nights[0]
    assert night.start == pytest.approx(14.5 / 16)
    assert night.end == 1.0


def test_an_early_span_makes_the_day_longer() -> None:
    """A child that was up at five is not cut off."""
    day = ribbon(minh(spans=(span("5:10", "5:30", "leisure"),)), NOW)
    assert day.ticks[0][1] == "6h"
    assert day.spans[0].start == pytest.approx(10 / 60 / 17)


def test_asleep_in_the_evening_and_in_the_morning() -> None:
    """The night is drawn from now on, or until the PC opens."""
    opens = at("6:00", 13)
    late = minh(why=Why("block", "bedtime", "x", "bracket", opens, opens), next=())
    assert ribbon(late, Spoken("vi", ZONE, at("21:00"))).nights[0].end == 1.0
    opens = at("7:30")
    early = minh(why=Why("block", "bedtime", "x", "bracket", opens, opens), next=())
    night = ribbon(early, Spoken("vi", ZONE, at("6:30"))).nights[0]
    assert night.start == 0.0
    assert night.end == pytest.approx(1.5 / 16)


def test_its_name_says_the_fact() -> None:
    """looks.md 9."""
    assert ribbon(minh(), NOW).name == (
        "Hôm nay: học 36 phút, chơi 22 phút, giải trí 12 phút; bây giờ 18:52"
    )
    empty = minh(used_ms=0, game_ms=0, learning_ms=0, spans=())
    assert ribbon(empty, NOW).name == "Hôm nay: chưa dùng; bây giờ 18:52"


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_a_short_and_a_long_day(day: str, hours: int) -> None:
    """Where clocks change, noon is still at twelve of the clock and shares stay within the day."""
    zone = ZoneInfo("Europe/Berlin")
    start = datetime.fromisoformat(day).replace(tzinfo=zone)
    noon = start.replace(hour=12)
    begin, now = int(start.timestamp() * 1000), int(noon.timestamp() * 1000)
    card = minh(
        day_start_ms=begin, day_end_ms=begin + hours * 3_600_000, next=(),
        spans=(SpanRow(now - 3_600_000, now, "leisure"),),
    )  # fmt: skip
    made = ribbon(card, Spoken("en", "Europe/Berlin", now))
    assert made.ticks[2][1] == "12:00"
    assert made.ticks[2][0] == pytest.approx(made.now or -1.0)
    assert made.spans[0].end == pytest.approx(made.now)


@given(
    st.lists(st.tuples(st.integers(0, 1439), st.integers(1, 300)), max_size=12),
    st.integers(0, 1439),
)
def test_everything_stays_on_the_ribbon(spans: list[tuple[int, int]], now: int) -> None:
    """Whatever was used whenever: shares are between 0 and 1, ends are not before starts."""
    midnight = at("0:00")
    rows = tuple(
        SpanRow(midnight + a * 60_000, midnight + (a + n) * 60_000, "game") for a, n in spans
    )
    day = ribbon(minh(spans=rows), Spoken("vi", ZONE, midnight + now * 60_000))
    stretches = [*day.spans, *day.nights]
    assert all(0 <= one.start <= one.end <= 1 for one in stretches)
    assert day.now is None or 0 <= day.now <= 1
    assert all(0 <= share <= 1 for share, _ in day.ticks)
