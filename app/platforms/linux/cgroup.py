"""Folders of the unified hierarchy (cgroup v2): ours, and those processes came from.

Ours lie in one folder at the top (`/sys/fs/cgroup/luytre/…`), owned by root: a child can neither
thaw them nor leave them. The folder is not called `.slice`, so that systemd, which owns the tree
otherwise, never takes it for a unit of its own. Several copies on one machine differ in `root`.
"""

from __future__ import annotations

import hashlib
import os
import re
import select
from pathlib import Path
from urllib.parse import quote, unquote

from app.model.errors import Unsupported

_LONGEST_NAME = 200  # bytes; a folder's name may have 255
_WAIT_STEP_MS = 20
_HASHED = re.compile(r"=[0-9a-f]{64}")


class Cgroup:
    """One folder. Whatever is asked of a folder that is gone is answered as if it were empty."""

    def __init__(self, path: Path) -> None:
        """Name it; nothing is touched."""
        self.path = path

    def make(self) -> None:
        """Make the folder, and those above it; fine when it is there."""
        self.path.mkdir(mode=0o755, parents=True, exist_ok=True)

    def pids(self) -> list[int]:
        """Give its processes, those of the folders below included."""
        found: list[int] = []
        for folder, _, _ in os.walk(self.path):
            # 0 stands for a process this PID namespace cannot name.
            found += [pid for pid in map(int, _read(Path(folder, "cgroup.procs")).split()) if pid]
        return found

    def add(self, pid: int) -> bool:
        """Move a process here; False when it ended or the folder takes none."""
        return _write(self.path / "cgroup.procs", str(pid))

    def set_frozen(self, frozen: bool) -> bool:
        """Ask the kernel to freeze or thaw; False when the folder is gone."""
        return _write(self.path / "cgroup.freeze", "1" if frozen else "0")

    def should_be_frozen(self) -> bool:
        """Whether the last word was to freeze; the kernel may not have finished."""
        return _read(self.path / "cgroup.freeze").strip() == "1"

    def is_frozen(self) -> bool:
        """Whether every process here and below stands still now."""
        return "frozen 1" in _read(self.path / "cgroup.events")

    def wait_frozen(self, milliseconds: int) -> bool:
        """Wait until the kernel says that all of it stands still; False = not in that time."""
        try:
            fd = os.open(self.path / "cgroup.events", os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return True
        poll = select.poll()
        poll.register(fd, select.POLLPRI)
        try:
            for _ in range(0, milliseconds, _WAIT_STEP_MS):
                if b"frozen 1" in os.pread(fd, 4096, 0):
                    return True
                poll.poll(_WAIT_STEP_MS)
            return self.is_frozen()
        except OSError:  # ENODEV: removed while we looked
            return True
        finally:
            os.close(fd)

    def kill(self) -> bool:
        """SIGKILL everything here and below at once; False before Linux 5.14."""
        return _write(self.path / "cgroup.kill", "1")

    def remove(self) -> bool:
        """Remove the folder; False when something is still in it."""
        try:
            self.path.rmdir()
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return True


class Tree:
    """The unified hierarchy of this machine, with our folder in it."""

    def __init__(self, mount: Path, root: str) -> None:
        """`root` is the name of our folder directly under the mount."""
        self.mount = mount
        self.ours = mount / root

    def at(self, path: str) -> Cgroup:
        """Give the folder that /proc/PID/cgroup calls `path`."""
        return Cgroup(self.mount / path.lstrip("/"))

    def path_of(self, cgroup: Cgroup) -> str:
        """Give a folder's name as /proc/PID/cgroup has it."""
        return "/" + cgroup.path.relative_to(self.mount).as_posix()

    def group(self, kind: str, name: str) -> Cgroup:
        """Give our folder for `name`, which may hold any text; long ones are told by their hash.

        What `groups` gave for a hashed folder names that folder here too.
        """
        told = name if _HASHED.fullmatch(name) else quote(name, safe="")
        if len(told) > _LONGEST_NAME:
            told = "=" + hashlib.sha256(name.encode()).hexdigest()
        return Cgroup(self.ours / f"{kind}-{told}")

    def groups(self, kind: str) -> dict[str, Cgroup]:
        """Give our folders of one kind by name, whoever made them; a hashed name stays one."""
        if not self.ours.is_dir():
            return {}
        paths = sorted(self.ours.glob(f"{kind}-*"))
        return {unquote(path.name.partition("-")[2]): Cgroup(path) for path in paths}

    def is_ours(self, path: str) -> bool:
        """Whether /proc/PID/cgroup names a folder of ours."""
        return path.startswith(f"/{self.ours.name}/")

    def give_back(self, pid: int, origin: str) -> None:
        """Bring a process to where it came from, or as near to that as there still is.

        systemd removes a scope that we emptied: its folder is made again, so that the process ends
        with its user's log-in as before. Without that the top takes it: better free than lost.
        """
        if self.at(origin).add(pid):
            return
        again = self.at(origin)
        if again.path.parent.is_dir():
            again.path.mkdir(exist_ok=True)
            if again.add(pid):
                return
        self.at("/").add(pid)


def find_mount(mountinfo: str | None = None) -> Path:
    """Give where the unified hierarchy is mounted (it may stand beside cgroup v1). Unsupported."""
    text = Path("/proc/self/mountinfo").read_text() if mountinfo is None else mountinfo
    for line in text.splitlines():
        here, _, kind = line.partition(" - ")
        fields = here.split()
        if kind.split()[:1] == ["cgroup2"] and len(fields) > 4 and fields[3] == "/":
            return Path(re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), fields[4]))
    raise Unsupported("this kernel offers no cgroup v2, so nothing can be frozen as a group")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""


def _write(path: Path, text: str) -> bool:
    try:
        fd = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        os.write(fd, text.encode("ascii"))
    except OSError:
        return False
    finally:
        os.close(fd)
    return True
