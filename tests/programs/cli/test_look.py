"""What is kept, as lines on a terminal."""

import pytest

from app.api.parent import UseRow
from app.programs.cli.look import label


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Minetest", "Minetest"),
        ("", "path:/home/minh/x"),
        ("a\x1b[2J\nMinh: 0 min\x9b", "a [2J Minh: 0 min"),
        ("\u202egpj\u200f.exe", "gpj .exe"),
    ],
)
def test_a_file_s_name_cannot_repaint_the_report(name: str, read: str) -> None:
    """A child may name a file as he likes: the name stays one line without commands."""
    row = UseRow("2026-11-24", "path:/home/minh/x", name, "leisure", 60_000)
    assert label(row, "en") == read
