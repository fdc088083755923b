"""Names a process for good: the pidfd is opened first, then owner and start time are compared.

A pid alone is a number that the kernel gives away again. Whatever was checked after the pidfd was
opened stays true for that pidfd, so no act of ours can reach a process that only inherited the
number.
"""

from __future__ import annotations

import errno
import os
import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from app.model.observation import Process
from app.platforms.linux import procfs

# Nobody's number; a thread's (ENOENT since Linux 6.14, EINVAL before); 0 or below.
_NO_PROCESS = (errno.ESRCH, errno.ENOENT, errno.EINVAL)


def state_of(pid: int) -> str:
    """Give the letter of /proc/PID/stat: `R` runs, `T` stopped, `Z` ended, …; "" = gone."""
    line = procfs.read(pid, "stat") or b""
    return line.rpartition(b") ")[2][:1].decode("ascii")


def is_same(process: Process) -> bool:
    """Whether that very process still runs, and still as its user.

    A program that became another user's (sudo, pkexec) is not the child's any more.
    """
    stat = procfs.stat(process.pid)
    return (
        stat is not None
        and stat.started == process.started
        and procfs.owner(process.pid) == process.uid
        and state_of(process.pid) not in ("", "Z", "X")
    )


def open_pid(pid: int) -> int | None:
    """Open a pidfd; None when no process has this number."""
    try:
        return os.pidfd_open(pid)
    except OSError as error:
        if error.errno in _NO_PROCESS:
            return None
        raise


@contextmanager
def held(process: Process) -> Iterator[int | None]:
    """Hold a pidfd of that very process; None when it ended, changed or is somebody else's."""
    with _opened(process.pid) as fd:
        yield fd if fd is not None and is_same(process) else None


@contextmanager
def held_since(pid: int, started: int) -> Iterator[int | None]:
    """Hold a pidfd of what began as `pid` at that tick, whoever runs it now: to let go of it."""
    with _opened(pid) as fd:
        stat = procfs.stat(pid) if fd is not None else None
        yield fd if stat is not None and stat.started == started else None


@contextmanager
def _opened(pid: int) -> Iterator[int | None]:
    fd = open_pid(pid)
    try:
        yield fd
    finally:
        if fd is not None:
            os.close(fd)


def wait_end(fd: int, milliseconds: int) -> bool:
    """Wait until the process behind a pidfd is gone; False when it still runs after that time."""
    poll = select.poll()
    poll.register(fd, select.POLLIN)
    return bool(poll.poll(milliseconds))


def send(fd: int, number: signal.Signals) -> bool:
    """Send a signal through a pidfd; False when the process has ended."""
    try:
        signal.pidfd_send_signal(fd, number)
    except ProcessLookupError:
        return False
    return True
