"""Whether a program stands still is read off the kernel."""

import os
import signal
import subprocess
from collections.abc import Iterator

import pytest

from app.programs.agent.frozen import stands_still


@pytest.fixture
def program() -> Iterator[subprocess.Popen[bytes]]:
    """A program that waits."""
    with subprocess.Popen(["sleep", "60"]) as made:
        yield made
        made.kill()


def test_a_running_program_does_not(program: subprocess.Popen[bytes]) -> None:
    """Neither does one that is gone, or this one."""
    assert not stands_still(program.pid)
    assert not stands_still(os.getpid())
    assert not stands_still(2**22 - 3)


def test_a_stopped_program_does(program: subprocess.Popen[bytes]) -> None:
    """Where there are no control groups the service stops programs by signal."""
    program.send_signal(signal.SIGSTOP)
    os.waitpid(program.pid, os.WUNTRACED)
    assert stands_still(program.pid)
