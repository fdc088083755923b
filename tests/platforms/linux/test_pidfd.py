"""That an act can only reach the process that was meant."""

import os
import signal
import subprocess
import time
from dataclasses import replace

import pytest

from app.platforms.linux import pidfd, procfs
from tests.platforms.linux.child_account import (
    PYTHON,
    Account,
    account,
    child,
    described,
    needs_root,
    runs,
)

__all__ = ["account", "child"]


@needs_root
def test_the_very_process_is_held(child: Account) -> None:
    """pid, start time and user agree: signals reach it."""
    game = child.work()
    with pidfd.held(game) as fd:
        assert fd is not None
        assert pidfd.send(fd, signal.SIGSTOP)
    for _ in range(100):
        if pidfd.state_of(game.pid) == "T":
            break
        time.sleep(0.01)
    assert not runs(game)


@needs_root
@pytest.mark.parametrize(("started", "uid"), [(-1, 0), (1, 0), (0, -1), (0, 1)])
def test_another_process_is_not(child: Account, started: int, uid: int) -> None:
    """The same number with another start or another user is somebody else."""
    game = child.work()
    other = replace(game, started=game.started + started, uid=game.uid + uid)
    with pidfd.held(other) as fd:
        assert fd is None


@needs_root
def test_a_program_that_became_roots_is_not(child: Account) -> None:
    """A set-uid program the child started acts with root's rights: it is not his any more."""
    with subprocess.Popen(
        [PYTHON, "-c", f"import os\nos.setresuid({child.uid},0,0)\ninput()"], stdin=subprocess.PIPE
    ) as program:
        for _ in range(500):
            if f"Uid:\t{child.uid}\t0".encode() in (procfs.read(program.pid, "status") or b""):
                break
            time.sleep(0.01)
        became = replace(described(program.pid), uid=child.uid)
        with pidfd.held(became) as fd:
            assert fd is None
        program.kill()


@pytest.mark.parametrize("pid", [0, -1, 2**22 + 1])
def test_numbers_of_nobody(pid: int) -> None:
    """What is no process is simply not there."""
    assert pidfd.open_pid(pid) is None
    assert pidfd.state_of(pid) == ""
    with pidfd.held_since(pid, 0) as fd:
        assert fd is None


def test_a_thread_is_no_process() -> None:
    """A thread has a number too, but only the process can be held."""
    code = "import threading,time\nt=threading.Thread(target=time.sleep,args=(60,),daemon=True)\n"
    code += "t.start()\nprint(t.native_id,flush=True)\ninput()"
    with subprocess.Popen(
        [PYTHON, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        thread = int(program.stdout.readline())
        try:
            assert pidfd.open_pid(thread) is None
        finally:
            program.kill()


def test_the_end_is_waited_for() -> None:
    """A pidfd tells the end, a zombie's too, and then takes no signal."""
    with subprocess.Popen(["/bin/sleep", "60"]) as program:
        fd = os.pidfd_open(program.pid)
        assert not pidfd.wait_end(fd, 10)
        program.kill()
        assert pidfd.wait_end(fd, 5_000)
        program.wait()
        assert not pidfd.send(fd, signal.SIGTERM)
        os.close(fd)
