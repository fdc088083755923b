"""A decision explains itself: verdict, reason, the setting responsible, and until when it holds.

The child's screen, the parent's report, the log and the test read this same object. Words are
made from it at the very top.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Verdict(StrEnum):
    """From mild to strict; `rank` gives the order."""

    ALLOW = "allow"
    TIP = "tip"
    WARN = "warn"
    ASK = "ask"
    WAIT = "wait"
    BLOCK = "block"

    @property
    def rank(self) -> int:
        """0 for allow to 5 for block: of two verdicts the higher rank is the stricter."""
        return _RANKS[self]


_RANKS = {verdict: rank for rank, verdict in enumerate(Verdict)}


class Screen(IntEnum):
    """The three states of a PC for one subject (hazards.md, Three states)."""

    OPEN = 0
    LEARNING = 1
    CLOSED = 2


class Reason(StrEnum):
    """Why. Codes, never prose."""

    OPEN = "open"  # nothing stands against it
    HELP = "help"
    GRANT = "grant"
    ADULT = "adult"
    LOCK_NOW = "lock_now"
    PAUSE = "pause"
    BEDTIME = "bedtime"
    HOURS = "hours"
    DAY_BUDGET = "day_budget"
    WEEK_BUDGET = "week_budget"
    GAME_CURFEW = "game_curfew"
    ONE_GAME = "one_game"
    ALL_GAMES = "all_games"
    APP_LIMIT = "app_limit"
    GROUP_LIMIT = "group_limit"
    APP_BLOCKED = "app_blocked"
    APP_NEVER = "app_never"
    APP_ASK = "app_ask"
    APP_ALLOWED = "app_allowed"
    UNKNOWN_APP = "unknown_app"
    LEARNING = "learning"
    BREAK = "break"
    AGENT_LOST = "agent_lost"
    UNKNOWN_ACCOUNT = "unknown_account"
    STORE_DAMAGED = "store_damaged"
    SITE_PROTECTED = "site_protected"  # help, health, updates, the child's school
    SITE_BLOCKED = "site_blocked"  # the parent's own list
    SITE_ALLOWED = "site_allowed"
    SITE_ASK = "site_ask"
    SITE_WARN = "site_warn"
    SITE_NEVER = "site_never"  # of a category that is always blocked
    SITE_CATEGORY = "site_category"
    SITE_GOOD = "site_good"  # learning, children's catalogue
    SITE_FAKE = "site_fake"  # phishing, scam, impersonation, malware
    SITE_LOOKALIKE = "site_lookalike"
    SITE_UNKNOWN = "site_unknown"
    SITE_OPEN = "site_open"  # known, and nothing stands against it


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason with the setting responsible; a decision keeps the weaker ones too."""

    verdict: Verdict
    reason: Reason
    setting: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What holds for a subject, or for one program of his.

    until_ms   trusted Unix time (ms) before which it cannot change unless something happens;
               None = until somebody acts.
    screen     the state of the PC that follows (for a program: of that program).
    left_ms    time left until `ahead` happens under continued use, None = nothing in sight.
    ahead      what comes then: WAIT for a hard limit, TIP for a soft one.
    closes_ms  of a PC in learning only: milliseconds until it closes, `ahead` says why.
    origin     `bracket`, `parent` or `product`: who chose the setting.
    also       the other reasons that would have decided.
    """

    verdict: Verdict
    reason: Reason
    setting: str
    until_ms: int | None
    screen: Screen = Screen.OPEN
    left_ms: int | None = None
    ahead: Cause | None = None
    closes_ms: int | None = None
    origin: str = "bracket"
    also: tuple[Cause, ...] = ()
