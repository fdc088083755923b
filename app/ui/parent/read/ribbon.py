"""The ribbon of a day: hours as shares of its length, what was used, bedtime, and now."""

from __future__ import annotations

from app.api.parent import Card
from app.ui.parent.read.spoken import Spoken
from app.ui.parent.values import GAME, LEARNING, LEISURE, Ribbon, Stretch
from app.words import forms

FIRST_HOUR, LAST_HOUR = 6, 22  # what the picture shows; a longer day makes it longer
_EVERY = 3  # hours between two ticks


def ribbon(card: Card, speak: Spoken) -> Ribbon:
    """Lay a card's day out."""
    day = forms.local(card.day_start_ms, speak.zone).date()
    first, last = _hours(card, speak)
    start, end = speak.ms_of(day, first), speak.ms_of(day, last)
    if end <= start:  # a day that a zone skipped in part
        end = start + forms.MINUTE

    def share(ms: int) -> float:
        return min(1.0, max(0.0, (ms - start) / (end - start)))

    spans = tuple(
        Stretch(share(s.start_ms), share(s.end_ms), s.charge)
        for s in card.spans
        if s.end_ms > start and s.start_ms < end
    )
    hours = range(-(-first // _EVERY) * _EVERY, last, _EVERY)
    ticks = tuple((share(speak.ms_of(day, hour)), _label(hour, speak)) for hour in hours)
    inside = start <= speak.now_ms <= end
    return Ribbon(
        spans=spans,
        nights=tuple(Stretch(share(a), share(b)) for a, b in _nights(card, speak, start, end)),
        ticks=ticks,
        now=share(speak.now_ms) if inside else None,
        name=_name(card, speak),
    )


def _label(hour: int, speak: Spoken) -> str:
    return f"{hour}h" if speak.lang == "vi" else f"{hour}:00"


def _hours(card: Card, speak: Spoken) -> tuple[int, int]:
    """Whole hours that hold all that is drawn."""
    marks = [s.start_ms for s in card.spans] + [s.end_ms for s in card.spans]
    marks.append(speak.now_ms)
    marks += [at for at, code in card.next if code == "bedtime"]
    inside = [ms for ms in marks if card.day_start_ms <= ms < card.day_end_ms]
    hours = [forms.local(ms, speak.zone).hour for ms in inside]
    first = min([FIRST_HOUR, *hours])
    last = max([LAST_HOUR, *(hour + 1 for hour in hours)])
    return first, min(last, 24)


def _nights(card: Card, speak: Spoken, start: int, end: int) -> list[tuple[int, int]]:
    found = [(at, end) for at, code in card.next if code == "bedtime" and start < at < end]
    if card.why.reason == "bedtime":
        opens = card.why.opens_ms
        if opens is not None and opens <= end:
            found.append((start, opens))
        else:
            found.append((speak.now_ms, end))
    return found


def _name(card: Card, speak: Spoken) -> str:
    """The fact: `Hôm nay: học 36 phút, chơi 22; bây giờ 18:52`."""
    sums = (
        (LEARNING, card.learning_ms),
        (GAME, card.game_ms),
        (LEISURE, card.used_ms - card.game_ms),
    )
    parts = [
        speak.say(f"console.ribbon.{kind}", minutes=forms.used(ms, speak.lang))
        for kind, ms in sums
        if forms.minutes_used(ms) > 0
    ]
    used = ", ".join(parts) or speak.say("console.ribbon.none")
    clock = forms.clock(speak.now_ms, speak.zone)
    return speak.say("console.ribbon.name", used=used, clock=clock)
