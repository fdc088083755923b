"""Tells whose program paths can be believed.

A user may make a mount namespace of his own and put his game where `/usr/bin/dbus-daemon` was: the
path that /proc names is then his to choose. Processes that share a mount namespace with the machine
cannot lie about theirs.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from app.model.observation import Process
from app.platforms.linux import procfs


def disguised(processes: Iterable[Process], leaders: Iterable[int] = ()) -> frozenset[int]:
    """Give the pids that live in another mount namespace than the machine or their log-in.

    `leaders` are session leaders; only those run by root count, for what PAM set up for them.
    """
    trusted = {_namespace(pid) for pid in (1, os.getpid())}
    trusted |= {_namespace(pid) for pid in leaders if procfs.owner(pid) == 0}
    return frozenset(one.pid for one in processes if _namespace(one.pid) not in trusted - {""})


def _namespace(pid: int) -> str:
    try:
        return os.readlink(f"/proc/{pid}/ns/mnt")
    except OSError:
        return ""
