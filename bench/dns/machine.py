"""Processes on a core each, what they cost, and the questions that are put to them."""

from __future__ import annotations

import contextlib
import re
import secrets
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
SERVER_CORE, OTHER_CORE = 0, 1
SURE = 200  # listed names a server must stop before it counts as started
MB = 1_000_000
NOERROR, NXDOMAIN = 0, 3
START_S = 120.0


class Broken(Exception):
    """A server does not do what is measured; the text says what it did."""


@dataclass(frozen=True, slots=True)
class Load:
    """What one run of dnsperf saw of one server. cpu_us: the server's own, per answer.

    generator is the part of its core that dnsperf took: near 1, the load was the limit.
    """

    qps: float
    cpu_us: float
    generator: float


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident megabytes; mapped = of the table's file, shared and the kernel's to take back."""

    rss: float
    mapped: float


def wire_program(folder: Path) -> Path:
    """Build wire.c. Raises FileNotFoundError without a C compiler."""
    program = folder / "wire"
    subprocess.run(["cc", "-O2", "-o", str(program), str(HERE / "wire.c")], check=True)
    return program


@contextlib.contextmanager
def running(words: Sequence[str], log: Path, core: int = SERVER_CORE) -> Iterator[int]:
    """Run a program on one core until the end of the block; give its pid."""
    with log.open("ab") as file:
        process = subprocess.Popen(
            ["taskset", "-c", str(core), *words],
            cwd=HERE.parent.parent,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
        )
    try:
        yield process.pid
    finally:
        process.kill()
        process.wait()


def cpu_ns(pid: int) -> int:
    """Processor time of all threads of a process, as the scheduler counted it."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((one / "schedstat").read_text(encoding="ascii").split()[0]) for one in tasks)


def memory(pid: int, table: Path) -> Memory:
    """Read what a process holds."""
    rss = mapped = 0
    ours = False
    for line in Path(f"/proc/{pid}/smaps").read_text(encoding="utf-8").splitlines():
        if re.match(r"[0-9a-f]+-[0-9a-f]+ ", line):
            ours = line.endswith(f" {table}")
        elif line.startswith("Rss:"):
            size = int(line.split()[1]) * 1024
            rss += size
            mapped += size * ours
    return Memory(rss / MB, mapped / MB)


def question(name: str, ident: int) -> bytes:
    """Write a question for an A record."""
    head = ident.to_bytes(2, "big") + b"\1\0\0\1" + bytes(6)
    labels = (bytes((len(one),)) + one.encode("ascii") for one in name.split("."))
    return head + b"".join(labels) + b"\0\0\1\0\1"


def ask(sock: socket.socket, name: str) -> int | None:
    """Put one question; give the answer's rcode, None when there is none in the socket's time."""
    ident = secrets.randbits(16)
    try:
        sock.send(question(name, ident))
        while True:
            answer = sock.recv(2048)
            if int.from_bytes(answer[:2], "big") == ident:
                return answer[3] & 15
    except OSError:  # not there yet, or silent
        return None


def first_right(port: int, names: Sequence[str], began: float) -> tuple[float, int]:
    """Wait until SURE listed names are stopped one after the other.

    Gives the seconds since `began` and how many were answered as if they were not listed before.
    """
    wrong = right = 0
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.connect(("127.0.0.1", port))
        sock.settimeout(0.02)
        while right < SURE:
            if time.monotonic() - began > START_S:
                raise Broken(f"not ready after {START_S:.0f} s")
            rcode = ask(sock, names[right])
            if rcode == NXDOMAIN:
                right += 1
                sock.settimeout(1.0)
            elif rcode is None:
                right = 0
                time.sleep(0.001)
            else:
                wrong += rcode == NOERROR
                right = 0
    return time.monotonic() - began, wrong


def questions(port: int, file: Path, seconds: float, *, edns: bool) -> list[str]:
    """Give the command that asks with 100 questions open, for so long, 0 = each question once."""
    words = ["dnsperf", "-s", "127.0.0.1", "-p", str(port), "-d", str(file)]
    words += ["-c", "8", "-q", "100", "-t", "2", "-T", "1", *(["-e"] if edns else [])]
    return words + (["-l", str(seconds)] if seconds else ["-n", "1"])


def load(pid: int, dnsperf: Sequence[str], rcode: str) -> Load:
    """Run dnsperf against the server of that pid; every answer must have that rcode."""
    before, began = cpu_ns(pid), _children_s()
    done = subprocess.run(
        ["taskset", "-c", str(OTHER_CORE), *dnsperf],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    )
    took, made = cpu_ns(pid) - before, _children_s() - began
    said = dict(re.findall(r"^ +([^:\n]+): +(.+)$", done.stdout, re.MULTILINE))
    answered = int(said["Queries completed"].split()[0])
    lost = int(said["Queries lost"].split()[0])
    codes = dict(re.findall(r"([A-Z]+) (\d+)", said["Response codes"]))
    wrong = answered - int(codes.get(rcode, 0))
    if wrong + lost > answered / 1000:
        raise Broken(f"{lost} lost, {answered} answered: {said['Response codes']}")
    run = float(said["Run time (s)"])
    return Load(answered / run, took / answered / 1000, made / run)


def _children_s() -> float:
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def delays(wire: Path, port: int, names: Path, count: int, rate: int) -> list[float]:
    """Ask at a household's pace; give the microseconds until each answer came."""
    words = [str(wire), "ask", str(port), str(names), str(count), str(rate)]
    done = subprocess.run(
        ["taskset", "-c", str(OTHER_CORE), *words], stdout=subprocess.PIPE, text=True, check=True
    )
    found = [int(line) / 1000 for line in done.stdout.split()]
    if any(one < 0 for one in found):
        raise Broken(f"{sum(one < 0 for one in found)} of {count} slow questions without an answer")
    return found
