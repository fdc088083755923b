"""Whom rules are for: a child with a birth date, or a seat that stands for nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Bracket(StrEnum):
    """Age brackets of the law table (law.md 4); `ADULT` means no rule applies any more."""

    A = "0-6"
    B = "7-12"
    C = "13-15"
    D = "16-17"
    ADULT = "18+"


@dataclass(frozen=True, slots=True)
class Child:
    """A person under 18. `accounts` are log-in names on this PC; `birth` may be year-only.

    With `year_only`, `birth` is 31 December of that year, the stricter reading (law.md 4).
    """

    id: str
    name: str
    accounts: tuple[str, ...]
    birth: date
    year_only: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """A shared account with a bracket and no person, as in a school's lab.

    `cleared_on` is the day on which the seat's records are deleted, or None.
    """

    id: str
    name: str
    accounts: tuple[str, ...]
    bracket: Bracket
    cleared_on: date | None = None


Subject = Child | Seat
