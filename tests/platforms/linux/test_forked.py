"""Copies that a program made of itself since it was listed."""

import os
import time
from dataclasses import replace

from app.platforms.linux import procfs
from app.platforms.linux.clock import LinuxClock
from app.platforms.linux.forked import forked, is_copy, listing_began
from tests.platforms.linux.child_account import PYTHON, Account, account, child, needs_root

__all__ = ["account", "child"]
pytestmark = needs_root
TWINS = """
import os, subprocess, time
os.fork()
subprocess.Popen(["sleep", "60"])
time.sleep(60)
"""


def test_only_copies_are_found(child: Account) -> None:
    """The fork is, what either of them started is not, nor is anything once it is known."""
    first = child.start(PYTHON, "-c", TWINS)
    since = listing_began(LinuxClock())
    for _ in range(200):
        if sum(procfs.owner(pid) == child.uid for pid in procfs.pids()) == 4:
            break
        time.sleep(0.02)
    (twin,) = forked([first], [], since)
    assert twin.exe == first.exe
    assert twin.ppid == first.pid
    assert forked([first], [twin.pid], since) == []
    assert forked([replace(first, exe="/bin/sh")], [], since) == [twin]
    assert forked([replace(first, uid=0)], [], since) == []


def test_what_is_older_than_the_listing_is_not_found(child: Account) -> None:
    """The caller saw it, judged it and left it out."""
    first = child.start(PYTHON, "-c", TWINS)
    time.sleep(0.2)
    since = LinuxClock().now().boot_ms // 10 + 1
    assert forked([first], [], since) == []


def test_a_parent_that_ended_is_told_by_its_program(child: Account) -> None:
    """Its copies have another parent now, but its owner and its program."""
    first = child.start(PYTHON, "-c", TWINS)
    time.sleep(0.2)
    since = listing_began(LinuxClock())
    (twin,) = forked([first], [], since)
    os.kill(first.pid, 9)
    child.started[0].wait()
    assert [one.pid for one in forked([first], [], since)] == [twin.pid]
    assert forked([replace(first, exe="/usr/games/other")], [], since) == []
    assert forked([replace(first, uid=first.uid + 1)], [], since) == []


def test_what_is_gone_is_no_obstacle(child: Account) -> None:
    """A scope is whole when the only other process in it has just ended."""
    assert is_copy(2**22 + 1, [], 0)


def test_a_listing_is_fresh_for_two_seconds() -> None:
    """The tick lies two seconds back: what was forked since may be missing from the list."""
    clock = LinuxClock()
    before = clock.now().boot_ms // 10
    assert before - 200 <= listing_began(clock) <= before - 200 + 5
