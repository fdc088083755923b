"""What can happen to the guard. Every event is a past fact with the moment it was noticed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.model.decision import Reason, Screen, Verdict
from app.model.grant import Grant, Hold, Request
from app.model.moment import Moment
from app.model.observation import Seen
from app.model.policy import Policy
from app.model.web import SiteRule


@dataclass(frozen=True, slots=True)
class Tick:
    """Nothing happened but time; sent at least every 15 seconds and when `next_wake` is due."""

    at: Moment


@dataclass(frozen=True, slots=True)
class Observed:
    """What holds for one subject from now on. A subject without sessions is logged out."""

    at: Moment
    seen: Seen


@dataclass(frozen=True, slots=True)
class PolicyChanged:
    """A validated policy came into force; `by` is who did it."""

    at: Moment
    policy: Policy
    by: str = ""


@dataclass(frozen=True, slots=True)
class Suspending:
    """The machine is about to sleep: everything frozen is thawed by the hands first."""

    at: Moment


@dataclass(frozen=True, slots=True)
class Resumed:
    """The machine woke up."""

    at: Moment


@dataclass(frozen=True, slots=True)
class Granted:
    """A parent gave extra time."""

    at: Moment
    grant: Grant


@dataclass(frozen=True, slots=True)
class HoldSet:
    """A parent stopped a PC (hold) or let it go on (None)."""

    at: Moment
    subject: str
    hold: Hold | None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A child asked; the edge has already limited how often and how long."""

    at: Moment
    request: Request


@dataclass(frozen=True, slots=True)
class Answered:
    """A parent answered an open request; yes with minutes makes a grant.

    how is `hour`, `today` or `always` for a site; what holds always is in the policy already.
    """

    at: Moment
    id: str
    yes: bool
    minutes: int = 0
    reply: str = ""
    by: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The child withdrew the request."""

    at: Moment
    id: str
    subject: str


class AgentState(StrEnum):
    """What became of a subject's agent."""

    STARTED = "started"
    LOST = "lost"  # ended or fell silent although the session goes on
    GONE = "gone"  # ended with its session


@dataclass(frozen=True, slots=True)
class AgentChanged:
    """The agent of one session started, was lost or went with its session."""

    at: Moment
    subject: str
    session: str
    state: AgentState


@dataclass(frozen=True, slots=True)
class ScreenApplied:
    """What the hands achieved: `how` is `lock`, `logind`, `end`, `soft`; ok or why not."""

    at: Moment
    subject: str
    screen: Screen
    how: str
    ok: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Thawed:
    """Somebody else thawed what we froze; it has been put back."""

    at: Moment
    subject: str


@dataclass(frozen=True, slots=True)
class ToldChild:
    """The first-log-in page was shown; agreed is the child's own answer, None under 7."""

    at: Moment
    subject: str
    agreed: bool | None


@dataclass(frozen=True, slots=True)
class DateConfirmed:
    """The parent's word that today is `day`, where no time service vouches for it."""

    at: Moment
    day: date
    by: str = ""


@dataclass(frozen=True, slots=True)
class UnknownLogin:
    """An account that nobody named logged in."""

    at: Moment
    user: str


@dataclass(frozen=True, slots=True)
class AppStopped:
    """A program was refused before it started, or closed as the second line."""

    at: Moment
    subject: str
    app: str
    how: str


@dataclass(frozen=True, slots=True)
class SiteRuled:
    """A parent opened or shut `match` for a while (rule), or took that back (None)."""

    at: Moment
    subject: str
    match: str
    rule: SiteRule | None
    by: str = ""


@dataclass(frozen=True, slots=True)
class SiteStopped:
    """A name did not resolve, or was warned of; category and list as in model.SiteStop.

    like is the key of the brand that a look-alike imitates.
    """

    at: Moment
    subject: str
    name: str
    verdict: Verdict
    reason: Reason
    setting: str = ""
    origin: str = "bracket"
    category: str = ""
    list: str = ""
    like: str = ""


@dataclass(frozen=True, slots=True)
class Wiped:
    """A parent deleted what is kept about a subject ("" = about all); the store forgot already."""

    at: Moment
    subject: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """Something about the product itself: code such as `store_damaged` or `service_restarted`."""

    at: Moment
    code: str
    facts: tuple[tuple[str, str], ...] = ()
    subject: str = ""


Event = (
    Tick
    | Observed
    | PolicyChanged
    | Suspending
    | Resumed
    | Granted
    | HoldSet
    | Asked
    | Answered
    | TakenBack
    | AgentChanged
    | ScreenApplied
    | Thawed
    | ToldChild
    | DateConfirmed
    | UnknownLogin
    | AppStopped
    | SiteRuled
    | SiteStopped
    | Wiped
    | Health
)
