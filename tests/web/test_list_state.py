"""The state of the lists, written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web import list_state
from app.web.list_state import ListState, ListTrouble, State

ONE = ListState(7, 1, 2, '"e"', "Sat", "MIT", "https://x.example/", 3, 4, 5)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Everything comes back, and others may read it."""
    state = State(
        lists={"a": ONE, "b": ListState(trouble=ListTrouble("tls", "why", 9))}, built_ms=3, names=4
    )
    list_state.write(tmp_path, state)
    assert list_state.read(tmp_path) == state
    assert [one.name for one in tmp_path.iterdir()] == [list_state.NAME]
    assert (tmp_path / list_state.NAME).stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"lists": 3}', b'{"version": 2, "names": 5}', b"\xff"]
)
def test_what_cannot_be_read_is_empty(tmp_path: Path, content: bytes) -> None:
    """A damaged state costs one more download, nothing else."""
    (tmp_path / list_state.NAME).write_bytes(content)
    assert list_state.read(tmp_path) == State()
    assert list_state.read(tmp_path / "nowhere") == State()


@given(content=st.binary(max_size=60))
def test_no_bytes_break_reading(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Whatever lies there, a state is given."""
    folder = tmp_path_factory.getbasetemp()
    (folder / list_state.NAME).write_bytes(content)
    assert isinstance(list_state.read(folder), State)


def test_a_failed_write_leaves_the_old_state(tmp_path: Path) -> None:
    """A folder in the way of the new file: the old state stays."""
    list_state.write(tmp_path, State(names=1))
    (tmp_path / f"{list_state.NAME}.new").mkdir()
    with pytest.raises(OSError, match="directory"):
        list_state.write(tmp_path, State(names=2))
    assert list_state.read(tmp_path).names == 1
