"""How times, durations, dates and numbers read in Vietnamese and English (looks.md 3).

Pure: whoever calls gives trusted Unix milliseconds and the policy's own zone. Times are `19:00` in
sentences, durations `2 giờ 50` or `45 phút`, dates `Thứ Năm, 12 tháng 11`.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

SECOND = 1_000
MINUTE = 60 * SECOND

_WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_VI_DIGITS = "không một hai ba bốn năm sáu bảy tám chín mười".split()
_EN_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_DURATION = re.compile(r"\d+ (?:giờ|phút|giây|h|hours?|minutes?|seconds?)\b(?: \d\d\b)?")
_EN_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()


def local(ms: int, zone: str) -> datetime:
    """Unix milliseconds as a local time of `zone` (IANA name)."""
    return datetime.fromtimestamp(ms / 1000, ZoneInfo(zone))


def clock(ms: int, zone: str) -> str:
    """`19:00`, `6:05`: the hour without a leading zero."""
    at = local(ms, zone)
    return f"{at.hour}:{at.minute:02}"


def minute_of_day(minute: int) -> str:
    """Minutes from midnight (0..1440, or past it) as `20:30`; 1440 reads `24:00`."""
    hour = minute // 60 if minute <= 1440 else minute // 60 % 24
    return f"{hour}:{minute % 60:02}"


def when(ms: int, now_ms: int, zone: str, lang: str) -> str:
    """A time as seen from now: `20:30`, `6:00 sáng mai`, `7:00 thứ Hai`, `7:00 20/11`."""
    at, now = local(ms, zone), local(now_ms, zone)
    days = (at.date() - now.date()).days
    text = clock(ms, zone)
    if days == 0:
        return text
    if days == 1:
        if lang == "vi":
            return f"{text} sáng mai" if at.hour < 11 else f"{text} mai"
        return f"{text} tomorrow"
    if 1 < days < 7:
        return f"{text} {weekday(at.date(), lang)}"
    return f"{text} {short_date(at.date(), lang)}"


def weekday(day: date, lang: str) -> str:
    """`thứ Năm` in mid-sentence, `Thursday`."""
    return _WEEKDAYS[lang][day.weekday()]


def long_date(day: date, lang: str) -> str:
    """`Thứ Năm, 12 tháng 11`, `Thursday 12 November`: to head a page with."""
    name = weekday(day, lang)
    if lang == "vi":
        return f"{name[0].upper()}{name[1:]}, {day.day} tháng {day.month}"
    return f"{name} {day.day} {_MONTHS[day.month - 1]}"


def short_date(day: date, lang: str) -> str:
    """`12/11`, `12 Nov`: day before month, always."""
    return f"{day.day}/{day.month}" if lang == "vi" else f"{day.day} {_MONTHS[day.month - 1][:3]}"


def minutes_left(ms: int) -> int:
    """Whole minutes, rounded up: who has 20 seconds left is not told zero. Never negative."""
    return max(0, -(-ms // MINUTE))


def minutes_used(ms: int) -> int:
    """Whole minutes, rounded down. Never negative."""
    return max(0, ms // MINUTE)


def seconds_left(ms: int) -> int:
    """Whole seconds, rounded up. Never negative."""
    return max(0, -(-ms // SECOND))


def minutes(count: int, lang: str) -> str:
    """So many minutes, up to an hour in minutes: `45 phút`, `1 minute`, `2 giờ 50`, `2 h 50`."""
    if count < 0:
        raise ValueError(f"a duration is not negative: {count} minutes")
    if count <= 60:
        return f"{count} phút" if lang == "vi" else _plural(count, "minute")
    hours, rest = divmod(count, 60)
    tail = f" {rest:02}" if rest else ""
    return f"{hours} giờ{tail}" if lang == "vi" else f"{hours} h{tail}"


def budget(count: int, lang: str) -> str:
    """A budget as families say it: `60 phút`, `120 phút`, from three hours on `4 giờ`."""
    if count < 180:
        return f"{count} phút" if lang == "vi" else _plural(count, "minute")
    return minutes(count, lang)


def left(ms: int, lang: str) -> str:
    """Time that remains: seconds below one minute, else minutes rounded up."""
    if ms < MINUTE:
        count = seconds_left(ms)
        return f"{count} giây" if lang == "vi" else _plural(count, "second")
    return minutes(minutes_left(ms), lang)


def used(ms: int, lang: str) -> str:
    """Time that is gone: whole minutes, rounded down."""
    return minutes(minutes_used(ms), lang)


def days(count: int, lang: str) -> str:
    """`14 ngày`, `1 day`."""
    return f"{count} ngày" if lang == "vi" else _plural(count, "day")


def times(count: int, lang: str) -> str:
    """`3 lần`, `once`, `3 times`."""
    if lang == "vi":
        return f"{count} lần"
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def number(count: int, lang: str) -> str:
    """A number from 0 to 99 in words, to be read aloud: `hai mươi lăm`, `twenty-five`."""
    if not 0 <= count <= 99:
        raise ValueError(f"numbers are spelled from 0 to 99, not {count}")
    return _vi_number(count) if lang == "vi" else _en_number(count)


def spoken_left(ms: int, lang: str) -> str:
    """What is left, read aloud to the youngest: `năm phút nữa`, `Five more minutes`."""
    count = min(99, minutes_left(ms))
    words = number(count, lang)
    if lang == "vi":
        return f"{words} phút nữa"
    return f"{words.capitalize()} more {'minute' if count == 1 else 'minutes'}"


def first_sentence(text: str) -> tuple[str, str]:
    """The head of a text and the rest: a toast shows the first sentence large.

    The head loses its full stop, but keeps `!` and `?`. A time such as `19.30` does not end it.
    """
    for at, sign in enumerate(text):
        if sign in ".!?" and text[at + 1 : at + 2] == " ":
            head = text[:at] if sign == "." else text[: at + 1]
            return head, text[at + 2 :]
    return text.removesuffix("."), ""


def tied(text: str) -> str:
    """The text with its durations held together: `2 giờ 30` is not parted at a line's end."""
    return _DURATION.sub(lambda found: found[0].replace(" ", "\u00a0"), text)


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _vi_number(count: int) -> str:
    tens, ones = divmod(count, 10)
    if count <= 10:
        return _VI_DIGITS[count]
    head = "mười" if tens == 1 else f"{_VI_DIGITS[tens]} mươi"
    if ones == 0:
        return head
    # Five is `lăm` after a ten; one is `mốt` from twenty on.
    tail = "lăm" if ones == 5 else "mốt" if ones == 1 and tens > 1 else _VI_DIGITS[ones]
    return f"{head} {tail}"


def _en_number(count: int) -> str:
    tens, ones = divmod(count, 10)
    if count < 20:
        return _EN_NUMBERS[count]
    return f"{_EN_TENS[tens]}-{_EN_NUMBERS[ones]}" if ones else _EN_TENS[tens]
