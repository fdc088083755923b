"""Makes a table of names: sorts what the seed and the lists say, settles who is right, writes.

Precedence is settled here, so that "the most specific listed name" is the whole rule when a name is
looked up:

- a name of the reviewed seed is what the seed says, and lists add nothing to it: what several
  services share must not become one service's because a list says so;
- a name only lists know also is what the names above it are, as far as that restricts;
- a name under something protected (help, health, updates) stays what the protected name is;
- what is no different from the name above it is left out.

Names are sorted in runs on the disk from the top-level label down, so that what lies above a name
comes before it and a million names need some 70 MB.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.model.web import Category
from app.web.runs import CUT, ordered
from app.web.table import ListCredit, Table, TableClass
from app.web.writer import Writer

RUNS = ".runs-"  # how folders begin that a killed build leaves beside its table
PROTECTED = frozenset({Category.HELP, Category.HEALTH, Category.UPDATES})
# What a site may be called without anything being stopped by it. All else restricts: it goes down
# to the names below, and never touches a protected name.
HARMLESS = PROTECTED | {
    *(Category.REFERENCE, Category.GOVERNMENT, Category.BANK, Category.MAIL, Category.TOOLS),
    *(Category.INFRASTRUCTURE, Category.KIDS, Category.LEARNING, Category.SCHOOL),
}


@dataclass(frozen=True, slots=True)
class Source:
    """Who says what of a name. list is an id among the credits; reviewed = of the seed."""

    list: str
    categories: frozenset[Category] = frozenset()
    services: frozenset[str] = frozenset()
    reviewed: bool = False

    def __post_init__(self) -> None:
        """Refuse a list that says nothing of its names; the seed may, to set one free."""
        if not (self.categories or self.services or self.reviewed):
            raise ValueError(f"{self.list} says nothing of its names")


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What became of the entries. same: no different from the name above; guarded: lies under a
    protected name; classes: kinds of names told apart; size: bytes of the file.
    """

    names: int
    same: int
    guarded: int
    classes: int
    size: int


@dataclass(frozen=True, slots=True)
class _Settled:
    """What holds for a name, and for names below that say nothing themselves."""

    what: TableClass = TableClass()
    number: int = 0
    lists: frozenset[str] = frozenset()


def build(
    entries: Iterable[tuple[str, Source]],
    path: Path,
    *,
    built_ms: int,
    seed: int,
    lists: Sequence[ListCredit],
) -> BuildReport:
    """Write a table of the entries (names in written form) and give it its name in one step.

    seed keys the hash: 64 random bits, new for each table. What had the name before stays as it is
    until the new one is on the disk and was read back. Raises OSError (disk full), TooMany,
    TableRefused when what was written cannot be read.
    """
    new = path.with_name(path.name + ".new")
    sources: dict[Source, int] = {}
    numbered = ((name, sources.setdefault(one, len(sources))) for name, one in entries)
    try:
        with (
            tempfile.TemporaryDirectory(prefix=RUNS, dir=path.parent) as scratch,
            new.open("wb") as file,
        ):
            writer = Writer(file, seed, lists)
            settler = _Settler(sources, writer)
            for turned, numbers in ordered(numbered, Path(scratch)):
                settler.take(turned, numbers)
            writer.finish(built_ms)
            os.fchmod(file.fileno(), 0o644)
            file.flush()
            os.fsync(file.fileno())
        Table.open(new).close()
        size = new.stat().st_size
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    _sync_folder(path.parent)
    return BuildReport(writer.names, settler.same, settler.guarded, writer.classes, size)


class _Settler:
    """Says for each name, in the order of a tree, what it is, and hands it to the writer."""

    def __init__(self, sources: dict[Source, int], writer: Writer) -> None:
        """Share the numbers of the sources; they are still being given while names are read."""
        self.same = 0
        self.guarded = 0
        self._sources = sources
        self._said: list[Source] = []
        self._writer = writer
        self._above: list[tuple[str, _Settled]] = [("", _Settled())]
        self._known: dict[tuple[tuple[int, ...], int, frozenset[str]], _Settled] = {}

    def take(self, turned: str, numbers: tuple[int, ...]) -> None:
        """Settle one name that sources of these numbers speak of."""
        while not turned.startswith(self._above[-1][0]):
            self._above.pop()
        above = self._above[-1][1]
        key = (numbers, above.number, above.lists)
        settled = self._known.get(key)
        if settled is None:
            settled = self._settle([self._source(number) for number in numbers], above)
            self._known[key] = settled
        if settled.number == above.number:
            guarded = above.what.reviewed and above.what.categories & PROTECTED
            self.guarded += bool(guarded)
            self.same += not guarded
            return
        self._above.append((turned + CUT, settled))
        self._writer.add(turned, settled.number, settled.lists)

    def _source(self, number: int) -> Source:
        if number >= len(self._said):
            self._said = list(self._sources)  # in the order of their numbers
        return self._said[number]

    def _settle(self, said: Sequence[Source], above: _Settled) -> _Settled:
        what, lists = settle(said, above.what, above.lists)
        if what == above.what:
            return above
        return _Settled(what, self._writer.class_number(what), lists)


def settle(
    said: Sequence[Source], above: TableClass, above_lists: frozenset[str] = frozenset()
) -> tuple[TableClass, frozenset[str]]:
    """Say what a name is of which all these speak and that lies below what `above` says.

    Gives the class and the lists that say so; `above` itself when the name adds nothing.
    """
    reviewed = [one for one in said if one.reviewed]
    if not reviewed and above.reviewed and above.categories & PROTECTED:
        return above, above_lists
    heard = reviewed or said
    own = frozenset().union(*(one.categories for one in heard))
    services = frozenset().union(*(one.services for one in heard))
    lists = frozenset(one.list for one in heard)
    if reviewed:
        return TableClass(own & HARMLESS if own & PROTECTED else own, services, True), lists
    inherited = above.categories - HARMLESS
    if inherited - own or above.services - services:
        lists |= above_lists
    what = TableClass(own | inherited, services | above.services)
    same = (what.categories, what.services) == (above.categories, above.services)
    return (above, above_lists) if same else (what, lists)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
