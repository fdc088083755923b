"""What a parent's face and the service say to each other about the web: sites and lists of names.

They belong to app.api.parent, where all messages of a parent are put together, and the same rights
hold for them.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from app.api.child import Base, Name, Why, Word

Count = Annotated[int, msgspec.Meta(ge=1, le=10_000)]


class SiteSet(Base, frozen=True, tag="site_set"):
    """Say something of a site: match is a name, `service:KEY` or `category:KEY`.

    verdict is `allow`, `warn`, `ask` or `block`; how is `hour`, `today`, `always`, or `clear` to
    take back what was said. wrong_list says that the lists are wrong about this name.
    """

    subject: Word
    match: Name
    verdict: Word = "allow"
    how: Word = "always"
    wrong_list: bool = False


class SitesQ(Base, frozen=True, tag="sites_q"):
    """What holds of sites for a subject, and what was stopped in the last `days` days."""

    subject: Word
    days: Count = 7


class SiteExplainQ(Base, frozen=True, tag="site_explain"):
    """The decision about a site for a subject, with what the lists know of it."""

    subject: Word
    site: Name


class ListsQ(Base, frozen=True, tag="lists_q"):
    """The lists of names: which there are, whose they are, how old."""


class ListsDo(Base, frozen=True, tag="lists_do"):
    """do is `update` (key "" = all that are on), `on` or `off` (a list's key)."""

    do: Word
    key: Word = ""


# --- answers ------------------------------------------------------------------------------


class SiteExplained(Base, frozen=True, tag="site_explained"):
    """A model.SiteDecision; until_ms None = until somebody acts. known = a list names it."""

    name: str
    why: Why
    rule: str = ""
    categories: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    matched: str = ""


class SiteRuleLine(Base, frozen=True, tag="site_rule_line"):
    """What a parent said of a site; until_ms None = always."""

    match: str
    verdict: str
    until_ms: int | None = None
    wrong_list: bool = False


class SiteStopLine(Base, frozen=True, tag="site_stop_line"):
    """How often a name was stopped on a day; name "" = only the count is kept or shown."""

    day: str
    name: str
    category: str
    verdict: str
    list: str
    stopped: int
    last_ms: int


class Sites(Base, frozen=True, tag="sites_is"):
    """What holds of sites and what was stopped, newest first, as far as it may be seen.

    web is as in child.State; categories are verdicts that differ from allow, with their origin.
    """

    subject: str
    name: str
    web: str
    unknown: str
    safe_search: bool
    youtube: str
    rules: tuple[SiteRuleLine, ...] = ()
    categories: tuple[tuple[str, str, str], ...] = ()
    stops: tuple[SiteStopLine, ...] = ()


class ListLine(Base, frozen=True, tag="list_line"):
    """One list: its publisher's name, licence, credit and address, and what became of it.

    state is `ok`, `never`, `old` (not for 9 days), `off` or an error's code; fetched_ms 0 = never.
    """

    key: str
    title: str
    publisher: str
    licence: str
    credit: str
    address: str
    categories: tuple[str, ...] = ()
    on: bool = True
    names: int = 0
    fetched_ms: int = 0
    state: str = ""
    detail: str = ""


class Lists(Base, frozen=True, tag="lists_is"):
    """All lists, and the table made of them; done and total tell how far an update is (0 = none).

    built_ms 0 = our own seed alone.
    """

    lists: tuple[ListLine, ...] = ()
    built_ms: int = 0
    names: int = 0
    busy: str = ""
    done: int = 0
    total: int = 0
