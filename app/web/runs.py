"""Sorts more names than should be in memory: runs on the disk, merged as they are read.

The order is that of a tree walked from the top-level label down: what lies above a name comes
before it, and what lies below it follows at once.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from pathlib import Path

CUT = "!"  # between labels: sorts before every character of a name, so that `a!b` precedes `a-`
_TAB = "\t"  # behind the name: sorts before CUT, so that a name precedes what lies below it
_RUN = 200_000  # names sorted in memory at a time: about 25 MB


def turned(name: str) -> str:
    """Give `vn!vtv!m` for `m.vtv.vn`."""
    return CUT.join(reversed(name.split(".")))


def ordered(
    entries: Iterable[tuple[str, int]], scratch: Path, run: int = _RUN
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Give each turned name once, in order, with the different numbers it came with, sorted.

    scratch is an empty folder; what is left there is the caller's to delete. Raises OSError.
    """
    lines = (f"{turned(name)}{_TAB}{number}\n" for name, number in entries)
    with ExitStack() as files:
        runs: list[Iterable[str]] = []
        while chunk := sorted(islice(lines, run)):
            if not runs and len(chunk) < run:
                runs.append(chunk)
                break
            path = scratch / str(len(runs))
            with path.open("w", encoding="ascii") as file:
                file.writelines(chunk)
            runs.append(files.enter_context(path.open(encoding="ascii")))
        merged = runs[0] if len(runs) == 1 else heapq.merge(*runs)
        for name, group in groupby(merged, key=_name):
            yield name, tuple(sorted({int(line[len(name) + 1 :]) for line in group}))


def _name(line: str) -> str:
    return line[: line.index(_TAB)]
