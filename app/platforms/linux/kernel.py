"""Answers of the kernel's own calls, as both notifiers of files read them."""

from __future__ import annotations

import ctypes
import os


def checked(result: int, what: str) -> int:
    """Give a call's result. Raises OSError with the kernel's reason where it is negative."""
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), what)
    return result


def read_now(fd: int) -> bytes:
    """Give what waits on a descriptor that never blocks, b"" when nothing does."""
    try:
        return os.read(fd, 65_536)
    except BlockingIOError:
        return b""
