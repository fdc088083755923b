"""What the parent decided: one frozen snapshot, validated at the edge, passed whole.

Minutes of a day count from local midnight in the policy's own zone. A setting is named by its
dotted key in the policy document (`week.mon.minutes`, `apps.steam.minutes`), and decisions name
the setting responsible by that key.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.model.subject import Bracket, Subject
from app.model.web import WebRules

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Limit:
    """So many minutes (0 or more). A soft limit reminds and records but never closes."""

    minutes: int
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, minutes of the day: 0..1439 and 1..1440.

    `end <= start` means the period crosses midnight and ends on the next day.
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Day:
    """The rules of one calendar day.

    minutes   leisure budget of the day; None = no budget.
    hours     periods in which the PC is open; None = at any time, () = closed all day.
    bedtime   from the evening of this day to the morning; None = no bedtime.
    one_game  ceiling for each game; all_games ceiling for all games together.
    curfew    period without games that begins on this day.
    soft      hours, bedtime and curfew remind and record but never close.
    """

    minutes: Limit | None = None
    hours: tuple[Period, ...] | None = None
    bedtime: Period | None = None
    one_game: Limit | None = None
    all_games: Limit | None = None
    curfew: Period | None = None
    soft: bool = False


@dataclass(frozen=True, slots=True)
class DateRule:
    """A holiday or an exception: from `first` to `last`, both included, `day` replaces the week.

    like     the day of the week that it is like (`weekend` is Saturday, `schoolday` Monday), so
             that a new bracket's defaults reach it too; "" = it stands by itself.
    written  fields of `day` that the parent set for these dates.
    """

    name: str
    first: date
    last: date
    day: Day
    like: str = ""
    written: frozenset[str] = frozenset()


class AppRole(StrEnum):
    """What a program is to the rules; learning is free of charge and stays usable."""

    ORDINARY = "ordinary"
    LEARNING = "learning"
    GAME = "game"


class AppVerdict(StrEnum):
    """What the parent said of a program; `NEVER` is not lifted by any grant."""

    ALLOW = "allow"
    ASK = "ask"
    BLOCK = "block"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class AppRule:
    """A rule for the programs that `match` names.

    match is an identity (`desktop:steam`, `package:steam`, `path:/usr/games/steam`,
    `hash:<sha256>`, `launcher:steam`) or a bare word, which is compared with the desktop id and
    with the last part of the path. key is the word by which settings and reports name the rule.
    """

    key: str
    match: tuple[str, ...]
    name: str = ""
    role: AppRole | None = None
    verdict: AppVerdict = AppVerdict.ALLOW
    limit: Limit | None = None


@dataclass(frozen=True, slots=True)
class GroupRule:
    """Several programs (keys of app rules) that share one daily limit."""

    key: str
    name: str
    apps: tuple[str, ...]
    limit: Limit


@dataclass(frozen=True, slots=True)
class Breaks:
    """A rest of `length` minutes after `every` minutes of unbroken use; both in minutes."""

    every: int
    length: int
    tip_only: bool = True


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that holds for one subject.

    week        seven days, Monday first.
    week_limit  leisure budget from Monday to Sunday.
    notice_every minutes of play between two notices (30: Decree 147/2024 art. 39).
    grace_s     seconds to save before a limit takes effect.
    web         which sites (rules.content).
    seen_as     the parent wants to see no more than of this age, None = as the bracket says.
    changed     dotted keys that differ from the bracket's default, for explanations.
    """

    week: tuple[Day, ...]
    week_limit: Limit | None = None
    dates: tuple[DateRule, ...] = ()
    apps: tuple[AppRule, ...] = ()
    groups: tuple[GroupRule, ...] = ()
    breaks: Breaks | None = None
    notice_every: int = 30
    grace_s: int = 60
    unknown_app: AppVerdict = AppVerdict.ALLOW
    web: WebRules = WebRules()
    seen_as: Bracket | None = None
    changed: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class SubjectPolicy:
    """One subject with the rules that hold now; `preset` follows the bracket by itself.

    With `preset` true the guard swaps the bracket's defaults in at a new bracket, keeping what
    the parent changed.
    """

    subject: Subject
    rules: Rules
    preset: bool = True


class UnknownAccounts(StrEnum):
    """What to do about accounts nobody named: tell the parent, or the strictest bracket."""

    TELL = "tell"
    STRICTEST = "strictest"


@dataclass(frozen=True, slots=True)
class Policy:
    """The whole of it. `version` grows by one with every change; `zone` is an IANA name."""

    version: int
    zone: str
    subjects: tuple[SubjectPolicy, ...]
    unknown_accounts: UnknownAccounts = UnknownAccounts.TELL
    language: str = "vi"
