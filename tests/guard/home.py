"""A child at a PC on a virtual clock: the smallest story-teller for tests of the guard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from app.guard import events as ev
from app.guard.memory import Memory, memory, start
from app.guard.state import Guard, Person
from app.guard.step import next_wake, step
from app.model.action import Action, NoticeKind, Notify, Record, SetScreen
from app.model.decision import Screen
from app.model.grant import Grant, Hold
from app.model.moment import MINUTE, SECOND, Moment
from app.model.observation import App, Awake, Seen, Session, SessionKind
from app.model.policy import Policy, Rules, SubjectPolicy
from app.model.subject import Child
from tests.rules.asking import MINETEST, ms, rules

MINH = Child("minh", "Minh", ("minh",), date(2016, 3, 2))
X11 = Session("1", 1000, "minh", SessionKind.X11, active=True, display=":0", desktop="xfce")


class Home:
    """Plays events at wall times, ticking whenever the guard wants to be woken."""

    def __init__(
        self, local: str, given: Rules | None = None, *, told: bool = True, child: Child = MINH
    ) -> None:
        """Start a PC at a local time; the child has been told unless said otherwise."""
        self.child = child
        subject = SubjectPolicy(child, given or rules(), preset=False)
        self.policy = Policy(1, "Asia/Ho_Chi_Minh", (subject,))
        self.wall = ms(local)
        self.boot = 10_000
        self.awake = 10_000
        self.boot_id = "boot-1"
        self.synced = True
        self.zone = "Asia/Ho_Chi_Minh"
        self.actions: list[Action] = []
        self.seen = Seen(child.id)
        self.guard: Guard = start(self.policy, None, self.now)
        if told:
            self.do(ev.ToldChild(self.now, child.id, True))

    @property
    def now(self) -> Moment:
        """Read the virtual clocks."""
        return Moment(self.wall, self.boot, self.awake, self.boot_id, self.synced, self.zone)

    @property
    def person(self) -> Person:
        """Give the child as the guard sees it."""
        return self.guard.people[self.child.id]

    def do(self, event: ev.Event) -> tuple[Action, ...]:
        """Let something happen now."""
        self.guard, actions = step(self.guard, event)
        self.actions += actions
        return actions

    def sit(self, app: App | None = MINETEST, idle_ms: int | None = 0, **more: Any) -> None:
        """Somebody sits here with this program in front."""
        self.seen = Seen(self.child.id, (X11,), app, idle_ms=idle_ms, **more)
        self.do(ev.Observed(self.now, self.seen))

    def do_seen(self, seen: Seen) -> None:
        """Take an observation as it is."""
        self.seen = seen
        self.do(ev.Observed(self.now, seen))

    def see(self, **changes: Any) -> None:
        """Something changed in what the senses see."""
        self.seen = replace(self.seen, **changes)
        self.do(ev.Observed(self.now, self.seen))

    def leave(self) -> None:
        """Nobody is logged in any more."""
        self.seen = Seen(self.child.id)
        self.do(ev.Observed(self.now, self.seen))

    def pass_ms(self, amount: int) -> None:
        """Let the clocks run without telling the guard."""
        self.wall += amount
        self.boot += amount
        self.awake += amount

    def wait(self, minutes: float = 0, seconds: float = 0, *, typing: bool = True) -> None:
        """Let time pass, ticking when the guard asks; `typing` keeps the input fresh."""
        left = round(minutes * MINUTE + seconds * SECOND)
        while left > 0:
            due = next_wake(self.guard, self.now) - self.boot
            pause = min(max(due, 1), left, 15 * SECOND)
            self.pass_ms(pause)
            left -= pause
            if typing and self.seen.idle_ms is not None:
                self.do(ev.Observed(self.now, self.seen))
            else:
                self.do(ev.Tick(self.now))

    def give(self, minutes: int = 15, **more: Any) -> None:
        """The parent gives extra time."""
        expires = more.pop("expires_ms", self.person.plan.end_ms)
        self.do(ev.Granted(self.now, Grant("g1", self.child.id, minutes * MINUTE, expires, **more)))

    def hold(self, hold: Hold | None) -> None:
        """The parent stops the PC or lets it go on."""
        self.do(ev.HoldSet(self.now, self.child.id, hold, "mother"))

    def power_cycle(self, off_ms: int, *, wall_error_ms: int = 0, synced: bool = False) -> None:
        """Switch off, wait, switch on with a clock that may be wrong."""
        kept = memory(self.guard)
        self.wall += off_ms + wall_error_ms
        self.boot = self.awake = 5_000
        self.boot_id = f"{self.boot_id}+"
        self.synced = synced
        self.restart(kept)

    def restart(self, kept: Memory | None = None) -> None:
        """Start the service again from what was kept."""
        self.guard = start(self.policy, kept or memory(self.guard), self.now)
        self.do(ev.Tick(self.now))

    # --- what happened ----------------------------------------------------------------

    def told(self) -> list[tuple[NoticeKind, int]]:
        """Give what the child was told: kind and seconds it speaks of."""
        return [(a.kind, a.left_ms // 1000) for a in self.actions if isinstance(a, Notify)]

    def screens(self) -> list[Screen]:
        """Give the states that took effect, in order."""
        return [a.screen for a in self.actions if isinstance(a, SetScreen)]

    def codes(self) -> list[str]:
        """Give the codes recorded."""
        return [a.code for a in self.actions if isinstance(a, Record)]

    def minutes(self) -> float:
        """Give the leisure minutes of today."""
        return self.person.use.leisure_ms / MINUTE


__all__ = ["Awake", "Home"]
