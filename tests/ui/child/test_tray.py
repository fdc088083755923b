"""The tray eye: its four states, what its tooltip says, and life without a tray."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.api.child import Why
from app.ui.child.tray import Tray, eye_state, tooltip
from tests.ui import screens
from tests.ui.child.conftest import Stage, XServer
from tests.ui.family import MINUTE, OPEN

PAUSED = Why("wait", "pause", "", "parent")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "running"),
        ({"left_ms": 15 * MINUTE}, "warning"),
        ({"left_ms": 0, "screen": 1}, "running"),
        ({"screen": 2}, "locked"),
        ({"screen": 2, "why": PAUSED}, "paused"),
        ({"left_ms": None}, "running"),
    ],
)
def test_four_states(changes: dict[str, object], expected: str) -> None:
    """Told apart by shape, one for each situation."""
    assert eye_state(screens.live("7-12", "vi", **({"why": OPEN} | changes))) == expected


@pytest.mark.parametrize(
    ("changes", "lang", "expected"),
    [
        ({}, "vi", "Hôm nay còn 26 phút\nDùng được đến 20:30"),
        ({"charging": "learning"}, "en",
         "26 minutes left today\nOpen until 20:30\nno time is used now"),
        ({"left_ms": None, "closes_ms": None}, "vi", "Hôm nay không giới hạn giờ"),
        ({"screen": 2}, "vi", "Máy đang khóa"),
    ],
)  # fmt: skip
def test_the_tooltip_is_the_time_left(changes: dict[str, object], lang: str, expected: str) -> None:
    """Time left, until when, and whether it runs."""
    live = screens.live("7-12", lang, **changes)
    assert tooltip(live, live.look(False)) == expected


def test_without_a_tray_it_says_so(qtbot: QtBot) -> None:
    """Off screen there is none: nothing breaks, and False is the answer."""
    tray = Tray(screens.live("7-12", "vi"))
    assert not tray.show()
    tray.keep_notice("Còn 5 phút.")
    tray.refresh()
    tray.hide()


@pytest.fixture
def panel() -> Iterator[XServer]:
    """A server with a real XEMBED tray."""
    made = XServer(("openbox", "trayer --edge top --align right"))
    yield made
    made.stop()


def test_a_real_tray_shows_it_and_the_agent_stays_small(panel: XServer) -> None:
    """The icon is docked, the widgets library is not loaded, and all of it is under 60 MB."""
    stage = Stage(panel)
    assert stage.wait("tray") == "tray True"
    assert stage.ready == "ready light"
    stage.tell("state")
    with open(f"/proc/{stage.pid}/smaps_rollup", encoding="ascii") as lines:
        pss = next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    assert pss / 1024 <= 60
    stage.stop()


def test_a_desktop_without_a_tray_is_no_error(server: XServer) -> None:
    """Stock GNOME has none; the face goes on."""
    stage = Stage(server)
    assert stage.wait("tray") == "tray False"
    stage.tell("state")
    stage.tell("companion")
    assert server.do("xdotool", "search", "--onlyvisible", "--name", "Lũy Tre")
    stage.stop()
