"""The file of borrowed users, as it stands on real machines and as nobody should write it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.platforms.linux.subordinates import Range, ranges

TABLE = {
    "": (),
    "root:100000:65536\n": (Range(100000, 165535, 0),),
    "0:100000:65536\n": (Range(100000, 165535, 0),),
    "root:100000:65536\nroot:300000:1\n": (Range(100000, 165535, 0), Range(300000, 300000, 0)),
    "somebody:100000:65536\n": (),
    "root:x:65536\nroot:1\nroot:5:0\nroot:0:5\nroot:-1:5\n": (),
}


@pytest.mark.parametrize(("text", "found"), TABLE.items())
def test_lines_of_the_file(tmp_path: Path, text: str, found: tuple[Range, ...]) -> None:
    """Names and numbers count, nonsense and other people's lines do not."""
    file = tmp_path / "subuid"
    file.write_text(text)
    assert ranges([0], file) == found


def test_no_file_means_no_borrowed_users(tmp_path: Path) -> None:
    """Machines without uidmap have no such file."""
    assert ranges([0], tmp_path / "none") == ()


def test_a_deleted_account_is_still_known_by_number(tmp_path: Path) -> None:
    """A user without a name keeps his numbered line."""
    file = tmp_path / "subuid"
    file.write_text("59999:7:2\n")
    assert ranges([59999], file) == (Range(7, 8, 59999),)


@given(st.binary(max_size=200))
def test_no_file_is_too_strange(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Any bytes give ranges that make sense, or none."""
    file = tmp_path_factory.mktemp("any") / "subuid"
    file.write_bytes(data)
    assert all(0 < one.first <= one.last for one in ranges([0], file))
