"""Senses: what the machine and the agents see, put together for the mind and passed to the hands.

Every sense calls back when something changed; what follows from it is gathered for a moment and
told once, and only where it is news. Who is watched follows from who is logged in.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from app.api.child import MOST_ASKED, Sense
from app.guard import events as ev
from app.guard.state import HEARTBEAT_MS, Guard
from app.model.errors import Unsupported
from app.model.moment import Moment
from app.model.observation import App, Process, Seen, Session, SessionKind
from app.monitor.merge import Heard, Sight, merge
from app.monitor.ports import (
    Clock,
    Front,
    Inhibitors,
    Pads,
    Processes,
    Sessions,
    Sleep,
    Started,
)
from app.programs.service.agents import Agents
from app.programs.service.claims import Claims
from app.programs.service.hearing import claimed, front_of
from app.programs.service.limits import Limits
from app.programs.service.names import Names
from app.programs.service.people import UNKNOWN, People
from app.rules.apps import matches, words_of

GATHER_S = 0.05  # changes of one moment are one observation
ASK_WITHIN_S = 2.0  # for an agent to say what interpreters run
ASK_AGAIN_S = 0.25  # between two such questions: an agent may say twenty things a second in all
_TEXT = (SessionKind.TTY, SessionKind.SSH)


@dataclass(frozen=True, slots=True)
class Sources:
    """The senses of this machine; what it does not have is None.

    typed  gives the time (ms) since something was typed on a terminal, None = not to be known.
    renew  forgets what was recognised, now and then: something may have been installed.
    """

    clock: Clock
    sessions: Sessions
    processes: Processes
    sleep: Sleep | None
    pads: Pads | None
    inhibitors: Inhibitors | None
    typed: Callable[[str, Moment], int | None]
    renew: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Reactions:
    """Who else hears of it at once: sessions came or went, a program began, the machine sleeps.

    recognised  what an interpreter runs was said just now.
    """

    sessions: Callable[[], None]
    began: Callable[[str, Started], None]
    recognised: Callable[[str, Process], None]
    asleep: Callable[[], None]
    awake: Callable[[], None]


class Senses:
    """Watches, and tells the mind through `happened`."""

    def __init__(
        self,
        sources: Sources,
        agents: Agents,
        people: People,
        guard: Callable[[], Guard],
        happened: Callable[..., None],
        claims: Claims,
        names: Names,
        limits: Limits,
    ) -> None:
        """Watch nothing yet."""
        self._sources = sources
        self._agents = agents
        self._people = people
        self._guard = guard
        self._happened = happened
        self._claims = claims
        self._names = names
        self._limits = limits
        self._react: Reactions | None = None
        self._heard: dict[str, Heard] = {}
        self._marks: dict[str, int] = {}
        self._pad_ms: int | None = None
        self._told: dict[str, Seen] = {}
        self._told_ms: dict[str, int] = {}
        self._strangers: set[str] = set()
        self._ruled: dict[str, tuple[str, Session]] | None = None
        self._watched: frozenset[int] = frozenset()
        self._slept = False
        self._gather: asyncio.TimerHandle | None = None
        self._beat: asyncio.TimerHandle | None = None
        self._asking: dict[str, asyncio.Task[None]] = {}

    def start(self, react: Reactions) -> None:
        """Begin to watch on the running loop. What this machine lacks becomes a limit."""
        self._react = react
        sources = self._sources
        sources.sessions.start(self._sessions_changed)
        sources.processes.start(self._uids(), self._began)
        if sources.sleep is not None:
            sources.sleep.start(self._sleeps)
        else:
            self._limits.set("no_sleep_warning")
        if sources.inhibitors is None:
            self._limits.set("no_inhibitors")
        self._start_pads()
        self._sessions_changed()
        self._heartbeat()

    def stop(self) -> None:
        """Stop watching."""
        for timer in (self._gather, self._beat):
            if timer is not None:
                timer.cancel()
        for task in self._asking.values():
            task.cancel()
        for source in (self._sources.sleep, self._sources.pads):
            if source is not None:
                source.stop()
        self._sources.processes.stop()
        self._sources.sessions.stop()

    def again(self) -> None:
        """Tell everything once more: the mind was made anew, or rules another set of people."""
        self._told.clear()
        self._ruled = None
        self._strangers &= self._people.strangers()
        self._sessions_changed()

    def sensed(self, subject: str) -> None:
        """An agent of this subject said something."""
        self._soon()

    # --- what sources tell ------------------------------------------------------------------------

    def _start_pads(self) -> None:
        if self._sources.pads is None:
            return
        try:
            self._sources.pads.start(self._pad_moved)
        except Unsupported as error:
            self._limits.set("no_pads", str(error))

    def _sessions_changed(self) -> None:
        for user in self._people.strangers() - self._strangers:
            self._strangers.add(user)
            self._happened(ev.UnknownLogin, user)
        ruled = self._people.ruled()
        if ruled == self._ruled:
            return  # somebody came or went who is nobody's child
        self._ruled = ruled
        uids = self._uids()
        if uids != self._watched:
            self._watched = uids
            self._sources.processes.watch(uids)
        self._agents.keep(_graphical(ruled))
        if self._react is not None:
            self._react.sessions()
        self._soon()

    def _began(self, started: Started) -> None:
        self._claims.began(started.process)
        subject = self._subject_of(started.process.uid)
        if subject is not None and self._react is not None:
            self._react.began(subject, started)
            self._soon()

    def _subject_of(self, uid: int) -> str | None:
        for subject, session in self._people.ruled().values():
            if session.uid == uid:
                return subject
        return None

    def _pad_moved(self) -> None:
        self._pad_ms = self._sources.clock.now().boot_ms
        self._soon()

    def _sleeps(self, going: bool) -> None:
        if self._react is None:
            return
        if going:
            self._slept = True
            self._react.asleep()
            self._happened(ev.Suspending)
            if self._sources.sleep is not None:
                self._sources.sleep.ready()
        else:
            self._happened(ev.Resumed)
            self._awake()

    def _awake(self) -> None:
        """Bring the hands back, and tell everything anew."""
        self._slept = False
        if self._react is not None:
            self._react.awake()
        self.again()

    def _uids(self) -> frozenset[int]:
        return frozenset(session.uid for _, session in self._people.ruled().values())

    # --- what the mind is told --------------------------------------------------------------------

    def _soon(self) -> None:
        if self._gather is None:
            self._gather = asyncio.get_running_loop().call_later(GATHER_S, self._observe)

    def _heartbeat(self) -> None:
        """Look again where nobody tells by himself: terminals, inhibitors, a silent agent."""
        loop = asyncio.get_running_loop()
        self._beat = loop.call_later(HEARTBEAT_MS / 1000, self._heartbeat)
        self._sources.renew()
        if self._slept and not self._guard().asleep:
            self._awake()  # nobody told: logind was made anew while the machine went to sleep
        if self._people.ruled():
            self._soon()

    def _observe(self) -> None:
        self._gather = None
        now = self._sources.clock.now()
        for seen in merge(self._sight(now)):
            old = self._told.get(seen.subject)
            # A stranger is nobody's child: only the strictest rule makes a subject of him.
            if old is None and not seen.sessions and seen.subject.startswith(UNKNOWN):
                continue
            if old is None or _is_news(old, seen, now.boot_ms - self._told_ms[seen.subject]):
                self._told[seen.subject], self._told_ms[seen.subject] = seen, now.boot_ms
                if seen.front is not None:
                    self._names.hear(seen.front)
                self._happened(ev.Observed, seen)

    def _sight(self, now: Moment) -> Sight:
        ruled = self._people.ruled()
        sessions = tuple(session for _, session in ruled.values())
        accounts = {
            account: given.subject.id
            for given in self._guard().policy.subjects
            for account in given.subject.accounts
        }
        accounts |= {session.user: subject for subject, session in ruled.values()}
        self._hear(ruled, now.boot_ms)
        self._ask(ruled)
        typed = {s.id: self._sources.typed(s.tty, now) for s in sessions if s.kind in _TEXT}
        held = self._sources.inhibitors
        return Sight(
            boot_ms=now.boot_ms,
            sessions=sessions,
            accounts=accounts,
            heard=self._heard,
            typed_ms={id: ms for id, ms in typed.items() if ms is not None},
            running=self._running(ruled),
            inhibited=frozenset(s.uid for s in sessions if held is not None and held.held(s.uid)),
            pad_boot_ms=self._pad_ms,
        )

    def _hear(self, ruled: dict[str, tuple[str, Session]], boot_ms: int) -> None:
        """Take the newest sense of each session's agent."""
        for id in self._heard.keys() - ruled.keys():
            del self._heard[id]
        for id, (subject, session) in ruled.items():
            sense = self._agents.sense(id)
            if sense is None:
                self._heard.pop(id, None)
            elif id not in self._heard or self._marks.get(id) != sense.mark:
                self._marks[id] = sense.mark
                self._heard[id] = Heard(self._front(subject, session, sense), boot_ms)

    def _front(self, subject: str, session: Session, sense: Sense) -> Front:
        """Give what an agent saw; which program it is, the service checks where it can."""
        ours = self._agents.pids()
        return front_of(sense, session.uid, self._sources.processes, self._claims, ours, subject)

    # --- what interpreters run --------------------------------------------------------------------

    def _ask(self, ruled: dict[str, tuple[str, Session]]) -> None:
        """Have each session's agent say what its interpreters run, a few at a time."""
        of = self._sources.processes.of
        self._claims.keep(one for _, session in ruled.values() for one in of(session.uid))
        for id, (subject, session) in ruled.items():
            if id in self._asking or self._agents.sense(id) is None:
                continue
            if wanting := self._claims.wanting(of(session.uid))[:MOST_ASKED]:
                self._claims.asking(wanting)
                work = self._who_are(id, subject, session.uid, wanting)
                self._asking[id] = task = asyncio.get_running_loop().create_task(work)
                task.add_done_callback(partial(self._asked, id))

    async def _who_are(self, id: str, subject: str, uid: int, asked: tuple[Process, ...]) -> None:
        pids = tuple(one.pid for one in asked)
        answer = await self._agents.who_are(id, pids, ASK_WITHIN_S)
        by_pid = {one.pid: one for one in self._sources.processes.of(uid)}
        for at, process in enumerate(asked):
            if answer is None:
                self._claims.unanswered(process)
            elif not self._claims.is_old(process):
                said = answer[at]
                claim, parent = None if said is None else claimed(said), by_pid.get(process.ppid)
                if self._claims.hear(process, claim, parent) and self._react is not None:
                    self._react.recognised(subject, process)
        self._soon()
        await asyncio.sleep(ASK_AGAIN_S)

    def _asked(self, id: str, task: asyncio.Task[None]) -> None:
        """Go on with those that came meanwhile; a fault in a task of ours is the loop's."""
        self._asking.pop(id, None)
        if task.cancelled():
            return
        if (error := task.exception()) is not None:
            task.get_loop().call_exception_handler({"message": "who are", "exception": error})
        self._soon()

    # --- what runs --------------------------------------------------------------------------------

    def _running(self, ruled: dict[str, tuple[str, Session]]) -> dict[int, tuple[App, ...]]:
        """Give the programs that rules could speak of: with a desktop file, or named by a rule."""
        found: dict[int, dict[App, None]] = {}
        people = self._guard().people
        for subject, session in ruled.values():
            person = people.get(subject)
            rules = person.policy.rules.apps if person is not None else ()
            apps = found.setdefault(session.uid, {})
            for process in self._sources.processes.of(session.uid):
                app = self._claims.app(subject, process)
                words = words_of(app)
                told = app.game or app.id.startswith("desktop:")
                if told or any(matches(rule, words) for rule in rules):
                    apps[app] = None
        return {uid: tuple(apps) for uid, apps in found.items()}


def _graphical(ruled: dict[str, tuple[str, Session]]) -> dict[str, tuple[str, Session]]:
    return {id: one for id, one in ruled.items() if one[1].kind not in _TEXT}


def _is_news(old: Seen, new: Seen, since_ms: int) -> bool:
    """Whether the mind does not know it yet: idle time that merely grew, it counts by itself."""
    if since_ms >= HEARTBEAT_MS or replace(old, idle_ms=None) != replace(new, idle_ms=None):
        return True
    if old.idle_ms is None or new.idle_ms is None:
        return old.idle_ms is not new.idle_ms
    return new.idle_ms < old.idle_ms + since_ms - HEARTBEAT_MS // 2
