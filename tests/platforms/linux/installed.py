"""A folder of installed programs of this test's own, where only root may write."""

import secrets
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.platforms.people import Person


class Installed:
    """Programs whose `main` leaves a trace: copies of touch(1), each an inode of its own."""

    def __init__(self, folder: Path) -> None:
        """Keep where they are."""
        self.folder = folder

    def install(self, name: str) -> str:
        """Put a program in place as a package manager does: beside it, then over it."""
        fresh = self.folder / f".{name}.new"
        shutil.copy("/usr/bin/touch", fresh)
        fresh.chmod(0o755)
        fresh.rename(self.folder / name)
        return str(self.folder / name)


def runs_for(person: Person, program: str) -> bool:
    """Whether a user can start the program; its `main` ran if and only if this says so."""
    trace = person.runtime / f"trace-{secrets.token_hex(4)}"
    try:
        with person.starts([program, str(trace)]) as process:
            assert process.wait(20) == 0
    except PermissionError as error:
        assert error.errno == 1, "EPERM and no other refusal"
        assert not trace.exists()
        return False
    assert trace.exists()
    trace.unlink()
    return True


def runs_for_root(program: str) -> bool:
    """Whether root can start the program."""
    return subprocess.run([program, "/dev/null"], timeout=20).returncode == 0


@pytest.fixture
def installed() -> Iterator[Installed]:
    """An empty folder under /opt, removed with all that is in it."""
    folder = Path("/opt") / f"luytre-t-{secrets.token_hex(3)}"
    folder.mkdir(mode=0o755)
    yield Installed(folder)
    shutil.rmtree(folder)
