"""Agents: started in a session, back when lost, told apart from a log-out, silent ones ended."""

import asyncio

import pytest

from app.api.child import AppClaim, HoldNow, Lock, Sense, State, TheyAre, WhoAre, Why
from app.guard.events import AgentState
from app.model.observation import Session
from app.programs.service import agents as module
from tests.programs.service.machine import (
    SSH,
    X11,
    Machine,
    PlayedAgent,
    machine,
    play,
    until,
)

WHY = Why("wait", "bedtime", "", "bracket")
STATE = State(0, "Asia/Ho_Chi_Minh", "vi", "Minh", "7-12", 0, WHY, 0, 0, 0)


def states(pc: Machine) -> list[AgentState]:
    """What was told of the agent."""
    return [event[2] for event in pc.reported("AgentChanged")]


async def again(pc: Machine) -> PlayedAgent:
    """Wait for the next agent of the session and let it live."""
    before = len(pc.starter.languages)
    await until(lambda: len(pc.starter.languages) > before or not pc.agents.of("minh"))
    await until(lambda: "x" in pc.starter.agents)
    played = PlayedAgent()
    await played.live(pc.starter.agents["x"])
    await until(lambda: "x" in pc.agents.of("minh"))
    return played


def test_an_agent_is_there_when_it_says_ready() -> None:
    """Started with the language, known by its introduction, told to the mind."""

    async def story() -> None:
        async with machine(X11) as pc:
            pc.agents.language = "en"
            await pc.agent(X11)
            assert pc.starter.languages == ["en"]
            ready = pc.agents.ready("x")
            assert ready is not None and ready.desk == "x11"
            assert states(pc) == [AgentState.STARTED]
            assert pc.agents.pids() == {1}

    play(story)


def test_a_killed_agent_is_back_at_once_and_counts_as_lost() -> None:
    """The session goes on without it: that is a loss, and it is told once the next one is there."""

    async def story() -> None:
        async with machine(X11) as pc:
            (await pc.agent(X11)).die()
            began = asyncio.get_running_loop().time()
            await again(pc)
            assert asyncio.get_running_loop().time() - began < 1.0
            await until(lambda: len(states(pc)) == 3)
            assert states(pc) == [AgentState.STARTED, AgentState.LOST, AgentState.STARTED]

    play(story)


def test_a_log_out_is_no_loss() -> None:
    """The agent ends with its session, which is seen a moment later: nobody is accused."""

    async def story() -> None:
        async with machine(X11) as pc:
            (await pc.agent(X11)).die()
            await asyncio.sleep(0.05)
            pc.agents.keep({})
            assert states(pc) == [AgentState.STARTED, AgentState.GONE]

    play(story)


def test_a_loss_counts_although_no_agent_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A session that kills each agent before it is ready is still there after a while."""
    monkeypatch.setattr(module, "CONFIRM_S", 0.2)

    async def story() -> None:
        async with machine(X11) as pc:
            (await pc.agent(X11)).die()
            await until(lambda: AgentState.LOST in states(pc))

    play(story)


def test_a_silent_agent_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked and stopped: it is ended and another one comes."""
    monkeypatch.setattr(module, "ANSWER_WITHIN_S", 0.1)

    async def story() -> None:
        async with machine(X11) as pc:
            first = await pc.agent(X11)
            pc.agents.ask("minh", STATE)
            await until(lambda: STATE in first.heard)
            await again(pc)
            await until(lambda: AgentState.LOST in states(pc))

    play(story)


def test_an_agent_that_answers_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sense within the time is the answer."""
    monkeypatch.setattr(module, "ANSWER_WITHIN_S", 0.1)

    async def story() -> None:
        async with machine(X11) as pc:
            agent = await pc.agent(X11)
            pc.agents.ask("minh", STATE)
            await until(lambda: STATE in agent.heard)
            agent.say(Sense(1, pid=4))
            await asyncio.sleep(0.2)
            assert states(pc) == [AgentState.STARTED]
            assert pc.sensed.count("minh") == 2

    play(story)


def test_old_senses_are_dropped() -> None:
    """A sense that is not newer than the last changes nothing."""

    async def story() -> None:
        async with machine(X11) as pc:
            agent = await pc.agent(X11)
            for mark, pid in ((5, 50), (4, 40), (5, 41), (6, 60)):
                agent.say(Sense(mark, pid=pid))
            await until(lambda: (s := pc.agents.sense("x")) is not None and s.pid == 60)
            assert pc.sensed.count("minh") == 3

    play(story)


def test_a_lock_has_its_answer_or_none() -> None:
    """The answer belongs to the number; without one the caller waits only so long."""

    async def story() -> None:
        async with machine(X11) as pc:
            agent = await pc.agent(X11)
            answer = await pc.agents.lock("x", 2, WHY, (), 1.0)
            assert answer is not None and answer.held
            agent.holds = None
            assert await pc.agents.lock("x", 2, WHY, (), 0.05) is None
            assert await pc.agents.lock("nowhere", 2, WHY, (), 1.0) is None
            numbers = [m.n for m in agent.heard if isinstance(m, Lock)]
            assert len(set(numbers)) == 2

    play(story)


def test_a_lock_that_slips_says_so_by_itself() -> None:
    """An answer nobody waits for makes the screens look again."""

    async def story() -> None:
        from app.api.child import LockAnswer

        async with machine(X11) as pc:
            agent = await pc.agent(X11)
            agent.say(LockAnswer(7, False, "keyboard"))
            await until(lambda: pc.slipped == ["minh"])

    play(story)


def test_windows_are_put_away_by_the_agent() -> None:
    """The pids travel to the agent, never from it."""

    async def story() -> None:
        async with machine(X11) as pc:
            agent = await pc.agent(X11)
            assert await pc.agents.put_away("x", (50, 51), 1.0)
            (asked,) = [m for m in agent.heard if isinstance(m, HoldNow)]
            assert asked.pids == (50, 51)
            agent.tidy = False
            assert not await pc.agents.put_away("x", (50,), 0.05)

    play(story)


def test_the_agent_says_what_processes_run() -> None:
    """One answer for each pid, in the same order; anything else is no answer."""

    async def story() -> None:
        async with machine(X11) as pc:
            agent = await pc.agent(X11)
            game = AppClaim("path:/home/minh/game.py")
            agent.runs = {50: game}
            assert await pc.agents.who_are("x", (50, 51), 1.0) == (game, None)
            agent.runs = None
            assert await pc.agents.who_are("x", (50,), 0.05) is None
            waiting = asyncio.ensure_future(pc.agents.who_are("x", (50, 51), 1.0))
            await until(lambda: isinstance(agent.heard[-1], WhoAre) and agent.heard[-1].n == 3)
            agent.say(TheyAre(3, (game,)))
            assert await waiting is None
            assert await pc.agents.who_are("nowhere", (50,), 1.0) is None

    play(story)


def test_an_agent_lost_while_asked_leaves_nobody_waiting() -> None:
    """The one who waits for its answer hears that there is none."""

    async def story() -> None:
        async with machine(X11) as pc:
            agent = await pc.agent(X11)
            agent.holds = None
            waiting = asyncio.ensure_future(pc.agents.lock("x", 2, WHY, (), 30.0))
            await until(lambda: bool(agent.locks()))
            agent.die()
            assert await asyncio.wait_for(waiting, 1.0) is None

    play(story)


def test_a_session_without_a_display_has_no_agent() -> None:
    """The reason is kept for the parent."""

    async def story() -> None:
        async with machine(X11) as pc:
            pc.agents.keep({"t": ("minh", SSH)})
            assert "no display" in pc.agents.why_not("t")
            assert pc.agents.of("minh") == ()

    play(story)


def test_a_session_that_becomes_somebody_elses_gets_a_new_agent() -> None:
    """The old one is ended: it belongs to another child."""

    async def story() -> None:
        async with machine(X11) as pc:
            await pc.agent(X11)
            other = Session("x", 1002, "lan", X11.kind, active=True, display=":0")
            pc.agents.keep({"x": ("lan", other)})
            assert states(pc)[-1] is AgentState.GONE
            await until(lambda: "x" in pc.starter.agents)

    play(story)


def test_nobody_is_started_after_the_end() -> None:
    """Whatever the senses still tell."""

    async def story() -> None:
        async with machine(X11) as pc:
            await pc.agent(X11)
            pc.agents.stop()
            started = len(pc.starter.agents)
            pc.agents.keep({"x": ("minh", X11)})
            await asyncio.sleep(0.1)
            assert len(pc.starter.agents) == started
            assert pc.agents.pids() == frozenset()

    play(story)
