"""A family's PC for one journey: a real child, a real desktop, a real service, nothing pretended.

A rig makes its own user, X server, window manager, product folder, state and control groups; it
runs beside another copy of itself and takes everything away again, after failure too. Limits are
seconds long where a policy allows it and minutes where it does not; clocks are the machine's.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest
from Xlib import X
from Xlib.display import Display
from Xlib.error import ConnectionClosedError
from Xlib.ext import res

from app.api import parent as api
from app.api.child import Done, No, State
from app.link.client import Client, Unreachable
from app.platforms.linux import procfs
from app.platforms.linux.cgroup import Cgroup, find_mount
from tests.platforms.linux.desktop import Desktop, desktop
from tests.platforms.people import Person, _people
from tests.platforms.people import _account as account

ROOT = Path(__file__).resolve().parents[2]
PYTHON = "/usr/bin/python3"
T = TypeVar("T")


ASK = """
import sys, pathlib, msgspec
from app.api.child import MyRules
from app.link.client import Client
with Client(pathlib.Path(sys.argv[1])) as client:
    sys.stdout.buffer.write(msgspec.json.encode(client.ask(MyRules())))
"""


class Rig:
    """One PC with one child; `service` is the running service, `client` a parent's line to it."""

    def __init__(self, base: Path, child: Person, screen: Desktop) -> None:
        """Prepare the product's folder; nothing of ours runs yet."""
        self.base = base
        self.child = child
        self.screen = screen
        self.mark = f"luytre-t-{secrets.token_hex(4)}"
        self.prefix = Path("/opt") / self.mark
        self.kept, self.run = base / "state", base / "run"
        self.socket = self.run / "service.sock"
        self.service: subprocess.Popen[bytes] | None = None
        self.errors = base / "errors"
        self.environment = {"PATH": "/usr/bin:/bin"}
        self.enter: tuple[str, ...] = ()  # before the service's command: another network
        self.options: tuple[str, ...] = ()  # after it
        self._users: list[str] = []
        self._client: Client | None = None
        _make_prefix(self.prefix)

    # --- the service ------------------------------------------------------------------------------

    def start(self) -> None:
        """Start the service as its unit does, and wait until it answers."""
        command = [str(self.prefix / "bin" / "python"), "-I", "-m", "app.programs.service"]
        command += ["--state", str(self.kept), "--run", str(self.run), "--cgroup", self.mark]
        command = [*self.enter, *command, *self.options]
        with self.errors.open("ab") as errors:
            self.service = subprocess.Popen(
                command, cwd="/", env=self.environment, stderr=errors, stdout=errors
            )
        self._hang_up()
        until(self._answers, 15, "the service does not answer")

    def make_users(self) -> None:
        """The users of what reads the network, as the installer makes them."""
        for name in (f"{self.mark}-resolver", f"{self.mark}-lists"):
            words = ("--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin")
            account("useradd", *words, "--home-dir", "/nonexistent", name)
            self._users.append(name)

    def start_advice(self) -> None:
        """Start it as the child starts it for himself: it may watch and remind, no more."""
        self.socket = self.child.runtime / "luytre" / "service.sock"
        command = [str(self.prefix / "bin" / "python"), "-I", "-m", "app.programs.service"]
        with self.errors.open("ab") as errors:
            self.service = self.child.starts(
                [*command, "--advice"],
                env={"DISPLAY": self.screen.display},
                stderr=errors,
                stdout=errors,
            )
        until(self._answers, 15, "the service does not answer")

    def kill(self) -> None:
        """SIGKILL, as the kernel does it to whoever is in the way."""
        assert self.service is not None
        self.service.kill()
        self.service.wait()
        self._hang_up()

    def stop(self) -> int:
        """Ask it to end; give its exit code."""
        assert self.service is not None
        self.service.send_signal(signal.SIGTERM)
        code = self.service.wait(timeout=20)
        self.service = None
        self._hang_up()
        return code

    def ask(self, message: Any) -> Any:
        """Ask as root, who is always a parent; a refusal fails the journey."""
        if self._client is None:
            self._client = Client(self.socket)
        answer = self._client.ask(message)
        assert not isinstance(answer, No), answer
        return answer

    def _hang_up(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def _answers(self) -> bool:
        assert self.service is not None
        assert self.service.poll() is None, f"the service ended: {self.errors.read_text()}"
        try:
            with Client(self.socket) as client:
                return isinstance(client.ask(api.StatusQ()), api.Status)
        except Unreachable:
            return False

    # --- the policy -------------------------------------------------------------------------------

    def rule(self, text: str = "", *, grace: int = 10, birth: str = "2016-03-02") -> None:
        """Put rules in force for the child; `text` is what stands in his table.

        Names are filtered only where the journey is about them: it says so with a web table.
        """
        web = "" if "web" in text else "web.on = false"
        document = f"""schema = 1
zone = "Asia/Ho_Chi_Minh"
language = "en"
[[child]]
id = "minh"
name = "Minh"
birth = {birth}
accounts = ["{self.child.name}"]
grace_seconds = {grace}
breaks = "none"
bracket_defaults = false
{web}
{text}
"""
        answer = self.ask(api.PolicySet(document))
        assert isinstance(answer, api.PolicyDoc) and not answer.problems, answer

    def card(self) -> api.Card:
        """What the parent sees of the child."""
        today = self.ask(api.TodayQ())
        assert isinstance(today, api.Today)
        return today.cards[0]

    def codes(self) -> list[str]:
        """The codes of the record, newest first."""
        records = self.ask(api.RecordQ(count=200))
        assert isinstance(records, api.Records)
        return [row.code for row in records.rows]

    def give(self, minutes: int, **more: Any) -> None:
        """The parent gives time."""
        assert isinstance(self.ask(api.Give("minh", minutes, **more)), Done)

    def pause(self) -> None:
        """The parent closes the PC now."""
        assert isinstance(self.ask(api.Stop("minh", "lock_now")), Done)

    def pause_for(self, minutes: int) -> None:
        """The parent closes the PC for so long."""
        assert isinstance(self.ask(api.Stop("minh", "pause", minutes)), Done)

    def resume(self) -> None:
        """The parent opens it again."""
        assert isinstance(self.ask(api.Resume("minh")), Done)

    # --- the child --------------------------------------------------------------------------------

    def log_in(self, *, read: bool = True) -> None:
        """The child's desktop begins; he reads the first page and says so."""
        self.screen.window_manager(self.child)
        self.program("xclock")
        until(lambda: self.agent() != 0, 15, "no agent came")
        until(lambda: self.card().agent == "running", 15, "the agent is not ready")
        page = until(lambda: self.screen.xdotool("search", "--name", "before we start"), 15)
        self.screen.xdotool("windowactivate", "--sync", page.split()[0])
        if read:
            self.read_first_page()

    def read_first_page(self) -> None:
        """Press Enter on the page that says what is recorded: "I have read it" has the focus."""
        self.screen.xdotool("key", "Return")
        until(lambda: "told" in self.codes(), 10, "the first page was not answered")

    def program(self, *command: str, **options: Any) -> int:
        """Start a program of the child's on his desktop; give its pid."""
        options = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} | options
        return self.screen.run(self.child, *command, **options).pid

    def state(self) -> State:
        """What the child is told, asked for by a program of his; while closed it is frozen too."""
        asked = subprocess.run(
            [str(self.prefix / "bin" / "python"), "-I", "-c", ASK, str(self.socket)],
            user=self.child.uid,
            group=self.child.gid,
            extra_groups=[],
            capture_output=True,
            check=True,
        )
        return msgspec.json.decode(asked.stdout, type=State)

    def agent(self) -> int:
        """The pid of the child's agent, 0 while there is none."""
        for pid in self._pids():
            if b"app.programs.agent" in (procfs.read(pid, "cmdline") or b""):
                return pid
        return 0

    def _pids(self) -> list[int]:
        return [pid for pid in procfs.pids() if procfs.owner(pid) == self.child.uid]

    def ours_visible(self) -> bool:
        """Whether the agent shows a window now: a toast, the countdown, the cover, the lock."""
        agent = self.agent()
        return agent != 0 and agent in owners_of_visible_windows(self.screen.display)

    def is_frozen(self, pid: int) -> bool:
        """Whether a process stands still: in a frozen group, and not one tick of work."""
        before = ticks(pid)
        time.sleep(0.3)
        return "/frozen-" in procfs.cgroup(pid) and ticks(pid) == before

    def type(self, text: str) -> None:
        """Press keys as the child would, whoever gets them."""
        self.screen.xdotool("type", "--delay", "20", text)

    def press(self, *keys: str) -> None:
        """Press single keys."""
        self.screen.xdotool("key", "--delay", "40", *keys)

    def focus(self, pid: int) -> None:
        """Bring a program to the front by a click on its window."""
        window = until(lambda: window_of(self.screen.display, pid), 10, "it has no window")
        self.screen.xdotool("windowactivate", "--sync", str(window))

    def keyboard_is_held(self) -> bool:
        """Whether somebody holds the keyboard, by the server's own answer."""
        display = Display(self.screen.display)
        root = display.screen().root
        answer = root.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime)
        display.ungrab_keyboard(X.CurrentTime)
        display.close()
        return bool(answer == X.AlreadyGrabbed)

    def picture(self, name: str) -> None:
        """Keep a picture of the screen beside the journey's other traces."""
        folder = os.environ.get("LUYTRE_PICTURES")
        if folder:
            subprocess.run(
                ["import", "-display", self.screen.display, "-window", "root", f"{folder}/{name}"],
                check=False,
            )

    def clean(self) -> None:
        """Take everything away."""
        self._hang_up()
        if self.service is not None and self.service.poll() is None:
            self.service.terminate()
            try:
                self.service.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.service.kill()
                self.service.wait()
        _remove_groups(find_mount() / self.mark)
        for name in self._users:
            account("userdel", name)
        shutil.rmtree(self.prefix, ignore_errors=True)


def ticks(pid: int) -> int:
    """The processor time a process used, in clock ticks."""
    fields = (procfs.read(pid, "stat") or b"").rpartition(b")")[2].split()
    return int(fields[11]) + int(fields[12]) if fields else -1


def _connected(look: Callable[[Display], T]) -> Callable[[str], T]:
    """Look over a connection of its own, anew when the server hangs up on it.

    A busy Xvfb now and then closes a connection that was just made; whoever looks a hundred times
    a journey meets it.
    """

    def patient(name: str) -> T:
        for _ in range(5):
            display = Display(name)
            try:
                found = look(display)
            except ConnectionClosedError:  # closed on our side too by then
                time.sleep(0.1)
                continue
            display.close()
            return found
        raise AssertionError("the X server hangs up again and again")

    return patient


def window_of(name: str, pid: int) -> int:
    """The window of a program that the window manager manages, 0 while there is none."""
    return _connected(lambda display: _window_of(display, pid))(name)


def _window_of(display: Display, pid: int) -> int:
    root = display.screen().root
    listed = root.get_full_property(display.intern_atom("_NET_CLIENT_LIST"), X.AnyPropertyType)
    wanted = [] if listed is None else list(listed.value)
    asked = [{"client": one, "mask": res.LocalClientPIDMask} for one in wanted]
    answers = display.res_query_client_ids(asked).ids if asked else []
    found = next((a.spec.client for a in answers if a.value and a.value[0] == pid), 0)
    mine = next((one for one in wanted if one & ~0x1FFFFF == found & ~0x1FFFFF), 0) if found else 0
    return int(mine)


def owners_of_visible_windows(name: str) -> set[int]:
    """The processes whose windows lie on the screen now, by the server's own word (XRes)."""
    return _connected(_owners_of_visible_windows)(name)


def _owners_of_visible_windows(display: Display) -> set[int]:
    found: set[int] = set()
    for window in display.screen().root.query_tree().children:
        if window.get_attributes().map_state != X.IsViewable:
            continue
        inside = [window, *window.query_tree().children]
        asked = [{"client": one.id, "mask": res.LocalClientPIDMask} for one in inside]
        for answer in display.res_query_client_ids(asked).ids:
            found.update(int(pid) for pid in answer.value[:1])
    return found


def until(true: Callable[[], T], seconds: float = 10, why: str = "") -> T:
    """Wait until something holds, and give it."""
    ends = time.monotonic() + seconds
    while True:
        found = true()
        if found:
            return found
        if time.monotonic() > ends:
            raise AssertionError(why or "it did not come true")
        time.sleep(0.05)


@contextmanager
def rig() -> Iterator[Rig]:
    """A PC, taken apart again whatever happened on it."""
    if os.geteuid() != 0:
        pytest.skip("a journey makes a user and control groups: needs root")
    base = Path(tempfile.mkdtemp(prefix="luytre-t-journey-"))
    base.chmod(0o755)
    people = _people()
    child = next(people)
    made: Rig | None = None
    try:
        with desktop(None) as screen:
            made = Rig(base, child, screen)
            try:
                yield made
            finally:
                made.clean()
    finally:
        next(people, None)
        shutil.rmtree(base, ignore_errors=True)


def _make_prefix(prefix: Path) -> None:
    """An environment of root's that every user may run: our sources, the checks' packages."""
    packages = next(Path(sys.prefix).glob("lib/python3.*/site-packages"))
    subprocess.run([PYTHON, "-m", "venv", "--copies", "--without-pip", str(prefix)], check=True)
    own = next(prefix.glob("lib/python3.*/site-packages"))
    (own / "luytre.pth").write_text(f"{ROOT}\n{packages}\n")
    # Nobody but root may read the interpreter: then no program of the child's can look into what
    # runs on it (app/platforms/linux/enter.py).
    for python in (prefix / "bin").glob("python*"):
        if not python.is_symlink():
            python.chmod(0o711)


def _remove_groups(folder: Path) -> None:
    if not folder.is_dir():
        return
    group = Cgroup(folder)
    group.set_frozen(False)
    for inner in sorted(folder.iterdir()):
        if inner.is_dir():
            Cgroup(inner).set_frozen(False)
            Cgroup(inner).kill()
    for _ in range(100):
        left = [
            inner for inner in folder.iterdir() if inner.is_dir() and not Cgroup(inner).remove()
        ]
        if not left and group.remove():
            return
        time.sleep(0.02)
