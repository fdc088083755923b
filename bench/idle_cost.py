"""What Lũy Tre costs while nobody does anything: memory (PSS) and processor time of each process.

A real child is logged in on a real X screen (tests/journeys/rig.py) and touches nothing; as root:
    python -m bench.idle_cost [MINUTES] [--flood]
With --flood another user starts programs as fast as two shells can, for as long. Aims (hazards.md,
Idle cost): service <= 36 MB and half of timekpr-next's 0.30 % of a core, agent <= 60 MB; under a
flood of another user's programs <= 10 % of a core.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from app.platforms.linux import procfs
from app.platforms.linux.cgroup import Cgroup, find_mount
from tests.journeys.rig import Rig, rig, ticks
from tests.platforms.people import _people

SETTLE_S = 20
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
FLOOD = "while :; do /bin/true; done"


def pss_mb(pid: int) -> float:
    """A process's share of memory, in MB (1,000,000 bytes)."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    line = next(one for one in text.splitlines() if one.startswith("Pss:"))
    return int(line.split()[1]) * 1024 / 1e6


def processes(pc: Rig) -> dict[str, int]:
    """Our processes by what they are."""
    assert pc.service is not None
    found = {"service": pc.service.pid, "agent": pc.agent()}
    for pid in procfs.pids():
        stat = procfs.stat(pid)
        command = procfs.read(pid, "cmdline") or b""
        if stat and stat.ppid == pc.service.pid and b"app.programs.refuser" in command:
            found["refuser"] = pid
    return found


def execs() -> int:
    """Programs begun on this machine since it started (forks, which is what /proc/stat counts)."""
    text = Path("/proc/stat").read_text(encoding="ascii")
    return int(next(one for one in text.splitlines() if one.startswith("processes")).split()[1])


def measure(pc: Rig, seconds: float) -> None:
    """Print a line for each process and one for all of them."""
    ours = processes(pc)
    before = {name: ticks(pid) for name, pid in ours.items()}
    begun, began = execs(), time.monotonic()
    time.sleep(seconds)
    took = time.monotonic() - began
    whole_mb = whole_cpu = 0.0
    for name, pid in ours.items():
        mb, cpu = pss_mb(pid), (ticks(pid) - before[name]) / TICKS_A_SECOND / took * 100
        whole_mb, whole_cpu = whole_mb + mb, whole_cpu + cpu
        print(f"{name:8} {mb:6.1f} MB PSS  {cpu:6.3f} % of a core")
    print(f"{'together':8} {whole_mb:6.1f} MB PSS  {whole_cpu:6.3f} % of a core", end="  ")
    print(f"({took:.0f} s, {(execs() - begun) / took:.0f} processes a second on the machine)")


def main() -> None:
    """Run the bench."""
    words = sys.argv[1:]
    flood = "--flood" in words
    minutes = float(next((word for word in words if word != "--flood"), "10"))
    with rig() as pc:
        pc.start()
        pc.rule()
        pc.log_in()
        # The page of the first log-in was shown to this agent; an ordinary day begins without it.
        pc.kill()
        pc.start()
        time.sleep(SETTLE_S)
        if not flood:
            measure(pc, 60 * minutes)
            return
        others = _people()
        other = next(others)
        shells = [other.starts(["/bin/sh", "-c", FLOOD], cwd="/") for _ in range(2)]
        try:
            measure(pc, 60 * minutes)
        finally:
            for shell in shells:
                shell.kill()
                shell.wait()
            next(others, None)
        # What the flood may have pushed out of the kernel's queue must still be seen.
        late = pc.program("xcalc")
        pc.focus(late)
        time.sleep(1)
        print(f"after the flood the program in front is {pc.card().front_name or 'not seen'}")
        assert Cgroup(find_mount()).path.is_dir()


if __name__ == "__main__":
    main()
