"""On a real terminal: the password that is not shown, set-up's questions, advice mode's line."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.platforms.people import Person, stop
from tests.programs.cli.conftest import House, Root, start, wait_for

LIMIT_S = 30


class Terminal:
    """A program on a terminal of its own; what it shows is read, what it asks is typed."""

    def __init__(self, command: list[str], person: Person | None, **environment: str) -> None:
        """Start it as somebody, or as root."""
        self._ours, theirs = pty.openpty()
        if person is not None:
            os.chown(os.ttyname(theirs), person.uid, -1)
        uid, gid = (person.uid, person.gid) if person else (0, 0)
        self.program = subprocess.Popen(
            ["/usr/bin/setsid", "--ctty", *command],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LANG": "en_US.UTF-8", "TERM": "xterm", **environment},
            user=uid,
            group=gid,
            extra_groups=[],
        )
        os.close(theirs)
        self.shown = ""

    def until(self, words: str) -> str:
        """Read until these words were shown; give everything shown so far."""
        deadline = time.monotonic() + LIMIT_S
        while words not in self.shown:
            assert time.monotonic() < deadline, f"{words!r} never came: {self.shown!r}"
            if not select.select([self._ours], [], [], 0.2)[0]:
                continue
            try:
                self.shown += os.read(self._ours, 4096).decode()
            except OSError:
                break  # it ended, and the terminal with it
        assert words in self.shown, f"{words!r} never came: {self.shown!r}"
        return self.shown

    def types(self, line: str) -> None:
        """Type a line."""
        self.shown = ""
        os.write(self._ours, f"{line}\n".encode())

    def types_end(self) -> None:
        """Type Ctrl+D."""
        self.shown = ""
        os.write(self._ours, b"\x04")

    def ends(self) -> int:
        """Wait for the end; give the exit code."""
        while True:
            try:
                more = os.read(self._ours, 4096)
            except OSError:
                break
            if not more:
                break
            self.shown += more.decode()
        os.close(self._ours)
        return self.program.wait(LIMIT_S)


def luytre(*words: str) -> list[str]:
    """The command line as it is started."""
    return [sys.executable, "-I", "-m", "app.programs.cli", *words]


@pytest.fixture(name="fresh")
def fresh_fixture() -> Iterator[Path]:
    """A service that nobody has set up yet; give its socket."""
    folder = Path(tempfile.mkdtemp(prefix="luytre-t-"))
    folder.chmod(0o711)
    with (folder / "log").open("wb") as log:
        service = start(folder, log)
        try:
            wait_for(folder / "run" / "service.sock", service)
            yield folder / "run" / "service.sock"
        finally:
            service.terminate()
            service.wait(15)
            stop(service)


def test_set_up_asks_what_it_needs_and_puts_rules_in_force(
    fresh: Path, child: Person, sister: Person
) -> None:
    """Password twice, the account, the name, the birth date; then codes, shown once."""
    terminal = Terminal(luytre("setup", "--socket", str(fresh)), None)
    terminal.until("New password:")
    terminal.types("tre xanh")
    terminal.until("Once more:")
    assert "tre xanh" not in terminal.shown
    terminal.types("tre xanh")
    shown = terminal.until("Which account is the child's")
    number = next(line.split()[0] for line in shown.splitlines() if f"({child.name})" in line)
    terminal.types(number)
    terminal.until("The child's name")
    terminal.types("Minh")
    terminal.until("Birth date")
    terminal.types("2016-13-02")
    terminal.until("no date")
    terminal.until("Birth date")
    terminal.types("2399-03-02")
    terminal.until("Birth date")
    assert "birth" in terminal.shown and "future" in terminal.shown, terminal.shown
    terminal.types("2016-03-02")
    shown = terminal.until("Done.")
    assert "Recovery codes" in shown and "█" in shown.replace("▀", "█").replace("▄", "█")
    assert terminal.ends() == 0
    done = subprocess.run(
        luytre("status", "--socket", str(fresh)), capture_output=True, text=True, cwd="/"
    )
    assert "Minh: " in done.stdout and "password" not in done.stdout


def test_a_parent_is_asked_for_the_password_and_it_is_not_shown(root: Root, house: House) -> None:
    """Another adult types it on the terminal; a wrong one ends with 4."""
    secret = house.folder / "secret"
    secret.write_text("tre xanh ba mươi\n", encoding="utf-8")
    with secret.open() as given:
        root.says("reset-password", "--password-fd", str(given.fileno()))
    for typed, code, said in (("tre xanh ba mươi", 0, "Gave Minh"), ("no", 4, "is wrong")):
        words = ("grant", "5", "--socket", str(house.socket))
        terminal = Terminal(luytre(*words), house.parent)
        terminal.until("Parent's password:")
        terminal.types(typed)
        shown = terminal.until(said)
        assert typed not in shown
        assert terminal.ends() == code


def test_ctrl_d_at_the_password_is_an_end_and_no_fault(root: Root, house: House) -> None:
    """Nothing was typed: exit 2, and no traceback."""
    terminal = Terminal(luytre("grant", "5", "--socket", str(house.socket)), house.parent)
    terminal.until("Parent's password:")
    terminal.types_end()
    assert terminal.ends() == 2
    assert "Traceback" not in terminal.shown


def test_advice_mode_has_a_line_and_ends_with_ctrl_c(sister: Person) -> None:
    """`luytre run` starts the service as oneself, shows how it is, and takes it down again."""
    terminal = Terminal(
        luytre("run", "--advice"),
        sister,
        HOME=str(sister.home),
        XDG_RUNTIME_DIR=str(sister.runtime),
        USER=sister.name,
        LOGNAME=sister.name,
    )
    terminal.until("Lũy Tre: ")
    socket = sister.runtime / "luytre" / "service.sock"
    assert socket.exists()
    terminal.program.send_signal(signal.SIGINT)
    assert terminal.ends() == 0
    gone(lambda: not socket.exists())


def gone(is_gone: Callable[[], bool]) -> None:
    """Wait until something is gone."""
    deadline = time.monotonic() + LIMIT_S
    while not is_gone():
        assert time.monotonic() < deadline
        time.sleep(0.05)
