"""Keeps the agent's memory to itself, and what goes wrong in it free of a child's words."""

from __future__ import annotations

import ctypes
import resource
import sys
import traceback
from types import TracebackType

from app.model.errors import Unsupported

_PR_SET_DUMPABLE = 4


def close_memory() -> None:
    """Let no program of the child look in: no ptrace, no /proc/self/mem, no core file.

    Raises Unsupported where the kernel does not do it.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
        raise Unsupported("this kernel does not let a program close its memory")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def quiet_errors() -> None:
    """Say of an error only its type and line: its text could hold what a child wrote."""
    sys.excepthook = _say


def _say(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    frames = traceback.extract_tb(trace)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "?"
    print(f"luytre agent: {kind.__name__} at {place}", file=sys.stderr, flush=True)
