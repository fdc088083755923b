"""What the web is made of to the rules: categories, services, and what a parent said of a site.

A *label* is what a table knows of a name: categories (`porn`, `learning`) and services (`youtube`).
A *site rule* is what a parent said of a name, a service or a category. Names are in the form of
app.web.names: lower-case A-labels without a dot at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.model.decision import Reason, Verdict


class Category(StrEnum):
    """Kinds of sites (law.md 4). The first group is always blocked, the last is never blocked."""

    # always blocked (Law on Children art. 6)
    PORN = "porn"
    ABUSE = "abuse"  # sexual abuse of children
    GAMBLING = "gambling"
    DRUGS = "drugs"
    SELF_HARM = "self_harm"
    GORE = "gore"
    EXTREMIST = "extremist"
    ADULT_CHAT = "adult_chat"
    PHISHING = "phishing"
    SCAM = "scam"
    IMPERSONATION = "impersonation"
    MALWARE = "malware"
    BYPASS = "bypass"  # VPN, web proxies, encrypted DNS, Tor, private relay
    # by bracket
    DATING = "dating"
    FORUMS = "forums"
    LIVE_STREAM = "live_stream"
    LOOT_BOX = "loot_box"  # chance purchases and trading of game goods
    HORROR = "horror"
    VIOLENCE = "violence"
    SOCIAL = "social"
    CHAT = "chat"
    VIDEO = "video"
    GAMES = "games"
    SHOPPING = "shopping"
    NEWS = "news"
    AI_CHAT = "ai_chat"
    PIRACY = "piracy"
    SEARCH = "search"  # a search engine whose safe mode a name server can set
    SEARCH_UNSAFE = "search_unsafe"  # one that has no such switch
    # good to know, allowed from 7 on
    REFERENCE = "reference"
    GOVERNMENT = "government"
    BANK = "bank"
    MAIL = "mail"
    TOOLS = "tools"  # maps, weather, office, programming
    INFRASTRUCTURE = "infrastructure"  # what other sites are served from: CDNs, certificates, time
    # good for every child
    KIDS = "kids"
    LEARNING = "learning"
    SCHOOL = "school"
    # never blocked by any list or rule
    HELP = "help"
    HEALTH = "health"
    UPDATES = "updates"


class UnknownSite(StrEnum):
    """What becomes of a name no list knows (hazards.md: Vague words)."""

    DENY = "deny"
    ASK = "ask"
    CHECK = "check"  # the page's own labels are looked at first (the browser's part), then ASK
    WARN = "warn"  # CHECK, and a warning instead of a question
    ALLOW = "allow"


class Youtube(StrEnum):
    """YouTube's own modes."""

    OFF = "off"
    MODERATE = "moderate"
    STRICT = "strict"


@dataclass(frozen=True, slots=True)
class SiteRule:
    """What the parent said of `match`: a name, `service:youtube` or `category:dating`.

    A name covers the names below it. until_ms is trusted Unix time (ms), None = always. verdict is
    ALLOW, WARN, ASK or BLOCK. wrong_list = the lists are wrong about this name (only for names):
    an allowed name stays shut while a list calls it something that is always blocked, unless the
    parent says so (docs/decisions/0011).
    """

    match: str
    verdict: Verdict
    until_ms: int | None = None
    wrong_list: bool = False


@dataclass(frozen=True, slots=True)
class WebRules:
    """The content rules of one subject; what the bracket does not say the parent may.

    on          false = names are not filtered for this subject at all.
    categories  verdicts in force for each category that has one; what is missing is allowed.
    schools     names the parent protects from every list (a school's own site).
    lookalikes  what becomes of a name that imitates a well-known one.
    """

    on: bool = True
    unknown: UnknownSite = UnknownSite.ALLOW
    categories: tuple[tuple[Category, Verdict], ...] = ()
    sites: tuple[SiteRule, ...] = ()
    schools: tuple[str, ...] = ()
    safe_search: bool = False
    youtube: Youtube = Youtube.OFF
    lookalikes: Verdict = Verdict.WARN


@dataclass(frozen=True, slots=True)
class Labels:
    """What a table knows of a name. lists name who said so; matched is the listed name that hit."""

    categories: frozenset[Category] = frozenset()
    services: frozenset[str] = frozenset()
    lists: tuple[str, ...] = ()
    matched: str = ""


@dataclass(frozen=True, slots=True)
class SiteDecision:
    """A decision about one name; verdict, reason and setting as in model.Decision.

    rule   what decided: a site rule's match, a category, `unknown`, `lookalike:BRAND`, "".
    until_ms  trusted Unix time (ms) until which it holds, None = until somebody acts.
    """

    name: str
    verdict: Verdict
    reason: Reason
    setting: str
    labels: Labels = Labels()
    rule: str = ""
    until_ms: int | None = None
    origin: str = "bracket"


@dataclass(frozen=True, slots=True)
class SiteStop:
    """How often a name was stopped, or warned of, on one day; name "" = only the count is kept.

    category is a Category, `unknown`, `lookalike` or `parent`; list is the list that named it, ""
    when none did; last_ms is trusted Unix time (ms), 0 = not kept.
    """

    subject: str
    day: date
    name: str
    category: str
    verdict: Verdict
    list: str = ""
    stopped: int = 1
    last_ms: int = 0
