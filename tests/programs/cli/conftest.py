"""A real service to talk to, with a child's and a parent's account on this machine."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.programs.cli import main
from tests.platforms.people import Person, child_fixture, sister_fixture, stop

__all__ = ["child_fixture", "sister_fixture"]
PASSWORD = "tre xanh ba mươi"
PREFIX = Path(sys.prefix)


@dataclass(frozen=True)
class House:
    """A running service; `socket` is where it is asked."""

    folder: Path
    socket: Path
    child: Person
    parent: Person
    service: subprocess.Popen[bytes]

    def policy(self, minutes: int = 60) -> Path:
        """A rules file with the child's real account."""
        path = self.folder / f"rules-{minutes}.toml"
        path.write_text(
            'schema = 1\nzone = "Asia/Ho_Chi_Minh"\n\n[[child]]\nid = "minh"\nname = "Minh"\n'
            f'accounts = ["{self.child.name}"]\nbirth = 2016-03-02\n\n'
            f"[child.week.all]\nminutes = {minutes}\n",
            encoding="utf-8",
        )
        return path

    def asks(self, person: Person, *words: str, secret: str = "") -> tuple[int, str, str]:
        """Run `luytre` as somebody, without a terminal; give code, output and errors."""
        given = ""
        more: tuple[str, ...] = ()
        if secret:
            given, more = f"{secret}\n", ("--password-fd", "0")
        done = subprocess.run(
            [sys.executable, "-I", "-m", "app.programs.cli", *words, *more],
            input=given,
            capture_output=True,
            text=True,
            cwd="/",
            user=person.uid,
            group=person.gid,
            extra_groups=[],
            env={"LANG": "en_US.UTF-8", "PATH": "/usr/bin:/bin"},
        )
        return done.returncode, done.stdout, done.stderr


def start(folder: Path, log: Any) -> subprocess.Popen[bytes]:
    """Start a copy of the service that is nobody else's."""
    return subprocess.Popen(
        [
            *(sys.executable, "-I", "-m", "app.programs.service"),
            *("--prefix", PREFIX, "--state", folder / "state", "--run", folder / "run"),
            *("--cgroup", folder.name),
        ],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
    )


def wait_for(path: Path, service: subprocess.Popen[bytes]) -> None:
    """Wait until it listens. Fails when it ends instead."""
    deadline = time.monotonic() + 30
    while not path.exists():
        assert service.poll() is None, "the service ended"
        assert time.monotonic() < deadline, "the service does not listen"
        time.sleep(0.05)


@pytest.fixture(scope="package", name="house")
def house_fixture(child: Person, sister: Person) -> Iterator[House]:
    """One service for all of these tests; each sets the rules it needs."""
    folder = Path(tempfile.mkdtemp(prefix=f"luytre-t-{secrets.token_hex(2)}"))
    folder.chmod(0o711)
    socket = folder / "run" / "service.sock"
    with (folder / "log").open("wb") as log:
        service = start(folder, log)
        try:
            wait_for(socket, service)
            yield House(folder, socket, child, sister, service)
        finally:
            service.terminate()
            try:
                service.wait(15)
            except subprocess.TimeoutExpired:
                stop(service)
    said = (folder / "log").read_text(encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    assert "Traceback" not in said, said


@dataclass(frozen=True)
class Root:
    """Runs `luytre` in this process, as root."""

    house: House
    capsys: pytest.CaptureFixture[str]

    def says(self, *words: str, code: int = 0) -> str:
        """Run a verb in English; give what it prints when it ends with `code`."""
        self.capsys.readouterr()
        done = main([*words, "--socket", str(self.house.socket), "--lang", "en"])
        out, err = self.capsys.readouterr()
        assert done == code, (done, out, err)
        return out + err

    def tells(self, *words: str, code: int = 0) -> Any:
        """Run a verb with --json; give what it prints."""
        return json.loads(self.says(*words, "--json", code=code))


@pytest.fixture(name="root")
def root_fixture(house: House, capsys: pytest.CaptureFixture[str]) -> Root:
    """Root at the command line, with the ordinary rules in force."""
    root = Root(house, capsys)
    root.says("policy", "set", str(house.policy()))
    root.says("resume")
    return root


@pytest.fixture(autouse=True)
def _plain_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """The language of whoever runs the tests changes nothing."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert os.environ.get("LANG") is None
