"""A child at a real GNOME on Wayland: what is seen of him, how it closes and opens again."""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.container import gnome, rig
from tests.container.conftest import install, prepare
from tests.container.gnome import Gnome
from tests.container.rig import Container

NEW, OLD = "trixie", "bookworm"  # Debian 13 with GNOME 48, Debian 12 with GNOME 43
DESK = ("org.gnome.Shell", "/vn/luytre/Desk", "vn.luytre.Desk")
EXTENSIONS = ("org.gnome.Shell", "/org/gnome/Shell", "org.gnome.Shell.Extensions")
UUID = "luytre@luytre.vn"
OURS = f"/usr/share/gnome-shell/extensions/{UUID}"
FROZEN = "/sys/fs/cgroup/luytre/frozen-mai"
POLICY = """
schema = 1
zone = "Etc/UTC"
[[child]]
id = "mai"
name = "Mai"
accounts = ["child"]
birth = 2015-05-05
bracket_defaults = false
grace_seconds = 10
[child.week.all]
hours = ["00:00-{until}"]
"""
GRACE_S = 10


@contextmanager
def installed(suite: str) -> Iterator[Path]:
    """What an installation changes in a Debian with GNOME, with the child at home in it."""
    with rig.booted(*rig.GNOME, suite=suite) as container:
        container.run("systemctl", "stop", "gdm")
        prepare(container)
        install(container)
        gnome.furnish(container)
        layer = container.keep()
    yield layer
    shutil.rmtree(layer.parent)


@pytest.fixture(scope="module", params=[NEW, pytest.param(OLD, marks=pytest.mark.deep)])
def either(request: pytest.FixtureRequest) -> Iterator[tuple[str, Path]]:
    """Each Debian in turn, with its layer."""
    with installed(request.param) as layer:
        yield request.param, layer


@pytest.fixture
def child(either: tuple[str, Path]) -> Iterator[Gnome]:
    """A child whom gdm logged in a moment ago, and whom no rule concerns yet."""
    suite, layer = either
    with rig.booted(*rig.GNOME, above=(layer,), suite=suite) as container:
        yield gnome.arrived(container)


# --- what the parent does and reads -------------------------------------------------------------


def rule(pc: Container, until: str) -> None:
    """Have the PC open to the child until then; the parent vouches for the date."""
    pc.write("/root/policy.toml", POLICY.format(until=until))
    pc.run("luytre", "policy", "set", "/root/policy.toml")
    pc.run("luytre", "confirm-date")


def card(pc: Container) -> dict[str, Any]:
    """What the parent reads of the child now."""
    found: dict[str, Any] = json.loads(pc.run("luytre", "status", "--json"))
    return dict(found["today"]["cards"][0])


# --- what the child does and finds --------------------------------------------------------------


def meet(child: Gnome) -> None:
    """Wait for the agent; the child reads its first page and presses the first button."""
    pc = child.container
    pc.wait_until(lambda: card(pc)["agent"] == "running", 30, "no agent in GNOME")
    agent = int(pc.run("pgrep", "-u", "child", "-f", "app.programs.agent").split()[0])
    child.press("Escape")  # out of the overview, in which GNOME begins
    pc.wait_until(lambda: in_front(child) == (agent, False), 20, "no first page")
    child.press(" ")


def in_front(child: Gnome) -> tuple[int, bool]:
    """What our extension says: the process in front and whether it fills the screen."""
    answer = child.run("busctl", "--user", "call", *DESK, "Active").split()
    assert answer[0] == "ub"
    return int(answer[1]), answer[2] == "true"


def open_terminal(child: Gnome) -> int:
    """Open GNOME's terminal with a program that counts; give the terminal's process."""
    pc = child.container
    pc.write("/home/child/count", "while sleep 0.1; do echo >>lines; done\n")
    pc.run("touch", "/home/child/lines")
    pc.run("chown", "child:", "/home/child/lines")
    child.run("gnome-terminal")
    server = int(pc.run("pgrep", "-u", "child", "-f", "gnome-terminal-server").split()[0])
    pc.wait_until(lambda: in_front(child) == (server, False), 15, "no terminal in front")
    child.types("sh count\n")
    pc.wait_until(lambda: counts(child), 10, "the keys did not arrive")
    return server


def counts(child: Gnome) -> bool:
    """Whether the program in the terminal goes on."""
    lines = "wc -l </home/child/lines"
    before = child.container.sh(lines)
    time.sleep(0.4)
    return child.container.sh(lines) != before


def frozen(child: Gnome) -> set[str]:
    """The programs of the child that stand still in a folder of ours."""
    listed = f"for pid in $(cat {FROZEN}/cgroup.procs); do readlink /proc/$pid/exe; done"
    return set(child.container.sh(listed, check=False).split())


def is_closed(child: Gnome) -> bool:
    """Whether the desktop is locked and what the child had open stands still."""
    return child.session() != "" and child.locked() and bool(frozen(child))


def is_open(child: Gnome) -> bool:
    """Whether nothing is locked and nothing stands still."""
    return not child.locked() and not frozen(child)


@contextmanager
def overheard(child: Gnome, path: Path) -> Iterator[None]:
    """Keep what GNOME tells logind of its lock, one line a word."""
    spoken = "type='method_call',interface='org.freedesktop.login1.Session',member='SetLockedHint'"
    listens = child.container.command("busctl", "monitor", "--match", spoken)
    with path.open("wb") as out, subprocess.Popen(listens, stdout=out) as monitor:
        time.sleep(0.5)
        yield
        monitor.terminate()


# --- the journeys -------------------------------------------------------------------------------


def test_a_day_at_gnome(child: Gnome, tmp_path: Path) -> None:
    """Seen while he plays; time up: locked and frozen, nothing lost; a grant opens it again; who
    unlocks it himself three times is logged out, and logging in again does not help.
    """
    pc = child.container
    end = (int(time.time()) + 100) // 60 * 60
    rule(pc, f"{datetime.fromtimestamp(end, UTC):%H:%M}")
    meet(child)
    server = open_terminal(child)
    pc.wait_until(lambda: card(pc)["front"] == "desktop:org.gnome.Terminal", 10, "not recognised")
    child.press("F11")
    pc.wait_until(lambda: in_front(child) == (server, True), 5, "not seen to fill the screen")

    pc.wait_until(lambda: is_closed(child), 120, "it did not close")
    assert abs(time.time() - end) < 3
    assert "/usr/libexec/gnome-terminal-server" in frozen(child)
    assert not counts(child)
    assert card(pc)["front"] == ""

    pc.run("luytre", "grant", "15", "--child", "mai")
    pc.wait_until(lambda: is_open(child), 5, "the grant did not open it")
    assert counts(child)
    assert in_front(child)[0] == server

    pc.run("luytre", "lock", "--child", "mai")
    pc.wait_until(lambda: is_closed(child), GRACE_S + 5, "it did not close again")
    unlocks_himself_out(child, tmp_path / "heard")


def unlocks_himself_out(child: Gnome, heard: Path) -> None:
    """He types his own password three times: locked again twice, the third time logged out."""
    pc, session = child.container, child.session()
    with overheard(child, heard):
        for tries in (1, 2, 3):
            child.unlock()
            pc.wait_until(
                lambda n=tries: heard.read_text().count("BOOLEAN false") == n,  # type: ignore[misc]
                10,
                f"GNOME did not take the password, {tries}",
            )
            pc.wait_until(lambda: is_closed(child), 2, f"not locked again, {tries}")
    took = pc.wait_until(lambda: child.session() != session, GRACE_S + 10, "he was not logged out")
    assert took > GRACE_S - 4
    # gdm logs him in again, and the PC is as closed as before.
    pc.wait_until(lambda: child.session() not in ("", session), 60, "no log-in after the log-out")
    pc.wait_until(lambda: child.session() != "" and child.locked(), 40, "open after a new log-in")
