"""What the service and the name resolver say to each other, over one Unix stream socket.

The resolver runs as a user of its own and knows *ports*, not people: a port is a number the service
chose, with sockets the service opened (handed over with SCM_RIGHTS beside `Open`) and the web rules
that hold for whoever may reach it. It sends back the names it stopped, and nothing of what was
allowed, not even how much it was. Frames are those of app.api.wire.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from app.api.child import Base, Hello, Name, Number, Word

Port = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
Verdict = Annotated[str, msgspec.Meta(max_length=16)]

# --- from the service ---------------------------------------------------------------------


class SiteRuleRow(Base, frozen=True, tag="site_rule"):
    """One model.SiteRule."""

    match: Name
    verdict: Verdict
    until_ms: int | None = None
    wrong_list: bool = False


class Open(Base, frozen=True, tag="open"):
    """Serve a port. Its sockets come in the same frame: UDP v4, UDP v6, TCP v4, TCP v6.

    v6 false = this machine has no IPv6, and only the first and the third come.
    """

    port: Port
    v6: bool = True


class Close(Base, frozen=True, tag="close"):
    """Stop serving a port and close its sockets."""

    port: Port


class WebRulesRow(Base, frozen=True, tag="web_rules"):
    """The rules of a port (model.WebRules). Until the first arrives, the port answers SERVFAIL.

    open true = everything resolves (the PC is not filtered now), help and safe search included.
    """

    port: Port
    version: Number
    unknown: Word
    categories: tuple[tuple[Word, Verdict], ...] = ()
    sites: tuple[SiteRuleRow, ...] = ()
    schools: tuple[Name, ...] = ()
    safe_search: bool = False
    youtube: Word = "off"
    lookalikes: Verdict = "warn"
    open: bool = False


class Clock(Base, frozen=True, tag="clock"):
    """Trusted time (Unix ms) at boot_ms of the boot clock: site rules end by it."""

    trusted_ms: int
    boot_ms: int


class Reload(Base, frozen=True, tag="reload"):
    """A new table lies at its place: map it, then answer from it; no query is lost."""


class LabelsQ(Base, frozen=True, tag="labels_q"):
    """What the table knows of these names; n comes back with the answer."""

    n: Number
    names: tuple[Name, ...]


FromService = Hello | Open | Close | WebRulesRow | Clock | Reload | LabelsQ

# --- from the resolver --------------------------------------------------------------------


class Serving(Base, frozen=True, tag="serving"):
    """Which rules are in force on a port; sent when they are, so that "at once" can be shown."""

    port: Port
    version: Number


class Stopped(Base, frozen=True, tag="stopped"):
    """A name was stopped or warned of: sent at most once a minute for each name and port.

    verdict is `block`, `ask`, `warn` or `wait`; reason and rule as in model.SiteDecision; list is
    the list that named it.
    """

    port: Port
    name: Name
    verdict: Verdict
    reason: Word
    rule: Name = ""
    category: Word = ""
    list: Word = ""


class LabelsA(Base, frozen=True, tag="labels_a"):
    """Answer to LabelsQ: (name, categories, services, lists, matched) for each."""

    n: int
    rows: tuple[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...], str], ...] = ()


class TableIs(Base, frozen=True, tag="table_is"):
    """The table in use: when it was built (Unix ms, 0 = the seed alone), names and lists."""

    built_ms: int
    names: int
    lists: tuple[str, ...] = ()


class Trouble(Base, frozen=True, tag="trouble"):
    """Something does not work: `no_upstream`, `table_damaged`, `upstream_lost`, `upstream_back`."""

    code: Word
    detail: Name = ""


FromResolver = Hello | Serving | Stopped | LabelsA | TableIs | Trouble
