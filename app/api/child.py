"""What the service and a child's session say to each other.

Two channels carry these. The *agent's* channel is a socketpair the service made: only it carries
`Sense`, `LockAnswer`, `TheyAre` and `Ready`. The *public* socket may be opened by any program of
the child: there only `Hello`, `MyRules`, `Ask`, `TakeBack` and `Code` count. No message names a
process, a user or a path to act on; who speaks is known by the peer's credentials.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

# Bounds of what a child's session may say. They are checked when a message is decoded, not when
# one is made; JSON numbers have no size of their own, so each number needs its bounds.
Word = Annotated[str, msgspec.Meta(max_length=64)]
Name = Annotated[str, msgspec.Meta(max_length=4096)]  # an identity may be a path (PATH_MAX)
Words = Annotated[str, msgspec.Meta(max_length=500)]
Minutes = Annotated[int, msgspec.Meta(ge=0, le=1440)]
Number = Annotated[int, msgspec.Meta(ge=0, le=2**53)]  # beyond it JSON readers lose digits
Pid = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
Names = Annotated[tuple[Name, ...], msgspec.Meta(max_length=32)]
MOST_ASKED = 16  # processes in one WhoAre


class Base(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="t"):
    """Every message is a frozen struct with its name in `t`; unknown fields are refused."""


# --- from the child's session -------------------------------------------------------------


class Hello(Base, frozen=True, tag="hello"):
    """First message on any channel; `version` is PROTOCOL_VERSION of the speaker."""

    version: Number


class Ready(Base, frozen=True, tag="ready"):
    """The agent runs. desk is its sense (`x11`, `gnome-wayland`, `none`), limits what it lacks."""

    desk: Word
    limits: Names = ()
    tray: bool = False


class AppClaim(Base, frozen=True, tag="app"):
    """A program as the agent recognised it, reading as the child; a claim, not a fact."""

    id: Name
    aliases: Names = ()
    name: Name = ""
    game: bool = False
    ours: bool = False


class Sense(Base, frozen=True, tag="sense"):
    """What is in front, and how long no input came (ms, None = unknown).

    awake holds names of model.Awake; mark grows by one so that old senses are dropped. unlocked =
    the desktop itself says that no lock is up, whatever the log-in service was told.
    """

    mark: Number
    front_known: bool = True
    pid: Pid = 0
    app: AppClaim | None = None
    idle_ms: Number | None = None
    awake: Names = ()
    unlocked: bool = False


class LockAnswer(Base, frozen=True, tag="lock_answer"):
    """Whether the lock window is up and holds the keyboard (`held`), for the lock numbered `n`."""

    n: Number
    held: bool
    why: Name = ""


class PutAway(Base, frozen=True, tag="put_away"):
    """The windows of a held program were put away (done) or could not be; for HoldNow `n`."""

    n: Number
    done: bool


class TheyAre(Base, frozen=True, tag="they_are"):
    """What the processes of WhoAre `n` run, in its order; None = gone, or not to be recognised."""

    n: Number
    apps: Annotated[tuple[AppClaim | None, ...], msgspec.Meta(max_length=MOST_ASKED)] = ()


class MyRules(Base, frozen=True, tag="my_rules"):
    """Ask for one's own rules and state."""


class Ask(Base, frozen=True, tag="ask"):
    """Ask the parent: kind is `time`, `app`, `site` or `unfair`; words are at most 500 characters.

    about is a program's identity, a setting's key, or a site: a name or `service:KEY`.
    """

    kind: Word
    minutes: Minutes = 0
    about: Name = ""
    words: Words = ""


class TakeBack(Base, frozen=True, tag="take_back"):
    """Withdraw one's own open request."""

    id: Word


class Code(Base, frozen=True, tag="code"):
    """A one-time code typed by a parent, good only for what this screen asks.

    what is `time` (minutes), `app` (about), `site` (about, for an hour) or `unlock`.
    """

    digits: Word
    what: Word
    minutes: Minutes = 0
    about: Name = ""


class Told(Base, frozen=True, tag="told"):
    """The first-log-in page was shown; agreed is the child's own answer, None under 7."""

    agreed: bool | None


FromChild = (
    Hello | Ready | Sense | LockAnswer | PutAway | TheyAre | MyRules | Ask | TakeBack | Code | Told
)
FromPublic = Hello | MyRules | Ask | TakeBack | Code


# --- to the child's session ---------------------------------------------------------------


class Why(Base, frozen=True, tag="why"):
    """A decision as the child reads it; times are Unix ms, codes are model.decision's."""

    verdict: str
    reason: str
    setting: str
    origin: str
    until_ms: int | None = None
    opens_ms: int | None = None


class Notice(Base, frozen=True, tag="notice"):
    """Show this. kind is a model.NoticeKind, left_ms until it happens, app and name if any.

    Of a stopped site, name is the site and app its category (model.SiteStop).
    """

    kind: str
    left_ms: int
    why: Why
    app: str = ""
    name: str = ""


class Lock(Base, frozen=True, tag="lock"):
    """Bring up the lock (screen 2) or the learning cover (screen 1), or take it down (0).

    n numbers the order, the answer carries it back. next lists (Unix ms, code) of what comes.
    """

    n: int
    screen: int
    why: Why
    next: tuple[tuple[int, str], ...] = ()


class HoldNow(Base, frozen=True, tag="hold_now"):
    """Put away the windows of these pids before they are frozen; answer PutAway."""

    n: int
    pids: tuple[int, ...]


class WhoAre(Base, frozen=True, tag="who_are"):
    """Recognise these processes as the child (at most MOST_ASKED); answer TheyAre."""

    n: int
    pids: tuple[int, ...]


class RuleRow(Base, frozen=True, tag="rule"):
    """One rule as shown: key, value in words' parameters, origin (`bracket` or `parent`)."""

    key: str
    value: str
    origin: str


class RequestRow(Base, frozen=True, tag="request"):
    """One's own request and its state."""

    id: str
    kind: str
    asked_ms: int
    due_ms: int
    minutes: int = 0
    about: str = ""
    words: str = ""
    answer: str = ""
    reply: str = ""


class SiteRow(Base, frozen=True, tag="site"):
    """The last site that was stopped or warned of; category as in model.SiteStop.

    like names, for people, whom a look-alike imitates; "" = nobody we know.
    """

    name: str
    category: str
    at_ms: int
    why: Why
    like: str = ""


class SeenRow(Base, frozen=True, tag="seen"):
    """One row that the parent sees, exactly as the parent sees it: label key and value."""

    key: str
    value: str


class State(Base, frozen=True, tag="state"):
    """Everything a child's face shows. Sent on change and at least once a minute.

    clock_ms is trusted Unix time now. used_ms and left_ms are leisure today (left None = no
    limit). breaks counts the eye breaks kept today. charging says whether time is being charged
    right now and how (`leisure`, `game`, `learning` or "" for none). bracket is model.Bracket's
    value; ten is the soft cut at 10.
    web says whether names are filtered: `on`, `off` (not for this child), `lost` or "" (unknown).
    """

    clock_ms: int
    zone: str
    language: str
    name: str
    bracket: str
    screen: int
    why: Why
    used_ms: int
    learning_ms: int
    game_ms: int
    breaks: int = 0
    budget_ms: int | None = None
    left_ms: int | None = None
    closes_ms: int | None = None
    next: tuple[tuple[int, str], ...] = ()
    charging: str = ""
    ten: bool = False
    told: bool = True
    advice: bool = False
    retention_days: int = 14
    rules: tuple[RuleRow, ...] = ()
    requests: tuple[RequestRow, ...] = ()
    seen: tuple[SeenRow, ...] = ()
    stopped: Why | None = None
    site: SiteRow | None = None
    web: str = ""


class Done(Base, frozen=True, tag="done"):
    """The last question was carried out; id names what it made, if anything."""

    id: str = ""


class No(Base, frozen=True, tag="no"):
    """The last question was refused; reason is a code, wait_ms how long to wait before a retry."""

    reason: str
    wait_ms: int = 0


ToChild = Notice | Lock | HoldNow | WhoAre | State | Done | No
PROTOCOL_VERSION = 1
