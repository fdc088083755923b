"""Our name resolver beside five others, each with the same million blocked names.

    .venv/bin/python -m bench.dns [--rounds 5] [--seconds 3] [--beside unbound,dnsdist,...]

Run as root on a machine with two cores and nothing else to do. hazards.md, DNS figures, lays down
how: servers take turns, the server on core 0, dnsperf and one upstream server in C on core 1; what
counts is the median over rounds of the ratio to the peer in the same round. Ours has every feature
on (app.programs.resolver.bench). With --edns the questions carry EDNS, as systemd-resolved's do.
The peers' packages are fetched into --folder and run from there (bench/dns/peers.py); with
--beside "" there are none. Exit code 1: a floor is missed, or a server did not do its work.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from functools import partial
from pathlib import Path

from bench.dns import machine, peers, report
from bench.dns.rounds import Bench, Options, Round

CACHE = Path.home() / ".cache" / "luytre-bench"
GENERATOR = "dnsperf"


def main() -> int:
    """Run the rounds and print what they found."""
    words = _options()
    if os.getuid() != 0:
        print("the peers are mounted over /usr for themselves: run this as root")
        return 2
    wanted = [one for one in peers.ALL if not one.package or one.key in words.beside.split(",")]
    folder: Path = words.folder
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / "log").unlink(missing_ok=True)
    os.sched_setaffinity(0, {machine.OTHER_CORE})
    unpacked = peers.unpack([GENERATOR, *(one.package for one in wanted if one.package)], folder)
    options = Options(
        words.rounds, words.seconds, words.names, words.paced, words.edns, words.port, folder
    )
    bench = Bench(options, wanted, unpacked)
    found = []
    for number in range(options.rounds):
        began = time.monotonic()
        found.append(bench.round(partial(_tell, f"round {number + 1}: ")))
        took = time.monotonic() - began
        _tell(f"round {number + 1}: ", f"{took:.0f} s, load {os.getloadavg()[0]:.1f}\n")
    return _print(found, [one.key for one in wanted], options)


def _options() -> Namespace:
    parser = ArgumentParser(prog="bench.dns", description="Our resolver beside others.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3, help="a server and kind of question")
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--paced", type=int, default=300, help="slow questions of a kind; 0 = none")
    parser.add_argument("--beside", default=",".join(one.key for one in peers.ALL[1:]))
    parser.add_argument("--edns", action="store_true")
    parser.add_argument("--port", type=int, default=5390)
    parser.add_argument("--folder", type=Path, default=CACHE)
    return parser.parse_args()


def _tell(where: str, text: str) -> None:
    print(f"\r\033[K{where}{text}", end="", file=sys.stderr, flush=True)


def _print(rounds: list[Round], keys: list[str], options: Options) -> int:
    others = [key for key in keys if key != peers.OURS]
    print(
        f"{options.rounds} rounds of {options.seconds:g} s, {options.listed:,} names, "
        f"EDNS {'on' if options.edns else 'off'}; {_machine()}\n"
    )
    parts = (
        [*report.table(rounds, keys), report.busy(rounds)],
        report.ratios(rounds, others),
        report.delays(rounds, keys),
    )
    for lines in parts:
        print("\n".join(lines), end="\n\n")
    failed = False
    for number, one in enumerate(rounds):
        for key, why in one.broken.items():
            print(f"round {number + 1}: {key} BROKEN: {why}")
            failed |= key == peers.OURS
    for aim in report.aims(rounds):
        failed |= aim.floor and not aim.met
        verdict = "met   " if aim.met else "MISSED"
        print(f"{verdict} {'floor' if aim.floor else 'aim  '} {aim.text}")
    return int(failed)


def _machine() -> str:
    text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    name = next((one.split(":")[1] for one in text.splitlines() if "model name" in one), "")
    return f"Python {sys.version.split()[0]},{name}, {os.cpu_count()} cores"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        sys.exit(f"bench.dns: {error}; apt-get, cc, taskset and unshare are needed")
