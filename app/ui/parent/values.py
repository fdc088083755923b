"""What the parent's widgets show: small values that are ready for reading, in one language.

They are made in `read/` from what the service said. A widget knows these and no message.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# How a stretch of time was counted, and the colour and hatch it has everywhere.
GAME, LEISURE, LEARNING = "game", "leisure", "learning"


@dataclass(frozen=True, slots=True)
class RingValue:
    """Minutes left of a budget (None = no number to be shown as a share), and how it reads.

    number "" = a glyph stands in the middle instead. name is the fact for a screen reader.
    """

    left: float
    budget: int | None
    number: str
    unit: str
    name: str
    resting: bool = False
    glyph: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """A state as picture, word and colour; tone is one of `sun bamboo night quiet leaf`."""

    glyph: str
    said: str
    tone: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A small label, what it is, and one line about it."""

    glyph: str
    label: str
    head: str
    sub: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about a child's session that a parent should know: what is so, what to do.

    tone is one of parts.tones; text may be "".
    """

    tone: str
    glyph: str
    head: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """From start to end of a ribbon, as shares 0..1 of its length."""

    start: float
    end: float
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Ribbon:
    """One day: stretches of use, bedtime, the hours (share, label), and now (None = not today)."""

    spans: tuple[Stretch, ...]
    nights: tuple[Stretch, ...]
    ticks: tuple[tuple[float, str], ...]
    now: float | None
    name: str


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A colour (see GAME …) and what it stands for."""

    kind: str
    said: str


@dataclass(frozen=True, slots=True)
class ChildValue:
    """One child on *Today*.

    ribbon    None where the day's use is not shown; then `sight` says what a parent sees instead.
    sight     "" or one sentence about what is not shown at this age.
    notices   what stands above the day: an objection, our part in the session that does not run.
    held      the PC is stopped by a parent: it can be opened again.
    locked    it is closed, not only paused: there is nothing left to lock.
    bonus     more time is given as a bonus, because the day's budget is what ends first.
    """

    id: str
    name: str
    about: str
    state: State
    ring: RingValue
    facts: tuple[Fact, ...]
    used: str
    legend: tuple[LegendItem, ...]
    ribbon: Ribbon | None
    sight: str
    notices: tuple[Notice, ...]
    held: bool
    locked: bool
    bonus: bool


@dataclass(frozen=True, slots=True)
class RequestValue:
    """A question of a child that waits. minutes is what `yes` gives, 0 where there is none.

    Of a site: subject and site are whose and which, shown is what people read for it, listed what
    the lists know of it, known the line about that; ways are (how long, words) of a yes; shut = a
    yes alone does not open it, the lists have to be wrong.
    """

    id: str
    name: str
    asks: str
    when: str
    words: str
    yes: str
    minutes: int
    amounts: tuple[tuple[int, str], ...] = ()
    subject: str = ""
    site: str = ""
    shown: str = ""
    listed: str = ""
    known: str = ""
    ways: tuple[tuple[str, str], ...] = ()
    shut: bool = False


@dataclass(frozen=True, slots=True)
class NewsValue:
    """A line of the record that the parent is told of."""

    seq: int
    glyph: str
    said: str
    when: str


@dataclass(frozen=True, slots=True)
class TodayValue:
    """Everything on *Today*."""

    date: str
    clock: str
    children: tuple[ChildValue, ...]
    requests: tuple[RequestValue, ...]
    news: tuple[NewsValue, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A child to choose from."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One day of a week, minutes from the ground up; limit None = no limit, hidden = not shown."""

    label: str
    pieces: tuple[tuple[str, float], ...]
    learning: float
    limit: int | None
    total: str
    name: str
    today: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class UsedLine:
    """One program, group or category of a week: share 0..1 of the longest."""

    name: str
    kind: str
    said: str
    share: float


@dataclass(frozen=True, slots=True)
class WeekValue:
    """A week of one child. later/earlier say whether there is a week to go to."""

    subject: str
    child: str
    monday: date
    span: str
    total: str
    compared: str
    bars: tuple[Bar, ...]
    legend: tuple[LegendItem, ...]
    lines: tuple[UsedLine, ...]
    note: str
    top: int
    empty: bool
    later: bool
    earlier: bool


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One line of the record in words; day heads the lines of the same day."""

    seq: int
    day: str
    clock: str
    glyph: str
    tone: str
    who: str
    said: str


@dataclass(frozen=True, slots=True)
class RecordValue:
    """Lines of the record, newest first; more = there are older ones."""

    lines: tuple[RecordLine, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of the record found."""

    lines: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatusValue:
    """How the product runs. children counts managed subjects."""

    version: str
    advice: bool
    password_set: bool
    parent: bool
    children: int
    synced: bool
    today: date
    date_words: str
    since: str
    zone: str
    senses: tuple[tuple[str, str], ...]
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccountValue:
    """An account of this PC; why_not is a sentence when it cannot be a child's."""

    user: str
    shown: str
    why_not: str = ""
    administrator: bool = False


@dataclass(frozen=True, slots=True)
class HouseValue:
    """The accounts, and who may administrate this PC besides root."""

    language: str
    zone: str
    accounts: tuple[AccountValue, ...]
    administrators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule: what it is about, what it says, who chose it, and why its default is what it is.

    source is one of `law guidance design`, "" where a parent chose or there is no default. told
    means that why is shown at once: the choice goes beyond what the law has.
    """

    glyph: str
    label: str
    said: str
    origin: str
    why: str = ""
    source: str = ""
    told: bool = False


@dataclass(frozen=True, slots=True)
class RulesValue:
    """The rules in force, by child."""

    version: str
    children: tuple[tuple[Chip, tuple[RuleLine, ...]], ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A policy document as the service holds it; problems are (line, field, problem)."""

    toml: str
    version: int
    problems: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NewCodes:
    """Shown once: recovery codes, one-time sheet, and what a phone reads."""

    recovery: tuple[str, ...]
    sheet: tuple[str, ...]
    otpauth: str
