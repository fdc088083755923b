"""When somebody last typed on a terminal: the kernel keeps it, nobody reads what."""

from __future__ import annotations

import os
import re
import stat

from app.model.moment import Moment

_TERMINAL = re.compile(r"/dev/(tty\d+|pts/\d+)")


def typed_ms(tty: str, now: Moment) -> int | None:
    """Give the time since input was last read from this terminal (the kernel keeps 8 s steps).

    None = it cannot be known: the path is no terminal, or it is gone. A terminal last used "in the
    future", after the wall clock was put back, counts as just used.
    """
    if not _TERMINAL.fullmatch(tty):
        return None
    try:
        status = os.stat(tty)
    except OSError:
        return None
    if not stat.S_ISCHR(status.st_mode):
        return None
    return max(now.wall_ms - status.st_atime_ns // 1_000_000, 0)
