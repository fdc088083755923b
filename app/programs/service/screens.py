"""Screens: the PC of each subject is brought into the state the mind wants, and kept there.

Closed is a state of ours, and no process of the child has to stay alive for it. Each kind of log-in
is closed in its own way (ways.py); when all that can be seen is closed, what may be frozen is
frozen, and the locks are asked once more. No lock, no freeze: a frozen game keeps its grab, and a
lock that comes later would get none. What cannot be closed in the time to save is ended.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from app.guard import events as ev
from app.model.action import SetScreen
from app.model.decision import Screen
from app.model.errors import Unsupported
from app.programs.service.means import Means
from app.programs.service.ways import Way, Ways

AGAIN_S = 1.0  # between two tries to close what does not close
GATHER_S = 0.02  # programs started at once are frozen at once


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was achieved for a subject's PC: how, whether, and why not."""

    screen: Screen
    how: str
    ok: bool
    why: str = ""


class Screens:
    """Brings PCs into states; `set` and `again` may be called at any time, on the running loop."""

    def __init__(self, means: Means, ways: Ways, guarded: Callable[..., None]) -> None:
        """Act with these means; `guarded` starts a task whose faults the loop hears of."""
        self._means = means
        self._ways = ways
        self._guarded = guarded
        self._wanted: dict[str, SetScreen] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._frozen: set[str] = set()
        self._told: dict[str, Outcome] = {}
        self._gathering: dict[str, asyncio.TimerHandle] = {}
        self._still = False  # the machine sleeps, or we end: nothing is closed any more

    def set(self, action: SetScreen) -> None:
        """Bring the PC of a subject into this state."""
        self._wanted[action.subject] = action
        self._told.pop(action.subject, None)
        self._work(action.subject)

    def again(self, subject: str) -> None:
        """Look again at a PC that is not open: its sessions or an agent have changed."""
        wanted = self._wanted.get(subject)
        if wanted is not None and wanted.screen is not Screen.OPEN:
            self._work(subject)

    def screen(self, subject: str) -> Screen:
        """Give the state that is wanted of a PC."""
        wanted = self._wanted.get(subject)
        return Screen.OPEN if wanted is None else wanted.screen

    def wants(self, group: str) -> bool:
        """Whether this is a PC that is not open, and its programs are to stand still."""
        return self.screen(group) is not Screen.OPEN

    def started(self, subject: str) -> None:
        """A program of a subject began: it is frozen too where the others are."""
        if subject in self._frozen and subject not in self._gathering:
            loop = asyncio.get_running_loop()
            self._gathering[subject] = loop.call_later(GATHER_S, self._freeze_more, subject)

    def sleep(self) -> None:
        """The machine is about to sleep: everything runs again before it does."""
        self._still = True
        self._halt()
        self._means.freezer.thaw_all()

    def wake(self) -> None:
        """The machine woke up: everything as before."""
        self._still = False
        for subject in tuple(self._wanted):
            self.again(subject)

    def stop(self) -> None:
        """Let go of everything for good: thaw, unlock. An agent's last word closes nothing."""
        self._still = True
        self._halt()
        self._means.freezer.thaw_all()
        for subject in tuple(self._wanted):
            self._ways.open(subject, self._means.sessions_of(subject))

    def _halt(self) -> None:
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()
        for timer in self._gathering.values():
            timer.cancel()
        self._gathering.clear()
        self._frozen.clear()

    # --- one subject ----------------------------------------------------------------------------

    def _work(self, subject: str) -> None:
        """Begin anew: whatever was under way for this subject rests on what is not so any more."""
        running = self._tasks.pop(subject, None)
        if running is not None:
            running.cancel()
        if self._still:
            return
        action = self._wanted[subject]
        if action.screen is Screen.OPEN:
            self._open(subject)
        else:
            self._tasks[subject] = task = asyncio.get_running_loop().create_task(
                self._bring(subject, action)
            )
            self._guarded(task)

    def _open(self, subject: str) -> None:
        self._frozen.discard(subject)
        self._means.freezer.thaw(subject)
        self._ways.open(subject, self._means.sessions_of(subject))
        self._tell(subject, Outcome(Screen.OPEN, "open", True))

    async def _bring(self, subject: str, action: SetScreen) -> None:
        """Close, freeze, look again; what does not close is tried again until its time is over."""
        if action.screen is Screen.LEARNING and subject in self._frozen:
            self._thaw(subject)  # what is spared now may be among what is frozen
        while True:
            ways, why = await self._close(subject, action), ""
            if all(way.closed for way in ways) and any(way.freeze for way in ways):
                why = self._freeze(subject, action)
                ways = await self._close(subject, action)
            # What stands still cannot end either: a log-in that ends would hang for a minute and a
            # half, and the next one behind it.
            if not all(way.closed for way in ways) or not any(way.freeze for way in ways):
                self._let_run(subject, ways)
            self._tell(subject, _outcome(action.screen, ways, why))
            if all(way.closed and not way.ending for way in ways) and not why:
                return
            await asyncio.sleep(AGAIN_S)

    async def _close(self, subject: str, action: SetScreen) -> tuple[Way, ...]:
        sessions = self._means.sessions_of(subject)
        return tuple(await asyncio.gather(*(self._ways.close(s, action) for s in sessions)))

    def _freeze(self, subject: str, action: SetScreen) -> str:
        """Freeze what may be; give why it could not be, "" when it could."""
        kept = self._ways.left_alone(self._means.sessions_of(subject))
        chosen = self._means.choose(subject, action.spare, kept=kept)
        if action.screen is Screen.LEARNING and subject in self._means.freezer.left():
            self._means.freezer.thaw(subject)  # what is spared now may stand still with the rest
        try:
            self._means.freezer.freeze(subject, chosen)
        except Unsupported as error:
            return str(error)
        except OSError as error:  # the freezer's notes cannot be written: then nothing is frozen
            return error.strerror or "error"
        self._frozen.add(subject)
        return ""

    def _freeze_more(self, subject: str) -> None:
        del self._gathering[subject]
        action = self._wanted[subject]
        if subject in self._frozen:
            self._freeze(subject, action)

    def _let_run(self, subject: str, ways: tuple[Way, ...]) -> None:
        """Thaw what is not closed; what an earlier life froze waits for a lock just asked for."""
        if subject not in self._means.freezer.left():
            self._thaw(subject)
        elif ways and not any(way.asked for way in ways):
            self._means.freezer.thaw(subject)

    def _thaw(self, subject: str) -> None:
        if subject in self._frozen:
            self._frozen.discard(subject)
            self._means.freezer.thaw(subject)

    def _tell(self, subject: str, outcome: Outcome) -> None:
        """Tell the mind what was achieved, once for each outcome."""
        if self._told.get(subject) == outcome:
            return
        self._told[subject] = outcome
        self._means.happened(
            ev.ScreenApplied, subject, outcome.screen, outcome.how, outcome.ok, outcome.why
        )


def _outcome(screen: Screen, ways: tuple[Way, ...], not_frozen: str) -> Outcome:
    """Sum up: the way that failed speaks for all."""
    for way in ways:
        if not way.closed:
            return Outcome(screen, way.how, False, way.why)
    if not_frozen:
        return Outcome(screen, "freeze", False, not_frozen)
    return Outcome(screen, ways[0].how if ways else "nobody", True)
