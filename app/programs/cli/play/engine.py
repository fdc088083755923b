"""Playing a written day through the very same guard that the service runs.

The senses report at every change and at least every 15 seconds, and time itself is reported
exactly when `next_wake` asks for it, as in the service. Nothing here judges.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from app.guard import events as ev
from app.guard.judge import standing
from app.guard.ledger import remember
from app.guard.memory import Memory, memory, start
from app.guard.state import HEARTBEAT_MS, Guard, Person
from app.guard.step import next_wake, step
from app.model.action import Action, FreeApp, HoldApp, Remember, SetScreen
from app.model.decision import Decision, Reason, Screen
from app.model.moment import Moment
from app.model.use import Use
from app.platforms.fake.clock import FakeClock
from app.programs.cli.play.script import Happening, Script
from app.programs.cli.play.world import World

_SLOWEST_MS = 1_000  # a guard that wants to be woken in the past is woken a second later


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened: at true time; trusted_ms is what the guard took it for.

    Exactly one of the others is set: an event of the story, an action of the guard, a new
    decision about a subject (app "" = the PC) or a note of the story itself.
    """

    at_ms: int
    trusted_ms: int
    subject: str = ""
    app: str = ""
    event: Happening | None = None
    action: Action | None = None
    decision: Decision | None = None
    note: str = ""


@dataclass(slots=True)
class Played:
    """What a story came to. charged: subject -> day -> tally; state is the guard at the end."""

    script: Script
    lines: list[Line] = field(default_factory=list)
    charged: dict[str, dict[date, Use]] = field(default_factory=dict)
    state: Guard | None = None


class Player:
    """Plays one script, once."""

    def __init__(self, script: Script, world: World) -> None:
        """Start the service and tell the children, unless the story wants it otherwise."""
        self.script = script
        self.played = Played(script)
        self.world = world
        self.policy, self.document = script.policy, script.document
        at = world.now()
        self.guard: Guard | None = start(self.policy, None, at)
        self.kept: bytes | None = None
        self.back_ms: int | None = None
        self.seen_ms = 0
        self._told: dict[tuple[str, str], tuple[Any, ...]] = {}
        self.observe(*self.state.people)  # a PC that was just switched on: nobody is there
        if script.told:
            for person in tuple(self.state.people.values()):
                self.tell(ev.ToldChild(at, person.id, True))

    @classmethod
    def of(cls, script: Script) -> Player:
        """Give a player of a script, with a PC that has just been switched on."""
        at = Moment(script.start_ms, 0, 0, "boot-1", script.synced, script.zone)
        return cls(script, World(script.start_ms, FakeClock(at)))

    def close(self) -> None:
        """Let time pass to the end of the story, and keep how things stand then."""
        self.until(self.script.end_ms)
        if self.guard is not None and self.world.on and not self.world.asleep:
            self.tell(ev.Tick(self.world.now()))
        self.played.state = self.guard

    @property
    def state(self) -> Guard:
        """The running guard."""
        assert self.guard is not None, "the service is not running"
        return self.guard

    # --- time -------------------------------------------------------------------------------

    def until(self, true_ms: int) -> None:
        """Let time pass up to a true time, with everything that falls due on the way."""
        while self.world.true_ms < true_ms:
            here = self.world.true_ms
            if self.guard is None or self.world.asleep:
                self.world.pass_ms(self._dark(true_ms) - here)
                self._come_back()
                continue
            at = self.world.now()
            wake = max(next_wake(self.guard, at) - at.boot_ms, 0) or _SLOWEST_MS
            look = max(self.seen_ms + HEARTBEAT_MS - at.boot_ms, 0)
            logged_in = bool(self.world.logins)
            wait = min(wake, look, true_ms - here) if logged_in else min(wake, true_ms - here)
            self.world.pass_ms(wait)
            if logged_in and wait == look:
                self.observe()
            elif wait == wake:
                self.tell(ev.Tick(self.world.now()))

    def _dark(self, true_ms: int) -> int:
        """Give until when nothing can happen: asleep, off, or the service is away."""
        away = self.guard is None and self.world.on and self.back_ms is not None
        return min(true_ms, self.back_ms) if away and self.back_ms is not None else true_ms

    def _come_back(self) -> None:
        """Start the service again when it is time."""
        if self.back_ms is not None and self.world.true_ms >= self.back_ms and self.world.on:
            self.back_ms = None
            self.begin()

    # --- the guard --------------------------------------------------------------------------

    def begin(self) -> None:
        """Start the service: from what was kept, with senses that see everything anew."""
        kept = msgspec.json.decode(self.kept, type=Memory) if self.kept is not None else None
        self.guard = start(self.policy, kept, self.world.now())
        self._told.clear()
        self.tell(ev.Tick(self.world.now()))
        for person in self.state.people.values():
            for action in standing(person):
                self._act(action)
        self.observe(*self.state.people)

    def end(self, *, clean: bool) -> None:
        """End the service: cleanly, or with nothing but what was last kept."""
        if self.guard is not None and clean:
            self.tell(ev.Tick(self.world.now()))
            self.guard, actions = remember(self.state)
            for action in actions:
                self._act(action)
        self.guard = None

    def tell(self, event: ev.Event) -> None:
        """Give the guard one event, and carry out what it wants done."""
        before = self.state
        self.guard, actions = step(before, event)
        self._notice(before, self.guard.people.values())
        for action in actions:
            self._act(action)
        self._tally()
        moved = [one.subject for one in actions if isinstance(one, SetScreen | HoldApp | FreeApp)]
        if moved:
            self.observe(*moved)

    def observe(self, *also: str) -> None:
        """Report what the senses see of everybody who is logged in, and of `also`."""
        self.seen_ms = self.world.now().boot_ms
        for subject in dict.fromkeys((*self.world.subjects(), *also)):
            if self.guard is not None:
                self.tell(ev.Observed(self.world.now(), self.world.seen(subject)))

    def _act(self, action: Action) -> None:
        """Do what real hands and the real store do."""
        world = self.world
        if isinstance(action, SetScreen):
            (world.close if action.screen is Screen.CLOSED else world.open)(action.subject)
        elif isinstance(action, HoldApp):
            world.hold(action.subject, action.app)
        elif isinstance(action, FreeApp):
            world.free(action.subject, action.app)
        elif isinstance(action, Remember):
            self.kept = msgspec.json.encode(memory(self.state))
            return
        self.line(subject=action.subject, action=action)

    def _notice(self, before: Guard, people: Iterable[Person]) -> None:
        """Tell every decision that is not what it was."""
        for person in people:
            if before.people.get(person.id) is person:
                continue
            self._decided(person.id, "", person.decision)
            for key, watch in person.watched.items():
                self._decided(person.id, key, watch.decision)

    def _decided(self, subject: str, app: str, decision: Decision) -> None:
        """A program of which there was nothing to say stays unmentioned until there is."""
        face = (decision.verdict, decision.reason, decision.setting, decision.screen)
        known = self._told.get((subject, app))
        self._told[(subject, app)] = face
        if known != face and not (app and known is None and decision.reason is Reason.OPEN):
            self.line(subject=subject, app=app, decision=decision)

    def _tally(self) -> None:
        """Keep the tally of every day; one that was opened by mistake is gone again."""
        for person in self.state.people.values():
            days = self.played.charged.setdefault(person.id, {})
            for wrong in [day for day in days if day > person.use.day]:
                del days[wrong]
            if person.before is not None:
                days[person.before.day] = person.before
            days[person.use.day] = person.use

    def line(self, **what: Any) -> None:
        """Write down what happened now."""
        trusted = self.guard.clock.now_ms if self.guard else self.world.true_ms
        self.played.lines.append(Line(self.world.true_ms, trusted, **what))


def play(script: Script) -> Played:
    """Play a script to its end."""
    from app.programs.cli.play.happen import happen

    player = Player.of(script)
    for happening in script.events:
        player.until(happening.at_ms)
        happen(player, happening)
    player.close()
    return player.played
