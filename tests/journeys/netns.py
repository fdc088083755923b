"""A PC and the internet in network namespaces: two machines with a wire between them.

Nothing of the machine's own network, DNS or /etc is touched: the PC is a namespace with its own
/etc/resolv.conf (a mount nobody else sees), the internet is another with well-known addresses on
its loopback and real servers behind them. Both end with the process that holds them.
"""

from __future__ import annotations

import ctypes
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys import netns_answers
from tests.platforms.people import Person, stop

HERE = Path(__file__).parent
ROUTER4, ROUTER6 = "198.51.100.53", "2001:db8:53::53"  # the house's router: the PC's own server
ROUTER_LINK = "fe80::53"  # the same router as many announce themselves
DOH4, DOH6 = "8.8.8.8", "2001:4860:4860::8888"
UNLISTED = "9.9.9.9"  # a server on no list of ours
ADDRESSES = (ROUTER4, ROUTER6, DOH4, DOH6, UNLISTED, netns_answers.WEB4, netns_answers.WEB6)
NEEDED = ("ip", "nft", "dig", "curl", "unshare", "nsenter", "setpriv")
_CLONE_NEWNET = 0x40000000
_WIRE = """
ip link add {far} type veth peer name {near} netns {pc}
ip address add 10.77.0.1/24 dev {far}
ip address add fd77::1/64 dev {far} nodad
ip address add fe80::53/64 dev {far} nodad
ip link set {far} up
ip link set lo up
"""
_PC = """
ip link set lo up
ip address add 10.77.0.2/24 dev {near}
ip address add fd77::2/64 dev {near} nodad
ip link set {near} up
ip route add default via 10.77.0.1
ip -6 route add default via fd77::1
"""


def missing() -> str:
    """Why this cannot be built here, or ""."""
    if os.geteuid() != 0:
        return "namespaces and users need root"
    lacking = [tool for tool in NEEDED if shutil.which(tool) is None]
    return f"not installed: {' '.join(lacking)}" if lacking else ""


class Wired:
    """The PC, wired to the internet. Programs run in it as whoever is asked for."""

    def __init__(self, folder: Path) -> None:
        """Make both machines and the wire; `folder` is for files they read."""
        self._running: list[subprocess.Popen[bytes]] = []
        tag = secrets.token_hex(3)
        self._far, self.wire = f"lt{tag}f", f"lt{tag}n"
        self._home = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
        self._resolv = folder / "resolv.conf"
        self.name_servers(ROUTER4)
        self._resolv.chmod(0o644)
        bind = f"mount --bind {self._resolv} /etc/resolv.conf && echo up && exec sleep infinity"
        mount = ("unshare", "--net", "--mount", "--propagation", "private", "sh", "-c")
        self._pc = self._hold(*mount, bind)
        self._world = self._hold("unshare", "--net", "sh", "-c", "echo up && exec sleep infinity")
        self._plug_in()
        program = (sys.executable, str(HERE / "netns_answers.py"))
        link_local = f"{ROUTER_LINK}%{self._far}"
        self.serve(*self._enter(self._world), *program, "world", *ADDRESSES, link_local)

    def name_servers(self, *addresses: str) -> None:
        """Let the PC's own /etc/resolv.conf name these."""
        lines = [f"nameserver {address}" for address in addresses]
        # In place: another file with this name would not be the one that is mounted.
        self._resolv.write_text("\n".join([*lines, "options timeout:5 attempts:1\n"]))

    def _hold(self, *command: str) -> int:
        """Start what holds a machine's namespaces; give its pid."""
        holder = subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", *command], stdout=subprocess.PIPE
        )
        self._running.append(holder)
        assert holder.stdout is not None and holder.stdout.readline() == b"up\n"
        return holder.pid

    def _plug_in(self) -> None:
        names = {"far": self._far, "near": self.wire, "pc": str(self._pc)}
        lines = _WIRE.format(**names).split("\n")
        lines += [f"ip address add {each} dev lo" for each in ADDRESSES]
        self._script(self._world, lines)
        self._script(self._pc, _PC.format(**names).split("\n"))

    def _script(self, machine: int, lines: Sequence[str]) -> None:
        text = "set -e\n" + "\n".join(lines)
        subprocess.run([*self._enter(machine), "sh", "-c", text], check=True)

    @staticmethod
    def _enter(machine: int) -> list[str]:
        return ["nsenter", "-t", str(machine), "--net", "--mount", "--"]

    def serve(self, *command: str, pass_fds: Sequence[int] = ()) -> subprocess.Popen[bytes]:
        """Start a program that says `serving` when it does; it ends with the PC."""
        served = subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", *command],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(HERE.parents[1])},
            pass_fds=pass_fds,
        )
        self._running.append(served)
        assert served.stdout is not None and served.stdout.readline() == b"serving\n"
        return served

    def answers(self, label: str, fds: Sequence[int]) -> subprocess.Popen[bytes]:
        """A name server on sockets of the PC, which says `label` to every question."""
        program = (sys.executable, str(HERE / "netns_answers.py"), "port", label)
        return self.serve(*program, *map(str, fds), pass_fds=fds)

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Be on the PC's network: what this thread opens and starts belongs there."""
        libc = ctypes.CDLL(None, use_errno=True)
        there = os.open(f"/proc/{self._pc}/ns/net", os.O_RDONLY)
        try:
            if libc.setns(there, _CLONE_NEWNET) != 0:
                raise OSError(ctypes.get_errno(), "setns")
            yield
        finally:
            libc.setns(self._home, _CLONE_NEWNET)
            os.close(there)

    def run(
        self, who: Person | None, *command: str, check: bool = False, timeout: float = 20
    ) -> subprocess.CompletedProcess[str]:
        """Run a program on the PC as this person, None = root."""
        rights: list[str] = []
        if who is not None:
            rights = ["setpriv", f"--reuid={who.uid}", f"--regid={who.gid}", "--clear-groups"]
        return subprocess.run(
            [*self._enter(self._pc), *rights, *command],
            capture_output=True,
            text=True,
            check=check,
            timeout=timeout,
            cwd="/",
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "HOME": "/"},
        )

    def outside(self, *command: str) -> str:
        """Run a program on the machine we stand on, whose network nothing here may touch."""
        home = f"--net=/proc/self/fd/{self._home}"
        return subprocess.run(
            ["nsenter", home, *command],
            capture_output=True,
            text=True,
            check=True,
            pass_fds=[self._home],
        ).stdout

    def dig(self, who: Person | None, *words: str) -> str:
        """Ask who answers a name, one try of a second; "" when nobody does."""
        asked = ("dig", "+short", "+tries=1", "+timeout=1", "TXT", "who.test", *words)
        done = self.run(who, *asked)
        lines = [line for line in done.stdout.splitlines() if not line.startswith(";")]
        return lines[0].strip('"') if done.returncode == 0 and lines else ""

    def python(self, who: Person | None, program: str, *words: str) -> str:
        """Run a few lines of Python on the PC; give the last line it printed."""
        done = self.run(who, "/usr/bin/python3", "-I", "-c", program, *words)
        return (done.stdout.strip().splitlines() or [done.stderr.strip().split("\n")[-1]])[-1]

    def close(self) -> None:
        """Switch both off."""
        os.close(self._home)
        for one in reversed(self._running):
            stop(one)
            if one.stdout is not None:
                one.stdout.close()


@contextmanager
def wired() -> Iterator[Wired]:
    """A PC on the internet, switched off again whatever happened."""
    if why := missing():
        pytest.skip(why)
    folder = Path(tempfile.mkdtemp(prefix="luytre-t-net-"))
    folder.chmod(0o755)
    made = Wired(folder)
    try:
        yield made
    finally:
        made.close()
        shutil.rmtree(folder)
