"""The SIGSTOP freezer where it differs: what was stopped before, and copies."""

import os
import signal
import time
from pathlib import Path

from app.platforms.linux import procfs
from app.platforms.linux.clock import LinuxClock
from app.platforms.linux.freezer_stop import StopFreezer
from app.platforms.linux.pidfd import state_of
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
pytestmark = needs_root
SPREADING = """
import os, time
made = 0
while made < 40:
    time.sleep(0.01)
    if os.fork() == 0: made = 1000
    made += 1
while True: time.sleep(0.005)
"""


def test_what_its_user_stopped_stays_stopped(tmp_path: Path, child: Account) -> None:
    """A program the child put to sleep himself (Ctrl+Z) is not ours to wake."""
    asleep = child.work()
    os.kill(asleep.pid, signal.SIGSTOP)
    while state_of(asleep.pid) != "T":
        time.sleep(0.005)
    freezer = StopFreezer(tmp_path / "homes", LinuxClock())
    assert freezer.freeze("an", (asleep,)) == (asleep,)
    freezer.thaw("an")
    assert not runs(asleep)


def test_copies_made_meanwhile_are_caught(tmp_path: Path, child: Account) -> None:
    """What the program forked since the listing is stopped and woken with it."""
    game = child.start(PYTHON, "-c", SPREADING)
    time.sleep(0.15)
    freezer = StopFreezer(tmp_path / "homes", LinuxClock())
    assert freezer.freeze("an", (game,)) == (game,)
    time.sleep(0.02)
    everybody = [pid for pid in procfs.pids() if procfs.owner(pid) == child.uid and procfs.exe(pid)]
    assert len(everybody) > 5
    assert {state_of(pid) for pid in everybody} == {"T"}
    freezer.thaw("an")
    assert all(runs(described(pid)) for pid in everybody)


def test_nothing_is_stopped_that_could_not_be_written_down(tmp_path: Path, child: Account) -> None:
    """The note comes before the signal."""
    game = child.work()
    freezer = StopFreezer(tmp_path / "homes", LinuxClock())
    (tmp_path / "homes.new").mkdir()
    try:
        freezer.freeze("an", (game,))
    except OSError:
        assert runs(game)
    else:
        raise AssertionError("frozen without a note")
