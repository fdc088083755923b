"""What asking for permission costs: how long a program takes to start, unmarked and marked.

Run as root: `python bench/refuse_latency.py`. Prints medians and 95th percentiles in milliseconds
of starting and ending a copy of true(1), in turns: a file nobody asks about, one that is denied to
somebody else (the refuser is asked and allows), and one that is denied to who tries (until EPERM).
Then a hundred starts of the unmarked file while the refuser is stopped. Aims (hazards.md, Refusing
a program): a denied program never starts; with the refuser stopped all others start as ever.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

from app.platforms.linux import procfs
from app.platforms.linux.refuser import LinuxRefuser

ROUNDS = 300
CHILD, OTHER = 54_321, 54_322  # numbers without an account


def start(program: Path, uid: int) -> float:
    """Start a program to its end, or until it is refused; give the milliseconds."""
    began = time.perf_counter()
    try:
        subprocess.run([program], user=uid, group=uid, extra_groups=[], check=True)
    except PermissionError:
        if uid != CHILD:
            raise
    return (time.perf_counter() - began) * 1_000


def line(name: str, values: list[float]) -> str:
    """One row of the table."""
    values = sorted(values)
    last = values[int(len(values) * 0.95)]
    return f"{name:<44} {statistics.median(values):7.2f} ms   p95 {last:7.2f} ms"


def helper() -> int:
    """The refuser's process."""
    stats = ((pid, procfs.stat(pid)) for pid in procfs.pids())
    mine = [pid for pid, stat in stats if stat is not None and stat.ppid == os.getpid()]
    return next(pid for pid in mine if b"refuser" in (procfs.read(pid, "cmdline") or b""))


async def measure(folder: Path) -> None:
    """Play all of it and print."""
    plain, marked = folder / "plain", folder / "marked"
    for program in (plain, marked):
        shutil.copy("/usr/bin/true", program)
    refused: list[str] = []
    refuser = LinuxRefuser([sys.executable, "-I", "-m", "app.programs.refuser"])
    refuser.start(lambda uid, path: refused.append(path))
    refuser.deny(CHILD, frozenset([str(marked)]))
    while not refused:
        start(marked, CHILD)
        await asyncio.sleep(0.05)
    rows: dict[str, list[float]] = {"unmarked": [], "marked, allowed": [], "denied (EPERM)": []}
    for _ in range(ROUNDS):
        rows["unmarked"].append(start(plain, OTHER))
        rows["marked, allowed"].append(start(marked, OTHER))
        rows["denied (EPERM)"].append(start(marked, CHILD))
        await asyncio.sleep(0)
    os.kill(helper(), signal.SIGSTOP)
    rows["unmarked, the refuser stopped"] = [start(plain, OTHER) for _ in range(100)]
    refuser.stop()
    for name, values in rows.items():
        print(line(name, values))
    asked = [b - a for a, b in zip(rows["unmarked"], rows["marked, allowed"], strict=True)]
    print(line("what the question costs", asked))


def main() -> None:
    """Make a folder of installed programs, measure, remove it."""
    if os.geteuid() != 0:
        sys.exit("only root can ask the kernel: run it with sudo")
    folder = Path("/opt") / f"luytre-t-{secrets.token_hex(3)}"
    folder.mkdir(mode=0o755)
    try:
        asyncio.run(measure(folder))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
