"""Which of this PC's own programs would fetch on a child's behalf, by the kernel's own word."""

import contextlib
import os
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from app.platforms.linux import local_daemons

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="listens as root and as others")
HOLD = """
import socket, sys
kind = socket.SOCK_STREAM if sys.argv[1] == "tcp" else socket.SOCK_DGRAM
family = socket.AF_INET6 if ":" in sys.argv[2] else socket.AF_INET
with socket.socket(family, kind) as held:
    held.bind((sys.argv[2], int(sys.argv[3])))
    if kind == socket.SOCK_STREAM and sys.argv[4] == "listens":
        held.listen()
    print("holds", flush=True)
    sys.stdin.read()
"""
LOOK = "from app.platforms.linux import local_daemons as d; print(*sorted(d.listening()))"


@pytest.fixture
def held() -> Iterator[contextlib.ExitStack]:
    """Programs that hold a port, ended with the test."""
    with contextlib.ExitStack() as stack:
        yield stack


@pytest.mark.parametrize(
    ("uid", "words", "told"),
    [
        (0, ("tcp", "127.0.0.1", "9050", "listens"), "9050"),
        (65_534, ("tcp", "0.0.0.0", "8118", "listens"), "8118"),
        (61_500, ("tcp", "::", "3128", "listens"), "3128"),  # a user of systemd's making
        (0, ("udp", "127.0.0.1", "5053", ""), "5053"),
        (0, ("udp", "::1", "9053", ""), "9053"),
        (59_000, ("tcp", "127.0.0.1", "9050", "listens"), ""),  # somebody's own
        (0, ("tcp", "127.0.0.1", "9050", "only bound"), ""),
        (0, ("tcp", "127.0.0.1", "9051", "listens"), ""),  # another port
        (0, ("udp", "127.0.0.1", "53", ""), ""),  # led anyway
    ],
)
def test_only_the_systems_listeners_on_known_ports_count(
    uid: int, words: tuple[str, ...], told: str
) -> None:
    """Whose it is, what it does and where decide together; in a network of its own."""
    holder = ["setpriv", f"--reuid={uid}", "--clear-groups", "python3", "-I", "-c", HOLD, *words]
    script = f"""
        ip link set lo up
        sysctl -qw net.ipv4.ip_unprivileged_port_start=0
        coproc {shlex.join(holder)}
        read -r line <&"${{COPROC[0]}}"
        {shlex.join([sys.executable, "-c", LOOK])}
        exit $?"""
    done = subprocess.run(
        ["unshare", "--net", "bash", "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},
    )
    assert done.stdout.strip() == told, done.stderr


def test_thousands_of_connections_cost_nothing(held: contextlib.ExitStack) -> None:
    """Only listeners are asked for; what is connected is not walked through."""
    served = held.enter_context(socket.create_server(("127.0.0.1", 0), backlog=500))
    for _ in range(400):
        held.enter_context(socket.create_connection(served.getsockname()))
    ports = [port for port, _ in local_daemons._sockets(2, 6, 1 << 10)]
    assert served.getsockname()[1] in ports
    assert len(ports) < 300


def test_a_kernel_that_does_not_answer_has_none() -> None:
    """A protocol nobody knows is an error of the kernel's, and no list."""
    assert local_daemons._sockets(2, 250, 1) == []
