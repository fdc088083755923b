"""What every watcher of programs promises: the fake, the kernel's events and the scan of /proc."""

import asyncio
import os
import shutil
import signal
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.model.errors import Unsupported
from app.model.observation import Process
from app.monitor.ports import Processes, Started
from app.platforms.fake.processes import FakeProcesses
from app.platforms.linux.proc_events import KernelEvents
from app.platforms.linux.proc_scan import ProcScan
from app.platforms.linux.processes import LinuxProcesses
from tests.platforms.loops import until
from tests.platforms.people import Person, child_fixture, sister_fixture, stop

__all__ = ["child_fixture", "sister_fixture"]


class Machine(ABC):
    """A place where programs can be started, and the watcher under test."""

    processes: Processes

    @abstractmethod
    def begin(self, person: Person) -> int:
        """Start a program that waits; give its pid."""

    @abstractmethod
    def turn_into(self, person: Person, exe: str) -> int:
        """Start a program that begins another one, `exe`, in its own place; give its pid."""

    @abstractmethod
    def end(self, pid: int) -> None:
        """End a program."""


class Pretended(Machine):
    """The fake watcher and its pretended programs."""

    def __init__(self) -> None:
        self.processes = self.fake = FakeProcesses()
        self.last = 100

    def begin(self, person: Person) -> int:
        self.last += 1
        self.fake.begin(Process(self.last, self.last, person.uid, shutil.which("sleep") or ""))
        return self.last

    def turn_into(self, person: Person, exe: str) -> int:
        pid = self.begin(person)
        self.fake.turn_into(pid, exe)
        return pid

    def end(self, pid: int) -> None:
        self.fake.end(pid)


class Real(Machine):
    """A real watcher, and real programs of real users."""

    def __init__(self, processes: Processes) -> None:
        self.processes = processes
        self.running: dict[int, subprocess.Popen[bytes]] = {}

    def begin(self, person: Person) -> int:
        return self._start(person, ["sleep", "60"])

    def turn_into(self, person: Person, exe: str) -> int:
        return self._start(person, ["/bin/sh", "-c", f"sleep 0.3; exec {exe} 60"])

    def end(self, pid: int) -> None:
        os.kill(pid, signal.SIGKILL)
        self.running.pop(pid).wait()

    def _start(self, person: Person, command: list[str]) -> int:
        program = person.starts(command)
        self.running[program.pid] = program
        return program.pid


KINDS = ["fake", "kernel-events", "proc-scan", "best"]


@pytest.fixture(params=KINDS)
def machine(request: pytest.FixtureRequest) -> Iterator[Machine]:
    """Each watcher in turn, with what can happen around it."""
    if request.param == "fake":
        yield Pretended()
        return
    watchers: dict[str, Callable[[], Processes]] = {
        "kernel-events": KernelEvents,
        "proc-scan": lambda: ProcScan(0.1),
        "best": LinuxProcesses,
    }
    real = Real(watchers[request.param]())
    yield real
    for program in real.running.values():
        stop(program)


def start(machine: Machine, uids: frozenset[int]) -> list[Process]:
    """Start the watcher; give the list that grows with every program it tells of."""
    told: list[Process] = []

    def heard(started: Started) -> None:
        told.append(started.process)

    try:
        machine.processes.start(uids, heard)
    except Unsupported as why:
        pytest.skip(str(why))
    return told


async def _tells(machine: Machine, child: Person, sister: Person) -> None:
    told = start(machine, frozenset({child.uid}))
    other = machine.begin(sister)
    pid = machine.begin(child)
    await until(lambda: any(one.exe.endswith("/sleep") for one in told))
    (mine,) = [one for one in told if one.exe.endswith("/sleep")]
    assert (mine.pid, mine.uid) == (pid, child.uid)
    assert mine.started > 0
    assert other not in [one.pid for one in told]
    assert pid in [one.pid for one in machine.processes.of(child.uid)]
    assert machine.processes.of(sister.uid) == ()
    machine.processes.stop()


def test_a_watched_program_is_told_and_listed(
    machine: Machine, child: Person, sister: Person
) -> None:
    """The program of a watched user is told once and listed; a stranger's is neither."""
    asyncio.run(_tells(machine, child, sister))


async def _changes(machine: Machine, child: Person) -> None:
    told = start(machine, frozenset({child.uid}))
    target = shutil.copy(shutil.which("sleep") or "", child.runtime / "other")
    Path(target).chmod(0o755)
    pid = machine.turn_into(child, str(target))
    await until(lambda: any(one.exe == str(target) for one in told))
    (now,) = [one for one in machine.processes.of(child.uid) if one.pid == pid]
    assert now.exe == str(target)
    machine.processes.stop()


def test_another_program_in_the_same_process_is_told(machine: Machine, child: Person) -> None:
    """A shell that becomes a game is a game."""
    asyncio.run(_changes(machine, child))


async def _ends(machine: Machine, child: Person) -> None:
    start(machine, frozenset({child.uid}))
    pid = machine.begin(child)
    await until(lambda: pid in [one.pid for one in machine.processes.of(child.uid)])
    machine.end(pid)
    await until(lambda: pid not in [one.pid for one in machine.processes.of(child.uid)])
    machine.processes.stop()


def test_an_ended_program_is_not_listed(machine: Machine, child: Person) -> None:
    """What ended does not run."""
    asyncio.run(_ends(machine, child))


async def _moves_on(machine: Machine, child: Person, sister: Person) -> None:
    told = start(machine, frozenset({child.uid}))
    pid = machine.begin(sister)
    machine.processes.watch(frozenset({sister.uid}))
    assert pid in [one.pid for one in machine.processes.of(sister.uid)]
    machine.begin(child)
    second = machine.begin(sister)
    await until(lambda: second in [one.pid for one in told])
    assert child.uid not in {one.uid for one in told}
    machine.processes.stop()


def test_whom_to_watch_can_change(machine: Machine, child: Person, sister: Person) -> None:
    """From the change on the new user's programs are seen, also those that ran before."""
    asyncio.run(_moves_on(machine, child, sister))
