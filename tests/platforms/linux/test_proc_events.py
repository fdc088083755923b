"""The kernel's events: cheap under a flood, complete after a loss, honest where there are none."""

import asyncio
import os
import subprocess
import sys
import time

import pytest

from app.model.errors import Unsupported
from app.model.observation import Process
from app.monitor.ports import Started
from app.platforms.linux import proc_events
from app.platforms.linux.proc_events import KernelEvents
from tests.platforms.loops import until
from tests.platforms.people import Person, stop

FLOOD = ["/bin/sh", "-c", "while :; do /bin/true; done"]


def started(events: KernelEvents, *uids: int) -> list[Process]:
    """Start the watcher; give the list of what it tells. Skips where the kernel tells nothing."""
    told: list[Process] = []

    def heard(one: Started) -> None:
        told.append(one.process)

    try:
        events.start(frozenset(uids), heard)
    except Unsupported as why:
        pytest.skip(str(why))
    return told


async def _flooded(child: Person, sister: Person) -> tuple[float, list[int], list[Process]]:
    events = KernelEvents()
    told = started(events, child.uid)
    flood = sister.starts(FLOOD)
    mine = []
    used, began = time.process_time(), time.monotonic()
    for _ in range(5):
        mine.append(child.starts(["sleep", "20"]))
        await asyncio.sleep(0.3)
    share = (time.process_time() - used) / (time.monotonic() - began)
    await until(lambda: sum(one.exe.endswith("/sleep") for one in told) >= 5)
    events.stop()
    for program in (flood, *mine):
        stop(program)
    return share, [one.pid for one in mine], told


def test_a_strangers_flood_costs_little_and_hides_nothing(child: Person, sister: Person) -> None:
    """While another user starts programs without end, each of the child's is told, once."""
    share, mine, told = asyncio.run(_flooded(child, sister))
    assert sorted(one.pid for one in told if one.exe.endswith("/sleep")) == sorted(mine)
    assert {one.uid for one in told} == {child.uid}
    # The bench says what it costs; five forks are in here too. This only catches a runaway.
    assert share < 0.25


async def _deaf(child: Person, sister: Person) -> None:
    events = KernelEvents()
    told = started(events, child.uid)
    before = child.starts(["/bin/sh", "-c", "sleep 0.5; exec sleep 21"])
    flood = sister.starts(FLOOD)
    await until(lambda: told)
    fresh = child.starts(["sleep", "20"])
    time.sleep(1.0)  # deaf: the loop does not run, and events are lost
    stop(flood)
    sleeps = {before.pid, fresh.pid}
    await until(lambda: sleeps <= {one.pid for one in told if one.exe.endswith("/sleep")})
    events.stop()
    for program in (before, fresh):
        stop(program)


def test_lost_events_are_followed_by_one_look_at_everything(
    child: Person, sister: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a backlog far too small, programs begun unheard are told after the next event."""
    monkeypatch.setattr(proc_events, "_BACKLOG", 2_304)
    looks = []
    really = KernelEvents._rescan

    def counted(self: KernelEvents) -> None:
        looks.append(1)
        really(self)

    monkeypatch.setattr(KernelEvents, "_rescan", counted)
    asyncio.run(_deaf(child, sister))
    assert looks


CODE = """
import asyncio
from app.platforms.linux.processes import LinuxProcesses
async def main():
    processes = LinuxProcesses()
    processes.start(frozenset({0}), lambda _: None)
    print(processes.name, len(processes.of(0)) > 0)
    processes.stop()
asyncio.run(main())
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes namespaces")
@pytest.mark.parametrize("space", [["--net"], ["--pid", "--fork", "--mount-proc"]])
def test_where_the_kernel_is_silent_the_scan_takes_over(space: list[str]) -> None:
    """In another network or PID namespace there are no events; the scan says it works there."""
    command = ["unshare", *space, sys.executable, "-c", CODE]
    done = subprocess.run(command, capture_output=True, text=True, cwd=os.getcwd())
    assert done.stdout == "proc-scan True\n", done.stderr
