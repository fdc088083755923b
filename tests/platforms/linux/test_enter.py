"""What stands between root and the program: it gives everything up or ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.platforms.linux import enter
from tests.platforms.linux.child_account import Account, account, child, needs_root

__all__ = ["account", "child"]
pytestmark = needs_root


def entered(procs: str, user: str, *command: str) -> subprocess.CompletedProcess[str]:
    """Run it as spawn does."""
    words = [sys.executable, "-I", "-S", enter.__file__, procs, user, *command]
    return subprocess.run(
        words, capture_output=True, text=True, cwd="/tmp", preexec_fn=_deaf, restore_signals=False
    )


def _deaf() -> None:
    """Begin as what a script starts in the background does, and a little worse."""
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])


def test_it_becomes_the_program(child: Account) -> None:
    """The same process, as the user, with signals as every program expects them."""
    done = entered(
        "", child.name, "/bin/grep", "-E", "^(Uid|Sig(Ign|Blk)|NoNew)", "/proc/self/status"
    )
    told = dict(line.split(":\t", 1) for line in done.stdout.splitlines())
    assert told["Uid"].split() == [str(child.uid)] * 4
    assert (int(told["SigIgn"], 16) % 2**31, int(told["SigBlk"], 16)) == (0, 0)
    assert told["NoNewPrivs"] == "1"


@pytest.mark.parametrize("ours", ["-500", "300"])
def test_it_is_not_spared_when_memory_runs_out(child: Account, ours: str) -> None:
    """To be ended last is for the service alone; its children are programs like any other."""
    score = "/proc/self/oom_score_adj"
    command = ["/bin/sh", "-c", f'echo {ours} > {score} || exit 77; exec "$@"', "sh"]
    command += [sys.executable, "-I", "-S", enter.__file__, "", child.name, "/bin/cat", score]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode == 77:
        pytest.skip("nobody on this machine may be spared (no CAP_SYS_RESOURCE)")
    assert done.stdout == "0\n"


def test_without_a_user_it_stays_root() -> None:
    """The refuser's process keeps its rights and its folder is the top."""
    assert entered("", "", "/bin/pwd").stdout == "/\n"
    assert entered("", "", "/usr/bin/id", "-u").stdout == "0\n"


@pytest.mark.parametrize(
    ("procs", "user", "program"),
    [
        ("/nowhere/cgroup.procs", "", "/bin/echo"),
        ("", "nobody-by-this-name", "/bin/echo"),
        ("", "", "/bin/not-there"),
    ],
)
def test_what_fails_ends_it(procs: str, user: str, program: str) -> None:
    """No cgroup, no such user, no such program: nothing is run with too many rights."""
    done = entered(procs, user, program, "it ran")
    assert done.returncode != 0
    assert done.stdout == ""


def test_it_needs_nothing_but_python() -> None:
    """It runs as root before anything is given up: no package beside it is read."""
    text = Path(enter.__file__).read_text()
    imports = [line for line in text.splitlines() if line.startswith(("import", "from"))]
    assert imports == [f"import {name}" for name in ("ctypes", "os", "pwd", "signal", "sys")]
    assert os.stat(enter.__file__).st_mode & 0o022 == 0
