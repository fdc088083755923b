"""What the mind wants done: imperative values, carried out by the programs' wiring."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.model.decision import Decision, Screen
from app.model.observation import App
from app.model.span import DayTotal, Span
from app.model.web import SiteStop


class NoticeKind(StrEnum):
    """What a child is told, before, while and after a rule acts."""

    TIP = "tip"  # quiet line, no sound: half an hour left, or a soft limit reached
    WARN = "warn"  # 15, 5 or 1 minutes left
    GRACE = "grace"  # save now: this many seconds
    CLOSED = "closed"
    LEARNING = "learning"
    OPENED = "opened"
    GAME_TIME = "game_time"  # every 30 minutes of play, with the law's sentence
    BREAK = "break"
    BREAK_OVER = "break_over"
    APP_HELD = "app_held"
    APP_FREE = "app_free"
    RULES_CHANGED = "rules_changed"
    BRACKET_AHEAD = "bracket_ahead"  # 16 or 18 a week ahead
    ANSWERED = "answered"
    SITE_STOPPED = "site_stopped"  # name is the site, app its category; a warning when it resolves


@dataclass(frozen=True, slots=True)
class Notify:
    """Tell the child. left_ms is what is left until the thing happens; app is "" for the PC.

    The decision of a tip, warning or grace with time left is the one that will hold then.
    """

    subject: str
    kind: NoticeKind
    left_ms: int
    decision: Decision
    app: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class SetScreen:
    """Bring the PC of this subject into `screen`.

    spare are the words (lower-case identities, see rules.apps) of programs that stay usable:
    learning programs and those a grant names. Everything else of the subject's is stopped.
    """

    subject: str
    screen: Screen
    decision: Decision
    spare: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class HoldApp:
    """Stop one program: put its windows away, then freeze it; nothing unsaved is lost."""

    subject: str
    app: App
    decision: Decision


@dataclass(frozen=True, slots=True)
class FreeApp:
    """The opposite of HoldApp."""

    subject: str
    app: App


class RecordKind(StrEnum):
    """What the chained record holds: changes, grants, consent, tamper and health, never use."""

    RULES = "rules"
    GRANT = "grant"
    HOLD = "hold"
    REQUEST = "request"
    CONSENT = "consent"
    CLOCK = "clock"
    TAMPER = "tamper"
    HEALTH = "health"
    BRACKET = "bracket"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Record:
    """One line for the record. code says what happened, facts are short and never typed text.

    tell: the parent is shown it as news, not only in the record.
    """

    subject: str
    kind: RecordKind
    code: str
    facts: tuple[tuple[str, str], ...] = ()
    tell: bool = False


@dataclass(frozen=True, slots=True)
class Remember:
    """Write to the ledger: grown or new spans, day totals as they now stand, sites to count."""

    spans: tuple[Span, ...] = ()
    totals: tuple[DayTotal, ...] = field(default_factory=tuple)
    stops: tuple[SiteStop, ...] = ()


Action = Notify | SetScreen | HoldApp | FreeApp | Record | Remember
