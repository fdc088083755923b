"""A booted Debian whose logind is asked from here, over the socket of its own system bus."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.container.rig import Container, booted, missing


@dataclass(frozen=True)
class Debian:
    """A running container; address leads to its system bus, kid and sister are two of its users."""

    container: Container
    address: str
    kid: int
    sister: int


@pytest.fixture(scope="session", name="debian")
def debian_fixture() -> Iterator[Debian]:
    """A container with systemd and logind, booted once for all tests of a run."""
    if why := missing():
        pytest.skip(why)
    with booted() as container:
        nsenter = container.command()
        leader = nsenter[nsenter.index("-t") + 1]
        yield Debian(
            container,
            f"unix:path=/proc/{leader}/root/run/dbus/system_bus_socket",
            container.user("kid"),
            container.user("sister"),
        )
