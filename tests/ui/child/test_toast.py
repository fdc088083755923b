"""The toast on a real X server: it never takes the focus nor a key, and goes by itself."""

from __future__ import annotations

import time

import pytest
from pytestqt.qtbot import QtBot

from app.ui.child import toast as module
from tests.ui import screens
from tests.ui.child.conftest import Stage, Victim, XServer


def test_the_focus_stays_where_it_was(server: XServer, stage: Stage, victim: Victim) -> None:
    """A game goes on: focus and keys stay with it while the toast is up."""
    before = server.do("xdotool", "getwindowfocus")
    stage.tell("notice warn")
    assert "toast=True" in stage.now()
    assert server.do("xdotool", "getwindowfocus") == before
    server.do("xdotool", "type", "jump\n")
    assert victim.typed() == "jump\n"


def test_pressing_its_button_asks_and_still_takes_no_focus(
    server: XServer, stage: Stage, victim: Victim
) -> None:
    """A click on "ask for 15 more" asks for fifteen minutes."""
    before = server.do("xdotool", "getwindowfocus")
    stage.tell("notice warn")
    found = server.do("xdotool", "search", "--onlyvisible", "--class", "stage").split()
    sizes = {w: server.do("xdotool", "getwindowgeometry", "--shell", w) for w in found}
    at = next(v for v in sizes.values() if "WIDTH=4" in v)
    facts = dict(line.split("=") for line in at.splitlines())
    x, y = int(facts["X"]) + 180, int(facts["Y"]) + 91
    server.do("xdotool", "mousemove", str(x), str(y), "click", "1")
    assert stage.wait("asked") == "asked time 15"
    assert "toast=False" in stage.now()
    assert server.do("xdotool", "getwindowfocus") == before


def test_the_countdown_takes_no_focus_either(server: XServer, stage: Stage, victim: Victim) -> None:
    """The grace is for saving: keys stay with the program that saves."""
    before = server.do("xdotool", "getwindowfocus")
    stage.tell("grace")
    time.sleep(0.3)
    assert server.do("xdotool", "getwindowfocus") == before
    server.do("xdotool", "type", "save\n")
    assert victim.typed() == "save\n"


def test_a_notice_about_a_site_takes_no_key_either(
    server: XServer, stage: Stage, victim: Victim
) -> None:
    """What the child types goes where it went, however many names a page asks for."""
    before = server.do("xdotool", "getwindowfocus")
    stage.tell("web category")
    for kind in ("category", "phishing", "lookalike"):
        stage.tell(f"site {kind}")
        assert "toast=True" in stage.now()
        assert server.do("xdotool", "getwindowfocus") == before
    server.do("xdotool", "type", "jump\n")
    assert victim.typed() == "jump\n"


def test_a_site_notice_hides_itself_as_soon_as_any_other(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same seconds: it stands over a game no longer than a word about time."""
    monkeypatch.setattr(module, "SECONDS", 0.6)
    made = screens.site_toast("7-12", "vi", False, "phishing")
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.gone, timeout=3000):
        made.present()
    assert not made.isVisible()


def test_it_hides_itself(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """After its seconds it is gone, and says so once."""
    monkeypatch.setattr(module, "SECONDS", 0.6)
    made = screens.toast("7-12", "vi", False)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.gone, timeout=3000):
        made.present()
        assert made.isVisible()
    assert not made.isVisible()


def test_its_name_is_all_it_says(qtbot: QtBot) -> None:
    """A screen reader hears the whole notice."""
    made = screens.toast("7-12", "vi", False)
    qtbot.addWidget(made)
    made.present()
    assert made.accessibleName() == (
        "Lời nhắc của Lũy Tre: Còn 5 phút. Em lưu game nhé, 18:57 trò chơi nghỉ."
    )
    made.dismiss()


def test_twelve_seconds() -> None:
    """looks.md 5."""
    assert module.SECONDS == 12
