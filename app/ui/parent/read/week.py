"""One week of one child: a bar a day, what it comes to, and how it stands beside the week before.

Added up from the rows the service let through; a day that is not shown yet is said to be that.
"""

from __future__ import annotations

from datetime import date, timedelta

from app.api.parent import Report, UseRow
from app.model.span import Charge, DayTotal
from app.reports.tally import Tally
from app.reports.week import DAYS, Week, monday_of, week
from app.ui.parent.read.spoken import Spoken
from app.ui.parent.values import GAME, LEARNING, LEISURE, Bar, LegendItem, UsedLine, WeekValue
from app.words import forms

KEPT_DAYS = 400  # how long day totals live (hazards.md, Two lives of records)
LINES = 7
_HOUR = 60  # minutes between two lines of the chart


def asked_days(monday: date) -> tuple[str, str]:
    """Which days to ask for: the week, and the one before it to compare with."""
    return (monday - timedelta(days=DAYS)).isoformat(), (
        monday + timedelta(days=DAYS - 1)
    ).isoformat()


def week_of(message: Report, monday: date, speak: Spoken) -> WeekValue:
    """Read the answer to a ReportQ for `asked_days(monday)`."""
    folded = week((_total(message.subject, row) for row in message.rows), monday)
    bars = tuple(_bar(message, folded, n, speak) for n in range(DAYS))
    today = speak.today()
    return WeekValue(
        subject=message.subject,
        child=message.name,
        monday=monday,
        span=_span(monday, speak),
        total=forms.used(folded.sums.leisure_ms, speak.lang),
        compared=_compared(message, folded, today, speak),
        bars=bars,
        legend=_legend(folded.sums, speak),
        lines=_lines(message, folded, speak),
        note=_note(message, speak),
        top=_top(bars),
        empty=folded.sums.whole_ms == 0,
        later=monday < monday_of(today),
        earlier=monday > monday_of(today - timedelta(days=KEPT_DAYS)),
    )


def _total(subject: str, row: UseRow) -> DayTotal:
    return DayTotal(subject, date.fromisoformat(row.day), row.app, Charge(row.charge), row.used_ms)


def _minutes(ms: int) -> float:
    return ms / forms.MINUTE


def _bar(message: Report, folded: Week, n: int, speak: Spoken) -> Bar:
    day, sums = folded.monday + timedelta(days=n), folded.days[n].sums
    budget = message.budgets_ms.get(day.isoformat())
    limit = None if budget is None else forms.minutes_used(budget)
    hidden = day == speak.today() and "today" in message.hidden
    total = str(forms.minutes_used(sums.leisure_ms)) if sums.leisure_ms >= forms.MINUTE else ""
    return Bar(
        label=speak.say(f"console.day.{day.weekday()}"),
        pieces=_pieces(sums),
        learning=_minutes(sums.learning_ms),
        limit=limit,
        total=total,
        name=_name(day, sums, limit, hidden, speak),
        today=day == speak.today(),
        hidden=hidden,
    )


def _pieces(sums: Tally) -> tuple[tuple[str, float], ...]:
    both = ((GAME, sums.game_ms), (LEISURE, sums.leisure_ms - sums.game_ms))
    return tuple((kind, _minutes(ms)) for kind, ms in both if ms > 0)


def _name(day: date, sums: Tally, limit: int | None, hidden: bool, speak: Spoken) -> str:
    """The fact: `Thứ Bảy 112 phút trên 120, học 45`."""
    weekday = forms.weekday(day, speak.lang)
    facts = {
        "day": weekday[0].upper() + weekday[1:],
        "used": forms.budget(forms.minutes_used(sums.leisure_ms), speak.lang),
        "learning": forms.budget(forms.minutes_used(sums.learning_ms), speak.lang),
    }
    if hidden:
        return speak.say("console.bar.hidden", **facts)
    if limit is None:
        return speak.say("console.bar.free", **facts)
    return speak.say("console.bar", limit=forms.budget(limit, speak.lang), **facts)


def _span(monday: date, speak: Spoken) -> str:
    """`2 – 8 tháng 11`, `26/10 – 1/11` across two months."""
    sunday = monday + timedelta(days=DAYS - 1)
    if monday.month == sunday.month:
        long = forms.long_date(sunday, speak.lang)
        if speak.lang == "vi":
            return f"{monday.day} – {long.partition(', ')[2]}"
        return f"{monday.day} – {long.partition(' ')[2]}"
    return f"{forms.short_date(monday, speak.lang)} – {forms.short_date(sunday, speak.lang)}"


def _compared(message: Report, folded: Week, today: date, speak: Spoken) -> str:
    """Beside the same days of the week before; nothing where nothing is known of them."""
    shown = [
        day
        for n in range(DAYS)
        if (day := folded.monday + timedelta(days=n)) <= today
        and not (day == today and "today" in message.hidden)
    ]
    before_days = {(day - timedelta(days=DAYS)).isoformat() for day in shown}
    before = [row for row in message.rows if row.day in before_days and row.charge != LEARNING]
    if not before:
        return ""
    now_ms = sum(folded.days[day.weekday()].sums.leisure_ms for day in shown)
    change = forms.minutes_used(now_ms) - forms.minutes_used(sum(row.used_ms for row in before))
    if change == 0:
        return speak.say("console.week.same")
    key = "console.week.more" if change > 0 else "console.week.less"
    return speak.say(key, minutes=forms.minutes(abs(change), speak.lang))


def _legend(sums: Tally, speak: Spoken) -> tuple[LegendItem, ...]:
    both = (
        (GAME, sums.game_ms),
        (LEISURE, sums.leisure_ms - sums.game_ms),
        (LEARNING, sums.learning_ms),
    )
    return tuple(
        LegendItem(kind, speak.say(f"console.week.{kind}"))
        for kind, ms in both
        if ms >= forms.MINUTE
    )


def _lines(message: Report, folded: Week, speak: Spoken) -> tuple[UsedLine, ...]:
    """What was used most; nothing where only totals are shown."""
    names = {(row.app, row.charge): row.name for row in message.rows}
    known = [one for one in folded.lines if one.app and one.used_ms >= forms.MINUTE][:LINES]
    longest = max((one.used_ms for one in known), default=1)
    return tuple(
        UsedLine(
            _used_name(names.get((one.app, one.charge)) or one.app, one.charge, speak),
            str(one.charge),
            forms.used(one.used_ms, speak.lang),
            one.used_ms / longest,
        )
        for one in known
    )


def _used_name(name: str, charge: Charge, speak: Spoken) -> str:
    plain = name == speak.say("category.learning")
    if charge is Charge.LEARNING and not plain:
        return speak.say("console.week.study_of", name=name)
    return name


def _note(message: Report, speak: Spoken) -> str:
    kept = speak.say("console.week.kept", days=KEPT_DAYS)
    key = f"console.hidden.{message.hidden.replace(' ', '_')}"
    if message.hidden and speak.knows(key):
        return f"{speak.say(key, name=message.name)} {kept}"
    return kept


def _top(bars: tuple[Bar, ...]) -> int:
    """The highest line of the chart in minutes, a whole number of hours."""
    highest = max(
        max(sum(ms for _, ms in bar.pieces), bar.learning, bar.limit or 0) for bar in bars
    )
    return max(_HOUR, -(-int(highest + 0.999) // _HOUR) * _HOUR)
