"""What every starter of agents promises, fake and real alike."""

import os
import secrets
import select
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace

import pytest

from app.enforce.ports import AgentLink, AgentStarter
from app.model.errors import Unsupported
from app.model.observation import Session, SessionKind
from app.platforms.fake.agent_starter import FakeAgentStarter
from app.platforms.linux.agent_starter import LinuxAgentStarter
from app.platforms.linux.cgroup import Cgroup, Tree, find_mount
from tests.platforms.linux.child_account import PYTHON, new_account

SPEAKS = (
    "import os,time\nos.write(3, b'hello')\nos.write(3, os.read(3, 99).upper())\ntime.sleep(99)"
)


@dataclass
class Stage:
    """A starter, a session for it, and an agent that says hello and then what it heard, loudly."""

    starter: AgentStarter
    session: Session
    plays: Callable[[Session], None]


def _session(uid: int, name: str) -> Session:
    return Session("c1", uid, name, SessionKind.X11, True, display=":99")


@contextmanager
def fake() -> Iterator[Stage]:
    """A made-up agent."""
    starter = FakeAgentStarter()

    def plays(session: Session) -> None:
        agent = starter.agents[session.id]
        agent.sendall(b"hello")
        if select.select([agent], [], [], 0)[0]:
            agent.sendall(agent.recv(99).upper())

    yield Stage(starter, _session(1001, "an"), plays)
    for session in list(starter.agents):
        starter.lose(session)


@contextmanager
def real() -> Iterator[Stage]:
    """A real program as a real user."""
    if os.geteuid() != 0:
        pytest.skip("acts as another user: needs root")
    tree = Tree(find_mount(), f"luytre-t-{secrets.token_hex(3)}")
    with new_account() as account:
        starter = LinuxAgentStarter([PYTHON, "-I", "-c", SPEAKS], tree)
        yield Stage(starter, _session(account.uid, account.name), lambda session: None)
        assert tree.groups("agent") == {}
        Cgroup(tree.ours).remove()


STAGES: dict[str, Callable[[], AbstractContextManager[Stage]]] = {"fake": fake, "linux": real}


@pytest.fixture(params=STAGES)
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    """Each starter in turn."""
    with STAGES[request.param]() as made:
        yield made


def heard(link: AgentLink) -> bytes:
    """What comes over the link within 5 s; empty = the agent is gone."""
    assert select.select([link.fd], [], [], 5)[0], "the agent says nothing"
    return os.read(link.fd, 99)


def test_the_link_carries_both_ways(stage: Stage) -> None:
    """What the agent writes arrives, and what is written to it does."""
    link = stage.starter.start(stage.session, "vi")
    os.write(link.fd, b"xin chao")
    stage.plays(stage.session)
    words = heard(link)
    while words != b"helloXIN CHAO":
        assert b"helloXIN CHAO".startswith(words)
        words += heard(link)
    assert link.process.uid == stage.session.uid
    stage.starter.end(link)
    assert heard(link) == b""
    os.close(link.fd)


def test_ending_twice_is_fine(stage: Stage) -> None:
    """The service ends what it hears nothing from, whether it lives or not."""
    link = stage.starter.start(stage.session, "en")
    stage.starter.end(link)
    stage.starter.end(link)
    os.close(link.fd)


def test_a_session_has_one_agent(stage: Stage) -> None:
    """Starting again ends the one before; ending the old link leaves the new agent alone."""
    first = stage.starter.start(stage.session, "vi")
    second = stage.starter.start(stage.session, "vi")
    while heard(first):
        pass
    stage.starter.end(first)
    stage.plays(stage.session)
    assert heard(second) == b"hello"
    stage.starter.end(second)
    os.close(first.fd)
    os.close(second.fd)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": SessionKind.TTY, "display": ""},
        {"kind": SessionKind.SSH, "display": "localhost:10.0"},
        {"display": ""},
        {"uid": 0, "user": "root"},
    ],
)
def test_where_there_can_be_no_agent_it_says_so(stage: Stage, change: dict[str, object]) -> None:
    """A tty or ssh log-in, a desktop without a display, and root have none."""
    with pytest.raises(Unsupported):
        stage.starter.start(replace(stage.session, **change), "vi")  # type: ignore[arg-type]
