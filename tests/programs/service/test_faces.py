"""What faces are told, when, and in which order."""

import asyncio
from typing import Any

from msgspec.structs import replace as put

from app.api.child import Notice, State
from app.api.parent import Changed
from app.guard import events as ev
from app.guard.state import HEARTBEAT_MS
from app.model.action import NoticeKind, Notify
from app.model.grant import AskKind, Request
from app.model.moment import SECOND
from app.model.observation import Session
from app.programs.service.faces import Faces
from tests.guard.home import Home
from tests.programs.service.machine import SSH, X11, Machine, PlayedAgent, machine, play, until
from tests.programs.service.test_agents import STATE


class Answers:
    """Gives a state that carries its time, so that two can be told apart."""

    def state(self, person: Any, now: Any = None) -> State:
        """Give it."""
        return STATE


class Line:
    """A parent's connection that follows."""

    def __init__(self, parent: bool = True) -> None:
        """Open."""
        self.parent, self.open = parent, True
        self.heard: list[str] = []

    def push(self, message: Changed) -> bool:
        """Hear what changed."""
        self.heard.append(message.what)
        return self.open


class Rig:
    """Faces of one child at home."""

    def __init__(self, pc: Machine) -> None:
        """A quiet afternoon."""
        self.home = Home("2026-11-12T16:00")
        self.said: list[tuple[str, str]] = []
        self.faces = Faces(pc.agents, Answers(), lambda _: (X11, SSH), self.say)  # type: ignore[arg-type]

    def say(self, session: Session, text: str) -> None:
        """Remember what is written on a terminal."""
        self.said.append((session.id, text))

    def step(self) -> None:
        """A step was carried out."""
        self.faces.stepped(self.home.guard)

    def notice(self, kind: NoticeKind, left_ms: int = 0) -> None:
        """The mind wants something said."""
        self.faces.notify(Notify("minh", kind, left_ms, self.home.person.decision))


def kinds(agent: PlayedAgent) -> list[str]:
    """What an agent heard."""
    return [type(message).__name__ for message in agent.heard]


async def settle() -> None:
    """Let what was sent arrive."""
    await asyncio.sleep(0.03)


def test_a_state_goes_out_when_something_changed() -> None:
    """Not at every step; a heartbeat sends it as well, for it asks whether the agent lives."""

    async def story() -> None:
        async with machine(X11) as pc:
            agent = await pc.agent(X11)
            rig = Rig(pc)
            rig.step()
            rig.step()
            await settle()
            assert kinds(agent) == ["State"]
            rig.home.do(ev.Asked(rig.home.now, Request("r", "minh", AskKind.TIME, 1, 2, 5)))
            rig.step()
            await settle()
            assert kinds(agent) == ["State", "State"]
            rig.home.pass_ms(HEARTBEAT_MS)
            rig.home.do(ev.Tick(rig.home.now))
            rig.step()
            await settle()
            assert kinds(agent) == ["State"] * 3

    play(story)


def test_a_break_that_was_kept_is_shown_at_once() -> None:
    """The twig grows when the break is over, not a heartbeat later."""

    async def story() -> None:
        async with machine(X11) as pc:
            agent = await pc.agent(X11)
            rig = Rig(pc)
            rig.step()
            person = rig.home.person
            kept = put(person, rest=put(person.rest, kept=1))
            rig.home.guard = put(rig.home.guard, people={person.id: kept})
            rig.step()
            await settle()
            assert kinds(agent) == ["State", "State"]

    play(story)


def test_notices_come_after_the_state_of_their_step() -> None:
    """A window never speaks of a time it does not know."""

    async def story() -> None:
        async with machine(X11) as pc:
            agent = await pc.agent(X11)
            rig = Rig(pc)
            rig.notice(NoticeKind.WARN, 60 * SECOND)
            rig.step()
            await settle()
            assert kinds(agent) == ["State", "Notice"]
            assert [id for id, _ in rig.said] == ["t"], "the terminal is warned as well"
            rig.notice(NoticeKind.GAME_TIME)
            rig.step()
            assert len(rig.said) == 1

    play(story)


def test_a_new_agent_gets_state_and_what_it_missed() -> None:
    """A log-in may begin with a warning; what is over by then is not said."""

    async def story() -> None:
        async with machine(X11) as pc:
            rig = Rig(pc)
            rig.notice(NoticeKind.WARN, 60 * SECOND)
            rig.step()
            rig.home.pass_ms(20 * SECOND)
            rig.home.do(ev.Tick(rig.home.now))
            agent = await pc.agent(X11)
            rig.faces.greet(rig.home.guard, "minh")
            rig.faces.greet(rig.home.guard, "minh")
            await until(lambda: len(agent.heard) == 2)
            await settle()
            assert kinds(agent) == ["State", "Notice"]
            (notice,) = [m for m in agent.heard if isinstance(m, Notice)]
            assert notice.left_ms == 40 * SECOND

    play(story)


def test_an_old_warning_is_not_said() -> None:
    """What it warned of has happened."""

    async def story() -> None:
        async with machine(X11) as pc:
            rig = Rig(pc)
            rig.notice(NoticeKind.GRACE, 10 * SECOND)
            rig.step()
            rig.home.pass_ms(11 * SECOND)
            rig.home.do(ev.Tick(rig.home.now))
            agent = await pc.agent(X11)
            rig.faces.greet(rig.home.guard, "minh")
            await settle()
            assert kinds(agent) == ["State"]

    play(story)


def test_parents_hear_what_changed() -> None:
    """Those who follow, as long as they have a parent's rights and a line."""

    async def story() -> None:
        async with machine(X11) as pc:
            rig = Rig(pc)
            mum, gone, child = Line(), Line(), Line(parent=False)
            gone.open = False
            for line in (mum, gone, child):
                rig.faces.follow(line)  # type: ignore[arg-type]
            rig.step()
            assert mum.heard == ["policy", "today"]
            rig.step()
            rig.faces.changed("record")
            assert mum.heard == ["policy", "today", "record"]
            assert gone.heard == ["policy"]
            assert child.heard == []

    play(story)
