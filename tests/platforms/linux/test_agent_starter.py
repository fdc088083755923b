"""The agent as it really stands in the child's session: what it has, and what the child can do."""

import json
import os
import secrets
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.enforce.ports import AgentLink
from app.model.errors import Unsupported
from app.model.observation import Session, SessionKind
from app.platforms.linux import procfs
from app.platforms.linux.agent_starter import LinuxAgentStarter
from app.platforms.linux.cgroup import Cgroup, Tree, find_mount
from tests.platforms.linux.child_account import PYTHON, Account, account, child, needs_root

__all__ = ["account", "child"]
pytestmark = needs_root

REPORT = """
import ctypes, json, os, time
status = dict(line.split(":\\t", 1) for line in open("/proc/self/status").read().splitlines())
print("on the way to nowhere")
dies = ctypes.c_int()
ctypes.CDLL(None).prctl(2, ctypes.byref(dies))
told = {
    "ids": [os.getresuid(), os.getresgid()], "groups": sorted(os.getgroups()),
    "environment": dict(os.environ), "folder": os.getcwd(), "umask": os.umask(0o77),
    "fds": sorted(int(fd) for fd in os.listdir("/proc/self/fd")), "own": os.getpid(),
    "sid": os.getsid(0), "blocked": status["SigBlk"], "ignored": status["SigIgn"],
    "capabilities": status["CapEff"] + status["CapPrm"] + status["CapAmb"],
    "no_new_privs": status["NoNewPrivs"], "dies_with": dies.value,
    "cgroup": open("/proc/self/cgroup").read(),
}
os.write(3, json.dumps(told).encode() + b"\\n")
time.sleep(99)
"""
CLOSED = """
import ctypes, os, time
ctypes.CDLL(None).prctl(4, 0)
os.write(3, b"closed\\n")
time.sleep(99)
"""
OPEN = "import os,time\nos.write(3, b'open\\n')\ntime.sleep(99)"
FAMILY = """
import os, subprocess, time
for _ in range(3): subprocess.Popen(["/bin/sleep", "99"], start_new_session=True)
os.write(3, b"many\\n")
time.sleep(99)
"""
# The child's own program tries every door into the agent's memory and descriptors.
BREAK_IN = """
import ctypes, os, sys
pid = sys.argv[1]
libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long] * 4
doors = []
for name, way in (("attach", 16), ("seize", 0x4206)):
    if libc.ptrace(way, int(pid), 0, 0) == 0: doors.append(name)
for name in ("mem", "environ", "maps"):
    try: os.close(os.open(f"/proc/{pid}/{name}", os.O_RDONLY))
    except PermissionError: continue
    doors.append(name)
for name in ("fd", "cwd"):
    try: os.listdir(f"/proc/{pid}/{name}")
    except PermissionError: continue
    doors.append(name)
pidfd = os.pidfd_open(int(pid))
if libc.syscall(438, pidfd, 3, 0) >= 0: doors.append("getfd")
print(*doors)
"""


def session_of(child: Account, **more: object) -> Session:
    """An X11 log-in of this child."""
    given = {"display": ":77", "runtime_dir": f"/run/user/{child.uid}", "desktop": "xfce"} | more
    return Session("c7", child.uid, child.name, SessionKind.X11, True, **given)  # type: ignore[arg-type]


def said(link: AgentLink) -> bytes:
    """One line from the agent, within 5 s."""
    words = b""
    while not words.endswith(b"\n"):
        assert select.select([link.fd], [], [], 5)[0], "the agent says nothing"
        words += (more := os.read(link.fd, 65_536))
        assert more, "the agent is gone"
    return words


@pytest.fixture
def tree() -> Iterator[Tree]:
    """A folder of this test's own, empty again at its end."""
    tree = Tree(find_mount(), f"luytre-t-{secrets.token_hex(3)}")
    yield tree
    assert tree.groups("agent") == {}
    Cgroup(tree.ours).remove()


def test_it_has_what_it_needs_and_nothing_else(tree: Tree, child: Account) -> None:
    """User, groups, folder, signals, descriptors and environment are exactly the fixed ones."""
    os.environ["LD_PRELOAD_OF_THE_SERVICE"] = "secret"
    left_open = os.dup(0)
    os.set_inheritable(left_open, True)
    starter = LinuxAgentStarter([PYTHON, "-I", "-c", REPORT], tree, more={"QT_IM_MODULE": "ibus"})
    link = starter.start(session_of(child), "vi")
    told = json.loads(said(link))
    os.close(left_open)
    del os.environ["LD_PRELOAD_OF_THE_SERVICE"]
    assert told["ids"] == [[child.uid] * 3, [child.gid] * 3]
    assert told["groups"] == sorted(os.getgrouplist(child.name, child.gid))
    assert told["environment"] == {
        "HOME": str(child.home),
        "USER": child.name,
        "LOGNAME": child.name,
        "PATH": "/usr/bin:/bin",
        "LANG": "vi_VN.UTF-8",
        "LC_CTYPE": "C.UTF-8",
        "LANGUAGE": "vi",
        "DISPLAY": ":77",
        "QT_QPA_PLATFORM": "xcb",
        "QT_IM_MODULE": "ibus",
        "XDG_SESSION_TYPE": "x11",
        "XDG_CURRENT_DESKTOP": "xfce",
        "XDG_RUNTIME_DIR": f"/run/user/{child.uid}",
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path=/run/user/{child.uid}/bus",
    }
    assert (told["folder"], told["umask"]) == ("/", 0o077)
    # The last one is the listing's own.
    assert told["fds"][:4] == [0, 1, 2, 3]
    assert len(told["fds"]) == 5
    assert told["sid"] == told["own"] == link.process.pid
    assert int(told["blocked"], 16) == 0
    # What Python itself ignores at its start; 32 and above are the C library's own.
    ignored = {number for number in range(1, 32) if int(told["ignored"], 16) >> (number - 1) & 1}
    assert ignored == {signal.SIGPIPE, signal.SIGXFSZ}
    assert int(told["capabilities"].replace("\t", ""), 16) == 0
    assert told["no_new_privs"] == "1"
    assert told["dies_with"] == signal.SIGKILL
    assert f"0::{link.process.cgroup}\n" in told["cgroup"]
    assert link.process == procfs.process(link.process.pid, child.uid)
    starter.end(link)
    os.close(link.fd)


def test_wayland_and_the_authority_file(tree: Tree, child: Account) -> None:
    """On Wayland the socket's name is told; an X authority is named, never opened."""
    report = [PYTHON, "-I", "-c", REPORT]
    starter = LinuxAgentStarter(report, tree, xauthority=lambda of: f"/run/{of.id}/Xauthority")
    link = starter.start(session_of(child), "en")
    assert json.loads(said(link))["environment"]["XAUTHORITY"] == "/run/c7/Xauthority"
    wayland = Session("c8", child.uid, child.name, SessionKind.WAYLAND, True, display="wayland-0")
    other = starter.start(wayland, "en")
    environment = json.loads(said(other))["environment"]
    assert environment["WAYLAND_DISPLAY"] == "wayland-0"
    assert environment["QT_QPA_PLATFORM"] == "wayland"
    assert {"DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR"} & set(environment) == set()
    for one in (link, other):
        starter.end(one)
        os.close(one.fd)


def test_a_closed_agent_cannot_be_entered(tree: Tree, child: Account) -> None:
    """Once it made itself undumpable, no program of its own user can look inside."""
    starter = LinuxAgentStarter([PYTHON, "-I", "-c", CLOSED], tree)
    link = starter.start(session_of(child), "vi")
    said(link)
    done = child.run(PYTHON, "-c", BREAK_IN, str(link.process.pid))
    assert (done.stdout, done.stderr) == (b"\n", b"")
    starter.end(link)
    os.close(link.fd)


def test_the_doors_are_real(tree: Tree, child: Account) -> None:
    """The same attempts get into an agent that did not close itself."""
    starter = LinuxAgentStarter([PYTHON, "-I", "-c", OPEN], tree)
    link = starter.start(session_of(child), "vi")
    said(link)
    done = child.run(PYTHON, "-c", BREAK_IN, str(link.process.pid))
    assert b"mem" in done.stdout
    starter.end(link)
    os.close(link.fd)


def test_an_interpreter_nobody_may_read_is_closed_from_its_first_moment(
    tree: Tree, child: Account
) -> None:
    """With mode 0711 the kernel itself closes it at exec: there is no moment to slip in."""
    private = child.home.parent / "agent-python"
    private.write_bytes(Path(PYTHON).resolve().read_bytes())
    private.chmod(0o711)
    starter = LinuxAgentStarter([str(private), "-I", "-c", OPEN], tree)
    link = starter.start(session_of(child), "vi")
    said(link)
    done = child.run(PYTHON, "-c", BREAK_IN, str(link.process.pid))
    assert (done.stdout, done.stderr) == (b"\n", b"")
    starter.end(link)
    os.close(link.fd)
    private.unlink()


def test_everything_it_started_ends_with_it(tree: Tree, child: Account) -> None:
    """The cgroup is ended, also what left the process group."""
    starter = LinuxAgentStarter([PYTHON, "-I", "-c", FAMILY], tree)
    link = starter.start(session_of(child), "vi")
    said(link)
    family = tree.at(link.process.cgroup).pids()
    assert len(family) == 4
    starter.end(link)
    assert [pid for pid in family if procfs.exe(pid)] == []
    assert procfs.stat(link.process.pid) is None, "not reaped"
    os.close(link.fd)


def test_the_child_cannot_leave_the_cgroup(tree: Tree, child: Account) -> None:
    """Root owns it: a program of his moves neither the agent nor itself."""
    starter = LinuxAgentStarter([PYTHON, "-I", "-c", OPEN], tree)
    link = starter.start(session_of(child), "vi")
    said(link)
    folder = tree.at(link.process.cgroup).path
    moves = f"echo {link.process.pid} > {tree.mount}/cgroup.procs; echo $$ > {folder}/cgroup.procs"
    done = child.run("/bin/sh", "-c", moves)
    assert done.stderr.lower().count(b"permission denied") == 2
    starter.end(link)
    os.close(link.fd)


def test_a_later_life_ends_what_is_left(tree: Tree, child: Account) -> None:
    """An agent whose service is gone listens to nobody; the next service ends it."""
    earlier = LinuxAgentStarter([PYTHON, "-I", "-c", OPEN], tree)
    link = earlier.start(session_of(child), "vi")
    said(link)
    LinuxAgentStarter([PYTHON, "-I", "-c", OPEN], tree)
    assert os.read(link.fd, 99) == b""
    earlier.end(link)
    os.close(link.fd)


def test_it_dies_with_the_service(tree: Tree, child: Account) -> None:
    """When the service is killed no agent outlives it."""
    code = f"""
import sys, time
sys.path.insert(0, {os.getcwd()!r})
from pathlib import Path
from app.model.observation import Session, SessionKind
from app.platforms.linux.agent_starter import LinuxAgentStarter
from app.platforms.linux.cgroup import Tree
tree = Tree(Path({str(tree.mount)!r}), {tree.ours.name!r})
starter = LinuxAgentStarter([{PYTHON!r}, "-I", "-c", {OPEN!r}], tree)
link = starter.start(Session("c1", {child.uid}, "an", SessionKind.X11, True, display=":1"), "vi")
import os; os.read(link.fd, 5); print(link.process.pid, flush=True); time.sleep(99)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as service:
        assert service.stdout is not None
        agent = int(service.stdout.readline())
        assert procfs.exe(agent)
        service.kill()
    for _ in range(100):
        if not procfs.exe(agent):
            break
        time.sleep(0.02)
    assert not procfs.exe(agent)
    LinuxAgentStarter([PYTHON], tree)


def test_without_cgroups_it_still_starts(child: Account) -> None:
    """The pidfd alone ends it then."""
    starter = LinuxAgentStarter([PYTHON, "-I", "-c", REPORT], None)
    link = starter.start(session_of(child), "vi")
    assert json.loads(said(link))["ids"][0] == [child.uid] * 3
    starter.end(link)
    assert procfs.stat(link.process.pid) is None
    os.close(link.fd)


def test_a_user_nobody_knows_has_no_agent(tree: Tree, child: Account) -> None:
    """A number without an entry cannot be given groups or a home."""
    starter = LinuxAgentStarter([PYTHON], tree)
    with pytest.raises(Unsupported):
        starter.start(Session("c1", 59_999, "", SessionKind.X11, True, display=":1"), "vi")


def test_what_it_prints_goes_where_the_service_says(tree: Tree, child: Account) -> None:
    """A journal's descriptor gets its words; without one they go nowhere."""
    ours, theirs = socket.socketpair()
    starter = LinuxAgentStarter([PYTHON, "-I", "-c", REPORT], tree, output=theirs.fileno())
    link = starter.start(session_of(child), "vi")
    said(link)
    starter.end(link)
    theirs.close()
    assert ours.recv(99) in (b"", b"on the way to nowhere\n")
    ours.close()
    os.close(link.fd)
