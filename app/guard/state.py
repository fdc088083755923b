"""What the guard knows: the policy, trusted time, and one `Person` for each subject.

These are msgspec structs, not dataclasses, for one measured reason: a step copies them some ten
times, and `dataclasses.replace` was more than half of its time (bench/guard_step.py).
"""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from msgspec import Struct, field

from app.enforce.ladder import Rung
from app.guard.clock import Trusted
from app.model.decision import Decision
from app.model.grant import Grant, Hold, Request
from app.model.observation import App, Seen
from app.model.policy import Policy, SubjectPolicy
from app.model.span import DayTotal, Span
from app.model.use import Use
from app.model.web import SiteRule
from app.rules.apps import AppFacts
from app.rules.schedule import DayPlan

HEARTBEAT_MS = 15_000
OVERSLEPT_MS = 30_000  # a machine takes less from its word until it sleeps
BLIND_MS = 2_000  # the senses say it within a tenth of that


class Watch(Struct, frozen=True):
    """One program under its own ladder, because a limit of its own is near or has come.

    held are the programs that may not run now; a rule may name several, their minutes are one.
    """

    facts: AppFacts
    rung: Rung
    decision: Decision
    held: tuple[App, ...] = ()


class Rest(Struct, frozen=True):
    """The rhythm of breaks.

    streak_ms of unbroken use, idle_ms of unbroken rest, until_ms of an enforced break, asked =
    the break was announced and not yet kept, kept = breaks kept today.
    """

    streak_ms: int = 0
    idle_ms: int = 0
    until_ms: int | None = None
    asked: bool = False
    kept: int = 0


class StoppedSite(Struct, frozen=True):
    """The last stopped name that the child was told of, with its time (trusted ms).

    like is the key of the brand that it imitates, "" = none.
    """

    at_ms: int
    name: str
    category: str
    decision: Decision
    like: str = ""


class Agents(Struct, frozen=True):
    """What became of the agents: when some were lost lately, since when one runs (trusted ms)."""

    lost: tuple[int, ...] = ()
    up_ms: int | None = None


class Person(Struct, frozen=True):
    """One subject as the guard sees it. Everything but `subject` changes with events.

    policy     the subject with the rules in force (already those of the right bracket).
    plan       the calendar day that `use` counts.
    before     the tally of the last day, in case the clock is put right backwards.
    seen       the facts that hold since the last step; None = not seen since the start.
    idle_ms    time since the last input by now: seen.idle_ms, grown with the time that passed.
    facts      what the rules say of the program in front.
    watched    programs with their own ladder, by key.
    dirty      closed spans that the ledger does not have yet; span is the open one.
    late       totals of a day that is over, or that was never meant, which it does not have yet.
    told       the child has seen what is recorded (a seat stands for nobody: true).
    stopped    the last decision that closed something, with its time.
    sites      what a parent opened or shut for a while; the latest about a match holds.
    stopped_site the last stopped name the child was told of.
    blind_until_ms  until when (trusted) the senses may take to say who is there; until they have,
               nothing new takes effect: somebody may sit there and have to save.
    game_notices how many notices of play were given today.
    """

    policy: SubjectPolicy
    plan: DayPlan
    use: Use
    decision: Decision
    age: int = 0
    before: Use | None = None
    seen: Seen | None = None
    idle_ms: int | None = None
    facts: AppFacts | None = None
    rung: Rung = Rung()
    hold: Hold | None = None
    grants: tuple[Grant, ...] = ()
    requests: tuple[Request, ...] = ()
    watched: dict[str, Watch] = field(default_factory=dict)
    spare: frozenset[str] = frozenset()
    rest: Rest = Rest()
    agents: Agents = Agents()
    span: Span | None = None
    dirty: tuple[Span, ...] = ()
    late: tuple[DayTotal, ...] = ()
    told: bool = False
    agreed: bool | None = None
    stopped: tuple[int, Decision] | None = None
    sites: tuple[SiteRule, ...] = ()
    stopped_site: StoppedSite | None = None
    game_notices: int = 0
    adult: bool = False
    announced: int | None = None
    wake_ms: int | None = None
    blind_until_ms: int = 0

    @property
    def id(self) -> str:
        """Give the subject's id."""
        return self.policy.subject.id


class Guard(Struct, frozen=True):
    """The whole state.

    written_ms is when the ledger was last told (trusted ms); days are today and the sure day that
    everybody has been brought to, None = nobody yet. woken_ms is the waking time since the machine
    said that it goes to sleep.
    """

    policy: Policy
    zone: ZoneInfo
    clock: Trusted
    people: dict[str, Person]
    written_ms: int = 0
    asleep: bool = False
    woken_ms: int = 0
    days: tuple[date, date] | None = None
