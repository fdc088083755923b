"""A week in bars: sums, limits, the comparison, and what is not shown yet."""

from datetime import date, timedelta

import pytest

from app.api.parent import Report, ReportQ, UseRow
from app.ui.parent.read.spoken import Spoken
from app.ui.parent.read.week import asked_days, week_of
from app.ui.parent.values import WeekValue
from tests.ui.family import MINUTE, ZONE, at
from tests.ui.parent.house import House, khoi

NOW = Spoken("vi", ZONE, at("18:52"))
THIS, LAST = date(2026, 11, 9), date(2026, 11, 2)


def read(monday: date, subject: str = "minh", lang: str = "vi") -> WeekValue:
    """What the household answers, read."""
    first, last = asked_days(monday)
    report = House().report(ReportQ(subject, first, last))
    return week_of(report, monday, Spoken(lang, ZONE, NOW.now_ms))


def test_a_week_that_is_over() -> None:
    """Sum, span, bars, limits, and the week before it."""
    week = read(LAST)
    assert (week.span, week.total) == ("2 – 8 tháng 11", "8 giờ")
    assert week.compared == "ít hơn cùng những ngày tuần trước 1 giờ 08"
    assert [bar.total for bar in week.bars] == ["52", "60", "41", "58", "60", "112", "97"]
    assert [bar.limit for bar in week.bars] == [60] * 5 + [120] * 2
    assert week.top == 120
    assert week.later
    assert not week.empty


def test_the_week_that_runs() -> None:
    """Days to come are empty, today is marked, and only the same days are compared."""
    week = read(THIS)
    assert [bar.today for bar in week.bars] == [False] * 3 + [True] + [False] * 3
    assert [bar.total for bar in week.bars[3:]] == ["34", "", "", ""]
    assert not week.later
    assert "37 phút" in week.compared


def test_a_bar_says_the_fact() -> None:
    """looks.md 9: `Thứ Bảy 112 phút trên 120, học 45`."""
    assert read(LAST).bars[5].name == "Thứ Bảy 112 phút trên 120 phút, học 45 phút"
    assert (
        read(LAST, lang="en").bars[5].name
        == "Saturday 112 minutes of 120 minutes, study 45 minutes"
    )


def test_study_stands_beside() -> None:
    """It is not in the stack, and not in the sum."""
    bar = read(LAST).bars[0]
    assert dict(bar.pieces) == {"game": 30, "leisure": 22}
    assert bar.learning == 65


def test_what_was_used_most() -> None:
    """Longest first, study named as study, shares of the longest."""
    lines = read(LAST).lines
    assert lines[0].name == "GCompris · học"
    assert lines[0].share == 1
    assert {line.kind for line in lines} == {"game", "leisure", "learning"}
    assert all(0 < line.share <= 1 for line in lines)


def test_a_day_that_is_not_shown_yet() -> None:
    """At 14 today appears tomorrow: the bar says so and has no figure."""
    week = read(THIS, "thao")
    bar = week.bars[3]
    assert bar.hidden
    assert bar.total == ""
    assert bar.name == "Thứ Năm: hiện từ ngày mai"
    assert "hôm nay hiện từ ngày mai" in week.note
    assert {line.name for line in week.lines} == {"Trò chơi", "Giải trí khác", "Học bài"}


def test_an_empty_week() -> None:
    """Nothing known: no comparison, no lines, and it says that it is empty."""
    week = week_of(Report("minh", "Minh", "7-12"), LAST, NOW)
    assert week.empty
    assert (week.compared, week.lines, week.legend, week.top) == ("", (), (), 60)
    assert all(bar.limit is None for bar in week.bars)
    assert week.bars[0].name == "Thứ Hai 0 phút, học 0 phút"


def test_only_totals() -> None:
    """At 16 there is nothing to list by name, and the bars are one piece."""
    rows = tuple(
        UseRow((LAST + timedelta(days=n)).isoformat(), "", "Dùng máy", "leisure", 100 * MINUTE)
        for n in range(7)
    )
    week = week_of(Report(khoi().id, "Khôi", "16-17", rows, {}, "programs today"), LAST, NOW)
    assert week.lines == ()
    assert len(week.bars[0].pieces) == 1
    assert "tổng mỗi ngày" in week.note


@pytest.mark.parametrize(
    ("monday", "vi", "en"),
    [(date(2026, 11, 2), "2 – 8 tháng 11", "2 – 8 November"),
     (date(2026, 10, 26), "26/10 – 1/11", "26 Oct – 1 Nov")],
)  # fmt: skip
def test_how_a_week_is_called(monday: date, vi: str, en: str) -> None:
    """Day before month, always."""
    assert read(monday).span == vi
    assert read(monday, lang="en").span == en


def test_how_far_back_one_can_go() -> None:
    """As far as day totals live."""
    oldest = week_of(Report("minh", "Minh", "7-12"), date(2025, 10, 6), NOW)
    assert not oldest.earlier
    assert read(LAST).earlier


def test_equal_weeks_are_said_to_be_equal() -> None:
    """No difference is no more and no less."""
    rows = tuple(
        UseRow(day.isoformat(), "a", "A", "game", 30 * MINUTE)
        for day in (LAST, LAST - timedelta(days=7))
    )
    week = week_of(Report("minh", "Minh", "7-12", rows), LAST, NOW)
    assert week.compared == "bằng cùng những ngày tuần trước"
