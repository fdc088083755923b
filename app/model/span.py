"""What memory keeps of use: spans of equal time, and totals of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Charge(StrEnum):
    """How time was counted."""

    LEISURE = "leisure"
    GAME = "game"
    LEARNING = "learning"


@dataclass(frozen=True, slots=True)
class Span:
    """`app` was in front from start_ms to end_ms (trusted Unix ms); used_ms of it were charged.

    used_ms <= end_ms - start_ms. app is an app rule's key or an identity, "" = not seen.
    """

    subject: str
    app: str
    charge: Charge
    start_ms: int
    end_ms: int
    used_ms: int


@dataclass(frozen=True, slots=True)
class DayTotal:
    """Milliseconds of one calendar day (policy zone) for one app and charge."""

    subject: str
    day: date
    app: str
    charge: Charge
    used_ms: int
