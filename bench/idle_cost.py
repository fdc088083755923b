"""What Lũy Tre costs while nobody does anything: memory (PSS) and processor time of each process.

A real child is logged in on a real X screen (tests/journeys/rig.py) and touches nothing; as root:
    python -m bench.idle_cost [MINUTES] [--flood | --beside FOLDER]
With --flood another user starts programs as fast as two shells can, for as long. With --beside we
take turns with timekpr-next (bench/peers.py says what FOLDER holds), two turns each. Aims
(hazards.md, Idle cost): service <= 36 MB and half of timekpr-next's processor time, agent <= 60 MB;
under a flood of another user's programs <= 10 % of a core.
"""

from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path

from app.platforms.linux import procfs
from bench.peers import timekprd
from tests.journeys.rig import Rig, rig
from tests.platforms.people import _people

SETTLE_S = 20
TURNS = 2
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


def cpu_ns(pid: int) -> int:
    """Processor time of all threads of a process, in ns, as the scheduler counted it."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((one / "schedstat").read_text(encoding="ascii").split()[0]) for one in tasks)


def measure(ours: dict[str, int], seconds: float) -> None:
    """Print a line for each process and one for all of them."""
    before = {name: cpu_ns(pid) for name, pid in ours.items()}
    begun, began = execs(), time.monotonic()
    time.sleep(seconds)
    took = time.monotonic() - began
    whole_mb = whole_cpu = 0.0
    for name, pid in ours.items():
        mb, cpu = pss_mb(pid), (cpu_ns(pid) - before[name]) / 1e9 / took * 100
        whole_mb, whole_cpu = whole_mb + mb, whole_cpu + cpu
        print(f"{name:8} {mb:6.1f} MB PSS  {cpu:6.3f} % of a core")
    print(f"{'together':8} {whole_mb:6.1f} MB PSS  {whole_cpu:6.3f} % of a core", end="  ")
    print(f"({took:.0f} s, {(execs() - begun) / took:.0f} processes a second on the machine)")


def main() -> None:
    """Run the bench."""
    parser = ArgumentParser(prog="bench.idle_cost")
    parser.add_argument("minutes", nargs="?", type=float, default=10)
    parser.add_argument("--flood", action="store_true")
    parser.add_argument("--beside", type=Path)
    options = parser.parse_args()
    seconds = 60 * options.minutes
    with rig() as pc:
        pc.start()
        pc.rule()
        pc.log_in()
        # The page of the first log-in was shown to this agent; an ordinary day begins without it.
        pc.kill()
        if options.beside is not None:
            take_turns(pc, options.beside, seconds)
            return
        pc.start()
        time.sleep(SETTLE_S)
        if options.flood:
            flooded(pc, seconds)
        else:
            measure(processes(pc), seconds)


def take_turns(pc: Rig, unpacked: Path, seconds: float) -> None:
    """Measure ours, theirs, ours, theirs; each runs alone."""
    for _ in range(TURNS):
        pc.start()
        time.sleep(SETTLE_S)
        measure(processes(pc), seconds)
        pc.stop()
        with timekprd(unpacked, pc.child) as pid:
            time.sleep(SETTLE_S)
            measure({"timekprd": pid}, seconds)


def flooded(pc: Rig, seconds: float) -> None:
    """Measure while another user starts programs, then see that nothing was missed."""
    others = _people()
    other = next(others)
    shells = [other.starts(["/bin/sh", "-c", FLOOD], cwd="/") for _ in range(2)]
    try:
        measure(processes(pc), seconds)
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


if __name__ == "__main__":
    main()
