"""A real account for one test module, and whether what runs in it really runs."""

import os
import pwd
import subprocess
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pytest

from app.model.observation import Process
from app.platforms.linux import procfs
from tests.platforms.people import Person, _people

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="acts on other users: needs root")
PYTHON = "/usr/bin/python3"
# Works a little, two hundred times a second, and never ends by itself.
WORK = "import time\nwhile True: time.sleep(0.005)"


class Account:
    """A user with the programs a test started as him: they are ended and reaped with the test."""

    def __init__(self, person: Person) -> None:
        """Act as this person."""
        self.person = person
        self.name, self.uid, self.gid = person.name, person.uid, person.gid
        self.home: Path = person.home
        self.entry = pwd.getpwuid(person.uid)
        self.started: list[subprocess.Popen[bytes]] = []

    def popen(self, *command: str, **options: Any) -> subprocess.Popen[bytes]:
        """Start a program as this user."""
        child = self.person.starts(command, **({"cwd": "/"} | options))
        self.started.append(child)
        return child

    def start(self, *command: str, **options: Any) -> Process:
        """Start a program as this user; give it as the senses would, once it is itself."""
        return described(self.popen(*command, **options).pid, command[0])

    def work(self) -> Process:
        """Start a program that shows by its context switches whether it runs."""
        return self.start(PYTHON, "-c", WORK)

    def run(self, *command: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
        """Run a program as this user to its end."""
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
        child = self.popen(*command, **options)
        out, err = child.communicate(timeout=30)
        return subprocess.CompletedProcess(command, child.returncode, out, err)

    def end_everything(self) -> None:
        """End whatever runs as this user, and reap what the test started."""
        self.person.ends_everything()
        for child in self.started:
            child.kill()
            child.communicate(timeout=10)
        self.started.clear()


def described(pid: int, program: str = "", seconds: float = 5) -> Process:
    """Give the process as the senses see it, once it runs that program."""
    wanted = os.path.realpath(program) if program else ""
    for _ in range(int(seconds / 0.005)):
        uid = procfs.owner(pid)
        found = procfs.process(pid, uid) if uid is not None else None
        if found is not None and wanted in ("", found.exe):
            return found
        time.sleep(0.005)
    raise AssertionError(f"process {pid} never became {program}")


def runs(process: Process, seconds: float = 0.15) -> bool:
    """Whether the process goes on: it was on a processor meanwhile, and then again.

    Once does not count: what was frozen a moment ago still has its last turn written down.
    """
    return _moved(process, seconds) and _moved(process, seconds)


def _moved(process: Process, seconds: float) -> bool:
    before = _turns(process.pid)
    for _ in range(int(seconds / 0.01)):
        time.sleep(0.01)
        if _turns(process.pid) != before:
            return True
    return False


def _turns(pid: int) -> tuple[bytes, ...]:
    stat = (procfs.read(pid, "stat") or b"").rpartition(b")")[2].split()
    status = (procfs.read(pid, "status") or b"").split(b"\n")
    return (*stat[11:13], *(line for line in status if b"ctxt_switches" in line))


@contextmanager
def new_account() -> Iterator[Account]:
    """Make an account; end its programs and remove it, after failure too."""
    people = cast(Generator[Person, None, None], _people())
    account = Account(next(people))
    try:
        yield account
    finally:
        account.end_everything()
        people.close()


@pytest.fixture(scope="module")
def account() -> Iterator[Account]:
    """One account for a module of tests."""
    with new_account() as made:
        yield made


@pytest.fixture
def child(account: Account) -> Iterator[Account]:
    """The module's account, with nothing of his running after the test."""
    yield account
    account.end_everything()
