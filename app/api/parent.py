"""What the service and a parent's face (console, command line) say to each other.

A speaker is a parent after `SignIn` with the password, from an account that is no managed
child's; root is always a parent. `Status` may be asked by anyone and says nothing about use.
Every question is answered by exactly one message; `Changed` may come at any time after
`Follow`.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from app.api.child import Base, Done, Hello, Name, No, RequestRow, Why, Word, Words
from app.api.parent_web import (
    Lists,
    ListsDo,
    ListsQ,
    SiteExplained,
    SiteExplainQ,
    Sites,
    SiteSet,
    SitesQ,
)

# Bounds as in app.api.child: anybody with an account may send these before a sign-in.
Secret = Annotated[str, msgspec.Meta(max_length=1024)]
Minutes = Annotated[int, msgspec.Meta(ge=0, le=366 * 24 * 60)]
Number = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Count = Annotated[int, msgspec.Meta(ge=1, le=10_000)]


class SignIn(Base, frozen=True, tag="sign_in"):
    """Become a parent on this connection; secret is the password or a recovery code."""

    secret: Secret


class SetPassword(Base, frozen=True, tag="set_password"):
    """Set the parent's password: the first time by anyone adult, later by a signed-in parent."""

    secret: Secret


class NewCodes(Base, frozen=True, tag="new_codes"):
    """Make new recovery codes, a new phone key and a sheet of one-time codes."""


class StatusQ(Base, frozen=True, tag="status"):
    """How the product runs: needs no rights."""


class Follow(Base, frozen=True, tag="follow"):
    """Send `Changed` whenever something a parent sees has changed."""


class TodayQ(Base, frozen=True, tag="today"):
    """One card per subject."""


class ReportQ(Base, frozen=True, tag="report"):
    """Day totals of a subject from first to last day (ISO dates, both included)."""

    subject: Word
    first: Word
    last: Word


class RecordQ(Base, frozen=True, tag="record"):
    """The newest lines of the record before `before` (0 = the newest), at most `count`."""

    before: Number = 0
    count: Count = 100


class PolicyQ(Base, frozen=True, tag="policy_get"):
    """The policy as a TOML document."""


class PolicySet(Base, frozen=True, tag="policy_set"):
    """Replace the policy by this TOML document; with check it is only validated."""

    toml: str
    check: bool = False


class ExplainQ(Base, frozen=True, tag="explain"):
    """The decision for a subject at local time `at` (ISO, policy zone; "" = now), one app or ""."""

    subject: Word
    at: Word = ""
    app: Name = ""


class Give(Base, frozen=True, tag="give"):
    """Extra time: minutes for the PC or one app; bonus only adds to today's budget."""

    subject: Word
    minutes: Minutes
    app: Name = ""
    bonus: bool = False
    until: Word = ""


class Stop(Base, frozen=True, tag="stop"):
    """Stop a PC: kind is `pause` or `lock_now`; minutes 0 = until lifted."""

    subject: Word
    kind: Word
    minutes: Minutes = 0


class Resume(Base, frozen=True, tag="resume"):
    """Lift a pause or a lock."""

    subject: Word


class Answer(Base, frozen=True, tag="answer"):
    """Answer a child's request: yes (minutes may differ) or no, with a word back.

    how is for a site: `hour`, `today` or `always`.
    """

    id: Word
    yes: bool
    minutes: Minutes = 0
    reply: Words = ""
    how: Word = ""


class ExportQ(Base, frozen=True, tag="export"):
    """Everything kept about a subject ("" = all) as one JSON text, through the visibility table."""

    subject: Word = ""


class Wipe(Base, frozen=True, tag="wipe"):
    """Delete what is kept about a subject ("" = everything but the policy)."""

    subject: Word = ""


class VerifyQ(Base, frozen=True, tag="verify"):
    """Check the record's chain and the store."""


class ConfirmDate(Base, frozen=True, tag="confirm_date"):
    """The parent's word that today is this day (ISO), where no time service vouches for it."""

    day: Word


class SettingsQ(Base, frozen=True, tag="settings"):
    """How this PC is set up for parents: language, accounts that may be managed."""


FromParent = (
    Hello
    | SignIn
    | SetPassword
    | NewCodes
    | StatusQ
    | Follow
    | TodayQ
    | ReportQ
    | RecordQ
    | PolicyQ
    | PolicySet
    | ExplainQ
    | Give
    | Stop
    | Resume
    | Answer
    | ExportQ
    | Wipe
    | VerifyQ
    | ConfirmDate
    | SettingsQ
    | SiteSet
    | SitesQ
    | SiteExplainQ
    | ListsQ
    | ListsDo
)


# --- answers ------------------------------------------------------------------------------


class SubjectStatus(Base, frozen=True, tag="subject_status"):
    """One managed subject in `Status`: nothing about use but whether rules run for it."""

    id: str
    name: str
    accounts: tuple[str, ...]
    screen: int
    agent: str = ""


class Status(Base, frozen=True, tag="status_is"):
    """The product's health. mode is `installed` or `advice`; limits are codes with a parameter.

    senses maps a sense to its source (`sessions` → `logind`), password_set tells whether set-up
    was done, parent whether this connection has a parent's rights.
    """

    version: str
    mode: str
    clock_ms: int
    zone: str
    synced: bool
    password_set: bool
    parent: bool
    senses: dict[str, str] = {}
    limits: tuple[str, ...] = ()
    subjects: tuple[SubjectStatus, ...] = ()
    since_ms: int = 0


class SpanRow(Base, frozen=True, tag="span"):
    """A stretch of today for the ribbon; charge is a model.Charge."""

    start_ms: int
    end_ms: int
    charge: str
    app: str = ""


class UseRow(Base, frozen=True, tag="use"):
    """Use of one day: app or group, charge, milliseconds."""

    day: str
    app: str
    name: str
    charge: str
    used_ms: int


class Card(Base, frozen=True, tag="card"):
    """One subject on *Today*, already cut down to what the visibility table allows."""

    id: str
    name: str
    age: int | None
    bracket: str
    screen: int
    why: Why
    present: bool
    used_ms: int
    learning_ms: int
    game_ms: int
    budget_ms: int | None = None
    left_ms: int | None = None
    charging: str = ""
    front: str = ""
    front_name: str = ""
    front_used_ms: int = 0
    front_limit_ms: int | None = None
    next: tuple[tuple[int, str], ...] = ()
    spans: tuple[SpanRow, ...] = ()
    day_start_ms: int = 0
    day_end_ms: int = 0
    paused: bool = False
    agent: str = ""
    objection: bool = False


class Today(Base, frozen=True, tag="today_is"):
    """All cards, the open requests, and what the product wants the parent to know."""

    clock_ms: int
    zone: str
    cards: tuple[Card, ...] = ()
    requests: tuple[tuple[str, RequestRow], ...] = ()
    news: tuple[RecordRow, ...] = ()


class Report(Base, frozen=True, tag="report_is"):
    """Rows allowed by the visibility table, oldest first; budgets_ms by ISO day (None = none)."""

    subject: str
    name: str
    bracket: str
    rows: tuple[UseRow, ...] = ()
    budgets_ms: dict[str, int | None] = {}
    hidden: str = ""


class RecordRow(Base, frozen=True, tag="record_row"):
    """One line of the record; wiped lines keep their place with code `wiped`."""

    seq: int
    at_ms: int
    subject: str
    kind: str
    code: str
    facts: tuple[tuple[str, str], ...] = ()
    tell: bool = False


class Records(Base, frozen=True, tag="records"):
    """Lines of the record, newest first."""

    rows: tuple[RecordRow, ...] = ()


class PolicyDoc(Base, frozen=True, tag="policy_is"):
    """The policy document; problems is empty when it is valid: (line, field, problem)."""

    toml: str
    version: int = 0
    problems: tuple[tuple[int, str, str], ...] = ()


class Explained(Base, frozen=True, tag="explained"):
    """A decision with its weaker reasons, for `luytre explain` and the console's preview."""

    why: Why
    screen: int
    at_ms: int
    left_ms: int | None = None
    also: tuple[tuple[str, str, str], ...] = ()
    source: str = ""


class Codes(Base, frozen=True, tag="codes"):
    """Shown once: recovery codes, one-time sheet, and the otpauth URI for the phone."""

    recovery: tuple[str, ...]
    sheet: tuple[str, ...]
    otpauth: str


class Text(Base, frozen=True, tag="text"):
    """A longer text: an export."""

    text: str


class Verified(Base, frozen=True, tag="verified"):
    """What `verify` found: checked lines of the record and problems in plain codes."""

    lines: int
    problems: tuple[str, ...] = ()


class Account(Base, frozen=True, tag="account"):
    """An account of this PC; why_not is a code when it cannot be a child's."""

    user: str
    full_name: str = ""
    why_not: str = ""


class Settings(Base, frozen=True, tag="settings_is"):
    """Accounts of this PC and the product's language."""

    language: str
    zone: str
    accounts: tuple[Account, ...] = ()
    administrators: tuple[str, ...] = ()


class Changed(Base, frozen=True, tag="changed"):
    """Something changed: `today`, `record`, `policy` or `status`."""

    what: str


ToParent = (
    Done
    | No
    | Status
    | Today
    | Report
    | Records
    | PolicyDoc
    | Explained
    | Codes
    | Text
    | Verified
    | Settings
    | SiteExplained
    | Sites
    | Lists
    | Changed
)
