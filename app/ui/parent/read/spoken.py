"""A language with its time zone and the moment of a message: what every reading speaks with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.words import catalogue, forms


@dataclass(frozen=True, slots=True)
class Spoken:
    """lang is `vi` or `en`; now_ms is the service's trusted time, never the machine's clock."""

    lang: str
    zone: str = "UTC"
    now_ms: int = 0

    def say(self, key: str, **facts: object) -> str:
        """A text in a parent's voice."""
        return catalogue.say(key, self.lang, "parent", **facts)

    def knows(self, key: str) -> bool:
        """Whether there is such a text; codes of the service may be newer than the console."""
        return catalogue.knows(key)

    def when(self, ms: int) -> str:
        """A time as seen from now."""
        return forms.when(ms, self.now_ms, self.zone, self.lang)

    def ago(self, ms: int) -> str:
        """`12 phút trước` within the hour, `16:20` today, else with its day."""
        passed = forms.minutes_used(self.now_ms - ms)
        if 0 <= passed < 60 and ms <= self.now_ms:
            return self.say("console.ago", minutes=passed) if passed else self.say("console.now")
        at, now = forms.local(ms, self.zone), forms.local(self.now_ms, self.zone)
        clock = forms.clock(ms, self.zone)
        if at.date() == now.date():
            return clock
        return f"{clock} {forms.short_date(at.date(), self.lang)}"

    def today(self) -> date:
        """The day of now."""
        return forms.local(self.now_ms, self.zone).date()

    def ms_of(self, day: date, hour: int) -> int:
        """Unix ms of an hour (0..24) of a local day."""
        at = datetime(day.year, day.month, day.day, hour % 24, tzinfo=ZoneInfo(self.zone))
        return int(at.timestamp() * 1000) + (86_400_000 if hour == 24 else 0)
