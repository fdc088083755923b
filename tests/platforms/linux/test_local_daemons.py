"""Which of this PC's own programs would fetch on a child's behalf."""

import os
import socket
from pathlib import Path

import pytest

from app.platforms.linux import local_daemons

HEAD = (
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout\n"
)


def line(port: int, state: str, uid: int) -> str:
    """One line of /proc/net/tcp."""
    address = f"0100007F:{port:04X} 00000000:0000"
    return f"   0: {address} {state} 00000000:00000000 00:00000000 00000000 {uid:5} 0 1 1\n"


@pytest.mark.parametrize(
    ("port", "state", "uid", "told"),
    [
        (9_050, "0A", 0, True),
        (9_050, "0A", 110, True),
        (9_050, "0A", 65_000, True),  # a user of systemd's making
        (9_050, "0A", 1_001, False),  # somebody's own
        (9_050, "01", 0, False),  # a connection, no listener
        (9_051, "0A", 0, False),  # another port
        (53, "0A", 0, False),  # led anyway
    ],
)
def test_only_the_systems_listeners_on_known_ports_count(
    tmp_path: Path, port: int, state: str, uid: int, told: bool
) -> None:
    """Whose it is, what it does and where decide together."""
    (tmp_path / "tcp").write_text(HEAD + line(port, state, uid))
    assert local_daemons.listening(tmp_path) == (frozenset([port]) if told else frozenset())


def test_udp_counts_too(tmp_path: Path) -> None:
    """Name servers on odd ports."""
    (tmp_path / "udp6").write_text(HEAD + line(5_053, "07", 0))
    assert local_daemons.listening(tmp_path) == {5_053}


@pytest.mark.skipif(os.geteuid() != 0, reason="listens as root")
def test_a_real_listener_is_found() -> None:
    """The kernel's own table, with one of the ports that is free here."""
    for port in local_daemons.PORTS:
        with socket.socket() as served:
            try:
                served.bind(("127.0.0.1", port))
            except OSError:
                continue
            served.listen()
            assert port in local_daemons.listening()
            break
    else:
        pytest.skip("none of the ports is free here")
    assert port not in local_daemons.listening()
