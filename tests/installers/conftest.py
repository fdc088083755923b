"""A copy of the product's places under a mark of its own, removed after every test."""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

LINUX = Path(__file__).parent.parent.parent / "installers" / "linux"


@dataclass(frozen=True, slots=True)
class Marked:
    """Where one copy of the product lives."""

    mark: str

    @property
    def product(self) -> Path:
        """Its program folder."""
        return Path("/opt") / self.mark

    @property
    def state(self) -> Path:
        """Its store, key and undo journal."""
        return Path("/var/lib") / self.mark

    @property
    def undo(self) -> Path:
        """Its undo journal."""
        return self.state / "undo"

    def release(self, *options: str, language: str = "C.UTF-8") -> str:
        """Run its release script; give what it said."""
        environment = {"LANG": language, "PATH": os.environ["PATH"]}
        command = ["/bin/sh", str(self.state / "release"), *options]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stderr == ""
        return done.stdout

    def traces(self) -> list[str]:
        """Every place of its that exists."""
        places = [self.product, self.state, Path("/run") / self.mark, Path(f"/run/{self.mark}-off")]
        places += [Path("/run/motd.d") / self.mark, *Path("/sys/fs/cgroup").glob(f"*/{self.mark}")]
        places += Path("/etc/systemd/system").glob(f"{self.mark}*")
        return [str(place) for place in places if os.path.lexists(place)]


@pytest.fixture
def marked() -> Iterator[Marked]:
    """Places with the release script in them, as an installation leaves them."""
    if os.geteuid() != 0:
        pytest.skip("installs, so it needs root")
    copy = Marked(f"luytre-t-{secrets.token_hex(4)}")
    copy.undo.mkdir(mode=0o700, parents=True)
    shutil.copy(LINUX / "release", copy.state / "release")
    yield copy
    if copy.state.exists():
        shutil.copy(LINUX / "release", copy.state / "release")
        copy.release("--uninstall")
    for place in copy.traces():
        shutil.rmtree(place, ignore_errors=True)
