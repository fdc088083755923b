"""Between two States the face counts on what the last one said, and on nothing else."""

import pytest
from pytestqt.qtbot import QtBot

from app.ui.child.live import Live
from tests.ui import family
from tests.ui.family import MINUTE


def test_before_the_first_state_there_is_nothing() -> None:
    """No clock, no time left; help can still be drawn, in Vietnamese."""
    live = Live()
    assert (live.now_ms(), live.left_ms(), live.used_ms()) == (0, None, 0)
    assert (live.look(False).lang, live.look(False).voice) == ("vi", "7-12")


@pytest.mark.parametrize(
    ("charging", "moves"), [("leisure", True), ("game", True), ("learning", False), ("", False)]
)
def test_time_left_falls_only_while_it_is_charged(qtbot: QtBot, charging: str, moves: bool) -> None:
    """The clock always goes on; what is left and used only when it is charged."""
    live = Live()
    live.take(family.state(charging=charging))
    qtbot.wait(60)
    assert live.now_ms() > family.at("18:52")
    left, used = live.left_ms(), live.used_ms()
    assert left is not None
    assert (left < 26 * MINUTE) is moves
    assert (used > 34 * MINUTE) is moves


def test_a_language_without_words_is_answered_in_english() -> None:
    """Rather than with nothing at all."""
    live = Live()
    live.take(family.state(lang="fr"))
    assert live.look(False).lang == "en"


def test_time_left_is_never_negative(qtbot: QtBot) -> None:
    """A late State does not show a debt."""
    live = Live()
    live.take(family.state(left_ms=1))
    qtbot.wait(20)
    assert live.left_ms() == 0


def test_no_limit_stays_no_limit() -> None:
    """None is not zero."""
    live = Live()
    live.take(family.state(left_ms=None))
    assert live.left_ms() is None


@pytest.mark.parametrize(
    ("bracket", "ten", "voice"),
    [("7-12", False, "7-9"), ("7-12", True, "7-12"), ("18+", True, "16-17"), ("0-6", False, "0-6")],
)
def test_the_voice_is_the_brackets(bracket: str, ten: bool, voice: str) -> None:
    """And under ten the shorter one."""
    live = Live()
    live.take(family.state(ten=ten)) if bracket == "7-12" else live.take(
        family.state(bracket="16-17" if bracket == "18+" else bracket, ten=ten)
    )
    assert live.look(True).voice == voice
