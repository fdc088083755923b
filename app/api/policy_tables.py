"""The tables of a policy document: one schema for reading, for complaints, comments and editors.

What a field means is said once, here: the same sentence stands in the JSON Schema, above the key in
a written document, and behind the complaint about a value that does not fit. UNSET is a key that
was not written, which is not the same as one that was written as "none".
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from app.model.policy import AppRole, AppVerdict, UnknownAccounts
from app.model.subject import Bracket
from app.model.web import Category, UnknownSite, Youtube

NONE = "none"
KEY = r"^[a-z0-9][a-z0-9_-]{0,39}$"
PERIOD = r"^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"
_KINDS = "desktop|package|flatpak|snap|launcher|path|hash"
MATCH = rf"^(({_KINDS}):.+|[^:\s/]+)$"

Key = Annotated[str, Meta(pattern=KEY)]
Name = Annotated[str, Meta(min_length=1, max_length=60)]
# More is a list and belongs to the lists; all rules of a child go to the resolver in one message.
MOST_SITES = 2_000
MOST_SCHOOLS = 200
Account = Annotated[str, Meta(pattern=r"^[^\s/:,]{1,64}$")]
PeriodText = Annotated[str, Meta(pattern=PERIOD)]
PeriodOrNone = Annotated[str, Meta(pattern=rf"^none$|{PERIOD}")]
DayMinutes = Annotated[int, Meta(ge=0, le=24 * 60)]
WeekMinutes = Annotated[int, Meta(ge=0, le=7 * 24 * 60)]


class Table(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Every table refuses keys it does not know."""


class DayLimitTable(Table, frozen=True, kw_only=True):
    """A daily limit that says whether it is soft."""

    minutes: Annotated[DayMinutes, Meta(description="minutes a day, 0 to 1440")]
    soft: Annotated[bool, Meta(description="true = reminds and records, but never closes")] = False


class WeekLimitTable(Table, frozen=True, kw_only=True):
    """A weekly limit that says whether it is soft."""

    minutes: Annotated[WeekMinutes, Meta(description="minutes a week, 0 to 10080")]
    soft: Annotated[bool, Meta(description="true = reminds and records, but never closes")] = False


DayLimit = DayMinutes | DayLimitTable | Literal["none"]
WeekLimit = WeekMinutes | WeekLimitTable | Literal["none"]


class DayTable(Table, frozen=True, kw_only=True):
    """The rules of a day. A limit is a number of minutes or { minutes = 60, soft = true }."""

    minutes: Annotated[
        DayLimit | UnsetType,
        Meta(description="leisure minutes a day, 0 to 1440; what is marked as learning is free"),
    ] = UNSET
    hours: Annotated[
        tuple[PeriodText, ...] | Literal["none"] | UnsetType,
        Meta(
            description='when the PC is open, such as ["06:00-11:30", "13:00-20:30"]; '
            '[] = closed all day, "none" = at any time'
        ),
    ] = UNSET
    bedtime: Annotated[
        PeriodOrNone | UnsetType,
        Meta(description='from this evening to the morning, such as "20:30-06:00", or "none"'),
    ] = UNSET
    one_game: Annotated[
        DayLimit | UnsetType,
        Meta(description="minutes a day for each game, 0 to 1440; the law's ceiling is 60"),
    ] = UNSET
    all_games: Annotated[
        DayLimit | UnsetType,
        Meta(description="minutes a day for all games together; the law's ceiling is 180"),
    ] = UNSET
    curfew: Annotated[
        PeriodOrNone | UnsetType,
        Meta(description='no games in this period, such as "20:00-06:00", or "none"'),
    ] = UNSET
    soft: Annotated[
        bool | UnsetType,
        Meta(description="true = hours, bedtime and curfew remind and record, but never close"),
    ] = UNSET


class WeekTable(Table, frozen=True, kw_only=True):
    """The days. A day beats `schoolday` and `weekend`, and those beat `all`, key by key."""

    all: Annotated[DayTable | UnsetType, Meta(description="every day")] = UNSET
    schoolday: Annotated[DayTable | UnsetType, Meta(description="Monday to Friday")] = UNSET
    weekend: Annotated[DayTable | UnsetType, Meta(description="Saturday and Sunday")] = UNSET
    mon: Annotated[DayTable | UnsetType, Meta(description="Monday")] = UNSET
    tue: Annotated[DayTable | UnsetType, Meta(description="Tuesday")] = UNSET
    wed: Annotated[DayTable | UnsetType, Meta(description="Wednesday")] = UNSET
    thu: Annotated[DayTable | UnsetType, Meta(description="Thursday")] = UNSET
    fri: Annotated[DayTable | UnsetType, Meta(description="Friday")] = UNSET
    sat: Annotated[DayTable | UnsetType, Meta(description="Saturday")] = UNSET
    sun: Annotated[DayTable | UnsetType, Meta(description="Sunday")] = UNSET


class HolidayTable(DayTable, frozen=True, kw_only=True):
    """Days out of the ordinary: like another day of this week's rules, but for what is written."""

    name: Annotated[Name, Meta(description="what these days are called, 1 to 60 characters")]
    first: Annotated[date, Meta(description="the first day, such as 2027-02-01")]
    last: Annotated[date, Meta(description="the last day, included")]
    like: Annotated[
        Literal["weekend", "schoolday", "mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        Meta(description='whose rules hold but for what is written: "weekend", "mon" …'),
    ] = "weekend"


class AppTable(Table, frozen=True, kw_only=True):
    """A rule for one program, or for several that are one to the family."""

    match: Annotated[
        tuple[Annotated[str, Meta(pattern=MATCH)], ...] | UnsetType,
        Meta(
            description='which programs: a word such as "steam", or "desktop:…", "package:…", '
            '"path:/…", "hash:…", "launcher:…"; without it the rule\'s own key'
        ),
    ] = UNSET
    name: Annotated[str, Meta(max_length=60, description="what the family calls it")] = ""
    role: Annotated[
        AppRole | UnsetType,
        Meta(description='"game", "learning" (free of charge) or "ordinary"'),
    ] = UNSET
    verdict: Annotated[
        AppVerdict,
        Meta(description='"allow", "ask", "block", or "never" (no extra time lifts it)'),
    ] = AppVerdict.ALLOW
    minutes: Annotated[
        DayLimit | UnsetType, Meta(description="minutes a day for this program, 0 to 1440")
    ] = UNSET


class GroupTable(Table, frozen=True, kw_only=True):
    """Several programs that share one daily limit."""

    name: Annotated[str, Meta(max_length=60, description="what the family calls it")] = ""
    apps: Annotated[
        tuple[str, ...], Meta(min_length=1, description="keys of the programs under apps")
    ]
    minutes: Annotated[
        DayMinutes | DayLimitTable,
        Meta(description="minutes a day for all of them together, 0 to 1440"),
    ]


class BreaksTable(Table, frozen=True, kw_only=True):
    """Rests for the eyes and the back."""

    every: Annotated[
        Annotated[int, Meta(ge=5, le=480)] | UnsetType,
        Meta(description="a rest after so many minutes of use without one, 5 to 480"),
    ] = UNSET
    length: Annotated[
        Annotated[int, Meta(ge=1, le=60)] | UnsetType,
        Meta(description="how long the rest is, in minutes, 1 to 60"),
    ] = UNSET
    tip_only: Annotated[
        bool | UnsetType, Meta(description="true = only reminds; false = closes for the rest")
    ] = UNSET


SiteVerdict = Literal["allow", "warn", "ask", "block"]


class WordTable(Table, frozen=True, kw_only=True):
    """A parent's word about a kind of sites or a service that holds for a while."""

    verdict: Annotated[SiteVerdict, Meta(description='"allow", "warn", "ask" or "block"')]
    until: Annotated[
        datetime | UnsetType,
        Meta(description="until when it holds, such as 2026-11-22T20:00:00 in the family's zone"),
    ] = UNSET


class SiteTable(WordTable, frozen=True, kw_only=True):
    """A parent's word about a name and the names below it."""

    wrong_list: Annotated[
        bool,
        Meta(
            description="true = the lists are wrong about this name: it holds even where they call "
            "it something that is always closed"
        ),
    ] = False


class WebTable(Table, frozen=True, kw_only=True):
    """Which sites. A word is "allow", "warn", "ask", "block", or a table that says until when."""

    on: Annotated[
        bool | UnsetType, Meta(description="false = names of sites are not filtered at all")
    ] = UNSET
    unknown: Annotated[
        UnknownSite | UnsetType,
        Meta(
            description='sites no list knows: "deny", "ask", "check" (the page is looked at first, '
            'then asked about), "warn" or "allow"'
        ),
    ] = UNSET
    safe_search: Annotated[
        bool | UnsetType, Meta(description="true = search engines are in their safe modes")
    ] = UNSET
    youtube: Annotated[
        Youtube | UnsetType, Meta(description='YouTube\'s own mode: "off", "moderate" or "strict"')
    ] = UNSET
    lookalikes: Annotated[
        SiteVerdict | UnsetType,
        Meta(description='unknown names that imitate a well-known one: "warn", "ask" …'),
    ] = UNSET
    schools: Annotated[
        Annotated[tuple[str, ...], Meta(max_length=MOST_SCHOOLS)] | UnsetType,
        Meta(
            description='names that no list closes, such as ["kimdong.edu.vn"]; '
            f"at most {MOST_SCHOOLS}"
        ),
    ] = UNSET
    sites: Annotated[
        dict[str, SiteVerdict | SiteTable],
        Meta(
            max_length=MOST_SITES,
            description='names, each with the names below it: "allow", "warn", "ask", "block", or '
            '{ verdict = "allow", until = 2026-11-22T20:00:00 }; wrong_list = true opens a name '
            f"that lists call something always closed; at most {MOST_SITES}",
        ),
    ] = {}
    services: Annotated[
        dict[Key, SiteVerdict | WordTable],
        Meta(description="services as a whole, such as youtube, roblox or tiktok"),
    ] = {}
    categories: Annotated[
        dict[Category, SiteVerdict | WordTable],
        Meta(description="kinds of sites, such as dating, games or shopping"),
    ] = {}


class SubjectTable(Table, frozen=True, kw_only=True):
    """What a child and a seat have in common."""

    id: Annotated[
        Key, Meta(description="a short word for commands: small letters, digits, - and _")
    ]
    name: Annotated[Name, Meta(description="how people say it, 1 to 60 characters")]
    accounts: Annotated[
        tuple[Account, ...], Meta(min_length=1, description="log-in names on this PC")
    ]
    bracket_defaults: Annotated[
        bool,
        Meta(
            description="true = begin with the defaults of the age bracket; what is written below "
            "changes them, and the rest follows the age"
        ),
    ] = True
    grace_seconds: Annotated[
        Annotated[int, Meta(ge=10, le=900)] | UnsetType,
        Meta(description="seconds to save before a limit takes effect, 10 to 900"),
    ] = UNSET
    week_minutes: Annotated[
        WeekLimit | UnsetType,
        Meta(description="leisure minutes from Monday to Sunday, 0 to 10080"),
    ] = UNSET
    unknown_app: Annotated[
        Literal["allow", "ask", "block"] | UnsetType,
        Meta(description='programs no rule names: "allow", "ask" or "block"'),
    ] = UNSET
    seen_as: Annotated[
        Literal["7-12", "13-15", "16-17"] | UnsetType,
        Meta(
            description="parents see no more than of this age; never more than the child's own age "
            "allows"
        ),
    ] = UNSET
    breaks: Annotated[
        BreaksTable | Literal["none"] | UnsetType,
        Meta(description='rests: a table, or "none"'),
    ] = UNSET
    web: Annotated[WebTable | UnsetType, Meta(description="which sites")] = UNSET
    week: Annotated[WeekTable | UnsetType, Meta(description="the days of the week")] = UNSET
    holiday: Annotated[
        tuple[HolidayTable, ...], Meta(description="days out of the ordinary, first match counts")
    ] = ()
    apps: Annotated[dict[Key, AppTable], Meta(description="programs, by a key of your own")] = {}
    groups: Annotated[
        dict[Key, GroupTable], Meta(description="programs that share a limit, by a key")
    ] = {}


class ChildTable(SubjectTable, frozen=True, kw_only=True):
    """A person under 18."""

    birth: Annotated[date | UnsetType, Meta(description="the birth date, such as 2016-03-02")] = (
        UNSET
    )
    birth_year: Annotated[
        Annotated[int, Meta(ge=1900, le=9998)] | UnsetType,
        Meta(description="or only the year, such as 2016; then 31 December counts"),
    ] = UNSET


class SeatTable(SubjectTable, frozen=True, kw_only=True):
    """A shared account with a bracket and no person; it has no leisure clock unless one is set."""

    bracket: Annotated[
        Bracket, Meta(description='"0-6", "7-12", "13-15" or "16-17": that of the youngest')
    ]
    cleared_on: Annotated[
        date | UnsetType,
        Meta(description="the day on which its records are deleted, such as 2027-05-31"),
    ] = UNSET


class Document(Table, frozen=True, kw_only=True):
    """The parents' rules for a PC, for `luytre policy get`, `check` and `set`."""

    schema: Annotated[Literal[1], Meta(description="the format of this document: 1")]
    zone: Annotated[
        Annotated[str, Meta(max_length=64)],
        Meta(description='the family\'s time zone, such as "Asia/Ho_Chi_Minh"'),
    ]
    language: Annotated[Literal["vi", "en"], Meta(description='"vi" or "en"')] = "vi"
    unknown_accounts: Annotated[
        UnknownAccounts,
        Meta(
            description='accounts nobody named: "tell" the parent, or rule them by the "strictest" '
            "bracket"
        ),
    ] = UnknownAccounts.TELL
    child: Annotated[tuple[ChildTable, ...], Meta(description="one table for each child")] = ()
    seat: Annotated[tuple[SeatTable, ...], Meta(description="one table for each seat")] = ()
