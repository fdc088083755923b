"""What every closer promises, fake and real alike."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace

import pytest

from app.enforce.ports import Closer
from app.model.observation import Process
from app.platforms.fake.closer import FakeCloser
from app.platforms.fake.programs import FakePrograms
from app.platforms.linux.closer import LinuxCloser
from tests.platforms.linux.child_account import PYTHON, WORK, described, new_account

STUBBORN = (
    "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True)\n" + WORK
)


@dataclass
class Stage:
    """A closer, a program that ends when asked, one that does not, and who lives."""

    closer: Closer
    polite: Process
    stubborn: Process
    lives: Callable[[Process], bool]


@contextmanager
def fake() -> Iterator[Stage]:
    """Made-up programs."""
    polite, stubborn = (Process(pid, pid, 1001, "/usr/games/game") for pid in (10, 11))
    programs = FakePrograms()
    programs.start(polite)
    programs.start(stubborn)
    programs.ended.add(replace(polite, started=9))
    yield Stage(FakeCloser(programs, frozenset([stubborn])), polite, stubborn, programs.lives)


@contextmanager
def real() -> Iterator[Stage]:
    """Real programs of a real user."""
    if os.geteuid() != 0:
        pytest.skip("acts on other users: needs root")
    with new_account() as account:
        polite = account.work()
        deaf = account.popen(PYTHON, "-c", STUBBORN, stdout=subprocess.PIPE)
        assert deaf.stdout is not None
        deaf.stdout.readline()
        children = {child.pid: child for child in account.started}

        def lives(process: Process) -> bool:
            try:
                children[process.pid].wait(timeout=0.3)
            except subprocess.TimeoutExpired:
                return True
            return False

        yield Stage(LinuxCloser(), polite, described(deaf.pid), lives)


STAGES: dict[str, Callable[[], AbstractContextManager[Stage]]] = {"fake": fake, "linux": real}


@pytest.fixture(params=STAGES)
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    """Each closer's machine in turn."""
    with STAGES[request.param]() as made:
        yield made


def test_a_program_is_asked(stage: Stage) -> None:
    """The request reaches it; one that does not listen goes on."""
    assert stage.closer.ask(stage.polite)
    assert stage.closer.ask(stage.stubborn)
    assert not stage.lives(stage.polite)
    assert stage.lives(stage.stubborn)


def test_a_program_is_ended(stage: Stage) -> None:
    """Ending does not depend on its will."""
    assert stage.closer.end(stage.stubborn)
    assert not stage.lives(stage.stubborn)
    assert stage.lives(stage.polite)


def test_what_ended_cannot_be_asked_again(stage: Stage) -> None:
    """False says that nothing was done."""
    assert stage.closer.end(stage.polite)
    assert not stage.lives(stage.polite)
    assert not stage.closer.ask(stage.polite)
    assert not stage.closer.end(stage.polite)


def test_another_program_with_that_number_is_not_touched(stage: Stage) -> None:
    """An older program's description reaches nobody."""
    older = replace(stage.polite, started=9)
    assert not stage.closer.ask(older)
    assert not stage.closer.end(older)
    assert stage.lives(stage.polite)


def test_signals_are_the_kind_ones() -> None:
    """Asking is SIGTERM, which a program may use to save; ending is SIGKILL."""
    sent = []
    code = "import signal\nprint(signal.sigwait({signal.SIGTERM}), flush=True)"
    with subprocess.Popen(
        [
            PYTHON,
            "-c",
            "import signal; signal.pthread_sigmask(0, {15}); print(flush=True)\n" + code,
        ],
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        program.stdout.readline()
        assert LinuxCloser().ask(described(program.pid))
        sent.append(program.stdout.readline().strip())
    assert sent == [str(signal.SIGTERM)]
