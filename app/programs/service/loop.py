"""The loop: one event after the other through the mind, then the hands, then the next wake.

Whatever happens is put in by `happened` and taken in its order, also what the hands report while
they act. Its edge is the only place that catches everything: a fault of ours moves to the safe
state (the bracket's defaults, what is closed stays closed, help stays open) and tells the parent;
too many in a minute end the service, so that systemd starts it anew.
"""

from __future__ import annotations

import asyncio
import sys
import traceback
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol

from app.guard import events as ev
from app.guard.judge import standing
from app.guard.ledger import remember
from app.guard.state import Guard
from app.guard.step import next_wake, step
from app.model.action import Action
from app.model.moment import MINUTE
from app.monitor.ports import Clock
from app.programs.service.safety import safe

MOST_FAULTS = 3
_SHORTEST_S = 0.02  # a wake that is always due may slow us down, never spin


class Hands(Protocol):
    """What carries the mind's wishes out."""

    def carry_out(self, guard: Guard, action: Action) -> None:
        """Do one thing that the step to `guard` wants."""

    def stepped(self, guard: Guard) -> None:
        """Everything of one step was carried out: look whether faces have to hear of it."""


Wish = Callable[[], None]


class Loop:
    """Holds the guard's state; `guard` is what holds now."""

    def __init__(self, clock: Clock, guard: Guard, again: Wish, give_up: Wish) -> None:
        """Begin with this state.

        again makes the senses tell everything once more; give_up ends the service, because faults
        come faster than the safe state can hold.
        """
        self.guard = guard
        self.safe = False  # the safe state is in force until the parent's policy is set again
        self.hands: Hands | None = None
        self._clock = clock
        self._again = again
        self._give_up = give_up
        self._inbox: deque[tuple[Callable[..., ev.Event], tuple[Any, ...]]] = deque()
        self._busy = False
        self._fresh = True
        self._timer: asyncio.TimerHandle | None = None
        self._faults: list[int] = []

    def start(self, hands: Hands) -> None:
        """Judge for the first time, and from now on whenever it is due.

        What has taken effect in an earlier life is carried out by these hands again.
        """
        self.hands = hands
        asyncio.get_running_loop().set_exception_handler(self._unhandled)
        self.happened(ev.Tick)

    def last_words(self) -> None:
        """Count up to now, and hand over what the ledger does not have yet."""
        self.happened(ev.Tick)
        if self.hands is not None:
            self.guard, actions = remember(self.guard)
            for action in actions:
                self.hands.carry_out(self.guard, action)

    def stop(self) -> None:
        """Judge no more."""
        if self._timer is not None:
            self._timer.cancel()
        self.hands = None

    def happened(self, kind: Callable[..., ev.Event], *facts: Any) -> None:
        """Take an event in: `kind(moment, *facts)`, in its turn. Before `start` it waits."""
        self._inbox.append((kind, facts))
        if not self._busy and self.hands is not None:
            self._drain()

    def fault(self, error: BaseException) -> None:
        """Take a fault of ours that was caught elsewhere (a task, a callback)."""
        self._to_safety(error)
        if not self._busy:
            self._drain()

    def _drain(self) -> None:
        self._busy = True
        try:
            while self._inbox and self.hands is not None:
                kind, facts = self._inbox.popleft()
                try:
                    self._take(self.hands, kind(self._clock.now(), *facts))
                except Exception as error:  # noqa: BLE001 - the one edge; see the module's paragraph
                    self._to_safety(error)
        finally:
            self._busy = False
        self._set_timer()

    def _take(self, hands: Hands, event: ev.Event) -> None:
        self.guard, actions = step(self.guard, event)
        for action in (*actions, *self._standing()):
            hands.carry_out(self.guard, action)
        hands.stepped(self.guard)

    def _standing(self) -> list[Action]:
        """Give, once, what an earlier life of ours had already brought about."""
        if not self._fresh:
            return []
        self._fresh = False
        return [action for p in self.guard.people.values() for action in standing(p)]

    def _set_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self.hands is None:
            return
        now = self._clock.now()
        wait_s = max((next_wake(self.guard, now) - now.boot_ms) / 1000, _SHORTEST_S)
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(wait_s, self.happened, ev.Tick)

    # --- when something of ours is broken ---------------------------------------------------------

    def _unhandled(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        self.fault(error if isinstance(error, BaseException) else RuntimeError(context["message"]))

    def _to_safety(self, error: BaseException) -> None:
        """Keep closed what is closed, rule by the bracket's defaults, and say where it broke."""
        place = _place(error)
        print(f"luytre: fault at {place}, going to the safe state", file=sys.stderr, flush=True)
        now = self._clock.now()
        self._faults = [at for at in self._faults if now.boot_ms - at < MINUTE] + [now.boot_ms]
        if len(self._faults) > MOST_FAULTS:
            self.stop()
            self._give_up()
            return
        self.guard = safe(self.guard, now)
        self.safe = True
        self._inbox.append((ev.Health, ("internal_fault", (("place", place),))))
        self._again()

    def repaired(self) -> None:
        """The parent's policy was put in force again."""
        self.safe = False


def _place(error: BaseException) -> str:
    """Say which error came up where; its own text may hold a child's words, so never that."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    last = frames[-1]
    name = last.filename.partition("/app/")[2] or last.filename.rpartition("/")[2]
    return f"{type(error).__name__} {name}:{last.lineno}"
