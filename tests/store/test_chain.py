"""Whatever is done to the record behind our back is found, and deleting contents is not a crime."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.chain import Head, Row, check, key_of, seal

KEY = key_of(bytes(32))
LINES = 9


def sealed(count: int = LINES) -> tuple[list[Row], Head | None]:
    """A record of so many lines with its head."""
    rows: list[Row] = []
    head: Head | None = None
    for n in range(count):
        salt, content = bytes([n]) * 32, b"line %d" % n
        row, head = seal(KEY, head, len(rows), 1_000 + n, "rules", salt, content)
        rows.append(row)
    return rows, head


ROWS, HEAD = sealed()
assert HEAD is not None
OLD_HEAD = sealed(LINES - 2)[1]


def edited(number: int, **change: Any) -> list[Row]:
    """The record with one line changed."""
    return [replace(row, **change) if row.seq == number else row for row in ROWS]


def without(*numbers: int) -> list[Row]:
    """The record with lines taken out."""
    return [row for row in ROWS if row.seq not in numbers]


def swapped(first: int, second: int) -> list[Row]:
    """The record with everything of two lines but their numbers exchanged."""
    rows = list(ROWS)
    one, two = rows[first - 1], rows[second - 1]
    rows[first - 1], rows[second - 1] = replace(two, seq=first), replace(one, seq=second)
    return rows


def said_elsewhere(first: int, second: int) -> list[Row]:
    """The record with only what two lines say exchanged."""
    one, two = ROWS[first - 1], ROWS[second - 1]
    rows = edited(first, salt=two.salt, content=two.content)
    rows[second - 1] = replace(two, salt=one.salt, content=one.content)
    return rows


FORGED_ROW, FORGED_HEAD = seal(
    key_of(bytes(31) + b"x"), Head(3, ROWS[2].link, b""), 3, 1_003, "rules", bytes(32), b"forged"
)

TAMPERING: dict[str, tuple[list[Row], Head | None, tuple[str, ...]]] = {
    "nothing": (ROWS, HEAD, ()),
    "contents deleted": (edited(4, salt=None, content=None), HEAD, ()),
    "empty record": ([], None, ()),
    "content edited": (edited(4, content=b"line x"), HEAD, ("edited:4",)),
    "salt edited": (edited(4, salt=bytes(32)), HEAD, ("edited:4",)),
    "salt alone deleted": (edited(4, salt=None), HEAD, ("edited:4",)),
    "content alone deleted": (edited(4, content=None), HEAD, ("edited:4",)),
    "time edited": (edited(4, at_ms=5), HEAD, ("edited:4",)),
    "kind edited": (edited(4, kind="tamper"), HEAD, ("edited:4",)),
    "time edited of a wiped line": (
        edited(4, at_ms=5, salt=None, content=None),
        HEAD,
        ("edited:4",),
    ),
    "digest edited": (edited(4, digest=bytes(32)), HEAD, ("edited:4",)),
    "link edited": (edited(4, link=bytes(32)), HEAD, ("edited:4", "edited:5")),
    "last link edited": (edited(9, link=bytes(32)), HEAD, ("edited:9", "head")),
    "forged line": (
        [FORGED_ROW if row.seq == 4 else row for row in ROWS],
        HEAD,
        ("edited:4", "edited:5"),
    ),
    "first removed": (without(1), HEAD, ("missing:1",)),
    "one removed": (without(4), HEAD, ("missing:4",)),
    "three removed": (without(4, 5, 6), HEAD, ("missing:4-6",)),
    "two places": (without(2, 8), HEAD, ("missing:2", "missing:8")),
    "removed and renumbered": (
        [replace(row, seq=row.seq - (row.seq > 4)) for row in without(4)],
        HEAD,
        (*(f"edited:{n}" for n in range(4, 9)), "missing:9"),
    ),
    "swapped": (swapped(3, 4), HEAD, ("edited:3", "edited:4", "edited:5")),
    "contents swapped": (said_elsewhere(3, 4), HEAD, ("edited:3", "edited:4")),
    "doubled": ([*ROWS[:4], ROWS[3], *ROWS[4:]], HEAD, ("edited:4",)),
    "number below the first": ([replace(ROWS[0], seq=0), *ROWS], HEAD, ("edited:0", "edited:1")),
    "last truncated": (without(9), HEAD, ("missing:9",)),
    "all truncated": ([], HEAD, ("missing:1-9",)),
    "truncated, old head put back": (without(8, 9), OLD_HEAD, ()),  # a whole file from earlier
    "lines added beyond the head": (ROWS, OLD_HEAD, ("head",)),
    "head removed": (ROWS, None, ("head",)),
    "head forged for a truncated record": (
        without(8, 9),
        Head(7, ROWS[6].link, HEAD.tag),
        ("head",),
    ),
    "head of another key": (ROWS[:4], FORGED_HEAD, ("head",)),
}


@pytest.mark.parametrize(("rows", "head", "problems"), TAMPERING.values(), ids=TAMPERING)
def test_tampering_is_found(rows: list[Row], head: Head | None, problems: tuple[str, ...]) -> None:
    """Each way of changing the record is named with its line; the one that cannot be is listed."""
    assert check(KEY, rows, head) == (len(rows), problems)


def test_a_digest_does_not_give_away_what_was_said() -> None:
    """The same words in two lines have nothing in common once the contents are deleted."""
    one, head = seal(KEY, None, 0, 5, "grant", bytes(32), b"the same")
    two, _ = seal(KEY, head, 1, 5, "grant", b"x" * 32, b"the same")
    assert one.digest != two.digest


DAMAGED_HEADS: dict[str, Callable[[list[Row]], tuple[list[Row], Head | None]]] = {
    "removed": lambda rows: (rows, None),
    "forged": lambda rows: (rows[:-2], Head(LINES - 2, rows[-3].link, b"x" * 32)),
    "older": lambda rows: (rows, OLD_HEAD),
    "forged, nothing left": lambda rows: ([], Head(0, bytes(32), b"x" * 32)),
}


@pytest.mark.parametrize("damage", DAMAGED_HEADS.values(), ids=DAMAGED_HEADS)
def test_writing_on_does_not_heal(
    damage: Callable[[list[Row]], tuple[list[Row], Head | None]],
) -> None:
    """After tampering with the head the next line is named, although the head holds again."""
    rows, head = damage(list(ROWS))
    last = rows[-1].seq if rows else 0
    row, new_head = seal(KEY, head, last, 2_000, "health", bytes(32), b"on")
    assert row.seq == last + 1
    assert check(KEY, [*rows, row], new_head) == (last + 1, (f"edited:{last + 1}",))


def test_writing_on_after_truncation_keeps_the_gap() -> None:
    """Lines cut off the end stay missing when the record goes on."""
    row, head = seal(KEY, HEAD, LINES - 2, 2_000, "health", bytes(32), b"on")
    assert row.seq == LINES + 1
    assert check(KEY, [*without(8, 9), row], head)[1] == ("missing:8-9",)


moments = st.integers(-(2**63), 2**63 - 1)
said = st.tuples(moments, st.text(max_size=9), st.binary(max_size=20))


@given(
    st.lists(said, max_size=9),
    st.sets(st.integers(1, 9)),
)
def test_any_record_verifies_with_any_lines_deleted(
    lines: list[tuple[int, str, bytes]], wiped: set[int]
) -> None:
    """Whatever was written, and whatever contents were deleted, the chain holds."""
    rows: list[Row] = []
    head: Head | None = None
    for at_ms, kind, content in lines:
        row, head = seal(KEY, head, len(rows), at_ms, kind, bytes(32), content)
        rows.append(row)
    left = [replace(r, salt=None, content=None) if r.seq in wiped else r for r in rows]
    assert check(KEY, left, head) == (len(lines), ())


@given(st.integers(1, LINES), st.sampled_from(["digest", "link"]), st.integers(0, 255))
def test_any_changed_bit_is_found(number: int, part: str, bit: int) -> None:
    """One bit of any digest or link is enough."""
    value = bytearray(getattr(ROWS[number - 1], part))
    value[bit // 8] ^= 1 << bit % 8
    assert f"edited:{number}" in check(KEY, edited(number, **{part: bytes(value)}), HEAD)[1]
