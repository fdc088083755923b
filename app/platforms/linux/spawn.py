"""Starts our own programs with nothing inherited but one socket, as fd 3.

Not `subprocess`: it cannot give a socket the number 3, and a `preexec_fn` runs Python in a forked
copy of a program that has threads. A small program (enter.py) does in a process of its own what has
to be done before the real one begins.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping, Sequence
from typing import Final

from app.platforms.linux import enter

LINK: Final = 3


def spawn(
    command: Sequence[str],
    environment: Mapping[str, str],
    link: int,
    *,
    user: str = "",
    procs: str = "",
    output: int | None = None,
) -> int:
    """Start a program in `/`, alone in a new session, with `link` as fd 3; give its pid.

    user is a name ("" = stay who we are), procs the cgroup.procs file of the cgroup it begins in,
    output the fd for what it prints (None = nowhere). It is killed when the thread that started it
    ends, so this is for the main thread. The caller reaps it.
    """
    return os.posix_spawn(
        sys.executable,
        [sys.executable, "-I", "-S", enter.__file__, procs, user, *command],
        dict(environment),
        file_actions=_actions(link, output),
        setsid=True,
        setsigmask=(),
        setsigdef=signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP},
    )


def _actions(link: int, output: int | None) -> list[tuple[object, ...]]:
    actions: list[tuple[object, ...]] = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)]
    for number in (1, 2):
        if output is None:
            actions.append((os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0))
        else:
            actions.append((os.POSIX_SPAWN_DUP2, output, number))
    actions.append((os.POSIX_SPAWN_DUP2, link, LINK))
    # What some library left open for children; Python itself leaves nothing.
    return actions + [(os.POSIX_SPAWN_CLOSE, fd) for fd in _inheritable() if fd > LINK]


def _inheritable() -> list[int]:
    found = []
    for name in os.listdir("/proc/self/fd"):
        try:
            if os.get_inheritable(int(name)):
                found.append(int(name))
        except OSError:
            continue  # the listing's own
    return found
