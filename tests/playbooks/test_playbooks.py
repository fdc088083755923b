"""Stories of families: each written day comes to what it says, by the command that parents use."""

import json
from pathlib import Path

import pytest

from app.programs.cli import main

STORIES = sorted(Path(__file__).parent.glob("*.toml"))


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_the_story_comes_to_what_it_says(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`luytre simulate --check` finds no difference."""
    code = main(["simulate", "--check", "--json", str(story)])
    assert json.loads(capsys.readouterr().out)["differences"] == []
    assert code == 0


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_every_story_says_what_it_expects(story: Path) -> None:
    """Without an expectation it would prove nothing, without a title tell nothing."""
    text = story.read_text(encoding="utf-8")
    assert "expect]" in text
    assert 'title = "' in text
