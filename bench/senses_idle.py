"""What watching programs costs: kernel events and the /proc scan beside a psutil poll, in one run.

Run as root on a quiet machine: `python bench/senses_idle.py [seconds]`. Each watcher runs in a
process of its own and takes its turn three times; figures are the median, in per cent of a core.
Quiet: we start nothing. Flood: another user executes programs without end, which is where a watcher
must not become a tool to slow the machine down. How many processes began a second is printed beside
both: on a machine where others work, "quiet" is what that number says.
"""

import asyncio
import os
import pwd
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection

import psutil

from app.monitor.ports import Processes
from app.platforms.linux.proc_events import KernelEvents
from app.platforms.linux.proc_scan import ProcScan

ATTRIBUTES = ["pid", "name", "username", "exe", "cmdline", "create_time"]
FLOODS = 2


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


async def _watch(processes: Processes, seconds: float) -> float:
    processes.start(frozenset({os.getuid(), 1000}), lambda _: None)
    await asyncio.sleep(0.3)
    began = _cpu()
    await asyncio.sleep(seconds)
    used = _cpu() - began
    processes.stop()
    return used


def kernel_events(seconds: float) -> float:
    """Our watcher where the kernel tells of processes."""
    return asyncio.run(_watch(KernelEvents(), seconds))


def proc_scan(seconds: float) -> float:
    """Our watcher where it does not."""
    return asyncio.run(_watch(ProcScan(), seconds))


def psutil_poll(seconds: float) -> float:
    """The usual way: six attributes of every process, once a second."""
    list(psutil.process_iter(ATTRIBUTES))
    began = _cpu()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        list(psutil.process_iter(ATTRIBUTES))
        time.sleep(1)
    return _cpu() - began


WATCHERS: dict[str, Callable[[float], float]] = {
    "kernel events": kernel_events,
    "/proc scan 1 s": proc_scan,
    "psutil 6 attributes 1 s": psutil_poll,
}


def _child(name: str, seconds: float, answer: Connection) -> None:
    answer.send(WATCHERS[name](seconds))


def measure(name: str, seconds: float) -> float:
    """Run one watcher in a fresh process; give its share of a core in per cent."""
    spawn = get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=_child, args=(name, seconds, theirs))
    process.start()
    used = float(ours.recv())
    process.join()
    return 100 * used / seconds


def _rounds(seconds: float, title: str) -> dict[str, float]:
    turns: dict[str, list[float]] = {name: [] for name in WATCHERS}
    began, first = time.monotonic(), _forks()
    for _ in range(3):
        for name in WATCHERS:
            turns[name].append(measure(name, seconds))
    medians = {name: statistics.median(values) for name, values in turns.items()}
    base = medians["psutil 6 attributes 1 s"]
    print(f"\n{title} ({len(psutil.pids())} processes, {seconds:g} s, median of 3)")
    print(
        f"  {(_forks() - first) / (time.monotonic() - began):.0f} new processes a second meanwhile"
    )
    for name, share in medians.items():
        print(f"  {name:26} {share:7.3f} % of a core   x{share / base:.3f}")
    return medians


def _forks() -> int:
    with open("/proc/stat", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("processes "))


def main() -> None:
    """Measure quiet and flooded, and print both tables."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    _rounds(seconds, "quiet")
    nobody = pwd.getpwnam("nobody").pw_uid
    command = ["/bin/sh", "-c", "while :; do /bin/true; done"]
    floods = [subprocess.Popen(command, user=nobody) for _ in range(FLOODS)]
    try:
        _rounds(seconds, "another user's flood")
    finally:
        for flood in floods:
            flood.kill()
            flood.wait()


if __name__ == "__main__":
    main()
