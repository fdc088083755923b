"""Times, durations, dates and numbers as they are read."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.words import forms

HANOI = "Asia/Ho_Chi_Minh"


def at(text: str, zone: str = HANOI) -> int:
    """Unix milliseconds of a local ISO time."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


@pytest.mark.parametrize(
    ("count", "vi", "en"),
    [
        (0, "0 phút", "0 minutes"),
        (1, "1 phút", "1 minute"),
        (45, "45 phút", "45 minutes"),
        (60, "60 phút", "60 minutes"),
        (61, "1 giờ 01", "1 h 01"),
        (102, "1 giờ 42", "1 h 42"),
        (120, "2 giờ", "2 h"),
        (125, "2 giờ 05", "2 h 05"),
        (150, "2 giờ 30", "2 h 30"),
        (170, "2 giờ 50", "2 h 50"),
        (680, "11 giờ 20", "11 h 20"),
    ],
)
def test_minutes(count: int, vi: str, en: str) -> None:
    """Durations as looks.md writes them."""
    assert forms.minutes(count, "vi") == vi
    assert forms.minutes(count, "en") == en


def test_a_negative_duration_is_an_error() -> None:
    """Nobody has minus five minutes."""
    with pytest.raises(ValueError, match="not negative"):
        forms.minutes(-5, "vi")


@pytest.mark.parametrize(
    ("count", "vi"), [(60, "60 phút"), (120, "120 phút"), (180, "3 giờ"), (240, "4 giờ")]
)
def test_budget(count: int, vi: str) -> None:
    """Budgets are said in minutes up to three hours, as the rules set them."""
    assert forms.budget(count, "vi") == vi


@pytest.mark.parametrize(
    ("ms", "vi", "en"),
    [
        (0, "0 giây", "0 seconds"),
        (-5, "0 giây", "0 seconds"),
        (400, "1 giây", "1 second"),
        (59_001, "60 giây", "60 seconds"),
        (60_000, "1 phút", "1 minute"),
        (60_001, "2 phút", "2 minutes"),
        (300_000, "5 phút", "5 minutes"),
    ],
)
def test_left_rounds_up_and_used_down(ms: int, vi: str, en: str) -> None:
    """Who has some seconds left is not told zero."""
    assert forms.left(ms, "vi") == vi
    assert forms.left(ms, "en") == en
    assert forms.minutes_used(119_999) == 1


@pytest.mark.parametrize(
    ("then", "vi", "en"),
    [
        ("2026-11-12T20:30", "20:30", "20:30"),
        ("2026-11-13T06:00", "6:00 sáng mai", "6:00 tomorrow"),
        ("2026-11-13T17:00", "17:00 mai", "17:00 tomorrow"),
        ("2026-11-14T18:40", "18:40 thứ Bảy", "18:40 Saturday"),
        ("2026-11-22T09:00", "9:00 22/11", "9:00 22 Nov"),
        ("2026-11-11T09:00", "9:00 11/11", "9:00 11 Nov"),
    ],
)
def test_when_is_seen_from_now(then: str, vi: str, en: str) -> None:
    """The clock time, and the day only when it is not today."""
    now = at("2026-11-12T19:33")
    assert forms.when(at(then), now, HANOI, "vi") == vi
    assert forms.when(at(then), now, HANOI, "en") == en


def test_tomorrow_is_of_the_policys_zone() -> None:
    """At 23:30 in Hanoi half past midnight is tomorrow, though it is the same day in UTC."""
    now, then = at("2026-11-12T23:30"), at("2026-11-13T00:30")
    assert forms.when(then, now, HANOI, "vi") == "0:30 sáng mai"
    assert forms.when(then, now, "UTC", "vi") == "17:30"


def test_a_day_with_25_hours_still_knows_tomorrow() -> None:
    """Where clocks go back, 6:00 is tomorrow's although 31 hours away from 24:00 the day before."""
    zone = "Europe/Berlin"
    now, then = at("2026-10-24T23:30", zone), at("2026-10-25T06:00", zone)
    assert forms.when(then, now, zone, "en") == "6:00 tomorrow"


def test_dates() -> None:
    """Day before month, weekdays in words."""
    day = date(2026, 11, 12)
    assert forms.long_date(day, "vi") == "Thứ Năm, 12 tháng 11"
    assert forms.long_date(day, "en") == "Thursday 12 November"
    assert forms.long_date(date(2026, 11, 15), "vi") == "Chủ nhật, 15 tháng 11"


@pytest.mark.parametrize(
    ("minute", "text"), [(0, "0:00"), (1230, "20:30"), (1440, "24:00"), (1500, "1:00")]
)
def test_minute_of_day(minute: int, text: str) -> None:
    """The end of the day is 24:00; past it the next day's hours."""
    assert forms.minute_of_day(minute) == text


@pytest.mark.parametrize(
    ("count", "vi", "en"),
    [
        (1, "một", "one"),
        (5, "năm", "five"),
        (10, "mười", "ten"),
        (11, "mười một", "eleven"),
        (15, "mười lăm", "fifteen"),
        (20, "hai mươi", "twenty"),
        (21, "hai mươi mốt", "twenty-one"),
        (25, "hai mươi lăm", "twenty-five"),
        (30, "ba mươi", "thirty"),
        (99, "chín mươi chín", "ninety-nine"),
    ],
)
def test_numbers_are_spelled_for_the_youngest(count: int, vi: str, en: str) -> None:
    """Vietnamese changes five and one after a ten."""
    assert forms.number(count, "vi") == vi
    assert forms.number(count, "en") == en


def test_numbers_beyond_ninety_nine_are_not_spelled() -> None:
    """Nobody reads a hundred and seven minutes to a child of four."""
    with pytest.raises(ValueError, match="0 to 99"):
        forms.number(100, "vi")


def test_spoken_left() -> None:
    """As the youngest hear it."""
    assert forms.spoken_left(300_000, "vi") == "năm phút nữa"
    assert forms.spoken_left(60_000, "en") == "One more minute"
    assert forms.spoken_left(10**9, "en") == "Ninety-nine more minutes"


@pytest.mark.parametrize(
    ("text", "head", "rest"),
    [
        ("Còn 5 phút. Em lưu nhé, 19:23 nghỉ.", "Còn 5 phút", "Em lưu nhé, 19:23 nghỉ."),
        ("Hết giờ rồi! Nghỉ nào.", "Hết giờ rồi!", "Nghỉ nào."),
        ("Con chơi năm phút nữa nhé.", "Con chơi năm phút nữa nhé", ""),
        ("Mở lại 19.30 hôm nay", "Mở lại 19.30 hôm nay", ""),
    ],
)  # fmt: skip
def test_first_sentence(text: str, head: str, rest: str) -> None:
    """The head of a notice is its first sentence."""
    assert forms.first_sentence(text) == (head, rest)


@given(st.integers(0, 99))
def test_every_number_reads_in_both_languages(count: int) -> None:
    """No number falls out of the tables."""
    assert forms.number(count, "vi").islower()
    assert forms.number(count, "en").islower()


@given(st.integers(-(10**9), 10**9))
def test_left_never_says_less_than_there_is(ms: int) -> None:
    """Rounded up, and never negative."""
    assert forms.minutes_left(ms) * forms.MINUTE >= ms
    assert forms.minutes_left(ms) >= 0
    assert forms.minutes_used(ms) * forms.MINUTE <= max(0, ms)


@given(st.integers(0, 4 * 10**12), st.sampled_from([HANOI, "UTC", "America/St_Johns"]))
def test_clock_is_the_local_time(ms: int, zone: str) -> None:
    """What is read is what the zone's clock shows."""
    local = forms.local(ms, zone)
    hour, minute = forms.clock(ms, zone).split(":")
    assert (int(hour), int(minute)) == (local.hour, local.minute)
    assert len(minute) == 2


def test_counts() -> None:
    """Days and times."""
    assert forms.days(1, "en") == "1 day"
    assert forms.days(14, "vi") == "14 ngày"
    assert [forms.times(n, "en") for n in (1, 2, 3)] == ["once", "twice", "3 times"]
    assert forms.times(3, "vi") == "3 lần"
    assert forms.short_date(date(2026, 11, 2), "vi") == "2/11"


def test_a_duration_is_not_parted_at_the_end_of_a_line() -> None:
    """Numbers and their units hold together, the rest of the sentence may break."""
    assert forms.tied("đến mức (2 giờ 30) nhé") == "đến mức (2\u00a0giờ\u00a030) nhé"
    assert forms.tied("5 minutes to the goal (2 h 30)") == (
        "5\u00a0minutes to the goal (2\u00a0h\u00a030)"
    )
    assert forms.tied("Còn 5 phút. 21:30 máy khóa") == "Còn 5\u00a0phút. 21:30 máy khóa"
