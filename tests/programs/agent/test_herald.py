"""Notices as the desktop's own messages: one at a time, gone by themselves, presses heard by Qt."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.model.errors import Unsupported
from app.platforms.linux.notifications import NAME, PLACE
from app.programs.agent.herald import STAYS_MS, Herald
from app.ui.child.site_words import site_words
from app.ui.child.telling import Said, site_said
from app.ui.shared.look import Look
from tests.platforms.answering import Answering
from tests.platforms.buses import private_bus
from tests.ui.family import SITES

SAID = Said("Còn 5 phút", "Em lưu bài nhé.", "", askable=True)


@pytest.fixture(name="server")
def server_fixture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Answering]:
    """A desktop that shows messages, on the bus the agent was started with."""
    with private_bus(tmp_path) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        answers: dict[str, tuple[str, tuple[object, ...]]] = {
            "Notify": ("u", (7,)),
            "CloseNotification": ("", ()),
        }
        server = Answering(address, NAME, answers)
        yield server
        server.leave()


def shown(qtbot: QtBot, herald: Herald, server: Answering) -> None:
    """Tell something and wait until the desktop has said its number."""
    herald.tell(SAID, "Xin thêm 15 phút", urgent=True)
    qtbot.waitUntil(lambda: herald._messages._shown == 7, timeout=3_000)
    assert server.asked[-1][1][3:5] == ("Còn 5 phút", "Em lưu bài nhé.")


def test_a_press_reaches_the_face(
    qtbot: QtBot, server: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The button asks for time, the message opens the window, with the right to come forward."""
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)
    herald = Herald("Lũy Tre")
    shown(qtbot, herald, server)
    at = (PLACE.path, PLACE.interface)
    with qtbot.waitSignal(herald.asked, timeout=3_000):
        server.signal(*at, "ActionInvoked", 7, "ask", kinds="us")
    with qtbot.waitSignal(herald.opened, timeout=3_000):
        server.signal(*at, "ActivationToken", 7, "may-come", kinds="us")
        server.signal(*at, "ActionInvoked", 7, "default", kinds="us")
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "may-come"
    herald._messages.close()


def test_a_site_is_named_before_why_and_help_has_its_button(
    qtbot: QtBot, server: Answering
) -> None:
    """Name and kind first, then the reason; the second button is help."""
    herald = Herald("Lũy Tre")
    look = Look(False, "vi", "7-12")
    herald.tell(site_said(site_words(SITES["category"], look)), "Xin mở", False, "Cần giúp · 111")
    qtbot.waitUntil(lambda: herald._messages._shown == 7, timeout=3_000)
    head, body, buttons = server.asked[-1][1][3:6]
    assert head == "Trang này đang đóng"
    assert str(body).split("\n")[0] == "hopho.example · Hẹn hò"
    assert buttons == ["default", "", "ask", "Xin mở", "help", "Cần giúp · 111"]
    with qtbot.waitSignal(herald.helped, timeout=3_000):
        server.signal(PLACE.path, PLACE.interface, "ActionInvoked", 7, "help", kinds="us")
    herald._messages.close()


def test_it_goes_by_itself(qtbot: QtBot, server: Answering) -> None:
    """After as long as our own toast stays."""
    herald = Herald("Lũy Tre")
    shown(qtbot, herald, server)
    assert herald._life.remainingTime() > STAYS_MS - 3_000
    herald._life.start(1)
    qtbot.waitUntil(lambda: server.members()[-1] == "CloseNotification", timeout=3_000)
    herald._messages.close()


def test_it_is_taken_away(qtbot: QtBot, server: Answering) -> None:
    """When the agent stops."""
    herald = Herald("Lũy Tre")
    shown(qtbot, herald, server)
    herald.hush()
    qtbot.waitUntil(lambda: server.members()[-1] == "CloseNotification", timeout=3_000)
    assert not herald._life.isActive()
    herald._messages.close()


def test_a_bus_that_goes_away(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The session ends: nothing is told any more, and nothing fails."""
    with private_bus(tmp_path) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        herald = Herald("Lũy Tre")
    qtbot.waitUntil(lambda: not herald._notifier.isEnabled(), timeout=3_000)
    herald.tell(SAID, "", urgent=False)
    herald.hush()
    assert not herald._life.isActive()
    herald._messages.close()


def test_no_bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said at once, so that the agent shows its own windows."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nothing")
    with pytest.raises(Unsupported):
        Herald("Lũy Tre")
