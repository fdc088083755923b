"""What the writer of tables refuses, and what it counts."""

from __future__ import annotations

import io

import pytest

from app.web import table
from app.web.table import ListCredit, TableClass
from app.web.writer import MOST_KINDS, TooMany, Writer

LISTS = [ListCredit("one", "One")]
SAID = frozenset({"one"})


def test_classes_are_numbered_as_they_come() -> None:
    """What is not listed is class 0; the same class has the same number."""
    writer = Writer(io.BytesIO(), 1, LISTS)
    first = writer.class_number(TableClass(services=frozenset({"a"})))
    assert writer.class_number(TableClass()) == 0
    assert writer.class_number(TableClass(services=frozenset({"a"}))) == first == 1
    assert writer.classes == 2


def test_more_kinds_than_a_slot_can_number() -> None:
    """16 bits of class, and not one class silently taken for another."""
    writer = Writer(io.BytesIO(), 1, LISTS)
    for number in range(MOST_KINDS - 1):
        writer.class_number(TableClass(services=frozenset({str(number)})))
    with pytest.raises(TooMany, match="kinds"):
        writer.class_number(TableClass(services=frozenset({"one more"})))


def test_more_bytes_than_a_slot_can_point_into() -> None:
    """28 bits of place, in units of 4 bytes."""
    writer = Writer(io.BytesIO(), 1, LISTS)
    writer.add("vn!a", 1, SAID)
    writer._at = (table.PLACE + 1) * table.UNIT
    with pytest.raises(TooMany, match="bytes"):
        writer.add("vn!b", 1, SAID)


def test_names_above_are_marked_and_not_counted() -> None:
    """A name of three labels marks the two above it, once, listed or not."""
    writer = Writer(io.BytesIO(), 1, LISTS)
    for name in ("vn", "vn!a", "vn!a!x", "vn!b!x", "vn!b!y"):
        writer.add(name, 1, SAID)
    assert writer.names == 5
    marks = [(slot >> table.CLASS_SHIFT, bool(slot & table.DEEP)) for slot in writer._slots]
    assert marks == [(1, True), (1, False), (0, True), (1, False), (1, False)]


def test_a_list_without_credit_cannot_be_named() -> None:
    """Whoever said something of a name has to be among the credits."""
    writer = Writer(io.BytesIO(), 1, LISTS)
    with pytest.raises(KeyError):
        writer.add("vn!a", 1, frozenset({"nobody"}))
