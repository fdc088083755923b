"""The table of names: one mapped file that says in well under a microsecond what a name is.

The file is made by app.web.build and never changed in place; a new one takes its name. It holds a
hash table of 64-bit slots and, apart, the names themselves, so that a hit is compared with the name
it is meant to be: no hash, however well chosen by somebody, can block another site. The pages with
names are touched by hits alone. docs/decisions/0012 has the layout, its reasons and its figures.

    preface   magic, place, length and checksum of the header (40 bytes)
    records   each at a multiple of 4: name in wire form, 0, number of its list set (2 bytes)
    slots     64 bits each: class 16 | part of the hash 19 | DEEP 1 | place of the record / 4, 28
    header    JSON: how it was made, classes, lists, checksum of all between
"""

from __future__ import annotations

import errno
import mmap
import os
import stat
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

import msgspec
import xxhash

from app.model.errors import LuytreError
from app.model.web import Category, Labels
from app.web.names import from_wire, wire

VERSION = 1
MAGIC = b"LUYTRE\x01T"
PREFACE = struct.Struct("<8sQQQQ")  # magic, place of the header, its length, its hash, file's size
ALIGN = 4096
UNIT = 4  # records begin at multiples of it
CLASS_SHIFT = 48
PART = ((1 << 19) - 1) << 29  # compared with the same bits of the hash
DEEP = 1 << 28  # on a name of two labels: there are names below it
PLACE = DEEP - 1
MOST_CLASSES = 1 << 16

_LONGEST_HEADER = 16 << 20
_CHUNK = 1 << 20


class TableRefused(LuytreError):
    """A table cannot be used; nothing of it is.

    code  `missing`, `unreadable` (the system says no), `foreign` (not a table, or of another kind
          of machine), `newer` (made by a later version), `truncated`, `damaged`.
    """

    def __init__(self, code: str, path: Path) -> None:
        """Keep the code; words are made from it at the top."""
        self.code = code
        self.path = path
        super().__init__(f"{code}: {path}")


@dataclass(frozen=True, slots=True)
class TableClass:
    """What is known of all names of one class. reviewed: somebody of ours looked at the name."""

    categories: frozenset[Category] = frozenset()
    services: frozenset[str] = frozenset()
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class ListCredit:
    """Whom a table owes its names to; names and fetched_ms (Unix ms) as of this table."""

    id: str
    title: str
    publisher: str = ""
    licence: str = ""
    credit: str = ""
    address: str = ""
    names: int = 0
    fetched_ms: int = 0


@dataclass(frozen=True, slots=True)
class Header:
    """The part of a table that is read whole. seed keys the hash and is nobody else's business.

    tops are listed names of a single label: (class, list set). sets are positions in `lists`.
    """

    version: int
    byteorder: str
    built_ms: int
    seed: int
    names: int
    slots_at: int
    slots: int
    checksum: int
    classes: tuple[TableClass, ...]
    sets: tuple[tuple[int, ...], ...]
    lists: tuple[ListCredit, ...]
    tops: dict[str, tuple[int, int]]


class Table:
    """One table, mapped read-only. `find` is the hot call; the rest may take its time."""

    __slots__ = ("_map", "_slots", "_view", "built_ms", "classes", "find", "header", "lists")

    def __init__(self, header: Header, mapped: mmap.mmap) -> None:
        """Take what `open` has read and checked."""
        self.header = header
        self.built_ms = header.built_ms
        self.classes = header.classes
        self.lists = header.lists
        self._map = mapped
        self._view = memoryview(mapped)
        self._slots = self._view[header.slots_at : header.slots_at + 8 * header.slots].cast("Q")
        self.find: Callable[[bytes], int] = _finder(header, self._slots, mapped)

    @classmethod
    def open(cls, path: Path) -> Table:
        """Map a table after reading all of it once against its checksum. Raises TableRefused."""
        try:
            with FileIO(path, opener=_opened) as file:
                header = _read_header(file, path)
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except FileNotFoundError as error:
            raise TableRefused("missing", path) from error
        except OSError as error:
            raise TableRefused("unreadable", path) from error
        table = cls(header, mapped)
        if 0 not in table._slots:  # a search ends at an empty slot; sound tables begin with many
            table.close()
            raise TableRefused("damaged", path)
        return table

    @property
    def names(self) -> int:
        """Give how many names are listed."""
        return self.header.names

    def labels(self, name: str) -> Labels:
        """Say all that is known of a name in written form, who says so, and which listed name hit.

        Not for the hot path: it takes some microseconds and touches the pages with the names.
        """
        found = self._most_specific(wire(name))
        if found is None:
            return Labels()
        matched, number, lists = found
        known = self.classes[number]
        return Labels(
            categories=known.categories,
            services=known.services,
            lists=tuple(self.lists[n].id for n in self.header.sets[lists]),
            matched=from_wire(matched),
        )

    def close(self) -> None:
        """Give the mapping back. Whoever still holds `find` may not call it any more."""
        self.find = _closed
        self._slots.release()
        self._view.release()
        self._map.close()

    def _most_specific(self, name: bytes) -> tuple[bytes, int, int] | None:
        while name:
            above = name[name[0] + 1 :]
            if not above:
                top = self.header.tops.get(from_wire(name))
                return (name, *top) if top else None
            for slot in _chain(self._slots, xxhash.xxh3_64_intdigest(name, self.header.seed)):
                at = (slot & PLACE) * UNIT
                end = at + len(name)
                if slot >> CLASS_SHIFT and self._map[at : end + 1] == name + b"\0":
                    return name, slot >> CLASS_SHIFT, self._map[end + 1] | self._map[end + 2] << 8
            name = above
        return None


def _chain(slots: memoryview[int], found: int) -> list[int]:
    """Give the slots that may hold the name of a hash."""
    mask = len(slots) - 1
    at = found & mask
    chain = []
    while slot := slots[at]:
        if not (slot ^ found) & PART:
            chain.append(slot)
        at = (at + 1) & mask
    return chain


def _closed(_name: bytes) -> int:
    raise ValueError("this table was closed")


def _finder(header: Header, slots: memoryview[int], mapped: mmap.mmap) -> Callable[[bytes], int]:
    """Make `find`: wire form, lower case, without the root's byte -> a class, 0 = not listed.

    It is the class of the most specific listed name that the name is or lies below. At least one
    label; lengths must add up. A name of the usual kind costs one look: that of its last two
    labels, which say whether anything below them is listed too. Everything is bound to locals: an
    attribute would cost as much as the hash.
    """
    digest = xxhash.xxh3_64_intdigest
    seed = header.seed
    mask = header.slots - 1
    tops = {wire(name): number for name, (number, _) in header.tops.items()}.get
    below = _below_finder(header, slots, mapped)

    def find(name: bytes) -> int:
        two = name
        top = name[name[0] + 1 :]
        if not top:
            return tops(name, 0)
        while rest := top[top[0] + 1 :]:
            two = top
            top = rest
        found = digest(two, seed)
        at = found & mask
        while slot := slots[at]:
            if not (slot ^ found) & PART:
                place = (slot & PLACE) * UNIT
                end = place + len(two)
                if mapped[place:end] == two and not mapped[end]:
                    if slot & DEEP and name is not two:
                        return below(name, len(two)) or slot >> CLASS_SHIFT or tops(top, 0)
                    return slot >> CLASS_SHIFT or tops(top, 0)
            at = (at + 1) & mask
        return tops(top, 0)

    return find


def _below_finder(
    header: Header, slots: memoryview[int], mapped: mmap.mmap
) -> Callable[[bytes, int], int]:
    """Make the search among names of more than two labels, the longest first."""
    digest = xxhash.xxh3_64_intdigest
    seed = header.seed
    mask = header.slots - 1

    def below(name: bytes, until: int) -> int:
        while len(name) > until:
            found = digest(name, seed)
            at = found & mask
            while slot := slots[at]:
                if not (slot ^ found) & PART:
                    place = (slot & PLACE) * UNIT
                    end = place + len(name)
                    if mapped[place:end] == name and not mapped[end]:
                        return slot >> CLASS_SHIFT
                at = (at + 1) & mask
            name = name[name[0] + 1 :]
        return 0

    return below


def _opened(path: str, flags: int) -> int:
    """Open a plain file: a pipe in its place would hold up every name, a link leads elsewhere."""
    fd = os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(fd).st_mode):
        os.close(fd)
        raise OSError(errno.EINVAL, "not a plain file")
    return fd


def _read_header(file: FileIO, path: Path) -> Header:
    preface = file.read(PREFACE.size)
    if len(preface) < PREFACE.size or not preface.startswith(MAGIC):
        raise TableRefused("foreign", path)
    _, at, length, digest, size = PREFACE.unpack(preface)
    if os.fstat(file.fileno()).st_size != size:
        raise TableRefused("truncated", path)
    if at + length != size or length > _LONGEST_HEADER:
        raise TableRefused("damaged", path)
    file.seek(at)
    text = file.read(length)
    if xxhash.xxh3_64_intdigest(text) != digest:
        raise TableRefused("damaged", path)
    header = _decode(text, path)
    sound = header.slots > 0 and header.slots & (header.slots - 1) == 0
    if not sound or header.slots_at + 8 * header.slots != at:
        raise TableRefused("damaged", path)
    if body_checksum(file, PREFACE.size, at) != header.checksum:
        raise TableRefused("damaged", path)
    return header


def _decode(text: bytes, path: Path) -> Header:
    try:
        if msgspec.json.decode(text, type=_Made).version != VERSION:
            raise TableRefused("newer", path)
        header = msgspec.json.decode(text, type=Header)
    except msgspec.DecodeError as error:
        raise TableRefused("damaged", path) from error
    if header.byteorder != sys.byteorder:
        raise TableRefused("foreign", path)
    return header


class _Made(msgspec.Struct):
    version: int


def body_checksum(file: FileIO, start: int, end: int) -> int:
    """Hash what lies between; read, not mapped, so that the pages are nobody's memory."""
    digest = xxhash.xxh3_64()
    buffer = memoryview(bytearray(_CHUNK))
    file.seek(start)
    while start < end:
        got = file.readinto(buffer[: min(_CHUNK, end - start)])
        if not got:
            break
        digest.update(buffer[:got])
        start += got
    return digest.intdigest()
