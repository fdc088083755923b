"""A child's PC that is closed, by the installed service itself: what holds, and what lets go."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.container import rig
from tests.container.rig import Container
from tests.container.test_service import UNIT, back_after, main_pid, shown

POLICY = """
schema = 1
zone = "Asia/Ho_Chi_Minh"
[[child]]
id = "mai"
name = "Mai"
accounts = ["child"]
birth = 2015-05-05
grace_seconds = 10
"""
DESKTOP = "Xvfb :7 -screen 0 1024x768x24 & sleep 0.5; export DISPLAY=:7; openbox & xeyes & wait"


def program(container: Container) -> str:
    """The child's program."""
    return container.run("pgrep", "-x", "xeyes").strip()


def place(container: Container) -> str:
    """The control group the child's program is in."""
    return container.sh(f"sed -n 's/^0:://p' /proc/{program(container)}/cgroup").strip()


def held(container: Container) -> bool:
    """Whether the child's program stands still."""
    where = container.sh(f"cat /sys/fs/cgroup{place(container)}/cgroup.events", check=False)
    return "frozen 1" in where


@pytest.fixture
def closed(installed_layer: Path) -> Iterator[Container]:
    """A child at a desktop with a program open, and the parent has just locked the PC."""
    with rig.booted(*rig.DISPLAY, above=(installed_layer,)) as container:
        container.write("/root/policy.toml", POLICY)
        container.run("luytre", "policy", "set", "/root/policy.toml")
        container.log_in("child", DESKTOP, name="desktop")
        container.wait_until(
            lambda: container.sh("pgrep -x xeyes", check=False) != "", 10, "no program runs"
        )
        container.wait_until(
            lambda: '"agent":"running"' in container.sh("luytre status --json | tr -d ' \n'"),
            20,
            "no agent runs",
        )
        container.write("/root/home", place(container))
        container.run("luytre", "lock", "--child", "mai")
        container.wait_until(lambda: held(container), 40, "the program was not frozen")
        yield container


def test_a_crash_opens_it_for_less_than_two_seconds(closed: Container) -> None:
    """SIGKILL: the service thaws what it finds, judges anew, and the program stands still again."""
    pid = main_pid(closed)
    looks = (
        f"kill -KILL {pid}; for i in $(seq 150); do "
        f"cat /sys/fs/cgroup$(sed -n s/^0:://p /proc/{program(closed)}/cgroup)/cgroup.events; "
        "sleep 0.02; done | grep -c 'frozen 0'"
    )
    moved = int(closed.sh(looks, check=False))
    assert back_after(closed, pid) < 1.0
    assert held(closed)
    assert moved * 0.02 < 2.0


def test_five_crashes_open_it_again(closed: Container) -> None:
    """The program runs where it ran before, and the lock is gone from the screen."""
    windows = "DISPLAY=:7 runuser -u child -- xwininfo -root -tree"
    before = closed.sh(windows)
    closed.sh(f"mv /opt/luytre/lib /opt/luytre/gone; kill -KILL {main_pid(closed)}")
    closed.wait_until(
        lambda: shown(closed, "ActiveState")["ActiveState"] == "failed" and not held(closed),
        20,
        "it did not let go",
    )
    assert place(closed) == closed.run("cat", "/root/home")
    assert closed.sh("ls -d /sys/fs/cgroup/luytre", check=False) == ""
    assert before.count("1024x768") > closed.sh(windows).count("1024x768")


@pytest.mark.deep
def test_uninstalling_opens_it_again(closed: Container) -> None:
    """Taking everything off the PC leaves the child's program running where it was."""
    closed.run("luytre", "uninstall")
    assert not held(closed)
    assert place(closed) == closed.run("cat", "/root/home")
    assert closed.sh("ls -d /sys/fs/cgroup/luytre", check=False) == ""
    assert closed.sh("pgrep -f ^/opt/luytre", check=False) == ""
    assert UNIT not in closed.run("systemctl", "list-unit-files")


@pytest.mark.deep
def test_stopping_the_service_opens_it(closed: Container) -> None:
    """An administrator who stops the service gets a PC that is not held."""
    closed.run("systemctl", "stop", UNIT)
    assert not held(closed)
    assert place(closed) == closed.run("cat", "/root/home")
