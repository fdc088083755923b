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
LAST_WORDS = """luytre status --json | head -40; luytre record; loginctl; ps -u child -o pid,args
journalctl -q --no-pager -b -o short-precise -n 400 | grep -vE 'pipewire|wireplumber|AT-SPI'"""


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
def child(either: tuple[str, Path], request: pytest.FixtureRequest) -> Iterator[Gnome]:
    """A child whom gdm logged in a moment ago, and whom no rule concerns yet."""
    suite, layer = either
    failed = request.session.testsfailed
    with rig.booted(*rig.GNOME, above=(layer,), suite=suite) as container:
        yield gnome.arrived(container)
        if request.session.testsfailed > failed:
            print(container.sh(LAST_WORDS, check=False))


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


class Look:
    """Our own sense of GNOME, running in the child's session; call it with a line to say."""

    def __init__(self, program: subprocess.Popen[bytes]) -> None:
        self._program = program
        self.lacks = self._answer()["lacks"]

    def __call__(self, line: str) -> Any:
        assert self._program.stdin is not None
        self._program.stdin.write(f"{line}\n".encode())
        self._program.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        assert self._program.stdout is not None
        return json.loads(self._program.stdout.readline())


@contextmanager
def looking(child: Gnome) -> Iterator[Look]:
    """Run our sense as the child."""
    words = child.command("/opt/luytre/bin/python", "-I", "/usr/local/lib/looks.py")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(child.container.command(*words), **pipes) as program:  # type: ignore[call-overload]
        yield Look(program)
        program.stdin.close()


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
    assert child.session() == ""
    child.log_in()
    pc.wait_until(child.locked, 20, "open after a new log-in")


@pytest.mark.deep
def test_our_sense_of_a_real_gnome(child: Gnome) -> None:
    """Process, extent, last input and changes, as the agent's own code gets them; no title."""
    pc = child.container
    with looking(child) as look:
        assert look.lacks == []
        offers_nothing_else(child)
        child.press("Escape")
        server = open_terminal(child)
        seen = look("look")
        assert (seen["pid"], seen["front_known"], seen["awake"]) == (server, True, [])
        assert seen["app"]["id"] == f"path:/{server}"
        assert seen["told"] > 0
        assert seen["idle_ms"] < 3_000
        time.sleep(3)
        assert 3_000 <= look("look")["idle_ms"] < 9_000
        assert look("look")["told"] == 0
        child.press("F11")
        seen = look("look")
        assert (seen["awake"], seen["told"] > 0, seen["unlocked"]) == (["fullscreen"], True, True)
        assert look(f"put_away {server}") is True
        pc.wait_until(lambda: look("look")["pid"] == 0, 5, "the window was not put away")

        child.run("gnome-extensions", "disable", UUID)
        pc.wait_until(lambda: not look("look")["front_known"], 5, "still known")
        assert look("look")["idle_ms"] is not None
        child.run("gnome-extensions", "enable", UUID)
        pc.wait_until(lambda: look("look")["front_known"], 5, "not known again")

        pc.run("loginctl", "lock-session", child.session())
        pc.wait_until(lambda: not look("look")["front_known"], 5, "seen through the lock")
        assert not look("look")["unlocked"]


def offers_nothing_else(child: Gnome) -> None:
    """Our extension says what it says, and nothing more."""
    listed = child.run("busctl", "--user", "introspect", *DESK)
    members = {line.split()[0] for line in listed.splitlines() if line.startswith(".")}
    assert members == {".Active", ".PutAway", ".Changed"}


@pytest.mark.deep
def test_a_copy_at_home_is_not_believed(child: Gnome) -> None:
    """An extension of the child's under our name is loaded first by GNOME, and refused by us."""
    pc = child.container
    home = f"/home/child/.local/share/gnome-shell/extensions/{UUID}"
    pc.sh(f"mkdir -p {home} && cp {OURS}/* {home} && chown -R child: /home/child/.local")
    child.log_out()
    child.log_in()
    with looking(child) as look:
        assert look.lacks == ["gnome-extension-forged"]
    rule(pc, "23:59")
    pc.wait_until(lambda: card(pc)["agent"] == "running", 30, "no agent")
    pc.wait_until(lambda: card(pc)["charging"] == "leisure", 20, "time stands still")


@pytest.mark.deep
def test_a_lock_only_claimed_stops_no_clock(child: Gnome) -> None:
    """Any program may tell logind that the screen is locked; GNOME knows better."""
    pc = child.container
    rule(pc, "23:59")
    meet(child)
    open_terminal(child)
    session = ("org.freedesktop.login1", f"/org/freedesktop/login1/session/{child.session()}")
    claim = ("org.freedesktop.login1.Session", "SetLockedHint", "b", "true")
    child.run("busctl", "call", *session, *claim)
    assert child.locked()
    before = card(pc)["used_ms"]
    time.sleep(20)
    assert card(pc)["used_ms"] - before > 15_000
    pc.run("loginctl", "lock-session", child.session())
    time.sleep(2)
    before = card(pc)["used_ms"]
    time.sleep(10)
    assert card(pc)["used_ms"] - before < 2_000


@pytest.mark.deep
def test_who_has_no_password_is_logged_out(child: Gnome) -> None:
    """GNOME locks nobody who has none: what does not close in the grace is ended."""
    pc = child.container
    pc.run("passwd", "-d", "child")
    rule(pc, "23:59")
    meet(child)
    session = child.session()
    pc.run("luytre", "lock", "--child", "mai")
    took = pc.wait_until(lambda: child.session() != session, 3 * GRACE_S, "still logged in")
    assert took > GRACE_S


@pytest.mark.deep
def test_uninstalling_takes_the_extension_away(child: Gnome) -> None:
    """From the disk at once, from GNOME at the next log-in; nothing stays locked or frozen."""
    pc = child.container
    rule(pc, "23:59")
    meet(child)
    open_terminal(child)
    pc.run("luytre", "lock", "--child", "mai")
    pc.wait_until(lambda: is_closed(child), GRACE_S + 10, "it did not close")
    pc.run("luytre", "uninstall")
    pc.wait_until(lambda: is_open(child), 5, "still closed")
    assert counts(child)
    assert pc.sh(f"ls -d {OURS} /usr/share/gnome-shell/extensions", check=False) == ""
