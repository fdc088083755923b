"""Which servers there are, and which is asked first."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from app.web.upstreams import AGAIN_MS, MOST, SILENT_MS, Address, ResolvConf, Upstreams, parse

ONE, TWO, THREE = (Address(f"10.0.0.{n}") for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("# nameserver 10.0.0.9\nsearch lan\nnameserver 10.0.0.1\n", (ONE,)),
        ("nameserver 10.0.0.1\nnameserver\t10.0.0.2 \nnameserver 10.0.0.1", (ONE, TWO)),
        ("nameserver dns.example\nnameserver 300.1.1.1\nnameserver 10.0.0.2", (TWO,)),
        ("nameserver fd00::1\noptions edns0", (Address("fd00::1"),)),
        ("nameserver fe80::1%lo", (Address("fe80::1", scope=socket.if_nametoindex("lo")),)),
        ("nameserver fe80::1%nosuchcard0", ()),
        ("nameserver", ()),
    ],
)
def test_what_a_resolv_conf_says(text: str, found: tuple[Address, ...]) -> None:
    """Addresses in their order, each once; what is none is passed over."""
    assert parse(text) == found


def test_not_too_many() -> None:
    """A file is no reason to open a hundred sockets."""
    assert len(parse("\n".join(f"nameserver 10.0.0.{n}" for n in range(50)))) == MOST


def test_a_file_is_read_when_it_changed(tmp_path: Path) -> None:
    """Also when it was replaced; while it is gone nothing changes."""
    path = tmp_path / "resolv.conf"
    conf = ResolvConf(path)
    assert conf.changed() is None
    path.write_text("nameserver 10.0.0.1\n")
    assert conf.changed() == (ONE,)
    assert conf.changed() is None
    path.unlink()
    assert conf.changed() is None
    (tmp_path / "new").write_text("nameserver 10.0.0.2\n")
    os.replace(tmp_path / "new", path)
    assert conf.changed() == (TWO,)
    path.write_text("# nothing\n")
    assert conf.changed() == ()


def test_the_first_that_answers_is_asked() -> None:
    """A silent one comes last, and gets its chance after a while."""
    servers = Upstreams((ONE, TWO))
    first, second = servers.all
    assert servers.best(0) is first
    first.asked(0)
    assert servers.best(SILENT_MS - 1) is first
    assert servers.best(SILENT_MS) is second
    first.answered()
    assert servers.best(SILENT_MS) is first
    first.failed(10_000)
    assert servers.best(10_000) is second
    second.failed(10_000)
    assert servers.all_silent(10_000)
    assert servers.best(10_000) is first
    assert servers.best(10_000 + AGAIN_MS) is first
    assert first.silent_since == 10_000 + AGAIN_MS


def test_a_lone_server_is_always_asked() -> None:
    """However long it was silent; without any there is none."""
    servers = Upstreams((ONE,))
    servers.all[0].failed(50_000)
    assert servers.best(50_001) is servers.all[0]
    assert servers.after(servers.all[0]) is servers.all[0]
    assert Upstreams().best(0) is None
    assert Upstreams().after(servers.all[0]) is None


def test_after_a_server_comes_the_next() -> None:
    """In a ring; after one that is no longer there the first."""
    servers = Upstreams((ONE, TWO))
    first, second = servers.all
    assert servers.after(first) is second
    assert servers.after(second) is first
    assert servers.become((TWO, THREE))
    assert servers.all[0] is second
    assert servers.after(first) is second
    assert not servers.become((TWO, THREE))


def test_families() -> None:
    """What connect() takes."""
    assert (ONE.family, ONE.sockaddr) == (socket.AF_INET, ("10.0.0.1", 53))
    six = Address("fe80::1", 5353, 4)
    assert (six.family, six.sockaddr) == (socket.AF_INET6, ("fe80::1", 5353, 0, 4))
