"""`./run` as families call it: with sudo at a desktop, with sudo in a terminal, and as oneself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.container import rig
from tests.container.conftest import CLONE, OFFLINE
from tests.container.rig import Container

DESKTOP = "Xvfb :8 -screen 0 1280x900x24 & sleep 0.5; export DISPLAY=:8; openbox & "

# Once a word was seen: types an answer whenever the terminal has been quiet for a second.
TYPIST = """
import os, pty, select, signal, sys
command, word, *answers = sys.argv[1:]
pid, fd = pty.fork()
if pid == 0:
    os.execvp("sh", ["sh", "-c", command])
screen = b""
while True:
    begun = word.encode() in screen
    if select.select([fd], [], [], 1 if begun and answers else 60)[0]:
        try:
            screen += os.read(fd, 4096)
        except OSError:
            break
    elif begun and answers:
        os.write(fd, answers.pop(0).encode() + b"\\n")
    else:
        os.kill(pid, signal.SIGKILL)
        break
sys.stdout.buffer.write(screen)
"""


@pytest.fixture
def desktop(installed_layer: Path) -> Iterator[Container]:
    """An installed PC that can show windows."""
    with rig.booted(*rig.DISPLAY, above=(installed_layer,)) as container:
        yield container


def at_a_terminal(container: Container, command: str, word: str, *answers: str) -> str:
    """Run a command on a terminal of its own, answering after `word`; give the screen."""
    container.write("/root/typist.py", TYPIST)
    words = ("/usr/bin/python3", "/root/typist.py", command, word, *answers)
    return container.run(*words, check=False, timeout=180)


def test_sudo_opens_the_window_as_the_one_who_called(desktop: Container) -> None:
    """The parent's window runs as the parent, with the parent's display and run-time folder."""
    # A terminal of that desktop, and a sudo that keeps nothing.
    line = f"cd {CLONE}; sh -c 'sudo env -u DISPLAY {OFFLINE} ./run >/tmp/said 2>&1; true'; wait"
    desktop.log_in("parent", DESKTOP + line, name="desktop")

    def shown() -> bool:
        tree = "DISPLAY=:8 runuser -u parent -- xwininfo -root -tree"
        return "luytre" in desktop.sh(tree, check=False).lower()

    desktop.wait_until(shown, 60, desktop.sh("cat /tmp/said", check=False))
    pid = desktop.sh("pgrep -f app.programs.console -u parent").split()[0]
    facts = desktop.sh(f"tr '\\0' '\\n' </proc/{pid}/environ; cat /proc/{pid}/status")
    uid = desktop.run("id", "-u", "parent").strip()
    assert f"XDG_RUNTIME_DIR=/run/user/{uid}" in facts
    assert "DISPLAY=:8" in facts
    assert "SUDO_USER" not in facts
    assert f"Uid:\t{uid}\t{uid}\t{uid}\t{uid}" in facts
    assert "CapEff:\t0000000000000000" in facts
    as_root = ("pgrep", "-f", "app.programs.console", "-u", "root")
    assert desktop.run(*as_root, check=False) == ""


def test_sudo_in_a_terminal_asks_for_the_set_up(installed: Container) -> None:
    """No display: password, the child's account and birth date are asked, then all is in force."""
    command = f"cd {CLONE} && runuser -u parent -- sudo env {OFFLINE} ./run"
    answers = ("bamboo hedge 7", "bamboo hedge 7", "1", "Mai", "2015-05-05")
    screen = at_a_terminal(installed, command, "Installed.", *answers)
    status = installed.run("luytre", "status", "--json")
    assert '"password_set": true' in status, screen
    assert '"name": "Mai"' in status
    assert "bamboo" not in screen
    # The second time there is nothing left to ask.
    again = at_a_terminal(installed, command, "Installed.")
    assert "Mai" in again
    assert "?" not in again.rpartition("Installed.")[2]


def test_an_ordinary_user_gets_advice(plain: Container) -> None:
    """./run as oneself, no display: it watches in the terminal, and leaves with Ctrl+C."""
    plain.run("install", "-d", "-o", "parent", "-m", "0700", "/run/user/parent")
    whose = f"XDG_RUNTIME_DIR=/run/user/parent {OFFLINE}"
    command = f"cd {CLONE} && runuser -u parent -- env {whose} ./run"
    screen = at_a_terminal(plain, command, "Advice mode", "", "", "", "", "\x03")
    assert "Lũy Tre" in screen.partition("Advice mode")[2]
    assert "Traceback" not in screen
    assert plain.sh(f"stat -c %U {CLONE}/.venv").strip() == "parent"
    left = ("pgrep", "-f", "app.programs", "-u", "parent")
    assert plain.run(*left, check=False) == ""


def test_without_systemd_it_runs_in_the_terminal(plain: Container) -> None:
    """No systemd to be seen: installed, questions, then one line about it until Ctrl+C."""
    hide = f"mount -t tmpfs none /run/systemd && cd {CLONE} && exec env {OFFLINE} ./run"
    plain.write("/root/hide", hide)
    answers = ("bamboo hedge 7", "bamboo hedge 7", "1", "Mai", "2015-05-05", "", "", "\x03")
    screen = at_a_terminal(plain, "unshare -m sh /root/hide", "Installed.", *answers)
    assert "The init of this PC is not systemd" in screen
    assert "Lũy Tre: " in screen.partition("2015-05-05")[2]
    assert "Traceback" not in screen
    assert plain.run("pgrep", "-f", "^/opt/luytre/bin", check=False) == ""
    plain.run("luytre", "uninstall")
    assert plain.sh("ls -d /opt/luytre* /var/lib/luytre* /run/luytre*", check=False) == ""
