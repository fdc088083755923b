"""What `release` left behind is told once, whatever became of the file."""

from pathlib import Path

import pytest

from app.programs.service.outage import UNKNOWN, since


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2026-11-22T07:05:00+0700\n", "2026-11-22T07:05:00+0700"),
        ("", UNKNOWN),
        ("yesterday", UNKNOWN),
        ("2026-11-22T07:05:00+0700 and then some", UNKNOWN),
        ("9" * 10_000, UNKNOWN),
    ],
)
def test_an_outage_is_told_once(tmp_path: Path, text: str, told: str) -> None:
    """The time when it can be read, that it is not known when not, and never twice."""
    (tmp_path / "off").write_text(text, encoding="utf-8")
    assert since(tmp_path) == told
    assert since(tmp_path) is None


def test_without_an_outage_nothing_is_told(tmp_path: Path) -> None:
    """No file, no outage; a folder of that name is none either."""
    assert since(tmp_path) is None
    (tmp_path / "off").mkdir()
    assert since(tmp_path) is None
