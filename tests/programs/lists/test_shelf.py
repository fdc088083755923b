"""The folder of the lists program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.programs.lists.shelf import Busy, Shelf


def broken() -> Iterator[tuple[str, str]]:
    """A list that fails half-way."""
    yield "half.vn", ""
    raise OSError("gone")


def test_one_at_a_time(tmp_path: Path) -> None:
    """A second copy of the program is told, and what a killed one left is cleared."""
    shelf = Shelf(tmp_path)
    with shelf.alone(), pytest.raises(Busy), Shelf(tmp_path).alone():
        pass
    for left in ("lists/x.new", "table.new", ".runs-x/1"):
        (tmp_path / left).parent.mkdir(exist_ok=True)
        (tmp_path / left).write_text("half")
    with shelf.alone():
        assert list((tmp_path / "lists").iterdir()) == []
        assert sorted(one.name for one in tmp_path.iterdir()) == ["lists", "lock"]


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    """Names with and without parts; a list that broke off changes nothing."""
    shelf = Shelf(tmp_path)
    with shelf.alone():
        assert not shelf.has("a")
        assert list(shelf.names("a")) == []
        found = [("bad.vn", ""), ("roblox.example", "roblox")]
        shelf.keep("a", found)
        assert shelf.has("a")
        assert list(shelf.names("a")) == found
        with pytest.raises(OSError, match="gone"):
            shelf.keep("a", broken())
        assert list(shelf.names("a")) == found
    assert [one.name for one in (tmp_path / "lists").iterdir()] == ["a.names"]
