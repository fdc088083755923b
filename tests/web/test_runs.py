"""Names in the order of a tree, in memory and through the disk."""

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.web.runs import ordered, turned

NAME = st.lists(st.sampled_from(["a", "b", "a-b", "a0", "a_"]), min_size=1, max_size=4).map(
    ".".join
)


def test_turned() -> None:
    """The top-level label comes first."""
    assert turned("m.vtv.vn") == "vn!vtv!m"
    assert turned("vn") == "vn"


def test_what_lies_below_follows_at_once(tmp_path: Path) -> None:
    """A sibling whose name begins alike does not come between a name and what lies below it."""
    names = ["x.a.vn", "a-b.vn", "a.vn", "a0.vn", "vn"]
    found = [name for name, _ in ordered(((one, 0) for one in names), tmp_path)]
    assert found == ["vn", "vn!a", "vn!a!x", "vn!a-b", "vn!a0"]


@given(
    entries=st.lists(st.tuples(NAME, st.integers(0, 11)), max_size=40),
    run=st.sampled_from([1, 2, 7, 100]),
)
def test_runs_on_the_disk_change_nothing(entries: list[tuple[str, int]], run: int) -> None:
    """However small the runs, each name comes once, in order, with all it came with."""
    with tempfile.TemporaryDirectory() as scratch:
        found = list(ordered(entries, Path(scratch), run))
    expected: dict[str, set[int]] = {}
    for name, number in entries:
        expected.setdefault(turned(name), set()).add(number)
    assert dict(found) == {name: tuple(sorted(said)) for name, said in expected.items()}
    assert [name.split("!") for name, _ in found] == sorted(name.split("!") for name in expected)
