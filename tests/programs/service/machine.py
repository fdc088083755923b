"""A made-up machine for tests of the hands: fakes of every port, and agents a test can play."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from app.api.child import (
    AppClaim,
    Base,
    FromChild,
    HoldNow,
    Lock,
    LockAnswer,
    PutAway,
    Ready,
    TheyAre,
    WhoAre,
    Why,
)
from app.link.agent import AgentEnd, agent_end
from app.model.action import SetScreen
from app.model.decision import Decision, Reason, Screen, Verdict
from app.model.observation import App, Process, Session, SessionKind
from app.model.policy import Rules
from app.platforms.fake.agent_starter import FakeAgentStarter
from app.platforms.fake.closer import FakeCloser
from app.platforms.fake.freezer import FakeFreezer
from app.platforms.fake.processes import FakeProcesses
from app.platforms.fake.programs import FakePrograms
from app.platforms.fake.session_hands import FakeSessionHands
from app.platforms.linux.scripts import interprets
from app.programs.service.agents import Agents
from app.programs.service.claims import Claims
from app.programs.service.means import Means
from app.programs.service.ways import Shown, Ways

UID = 1001
GRACE_S = 1
X11 = Session("x", UID, "minh", SessionKind.X11, active=True, display=":0", desktop="xfce")
WAYLAND = Session("w", UID, "minh", SessionKind.WAYLAND, True, display="wayland-0", desktop="gnome")
SWAY = Session("s", UID, "minh", SessionKind.WAYLAND, True, display="wayland-1", desktop="sway")
SSH = Session("t", UID, "minh", SessionKind.SSH, active=True, tty="/dev/pts/9", leader=70)


def process(pid: int, exe: str, *, ppid: int = 900, started: int = 0) -> Process:
    """A program of the child's."""
    return Process(pid, started, UID, exe, "/user.slice", ppid)


def decision(screen: Screen, reason: Reason = Reason.BEDTIME) -> Decision:
    """Why a PC is in a state."""
    return Decision(Verdict.WAIT, reason, "week.mon.bedtime", None, screen, left_ms=0)


def closed(reason: Reason = Reason.BEDTIME) -> SetScreen:
    """The wish to close."""
    return SetScreen("minh", Screen.CLOSED, decision(Screen.CLOSED, reason))


def learning(*spare: str) -> SetScreen:
    """The wish to leave only learning open."""
    state = decision(Screen.LEARNING, Reason.DAY_BUDGET)
    return SetScreen("minh", Screen.LEARNING, state, frozenset(spare))


OPEN = SetScreen("minh", Screen.OPEN, Decision(Verdict.ALLOW, Reason.OPEN, "", None))


class PlayedAgent:
    """An agent played by the test: answers locks with `holds`, puts windows away when `tidy`."""

    def __init__(self) -> None:
        """Answer honestly that everything worked."""
        self.holds: bool | None = True  # None: no answer at all
        self.tidy = True
        self.runs: dict[int, AppClaim] | None = {}  # by pid; None: no answer
        self.heard: list[Base] = []
        self.end: AgentEnd | None = None

    async def live(self, line: socket.socket) -> None:
        """Begin to live at the agent's end of the line."""
        self.end = await agent_end(self.take, lambda _: None, now_ms, line.detach())
        self.say(Ready("x11"))

    def say(self, message: FromChild) -> None:
        """Say something to the service."""
        assert self.end is not None
        self.end.say(message)

    def take(self, message: Base) -> None:
        """Do what an agent does."""
        self.heard.append(message)
        match message:
            case Lock() if message.screen and self.holds is not None:
                self.say(LockAnswer(message.n, self.holds, "" if self.holds else "keyboard"))
            case HoldNow() if self.tidy:
                self.say(PutAway(message.n, True))
            case WhoAre() if self.runs is not None:
                apps = tuple(self.runs.get(pid) for pid in message.pids)
                self.say(TheyAre(message.n, apps))

    def die(self) -> None:
        """End without a word."""
        assert self.end is not None and self.end._transport is not None
        self.end._transport.abort()

    def locks(self) -> list[int]:
        """The screens that were ordered, in their order."""
        return [m.screen for m in self.heard if isinstance(m, Lock)]


def now_ms() -> int:
    """Milliseconds of the loop's clock."""
    return round(asyncio.get_running_loop().time() * 1000)


def by_path(process: Process) -> App:
    """What a service sees of a program that nobody installed."""
    return App(f"path:{process.exe}")


class Machine:
    """Everything the hands act with, and what they reported."""

    def __init__(self, *sessions: Session, processes: tuple[Process, ...] = ()) -> None:
        """Begin with these log-ins and programs."""
        self.programs = FakePrograms()
        self.processes = FakeProcesses()
        self.processes.start(frozenset([UID]), lambda _: None)
        for one in processes:
            self.begin(one)
        self.freezer = FakeFreezer(self.programs)
        self.closer = FakeCloser(self.programs)
        self.hands = FakeSessionHands(*sessions)
        self.starter = FakeAgentStarter()
        self.events: list[tuple[Any, ...]] = []
        self.tasks: list[asyncio.Task[None]] = []
        self.slipped: list[str] = []
        self.sensed: list[str] = []
        self.clock_ms: Callable[[], int] = now_ms
        self.agents = Agents(
            self.starter,
            self.now_ms,
            self.happened,
            self.sensed.append,
            self.sensed.append,
            self.slipped.append,
            lambda subject, message: None,
        )
        self.rules = Rules(week=())
        self.claims = Claims(by_path, interprets, lambda subject: self.rules)
        self.means = Means(
            agents=self.agents,
            freezer=self.freezer,
            closer=self.closer,
            hands=self.hands,
            processes=self.processes,
            recognise=by_path,
            claims=self.claims,
            disguised=lambda listed, leaders: frozenset(),
            borrowed=lambda uid: (),
            sessions_of=self.sessions_of,
            grace_s=lambda subject: GRACE_S,
            now_ms=self.now_ms,
            happened=self.happened,
        )
        why = Why("wait", "bedtime", "week.mon.bedtime", "bracket")
        self.ways = Ways(self.means, lambda _: Shown(why, ()), lambda s, a: "closed")

    def now_ms(self) -> int:
        """The machine's clock, which a test may replace."""
        return self.clock_ms()

    def sessions_of(self, subject: str) -> tuple[Session, ...]:
        """The child's log-ins that were not ended."""
        return tuple(self.hands.there.values()) if subject == "minh" else ()

    def begin(self, one: Process) -> None:
        """A program starts."""
        self.programs.start(one)
        self.processes.begin(one)

    def happened(self, kind: Any, *facts: Any) -> None:
        """Remember what was reported."""
        self.events.append((kind.__name__, *facts))

    def guarded(self, task: asyncio.Task[None]) -> None:
        """Remember a task, so that its faults come up at the end."""
        self.tasks.append(task)

    def reported(self, name: str) -> list[tuple[Any, ...]]:
        """What was reported of one kind."""
        return [event[1:] for event in self.events if event[0] == name]

    def frozen(self) -> set[int]:
        """The pids that stand still."""
        return {one.pid for group in self.programs.frozen.values() for one in group}

    async def agent(self, session: Session) -> PlayedAgent:
        """Start the agent of a session and wait until it is ready."""
        self.agents.keep({s.id: ("minh", s) for s in self.sessions_of("minh") if s.display})
        played = PlayedAgent()
        await played.live(self.starter.agents[session.id])
        await until(lambda: session.id in self.agents.of("minh"))
        return played


@asynccontextmanager
async def machine(
    *sessions: Session, processes: tuple[Process, ...] = ()
) -> AsyncIterator[Machine]:
    """A machine that is taken down again, faults of its tasks included."""
    made = Machine(*sessions, processes=processes)
    try:
        yield made
    finally:
        made.agents.stop()
        for task in made.tasks:
            task.cancel()
        results = await asyncio.gather(*made.tasks, return_exceptions=True)
        faults = [r for r in results if isinstance(r, Exception)]
        assert not faults, faults


async def until(true: Callable[[], bool], seconds: float = 5.0) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.005)


def play(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run one story on a loop of its own."""
    asyncio.run(story())
