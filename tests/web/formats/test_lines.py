"""Lines out of bytes, however they are cut and however long they are."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.formats.lines import LONGEST, UNREADABLE, Tally, lines, without_comment


@given(
    content=st.lists(st.sampled_from([b"a.vn", b"\n", b"\r\n", b"\xff", b"# x", b" "])).map(
        b"".join
    ),
    size=st.integers(1, 9),
)
def test_cutting_changes_nothing(content: bytes, size: int) -> None:
    """Whatever pieces the bytes come in, the lines are the same."""
    pieces = [content[at : at + size] for at in range(0, len(content), size)]
    assert list(lines(pieces)) == list(lines([content]))
    expected = [line.decode("utf-8", "replace").strip() for line in content.split(b"\n")]
    assert list(lines(pieces)) == expected[: len(expected) - (not content.split(b"\n")[-1])]


def test_a_line_without_end_is_not_kept() -> None:
    """200 MB without a line's end cost no more memory than one piece."""
    tracemalloc.start()
    found = list(lines(bytes(1 << 16) for _ in range(3200)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == [UNREADABLE]
    assert peak < 1 << 20


def test_what_follows_a_long_line_is_read() -> None:
    """One broken line costs one line."""
    content = b"a.vn\n" + b"x" * (LONGEST + 1) + b"\nb.vn"
    assert list(lines([content])) == ["a.vn", UNREADABLE, "b.vn"]


@pytest.mark.parametrize(
    ("line", "rest"),
    [("a.vn # x", "a.vn"), ("# x", ""), ("! x", ""), ("; x", ""), ("[Adblock Plus]", ""), ("", "")],
)
def test_comments(line: str, rest: str) -> None:
    """What is meant for people is no name."""
    assert without_comment(line) == rest


def test_a_tally_counts() -> None:
    """Names and garbage are told apart."""
    tally = Tally()
    assert tally.name("VTV.vn") == "vtv.vn"
    assert tally.name("not a name") is None
    assert (tally.names, tally.garbage, tally.left_out) == (1, 1, 0)
