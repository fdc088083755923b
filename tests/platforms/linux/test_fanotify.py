"""Permission asked by the kernel itself before a marked file is executed."""

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from app.platforms.linux.fanotify import Attempt, Fanotify
from tests.platforms.linux.child_account import needs_root
from tests.platforms.linux.installed import Installed, installed

__all__ = ["installed"]
pytestmark = needs_root


def asked(gate: Fanotify, seconds: float = 5) -> Attempt:
    """Who waits for an answer."""
    assert select.select([gate.fd], [], [], seconds)[0], "nobody asks"
    (attempt,) = gate.read()
    return attempt


def start(program: str, trace: Path) -> "subprocess.Popen[bytes]":
    """Start it through a shell of its own: our own exec must not wait for our own answer."""
    return subprocess.Popen(["/bin/sh", "-c", f"exec {program} {trace}"], stderr=subprocess.DEVNULL)


@pytest.mark.parametrize("allow", [True, False])
def test_the_answer_decides(installed: Installed, tmp_path: Path, allow: bool) -> None:
    """Its main runs if and only if it was allowed; who asks and for what is known."""
    game = installed.install("game")
    gate = Fanotify()
    file = os.open(game, os.O_PATH)
    gate.mark(file)
    with start(game, tmp_path / "trace") as waiting:
        attempt = asked(gate)
        assert attempt.pid == waiting.pid
        assert os.fstat(attempt.fd).st_ino == os.fstat(file).st_ino
        assert not (tmp_path / "trace").exists()
        gate.answer(attempt, allow)
        assert waiting.wait(5) == (0 if allow else 126)
    assert (tmp_path / "trace").exists() is allow
    gate.close()
    os.close(file)


def test_only_the_marked_file_asks(installed: Installed, tmp_path: Path) -> None:
    """A neighbour starts unasked, and so does the file once it is unmarked."""
    game, tool = installed.install("game"), installed.install("tool")
    gate = Fanotify()
    file = os.open(game, os.O_PATH)
    gate.mark(file)
    assert start(tool, tmp_path / "one").wait(5) == 0
    assert gate.read() == []
    gate.unmark(file)
    assert start(game, tmp_path / "two").wait(5) == 0
    assert gate.read() == []
    with pytest.raises(FileNotFoundError):
        gate.unmark(file)
    gate.close()
    os.close(file)


def test_reading_is_not_asked_for(installed: Installed) -> None:
    """Backups and file managers open the file as ever."""
    game = installed.install("game")
    gate = Fanotify()
    file = os.open(game, os.O_PATH)
    gate.mark(file)
    assert Path(game).read_bytes()[:4] == b"\x7fELF"
    assert gate.read() == []
    gate.close()
    os.close(file)


def test_who_is_killed_while_waiting_needs_no_answer(installed: Installed, tmp_path: Path) -> None:
    """The answer comes too late and does no harm."""
    game = installed.install("game")
    gate = Fanotify()
    file = os.open(game, os.O_PATH)
    gate.mark(file)
    with start(game, tmp_path / "trace") as waiting:
        attempt = asked(gate)
        waiting.kill()
        waiting.wait(5)
        gate.answer(attempt, False)
    gate.close()
    os.close(file)


def test_closing_lets_everybody_go(installed: Installed, tmp_path: Path) -> None:
    """Without anybody to answer the kernel allows."""
    game = installed.install("game")
    gate = Fanotify()
    file = os.open(game, os.O_PATH)
    gate.mark(file)
    with start(game, tmp_path / "trace") as waiting:
        assert select.select([gate.fd], [], [], 5)[0]
        gate.close()
        assert waiting.wait(5) == 0
    os.close(file)


def test_an_ordinary_user_may_not() -> None:
    """The kernel forbids it without root's rights, and says so."""
    code = "from app.platforms.linux.fanotify import Fanotify\ntry: Fanotify()\n"
    code += "except OSError as error: print(error.errno)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        user=65_534,
        group=65_534,
        extra_groups=[],
        capture_output=True,
    )
    assert done.stdout == b"1\n"
