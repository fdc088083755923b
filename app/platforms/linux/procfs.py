"""What /proc says of one process: small readers that give None when it has ended meanwhile.

Every file of /proc is read by number and never through a path a process can choose, so nothing
here can be made to hang or to open somebody else's file.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from app.model.observation import Process

_DELETED = " (deleted)"
# Nothing read here is longer; a command line can be megabytes and is cut.
_MOST = 65_536


@dataclass(frozen=True, slots=True)
class Stat:
    """Fields of /proc/PID/stat; started in clock ticks since boot, tty as a device number."""

    comm: str
    ppid: int
    session: int
    tty: int
    started: int


def read(pid: int, name: str) -> bytes | None:
    """Give at most 64 KiB of /proc/PID/name, or None when it is gone or not ours to read."""
    try:
        fd = os.open(f"/proc/{pid}/{name}", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        return os.read(fd, _MOST)
    except OSError:
        return None
    finally:
        os.close(fd)


def pids() -> list[int]:
    """Give every process that runs now, without looking at any."""
    return [int(name) for name in os.listdir("/proc") if name.isdecimal()]


def owner_at_a_glance(pid: int) -> int | None:
    """Give the user by one stat call; 0 also for programs that keep themselves private.

    A program its own user may not read (mode 0111) or that is set-uid shows up as root's, so 0
    means "look closer", never "it is root's".
    """
    try:
        return os.stat(f"/proc/{pid}/status").st_uid
    except OSError:
        return None


def owner(pid: int) -> int | None:
    """Give the user a process belongs to: who started it, or root where it has root's rights."""
    status = read(pid, "status")
    if status is None:
        return None
    at = status.find(b"\nUid:\t")
    if at < 0:
        return None
    real, effective = status[at + 6 : at + 40].split(None, 2)[:2]
    return 0 if effective == b"0" else int(real)


def stat(pid: int) -> Stat | None:
    """Give the stat line; the name in brackets may itself hold brackets and spaces."""
    line = read(pid, "stat")
    if not line:
        return None
    name, _, rest = line.rpartition(b")")
    fields = rest.split()
    return Stat(
        comm=name.partition(b"(")[2].decode("utf-8", "replace"),
        ppid=int(fields[1]),
        session=int(fields[3]),
        tty=int(fields[4]),
        started=int(fields[19]),
    )


def exe(pid: int) -> str:
    """Give the path of the program, without the mark of a deleted file; "" = not to be known."""
    try:
        return os.readlink(f"/proc/{pid}/exe").removesuffix(_DELETED)
    except OSError:
        return ""


def open_files(pid: int) -> list[str]:
    """Give what its descriptors point to, such as `socket:[1234]`; nothing when not ours to see."""
    folder = f"/proc/{pid}/fd"
    found = []
    try:
        for name in os.listdir(folder):
            try:
                found.append(os.readlink(f"{folder}/{name}"))
            except FileNotFoundError:
                continue  # closed meanwhile
    except OSError:
        pass  # ended meanwhile, or another user's
    return found


def cgroup(pid: int) -> str:
    """Give the path in the unified hierarchy, "" where there is none."""
    for line in (read(pid, "cgroup") or b"").splitlines():
        if line.startswith(b"0::"):
            return line[3:].decode("utf-8", "replace").removesuffix(_DELETED)
    return ""


def process(pid: int, uid: int) -> Process | None:
    """Describe a process of a user; None when it ended meanwhile or is the kernel's own."""
    line = stat(pid)
    path = exe(pid)
    if line is None or not path:
        return None
    return Process(pid, line.started, uid, path, cgroup(pid), line.ppid)
