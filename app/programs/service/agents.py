"""The agents: one in each graphical session of a child, started by us, back at once when lost.

What an agent says comes over the line the service made and over nothing else. Its silence is an
observation like any other: one that is asked and does not answer is ended and started anew. A loss
counts only when the session goes on without it, so that a log-out is no tampering.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.api.child import (
    AppClaim,
    Base,
    FromChild,
    HoldNow,
    Lock,
    LockAnswer,
    PutAway,
    Ready,
    Sense,
    State,
    TheyAre,
    WhoAre,
    Why,
)
from app.enforce.ports import AgentLink, AgentStarter
from app.guard import events as ev
from app.link.agent import ServiceEnd, service_end
from app.model.errors import Unsupported
from app.model.observation import Session

ANSWER_WITHIN_S = 5.0  # an agent that is asked and silent for so long is lost
CONFIRM_S = 3.0  # a session without its agent that is still there after so long goes on
AGAIN_S = (0.0, 0.3, 1.0)  # before the first, second, … restart of an agent that never was ready
REFUSED_AGAIN_S = 10.0  # a session in which no agent can be started is tried again

Happened = Callable[..., None]
Answer = Callable[[str, FromChild], Base | None]
_Reply = LockAnswer | PutAway | TheyAre


@dataclass(slots=True)
class _Agent:
    """One session's agent, running or about to."""

    subject: str
    session: Session
    link: AgentLink | None = None
    end: ServiceEnd | None = None
    ready: Ready | None = None
    sense: Sense | None = None
    failed: int = 0  # starts that did not lead to Ready
    losses: int = 0  # not yet confirmed
    why_not: str = ""
    again: asyncio.TimerHandle | None = None
    silence: asyncio.TimerHandle | None = None
    confirm: asyncio.TimerHandle | None = None
    waiting: dict[int, asyncio.Future[_Reply]] = field(default_factory=dict)


class Agents:
    """Keeps an agent in every session it is told to.

    sensed is called with a subject when its agent saw something new, changed when one is ready or
    was lost, slipped when a lock says by itself that it holds or does not hold any more; answer
    takes what a child asks over the line.
    """

    def __init__(
        self,
        starter: AgentStarter,
        now_ms: Callable[[], int],
        happened: Happened,
        sensed: Callable[[str], None],
        changed: Callable[[str], None],
        slipped: Callable[[str], None],
        answer: Answer,
    ) -> None:
        """Start nobody yet."""
        self._starter = starter
        self._now_ms = now_ms
        self._happened = happened
        self._sensed = sensed
        self._changed = changed
        self._slipped = slipped
        self._answer = answer
        self._agents: dict[str, _Agent] = {}
        self._stopped = False
        self._number = 0
        self.language = "vi"

    # --- who there is -------------------------------------------------------------------------

    def keep(self, wanted: Mapping[str, tuple[str, Session]]) -> None:
        """Have an agent in each of these sessions, by session id, and in no other."""
        if self._stopped:
            return
        for id in [i for i, a in self._agents.items() if self._moved(a, wanted.get(i))]:
            self._gone(self._agents.pop(id))
        for id, (subject, session) in wanted.items():
            if id not in self._agents:
                self._agents[id] = agent = _Agent(subject, session)
                self._start(agent)
            else:
                self._agents[id].session = session

    def pids(self) -> frozenset[int]:
        """Give the agents' processes."""
        links = (agent.link for agent in self._agents.values())
        return frozenset(link.process.pid for link in links if link is not None)

    def sense(self, session: str) -> Sense | None:
        """Give what the agent of a session last saw; None when there is nobody to ask."""
        agent = self._agents.get(session)
        return None if agent is None or agent.ready is None else agent.sense

    def ready(self, session: str) -> Ready | None:
        """Give how the agent of a session introduced itself; None while it does not run."""
        agent = self._agents.get(session)
        return None if agent is None else agent.ready

    def why_not(self, session: str) -> str:
        """Give why a session has no agent, "" when nothing speaks against it."""
        agent = self._agents.get(session)
        return "" if agent is None else agent.why_not

    def of(self, subject: str) -> tuple[str, ...]:
        """Give the sessions of a subject in which an agent is ready."""
        found = self._agents.items()
        return tuple(i for i, a in found if a.subject == subject and a.ready is not None)

    def stop(self) -> None:
        """End them all for good; no loss is told."""
        self._stopped = True
        for agent in self._agents.values():
            self._end(agent)
            _cancel(agent)
        self._agents.clear()

    # --- saying and asking ----------------------------------------------------------------------

    def tell(self, subject: str, message: Base) -> None:
        """Say it to all agents of a subject."""
        for id in self.of(subject):
            end = self._agents[id].end
            if end is not None:
                end.send(message)

    def ask(self, subject: str, state: State) -> None:
        """Send the state; each agent answers with what it sees, or is lost."""
        loop = asyncio.get_running_loop()
        for id in self.of(subject):
            agent = self._agents[id]
            if agent.end is not None and agent.end.send(state) and agent.silence is None:
                agent.silence = loop.call_later(ANSWER_WITHIN_S, self._silent, agent)

    async def lock(
        self,
        session: str,
        screen: int,
        why: Why,
        following: tuple[tuple[int, str], ...],
        within_s: float,
    ) -> LockAnswer | None:
        """Bring up the lock (2), the cover (1) or nothing (0); None = no answer in that time."""
        n = self._next()
        answer = await self._say_and_wait(session, n, Lock(n, screen, why, following), within_s)
        return answer if isinstance(answer, LockAnswer) else None

    def unlock(self, subject: str) -> None:
        """Take lock and cover down, whether they answer or not."""
        self.tell(subject, Lock(self._next(), 0, Why("allow", "open", "", "product")))

    async def put_away(self, session: str, pids: tuple[int, ...], within_s: float) -> bool:
        """Put the windows of these processes away; False when it was not done in that time."""
        n = self._next()
        answer = await self._say_and_wait(session, n, HoldNow(n, pids), within_s)
        return isinstance(answer, PutAway) and answer.done

    async def who_are(
        self, session: str, pids: tuple[int, ...], within_s: float
    ) -> tuple[AppClaim | None, ...] | None:
        """Have the agent say what these processes run; None when it did not in that time."""
        n = self._next()
        answer = await self._say_and_wait(session, n, WhoAre(n, pids), within_s)
        if not isinstance(answer, TheyAre) or len(answer.apps) != len(pids):
            return None
        return answer.apps

    async def _say_and_wait(
        self, session: str, n: int, message: Base, within_s: float
    ) -> _Reply | None:
        agent = self._agents.get(session)
        if agent is None or agent.end is None or agent.ready is None:
            return None
        future = asyncio.get_running_loop().create_future()
        agent.waiting[n] = future
        try:
            if not agent.end.send(message):
                return None
            async with asyncio.timeout(within_s):
                answer: _Reply = await future
                return answer
        except TimeoutError:
            return None
        finally:
            agent.waiting.pop(n, None)

    def _next(self) -> int:
        self._number += 1
        return self._number

    # --- a life -----------------------------------------------------------------------------------

    def _start(self, agent: _Agent) -> None:
        agent.again = None
        try:
            link = self._starter.start(agent.session, self.language)
        except Unsupported as error:
            agent.why_not = str(error)
            self._later(agent, REFUSED_AGAIN_S)
            return
        agent.why_not = ""
        agent.link, agent.end, agent.ready, agent.sense = link, None, None, None
        task = asyncio.get_running_loop().create_task(self._listen(agent, link))
        task.add_done_callback(_raise)

    async def _listen(self, agent: _Agent, link: AgentLink) -> None:
        def heard(message: FromChild) -> None:
            if agent.link is link:
                self._heard(agent, message)

        def ended(reason: str) -> None:
            if agent.link is link:
                self._lost(agent)

        end = await service_end(socket.socket(fileno=link.fd), heard, ended, self._now_ms)
        if agent.link is link:
            agent.end = end
        else:
            end.close("stopping")

    def _heard(self, agent: _Agent, message: FromChild) -> None:
        match message:
            case Ready():
                self._is_ready(agent, message)
            case Sense():
                self._sees(agent, message)
            case LockAnswer() | PutAway() | TheyAre():
                future = agent.waiting.get(message.n)
                if future is not None and not future.done():
                    future.set_result(message)
                elif isinstance(message, LockAnswer):
                    self._slipped(agent.subject)
            case _:
                reply = self._answer(agent.subject, message)
                if reply is not None and agent.end is not None:
                    agent.end.send(reply)

    def _is_ready(self, agent: _Agent, ready: Ready) -> None:
        agent.ready, agent.failed = ready, 0
        self._confirm(agent)
        self._happened(ev.AgentChanged, agent.subject, agent.session.id, ev.AgentState.STARTED)
        self._changed(agent.subject)

    def _sees(self, agent: _Agent, sense: Sense) -> None:
        if agent.silence is not None:
            agent.silence.cancel()
            agent.silence = None
        if agent.sense is None or sense.mark > agent.sense.mark:
            agent.sense = sense
            self._sensed(agent.subject)

    def _silent(self, agent: _Agent) -> None:
        agent.silence = None
        self._lost(agent)

    def _lost(self, agent: _Agent) -> None:
        """It ended or fell silent: bring it back, and count the loss once it is sure to be one."""
        was_ready = agent.ready is not None
        self._end(agent)
        agent.failed = 0 if was_ready else agent.failed + 1
        agent.losses += 1
        loop = asyncio.get_running_loop()
        if agent.confirm is None:
            agent.confirm = loop.call_later(CONFIRM_S, self._confirm, agent)
        self._later(agent, AGAIN_S[min(agent.failed, len(AGAIN_S) - 1)])
        if was_ready:
            self._changed(agent.subject)

    def _confirm(self, agent: _Agent) -> None:
        """The session goes on: what was lost in it was lost."""
        if agent.confirm is not None:
            agent.confirm.cancel()
            agent.confirm = None
        losses, agent.losses = agent.losses, 0
        for _ in range(losses):
            self._happened(ev.AgentChanged, agent.subject, agent.session.id, ev.AgentState.LOST)

    def _later(self, agent: _Agent, wait_s: float) -> None:
        loop = asyncio.get_running_loop()
        agent.again = loop.call_later(wait_s, self._start, agent)

    def _gone(self, agent: _Agent) -> None:
        had = agent.link is not None or agent.losses > 0
        self._end(agent)
        _cancel(agent)
        if had:
            self._happened(ev.AgentChanged, agent.subject, agent.session.id, ev.AgentState.GONE)

    def _end(self, agent: _Agent) -> None:
        """End the process with everything it started, and the line to it."""
        link, end = agent.link, agent.end
        agent.link, agent.end, agent.ready, agent.sense = None, None, None, None
        if agent.silence is not None:
            agent.silence.cancel()
            agent.silence = None
        for future in agent.waiting.values():
            future.cancel() if future.done() else future.set_exception(TimeoutError())
        if end is not None:
            end.close("stopping")
        if link is not None:
            self._starter.end(link)

    def _moved(self, agent: _Agent, wanted: tuple[str, Session] | None) -> bool:
        """Whether this agent is not wanted any more: its session is gone or is somebody else's."""
        if wanted is None:
            return True
        subject, session = wanted
        now = agent.session
        return (agent.subject, now.uid, now.display) != (subject, session.uid, session.display)


def _cancel(agent: _Agent) -> None:
    for timer in (agent.again, agent.silence, agent.confirm):
        if timer is not None:
            timer.cancel()
    agent.again = agent.silence = agent.confirm = None


def _raise(task: asyncio.Task[None]) -> None:
    """A fault in a task of ours is the loop's to hear of."""
    if not task.cancelled() and (error := task.exception()) is not None:
        context = {"message": "a task of the service failed", "exception": error}
        task.get_loop().call_exception_handler(context)
