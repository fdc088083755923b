"""A booted Debian whose logind is asked from here, over the socket of its own system bus.

It boots in a control group of its own, so that it needs nobody's turn: systemd-nspawn with
--keep-unit divides the group it is started in, and two in the same one would collide.
"""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.container.rig import Container, image, missing, wheels

_GROUPS = Path("/sys/fs/cgroup")


@dataclass(frozen=True)
class Debian:
    """A running container; address leads to its system bus, kid and sister are two of its users."""

    container: Container
    address: str
    kid: int
    sister: int


def _places() -> dict[Path, str]:
    """The folders of our two control groups, by the hierarchy each belongs to."""
    found = {}
    for line in Path("/proc/self/cgroup").read_text(encoding="ascii").splitlines():
        number, names, path = line.split(":", 2)
        if number == "0":
            unified = _GROUPS / "unified"
            found[unified if unified.is_dir() else _GROUPS] = path
        elif names == "name=systemd":
            found[_GROUPS / "systemd"] = path
    return found


@contextmanager
def _group(name: str) -> Iterator[None]:
    """Start what is started inside in control groups of this name."""
    before = _places()
    for root in before:
        (root / name).mkdir()
        (root / name / "cgroup.procs").write_text(str(os.getpid()))
    try:
        yield
    finally:
        for root, path in before.items():
            (root / path.lstrip("/") / "cgroup.procs").write_text(str(os.getpid()))


def _forget(name: str) -> None:
    """Remove the control groups; what ran in them is gone in a moment."""
    for root in _places():
        for _ in range(50):
            folders = [folder for folder, _, _ in os.walk(root / name, topdown=False)]
            try:
                for folder in folders:
                    os.rmdir(folder)
                break
            except OSError:
                time.sleep(0.1)


@pytest.fixture(scope="session", name="debian")
def debian_fixture() -> Iterator[Debian]:
    """A container with systemd and logind, booted once for all tests of a run."""
    if why := missing():
        pytest.skip(why)
    root = image()
    wheels()
    name = f"luytre-t-{secrets.token_hex(4)}"
    container = Container(root)
    try:
        with _group(name):
            container.boot()
        nsenter = container.command()
        leader = nsenter[nsenter.index("-t") + 1]
        yield Debian(
            container,
            f"unix:path=/proc/{leader}/root/run/dbus/system_bus_socket",
            container.user("kid"),
            container.user("sister"),
        )
    finally:
        container.stop()
        _forget(name)
