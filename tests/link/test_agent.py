"""The agent's line: both real ends of a socketpair, honest ones and forged ones."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from app.api import child, wire
from app.link.agent import BURST, MAY_WAIT, AgentEnd, ServiceEnd, agent_end, service_end
from tests.link.conftest import HELLO, until

SENSE = child.Sense(1, pid=7, idle_ms=200)


@dataclass
class Side:
    """What one end heard, and how it ended."""

    heard: list[Any] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)


@dataclass
class Pair:
    """A service and whatever plays its agent; the clock is the loop's, `stopped_ms` holds it."""

    service: ServiceEnd
    line: socket.socket
    at_service: Side
    at_agent: Side
    stopped_ms: int | None = None

    async def agent(self) -> AgentEnd:
        """The honest agent at the other end."""
        side = self.at_agent
        return await agent_end(side.heard.append, side.ended.append, now_ms, self.line.detach())


def now_ms() -> int:
    """Milliseconds of the loop's clock."""
    return round(asyncio.get_running_loop().time() * 1000)


@asynccontextmanager
async def pair() -> AsyncIterator[Pair]:
    """A socketpair with the service at one end."""
    ours, theirs = socket.socketpair()
    side = Side()
    service = await service_end(ours, side.heard.append, side.ended.append, now_ms)
    made = Pair(service, theirs, side, Side())
    try:
        yield made
    finally:
        service.close("stopping")
        if theirs.fileno() >= 0:
            theirs.close()
        await until(lambda: side.ended)
        await until(lambda: made.at_agent.ended or theirs.fileno() < 0)
        await asyncio.sleep(0.02)


def test_both_ways() -> None:
    """The greeting is the ends' own business; senses go up, orders and states go down."""

    async def story() -> Pair:
        async with pair() as made:
            agent = await made.agent()
            assert agent.say(SENSE) == 0
            assert agent.say(child.Ask("time", minutes=10)) == 0
            await until(lambda: len(made.at_service.heard) == 2)
            made.service.send(child.Done("1"))
            made.service.send(child.Lock(1, 2, child.Why("wait", "bedtime", "", "bracket")))
            await until(lambda: len(made.at_agent.heard) == 2)
        return made

    made = asyncio.run(story())
    assert made.at_service.heard == [SENSE, child.Ask("time", minutes=10)]
    assert [type(message) for message in made.at_agent.heard] == [child.Done, child.Lock]
    assert (made.at_service.ended, made.at_agent.ended) == (["stopping"], ["gone"])


def test_an_agent_that_dies_is_gone() -> None:
    """The service hears of the end at once, once."""

    async def story() -> Pair:
        async with pair() as made:
            made.line.close()
            await until(lambda: made.at_service.ended)
            assert not made.service.send(child.Done())
        return made

    assert asyncio.run(story()).at_service.ended == ["gone"]


FORGED = {
    "no greeting": (wire.frame(SENSE), "hello"),
    "another version": (wire.frame(child.Hello(99)), "version"),
    "100 MB": ((100_000_000).to_bytes(4, "big"), "too_long"),
    "noise": (HELLO + b"\0\0\0\3abc", "malformed"),
    "an order": (HELLO + b'\0\0\0\x17{"t":"done","id":"root"}', "unknown"),
    "a flood": (HELLO + wire.frame(SENSE) * 1000, "rate"),
}


@pytest.mark.parametrize("case", FORGED)
def test_a_forged_agent_is_lost(case: str) -> None:
    """Whatever is no agent ends its line with the code the guard is told."""
    data, code = FORGED[case]

    async def story() -> Pair:
        async with pair() as made:
            made.line.setblocking(False)
            with contextlib.suppress(BrokenPipeError, BlockingIOError):
                await asyncio.get_running_loop().sock_sendall(made.line, data)
            await until(lambda: made.at_service.ended)
        return made

    made = asyncio.run(story())
    assert made.at_service.ended == [code]
    assert len(made.at_service.heard) <= BURST


def test_an_agent_that_does_not_read_is_lost() -> None:
    """States do not pile up for a stopped agent."""

    async def story() -> Pair:
        async with pair() as made:
            made.line.send(HELLO)
            notice = child.Notice("tip", 0, child.Why("", "", "", ""), name="x" * 10_000)
            for _ in range(200):
                made.service.send(notice)
            await until(lambda: made.at_service.ended)
        return made

    assert asyncio.run(story()).at_service.ended == ["slow"]


def test_too_many_are_taken_later() -> None:
    """Over the ration nothing is lost: the rest comes at twenty a second."""

    async def story() -> tuple[Pair, int, float]:
        async with pair() as made:
            loop = asyncio.get_running_loop()
            made.line.send(HELLO + b"".join(wire.frame(child.Sense(n)) for n in range(BURST + 5)))
            await until(lambda: made.at_service.heard)
            began, at_once = loop.time(), len(made.at_service.heard)
            await until(lambda: len(made.at_service.heard) == BURST + 5)
            return made, at_once, loop.time() - began

    made, at_once, took = asyncio.run(story())
    assert at_once == BURST - 1  # the greeting counts
    assert 0.2 <= took < 2
    assert [message.mark for message in made.at_service.heard] == list(range(BURST + 5))
    assert BURST + 5 < MAY_WAIT


def test_an_honest_agent_keeps_to_the_ration() -> None:
    """The agent's own end says how long to wait, so that it is never cut off for talking."""

    async def story() -> tuple[list[int], Pair]:
        async with pair() as made:
            agent = await made.agent()
            waits = [agent.say(SENSE) for _ in range(30)]
            await until(lambda: len(made.at_service.heard) == waits.count(0))
        return waits, made

    waits, made = asyncio.run(story())
    assert waits[:19] == [0] * 19
    assert all(0 < wait <= 50 for wait in waits[20:])
    assert made.at_service.ended == ["stopping"]


def test_the_agent_cannot_say_too_much() -> None:
    """A frame the service would refuse is an error at the agent, before it is sent."""

    async def story() -> None:
        async with pair() as made:
            agent = await made.agent()
            with pytest.raises(wire.WireError, match="too_long"):
                agent.say(child.Ask("time", words="x" * wire.FROM_CHILD))

    asyncio.run(story())
