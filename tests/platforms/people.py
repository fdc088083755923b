"""Real users for the tests of senses: made for one run, removed afterwards with all they own."""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

# Another program may hold /etc/passwd's lock for a moment; useradd gives up at once.
_TRIES = 50


@dataclass(frozen=True)
class Person:
    """A user of this machine, with a home and a runtime directory of its own."""

    name: str
    uid: int
    gid: int
    home: Path
    runtime: Path

    def starts(self, command: Sequence[str], **options: Any) -> subprocess.Popen[bytes]:
        """Run a program as this user, in a process group of its own."""
        environment = {
            "HOME": str(self.home),
            "USER": self.name,
            "LOGNAME": self.name,
            "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/games",
            "LANG": "C.UTF-8",
            "XDG_RUNTIME_DIR": str(self.runtime),
            **options.pop("env", {}),
        }
        return subprocess.Popen(
            command,
            user=self.uid,
            group=self.gid,
            extra_groups=[],
            env=environment,
            cwd=options.pop("cwd", self.home),
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            **options,
        )

    def ends_everything(self) -> None:
        """Kill whatever this user runs; the kernel picks the processes, by the user alone."""
        for _ in range(20):
            done = subprocess.run(
                [
                    "/usr/bin/setpriv",
                    f"--reuid={self.uid}",
                    "--clear-groups",
                    "kill",
                    "-KILL",
                    "-1",
                ],
                capture_output=True,
            )
            if done.returncode != 0:
                return
            time.sleep(0.02)


def _account(*command: str) -> None:
    for attempt in range(_TRIES):
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode == 0:
            return
        if "cannot lock" not in done.stderr or attempt == _TRIES - 1:
            raise RuntimeError(f"{command[0]}: {done.stderr.strip()}")
        time.sleep(0.1)


def _make(folder: Path) -> Person:
    name = f"luytre-t-{secrets.token_hex(3)}"
    _account("useradd", "--no-create-home", "--shell", "/bin/sh", "-d", str(folder / "home"), name)
    entry = pwd.getpwnam(name)
    person = Person(name, entry.pw_uid, entry.pw_gid, folder / "home", folder / "run")
    for place in (person.home, person.runtime):
        place.mkdir(mode=0o700)
        os.chown(place, person.uid, person.gid)
    return person


def _remove(person: Person) -> None:
    person.ends_everything()
    _account("userdel", person.name)


def _people() -> Iterator[Person]:
    if os.geteuid() != 0:
        pytest.skip("needs root to make a user")
    # Not pytest's own folder: every run of pytest closes that one to other users again.
    folder = Path(tempfile.mkdtemp(prefix="luytre-t-"))
    folder.chmod(0o711)
    person = _make(folder)
    try:
        yield person
    finally:
        _remove(person)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session", name="child")
def child_fixture() -> Iterator[Person]:
    """A child's account, removed at the end of the run."""
    yield from _people()


@pytest.fixture(scope="session", name="sister")
def sister_fixture() -> Iterator[Person]:
    """A second account, for what must be told apart."""
    yield from _people()


def stop(process: subprocess.Popen[bytes]) -> None:
    """End one program of ours, and wait for it."""
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
    process.wait()
