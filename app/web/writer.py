"""Writes the file that app.web.table reads: records first, then slots, then the header.

Names come in the order of app.web.runs, so that all names below two labels come together.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from typing import BinaryIO, TypeVar

import msgspec
import xxhash

from app.model.errors import LuytreError
from app.web import table
from app.web.runs import CUT
from app.web.table import Header, ListCredit, TableClass

MOST_KINDS = 1 << 16  # classes, and sets of lists: each has 16 bits
_FEWEST_SLOTS = 64
_FULL = 0.6  # an unknown name then meets 2.6 slots on average (Knuth 6.4, linear probing)

_T = TypeVar("_T")


class TooMany(LuytreError):
    """The lists hold more kinds of names, or more names, than a table can number."""


class Writer:
    """Takes names and their classes, then writes what finds them again."""

    def __init__(self, file: BinaryIO, seed: int, lists: Sequence[ListCredit]) -> None:
        """Begin an empty table. Class 0 is what is known of a name that is not listed: nothing."""
        self.names = 0
        self._file = file
        self._seed = seed
        self._lists = tuple(lists)
        self._position = {one.id: number for number, one in enumerate(lists)}
        self._classes: dict[TableClass, int] = {TableClass(): 0}
        self._sets: dict[tuple[int, ...], int] = {(): 0}
        self._tops: dict[str, tuple[int, int]] = {}
        self._hashes = array("Q")
        self._slots = array("Q")
        self._two = ""
        self._two_at = 0
        self._digest = xxhash.xxh3_64()
        file.write(bytes(table.PREFACE.size))
        self._at = table.PREFACE.size

    @property
    def classes(self) -> int:
        """Give how many kinds of names are told apart, the unknown among them."""
        return len(self._classes)

    def class_number(self, what: TableClass) -> int:
        """Number a class. Raises TooMany."""
        return _number(self._classes, what)

    def add(self, turned: str, number: int, lists: frozenset[str]) -> None:
        """Take one name, its class, and the lists that say so. Raises TooMany, OSError."""
        labels = turned.split(CUT)
        said_by = _number(self._sets, tuple(sorted(self._position[one] for one in lists)))
        self.names += 1
        if len(labels) == 1:
            self._tops[turned] = (number, said_by)
            return
        two = CUT.join(labels[:2])
        if self._two != two:
            self._two = two
            self._two_at = len(self._slots)
            if len(labels) > 2:
                self._record(labels[:2], 0, 0)
        if len(labels) > 2:
            self._slots[self._two_at] |= table.DEEP
        self._record(labels, number, said_by)

    def finish(self, built_ms: int) -> None:
        """Write the slots and the header; the file is complete, and not yet on the disk."""
        self._put(bytes(-self._at % table.ALIGN))
        slots_at = self._at
        slots = self._placed()
        self._put(memoryview(slots).cast("B"))
        header = Header(
            version=table.VERSION,
            byteorder=sys.byteorder,
            built_ms=built_ms,
            seed=self._seed,
            names=self.names,
            slots_at=slots_at,
            slots=len(slots),
            checksum=self._digest.intdigest(),
            classes=tuple(self._classes),
            sets=tuple(self._sets),
            lists=self._lists,
            tops=self._tops,
        )
        text = msgspec.json.encode(header, order="deterministic")
        self._file.write(text)
        self._file.seek(0)
        digest = xxhash.xxh3_64_intdigest(text)
        size = self._at + len(text)
        self._file.write(table.PREFACE.pack(table.MAGIC, self._at, len(text), digest, size))

    def _record(self, labels: Sequence[str], number: int, said_by: int) -> None:
        place, rest = divmod(self._at, table.UNIT)
        if rest or place > table.PLACE:
            raise TooMany("more bytes of names than a table holds")
        name = b"".join(bytes((len(one),)) + one.encode("ascii") for one in reversed(labels))
        digest = xxhash.xxh3_64_intdigest(name, self._seed)
        self._hashes.append(digest)
        self._slots.append(number << table.CLASS_SHIFT | digest & table.PART | place)
        record = name + b"\0" + said_by.to_bytes(2, "little")
        self._put(record + bytes(-len(record) % table.UNIT))

    def _placed(self) -> array[int]:
        """Put each slot where its hash says, or behind it."""
        size = _FEWEST_SLOTS
        while len(self._slots) > _FULL * size:
            size *= 2
        mask = size - 1
        placed = array("Q", [0]) * size
        for digest, slot in zip(self._hashes, self._slots, strict=True):
            at = digest & mask
            while placed[at]:
                at = (at + 1) & mask
            placed[at] = slot
        return placed

    def _put(self, some: bytes | memoryview) -> None:
        self._file.write(some)
        self._digest.update(some)
        self._at += len(some)


def _number(known: dict[_T, int], thing: _T) -> int:
    number = known.setdefault(thing, len(known))
    if number >= MOST_KINDS:
        raise TooMany(f"more than {MOST_KINDS} kinds of names")
    return number
