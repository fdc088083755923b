"""Times and days as they are written on a command line, refused in words where they are none."""

from __future__ import annotations

from datetime import date, datetime

from app.model.moment import YEARS
from app.programs.cli.codes import INPUT, Stopped
from app.words.catalogue import say


def time_of(value: str, lang: str, field: str) -> datetime:
    """Read a time, with or without a zone. Raises Stopped, naming `field`."""
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise _stopped("time", value, lang, field) from None
    if found.year not in YEARS:
        raise _stopped("year", value, lang, field)
    return found


def day_of(value: str, lang: str, field: str) -> date:
    """Read a day. Raises Stopped, naming `field`."""
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise _stopped("date", value, lang, field) from None
    if found.year not in YEARS:
        raise _stopped("year", value, lang, field)
    return found


def _stopped(code: str, value: str, lang: str, field: str) -> Stopped:
    facts = {"value": value, "first": YEARS[0], "last": YEARS[-1]}
    return Stopped(INPUT, say(f"verb.error.{code}", lang, "parent", **facts), field=field)
