"""What programs are called: the parent's word first, then their own, then the path's."""

import pytest

from app.model.observation import App
from app.model.policy import AppRule, GroupRule, Limit, Rules
from app.model.span import Charge
from app.programs.service.names import MOST, Names

RULES = Rules(
    week=(),
    apps=(AppRule("tux", ("supertux2",), "Chim cánh cụt"), AppRule("mpv", ("mpv",))),
    groups=(GroupRule("video", "Phim", ("mpv",), Limit(5)),),
)


@pytest.fixture
def names() -> Names:
    """A PC on which Maps is installed."""
    return Names(lambda key: "Bản đồ" if key == "desktop:org.gnome.Maps" else "")


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("tux", "Chim cánh cụt"),
        ("mpv", "mpv"),
        ("desktop:org.gnome.Maps", "Bản đồ"),
        ("desktop:org.gnome.Weather", "Weather"),
        ("path:/home/minh/game", "game"),
        ("claimed:path:/home/minh/homework.py", "homework.py"),
        ("home:path:/home/minh/kalgebra", "kalgebra"),
        ("module:pygame.examples.aliens", "aliens"),
        ("group:video", "Phim"),
        ("group:gone", "gone"),
        ("category:games", "Trò chơi"),
        ("category:other", "Giải trí khác"),
        ("", "Dùng máy"),
    ],
)
def test_every_key_has_a_name(names: Names, key: str, expected: str) -> None:
    """Nothing is shown as a code."""
    assert names.of(RULES, key) == expected


def test_a_day_of_learning_is_called_so(names: Names) -> None:
    """Where programs are not told apart, and in the house's language."""
    names.language = "en"
    assert names.of(RULES, "", Charge.LEARNING) == "Study"


def test_what_was_heard_is_remembered_within_reason(names: Names) -> None:
    """A program's own name; a child that makes programs without end fills no memory."""
    names.hear(App("path:/home/minh/game", name="My Game"))
    assert names.of(RULES, "path:/home/minh/game") == "My Game"
    for n in range(MOST + 10):
        names.hear(App(f"path:/x/{n}", name="x"))
    assert len(names._heard) == MOST
