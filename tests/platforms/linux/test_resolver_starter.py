"""The resolver runs with nothing but what it is handed, and its ports outlive it."""

import json
import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.enforce.ports import ResolverLink, ResolverPort
from app.model.errors import Unsupported
from app.platforms.linux import procfs
from app.platforms.linux.cgroup import Tree, find_mount
from app.platforms.linux.resolver_starter import LinuxResolverStarter
from tests.platforms.linux.child_account import PYTHON, needs_root
from tests.platforms.people import Person, child_fixture

__all__ = ["child_fixture"]
pytestmark = needs_root

SELF = """
import json, os, resource, time
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
os.write(3, json.dumps({
    "uids": status["Uid"].split(), "groups": os.getgroups(), "caps": status["CapEff"].strip(),
    "permitted": status["CapPrm"].strip(), "no_new_privs": status["NoNewPrivs"].strip(),
    "seccomp": status["Seccomp"].strip(), "cwd": os.getcwd(),
    "fds": sorted(int(fd) for fd in os.listdir("/proc/self/fd"))[:-1],
    "leads_its_group": os.getpgid(0) == os.getpid() == os.getsid(0),
    "environment": sorted(os.environ),
}).encode())
time.sleep(99)
"""


def said(link: ResolverLink) -> str:
    """What it says within 5 s; "" = it ended."""
    assert select.select([link.fd], [], [], 5)[0], "it says nothing"
    return os.read(link.fd, 65_536).decode()


@pytest.fixture
def port() -> Iterator[ResolverPort]:
    """A port, given back afterwards."""
    made = LinuxResolverStarter([PYTHON], "nobody").open()
    yield made
    for fd in made.sockets:
        os.close(fd)


def test_it_has_no_rights_at_all(child: Person) -> None:
    """Its own user, no group, no capability, no way to gain one, a filter, and one socket."""
    starter = LinuxResolverStarter([PYTHON, "-I", "-c", SELF], child.name)
    link = starter.start()
    found = json.loads(said(link))
    starter.end(link)
    os.close(link.fd)
    environment = set(found.pop("environment"))
    assert found == {
        "uids": [str(child.uid)] * 4,
        "groups": [child.gid],
        "caps": "0" * 16,
        "permitted": "0" * 16,
        "no_new_privs": "1",
        "seccomp": "2",
        "cwd": "/",
        "fds": [0, 1, 2, 3],
        "leads_its_group": True,
    }
    assert environment <= {"LANG", "LC_CTYPE", "PATH"}


def test_it_never_runs_as_root_or_as_nobody_we_know() -> None:
    """A user that is missing, or is root by mistake, is told in words."""
    with pytest.raises(Unsupported, match="no user luytre-t-none"):
        LinuxResolverStarter([PYTHON], "luytre-t-none").start()
    with pytest.raises(Unsupported, match="never runs as root"):
        LinuxResolverStarter([PYTHON], "root").start()


def test_it_begins_in_a_group_of_its_own(child: Person) -> None:
    """Outside the service's group, and the group goes with it."""
    tree = Tree(find_mount(), f"luytre-t-{os.getpid()}")
    starter = LinuxResolverStarter([PYTHON, "-I", "-c", SELF], child.name, tree=tree)
    link = starter.start()
    said(link)
    assert procfs.cgroup(link.process.pid) == link.process.cgroup
    assert link.process.cgroup.startswith(f"/{tree.ours.name}/resolver-")
    starter.end(link)
    os.close(link.fd)
    assert tree.groups("resolver") == {}
    tree.ours.rmdir()


def test_a_port_is_closed_to_the_network(port: ResolverPort) -> None:
    """Only loopback addresses, the same number on all, and none that programs get at random."""
    names = []
    for fd in port.sockets:
        with socket.socket(fileno=os.dup(fd)) as one:
            names.append((one.type, *one.getsockname()[:2]))
            assert not os.get_blocking(fd)
    both = ["127.0.0.1", "::1"] if port.v6 else ["127.0.0.1"]
    kinds = (socket.SOCK_DGRAM, socket.SOCK_STREAM)
    assert names == [(kind, address, port.port) for kind in kinds for address in both]
    first = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    assert 1_024 < port.port < first


def test_nobody_else_can_answer_on_a_port(port: ResolverPort) -> None:
    """Not even with the options that let two programs share one."""
    for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
        with socket.socket(socket.AF_INET, kind) as other:
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            with pytest.raises(OSError, match="in use"):
                other.bind(("127.0.0.1", port.port))
                other.listen()


def test_a_port_somebody_has_is_passed_over() -> None:
    """Also when he has but one of the four sockets."""
    starter = LinuxResolverStarter([PYTHON], "nobody")
    first = starter.open()
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as other:
        other.bind(("127.0.0.1", first.port + 1))
        second = starter.open()
        assert second.port > first.port + 1
    for fd in first.sockets + second.sockets:
        os.close(fd)


def test_questions_wait_while_it_is_replaced(child: Person, port: ResolverPort) -> None:
    """What is asked between two resolvers is answered by the second, which comes in under 1 s."""
    starter = LinuxResolverStarter([PYTHON, "-I", "-c", SELF], child.name)
    first = starter.start()
    said(first)
    starter.end(first)
    assert said(first) == ""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asks:
        for number in range(200):
            asks.sendto(number.to_bytes(2), ("127.0.0.1", port.port))
        began = time.monotonic()
        second = starter.start()
        said(second)
        assert time.monotonic() - began < 1
        with socket.socket(fileno=os.dup(port.sockets[0])) as ours:
            assert [ours.recv(9) for _ in range(200)] == [n.to_bytes(2) for n in range(200)]
    starter.end(second)
    for link in (first, second):
        os.close(link.fd)


def test_it_ends_with_the_service(child: Person) -> None:
    """SIGKILL of whoever started it leaves no resolver behind."""
    program = f"""
import os
from app.platforms.linux.resolver_starter import LinuxResolverStarter
speaks = "import os, time; os.write(3, b'x'); time.sleep(99)"
link = LinuxResolverStarter(["{PYTHON}", "-I", "-c", speaks], "{child.name}").start()
os.read(link.fd, 1)
print(link.process.pid, flush=True)
os.kill(os.getpid(), 9)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
    )
    pid = int(done.stdout)
    ends = time.monotonic() + 5
    while procfs.owner(pid) == child.uid and time.monotonic() < ends:
        time.sleep(0.01)
    assert procfs.owner(pid) != child.uid
