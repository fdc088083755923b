"""Single programs: one that is held stands still with its windows put away; a refused one goes.

Held for a limit of its own: nothing unsaved is lost, and it goes on where it stood. Refused for
what it is: asked to close at once; if it is still there after the time to save, one that was
younger than that is ended (nothing can have been made in it), an older one is held.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from app.guard import events as ev
from app.model.action import FreeApp, HoldApp
from app.model.decision import Decision, Reason
from app.model.errors import Unsupported
from app.model.moment import SECOND
from app.model.observation import App, Process
from app.programs.service.means import Means
from app.rules.apps import own_names

AWAY_WITHIN_S = 2.0  # for putting windows away; then the program is held with its windows
GATHER_S = 0.02  # what one start brings with it is looked at once
_TICKS = 100  # a second: Process.started counts in these
REFUSED = frozenset({Reason.APP_NEVER, Reason.APP_BLOCKED, Reason.APP_ASK, Reason.UNKNOWN_APP})


Key = tuple[int, int]  # pid and start time: names a process for good


@dataclass(slots=True)
class _Held:
    """One program that may not run now."""

    subject: str
    app: App
    decision: Decision
    task: asyncio.Task[None] | None = None
    # Of each refused process: until when (boot ms) it may close by itself, and who was young.
    ends_ms: dict[Key, int] = field(default_factory=dict)
    young: set[Key] = field(default_factory=set)

    @property
    def group(self) -> str:
        """Give the freezer's name for it."""
        return f"{self.subject} {self.app.id}"

    @property
    def refused(self) -> bool:
        """Whether it may not run for what it is."""
        return self.decision.reason in REFUSED


class Programs:
    """Holds, refuses and frees programs of subjects."""

    def __init__(self, means: Means, guarded: Callable[..., None]) -> None:
        """Act with these means; `guarded` starts tasks whose faults the loop hears of."""
        self._means = means
        self._guarded = guarded
        self._held: dict[str, _Held] = {}
        self._gathering: dict[str, asyncio.TimerHandle] = {}
        self._still = False  # the machine sleeps, or we end: nothing is held any more

    def hold(self, action: HoldApp) -> None:
        """Stop one program."""
        held = _Held(action.subject, action.app, action.decision)
        old = self._held.get(held.group)
        if old is not None:
            held.ends_ms, held.young = old.ends_ms, old.young
            _cancel(old)
        self._held[held.group] = held
        self._work(held)

    def free(self, action: FreeApp) -> None:
        """Let it go on."""
        group = f"{action.subject} {action.app.id}"
        held = self._held.pop(group, None)
        if held is not None:
            _cancel(held)
        self._means.freezer.thaw(group)  # an earlier life of ours may have frozen it

    def wants(self, group: str) -> bool:
        """Whether this is a program that may not run now."""
        return group in self._held

    def started(self, subject: str, process: Process) -> None:
        """A program began, or was recognised now: one that may not run is stopped too."""
        names = self._means.names(process)
        for held in self._held.values():
            meant = held.subject == subject and not names.isdisjoint(own_names(held.app))
            if meant and held.group not in self._gathering:
                loop = asyncio.get_running_loop()
                timer = loop.call_later(GATHER_S, self._again, held.group)
                self._gathering[held.group] = timer

    def sleep(self) -> None:
        """The machine is about to sleep; what is frozen was thawed by the screens."""
        self._still = True
        self._halt()

    def wake(self) -> None:
        """The machine woke up: everything as before."""
        self._still = False
        for held in self._held.values():
            self._work(held)

    def stop(self) -> None:
        """Let go of everything for good."""
        self._still = True
        self._halt()
        for held in self._held.values():
            self._means.freezer.thaw(held.group)
        self._held.clear()

    def _halt(self) -> None:
        for held in self._held.values():
            _cancel(held)
        for timer in self._gathering.values():
            timer.cancel()
        self._gathering.clear()

    # --- one program ------------------------------------------------------------------------------

    def _again(self, group: str) -> None:
        self._gathering.pop(group, None)
        held = self._held.get(group)
        if held is not None:
            self._work(held)

    def _work(self, held: _Held) -> None:
        if self._still:
            return
        _cancel(held)
        work = self._refuse(held) if held.refused else self._stop(held)
        held.task = asyncio.get_running_loop().create_task(work)
        self._guarded(held.task)

    def _processes(self, held: _Held) -> tuple[Process, ...]:
        return self._means.choose(held.subject, only=own_names(held.app))

    async def _stop(self, held: _Held, only: frozenset[Key] | None = None) -> None:
        """Put its windows away, then freeze it; of a refused one only what had its time."""

        def meant() -> tuple[Process, ...]:
            found = self._processes(held)
            return tuple(one for one in found if only is None or _key(one) in only)

        pids = tuple(sorted({process.pid for process in meant()}))
        if not pids:
            return
        agents = self._means.agents
        await asyncio.gather(
            *(agents.put_away(id, pids, AWAY_WITHIN_S) for id in agents.of(held.subject))
        )
        try:
            self._means.freezer.freeze(held.group, meant())
        except Unsupported as error:
            self._say(held, "held_not", str(error))
        except OSError as error:  # the freezer's notes cannot be written: then nothing is frozen
            self._say(held, "held_not", error.strerror or "error")

    async def _refuse(self, held: _Held) -> None:
        """Ask it to close, and see to it that it does; each process has its own time."""
        grace_ms = self._means.grace_s(held.subject) * SECOND
        while True:
            now, waits, old = self._means.now_ms(), [], []
            for process in self._processes(held):
                key = _key(process)
                if key not in held.ends_ms:
                    self._ask(held, process, now, grace_ms)
                left = held.ends_ms[key] - now
                if left > 0:
                    waits.append(left)
                elif key in held.young:
                    self._means.closer.end(process)
                else:
                    old.append(key)
            if old:
                await self._stop(held, frozenset(old))
            if not waits:
                return
            await asyncio.sleep(min(waits) / SECOND)

    def _ask(self, held: _Held, process: Process, now: int, grace_ms: int) -> None:
        key = _key(process)
        if now - process.started * SECOND // _TICKS < grace_ms:
            held.young.add(key)
        elif held.group in self._means.freezer.left():
            held.ends_ms[key] = now  # it had its time in an earlier life of ours
            return
        held.ends_ms[key] = now + grace_ms
        if self._means.closer.ask(process):
            self._means.happened(ev.AppStopped, held.subject, held.app.id, "asked")

    def _say(self, held: _Held, code: str, why: str) -> None:
        facts = (("app", held.app.id), ("why", why))
        self._means.happened(ev.Health, code, facts, held.subject)


def _key(process: Process) -> Key:
    return process.pid, process.started


def _cancel(held: _Held) -> None:
    if held.task is not None:
        held.task.cancel()
        held.task = None
