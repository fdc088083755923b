"""Text log-ins found by the process tree, with the machine's own login program."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.model.observation import SessionKind
from app.platforms.linux.logins import Login, Logins, terminal
from tests.container.rig import booted, missing
from tests.platforms.people import Person, stop

TERMINALS = {
    0: ("", 0),
    (4 << 8) | 1: ("/dev/tty1", 1),
    (4 << 8) | 63: ("/dev/tty63", 63),
    (4 << 8) | 64: ("", 0),  # a serial line
    (136 << 8) | 7: ("/dev/pts/7", 0),
    (136 << 8) | 0xFF | (1 << 20): ("/dev/pts/511", 0),
}


@pytest.mark.parametrize(("device", "expected"), TERMINALS.items())
def test_device_numbers_of_terminals(device: int, expected: tuple[str, int]) -> None:
    """Virtual consoles and pseudo terminals have paths, other devices have none."""
    assert terminal(device) == expected


@contextmanager
def log_in(person: Person) -> Iterator[None]:
    """Log a user in with login(1), on a terminal that script(1) makes and empties.

    login takes the shell's place, as it takes getty's on a PC. What it says is printed: it is all
    that tells why somebody was not let in.
    """
    command = ["script", "--quiet", "--command", f"exec login -f {person.name}", "/dev/null"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=sys.stderr.fileno()) as terminal:
        try:
            yield
        finally:
            person.ends_everything()
            terminal.wait(10)


def _wait(logins: Logins, uid: int, count: int) -> list[Login]:
    for _ in range(500):
        mine = [one for one in logins.look() if one.uid == uid]
        if len(mine) == count:
            return mine
        time.sleep(0.01)
    raise TimeoutError


def _becomes_shell(pid: int) -> bool:
    """A log-in is found while login is still on its way to the shell."""
    for _ in range(500):
        if os.readlink(f"/proc/{pid}/exe").endswith("sh"):
            return True
        time.sleep(0.01)
    return False


@pytest.mark.skipif(not Path("/usr/bin/login").exists(), reason="no login program")
def test_a_console_log_in_is_found_until_it_ends(child: Person) -> None:
    """login(1) on a terminal makes one log-in, with the terminal's path and the shell's pid."""
    logins = Logins()
    logins.look()
    with log_in(child):
        (mine,) = _wait(logins, child.uid, 1)
        assert (mine.kind, mine.vt) == (SessionKind.TTY, 0)
        assert os.readlink(f"/proc/{mine.pid}/fd/0") == mine.tty
        assert _becomes_shell(mine.pid)
        logins.look()
        assert [one for one in logins.look() if one.uid == child.uid] == [mine]
    _wait(logins, child.uid, 0)


def test_a_program_on_a_terminal_is_no_log_in(child: Person) -> None:
    """A session leader whose parent logs nobody in, whatever it calls itself, does not count."""
    copy = child.runtime / "login"
    copy.write_text("#!/bin/sh\nsetsid sleep 30\n")
    copy.chmod(0o755)
    logins = Logins()
    program = child.starts([str(copy)])
    for _ in range(5):
        assert [one for one in logins.look() if one.uid == child.uid] == []
        time.sleep(0.05)
    stop(program)
    child.ends_everything()


CODE = """
import json, time
from app.platforms.linux.logins import Logins
logins = Logins()
logins.look()
time.sleep(0.5)
print(json.dumps([[one.kind, one.tty[:9], one.uid] for one in logins.look()]))
"""


@pytest.mark.deep
@pytest.mark.timeout(600)
def test_ssh_log_ins_are_found_with_and_without_a_terminal() -> None:
    """A real sshd: a log-in with a terminal and one that only runs a command, each once."""
    if why := missing():
        pytest.skip(why)
    with booted("openssh-server", "openssh-client") as pc:
        uid = pc.user("kid")
        pc.clone("/luytre")
        pc.sh(
            "ssh-keygen -q -t ed25519 -N '' -f /root/key && install -d -m 700 -o kid /home/kid/.ssh"
            " && install -m 600 -o kid /root/key.pub /home/kid/.ssh/authorized_keys"
            " && systemctl start ssh"
        )
        ssh = "ssh -q -i /root/key -o StrictHostKeyChecking=no kid@localhost"
        for options in ("-tt", "-T"):
            pc.sh(f"systemd-run --unit=ssh{options} {ssh} {options} sleep 100")
        pc.wait_until(lambda: pc.sh("pgrep -c sleep", check=False).strip() == "2", 20, "no ssh")
        told = pc.run("env", "PYTHONPATH=/luytre", "/usr/bin/python3", "-c", CODE)
    assert sorted(json.loads(told)) == [["ssh", "", uid], ["ssh", "/dev/pts/", uid]]
