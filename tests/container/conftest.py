"""Containers for journeys that need systemd and logind; the product is installed in one once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.container import rig
from tests.container.rig import Container

CLONE = "/home/parent/luytre"
OFFLINE = "PIP_NO_INDEX=1 PIP_FIND_LINKS=/wheels"  # the wheels are there, a network is not


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of this folder are journeys; the first may have to build an image."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.timeout(600))


@pytest.fixture(autouse=True)
def _possible() -> None:
    if why := rig.missing():
        pytest.skip(why)


def prepare(container: Container) -> None:
    """Make a parent who may use sudo, a child, and the parent's clone of the sources."""
    container.user("parent")
    container.user("child")
    container.write("/etc/sudoers.d/parent", "parent ALL=(ALL) NOPASSWD: ALL\n", 0o440)
    container.clone(CLONE, "parent")


def install(container: Container, *, code: int = 0) -> str:
    """Do what a parent does: ./run with sudo, here without a terminal; give what it said."""
    said = container.sh(
        f"cd {CLONE} && runuser -u parent -- sudo env {OFFLINE} ./run </dev/null 2>&1; echo $?",
        timeout=180,
    )
    text, _, ended = said.rstrip().rpartition("\n")
    assert ended == str(code), said
    return text


@pytest.fixture(scope="session")
def installed_layer() -> Iterator[Path]:
    """What a real installation changes in a system, to boot over the plain one."""
    with rig.booted() as container:
        prepare(container)
        install(container)
        layer = container.keep()
    yield layer
    shutil.rmtree(layer.parent)


@pytest.fixture
def plain() -> Iterator[Container]:
    """A fresh system with a parent, a child and a clone, and nothing of ours installed."""
    with rig.booted() as container:
        prepare(container)
        yield container


@pytest.fixture
def installed(installed_layer: Path) -> Iterator[Container]:
    """A system that was installed, switched off, and has just been switched on again."""
    with rig.booted(above=(installed_layer,)) as container:
        yield container
