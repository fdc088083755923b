"""The desktop's own messages: what is sent, what replaces what, whose press counts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from jeepney import DBusAddress, new_signal  # type: ignore[import-untyped]
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

from app.model.errors import Unsupported
from app.platforms.linux.notifications import CRITICAL, NAME, NORMAL, PLACE, Notifications
from tests.platforms.answering import Answering
from tests.platforms.buses import private_bus, wait_for


@pytest.fixture(name="address")
def address_fixture(tmp_path: Path) -> Iterator[str]:
    """A session bus for one test."""
    with private_bus(tmp_path) as address:
        yield address


@pytest.fixture(name="server")
def server_fixture(address: str) -> Iterator[Answering]:
    """A desktop that shows messages and calls the first 7."""
    server = Answering(address, NAME, {"Notify": ("u", (7,)), "CloseNotification": ("", ())})
    yield server
    server.leave()


@pytest.fixture(name="pressed")
def pressed_fixture() -> list[tuple[str, str]]:
    """Key and token of every press."""
    return []


@pytest.fixture(name="messages")
def messages_fixture(
    address: str, server: Answering, pressed: list[tuple[str, str]]
) -> Iterator[Notifications]:
    """Our end."""

    def chosen(key: str, token: str) -> None:
        pressed.append((key, token))

    messages = Notifications("Lũy Tre", "luytre", chosen, address)
    yield messages
    messages.close()


def settle(messages: Notifications) -> None:
    """Take what arrives within a moment."""
    try:
        while True:
            wait_for(messages.fileno(), 0.2)
            assert messages.ready()
    except TimeoutError:
        return


def test_what_is_sent(server: Answering, messages: Notifications) -> None:
    """Name, words, buttons and how urgent; nothing in the words is taken for markup."""
    messages.show("Còn 5 phút", "1 < 2 & 3 > 2", urgent=True, actions=(("ask", "Xin thêm"),))
    settle(messages)
    (member, body), *rest = server.asked
    assert (member, rest) == ("Notify", [])
    assert body[:6] == (
        "Lũy Tre",
        0,
        "",
        "Còn 5 phút",
        "1 &lt; 2 &amp; 3 &gt; 2",
        ["default", "", "ask", "Xin thêm"],
    )
    assert body[6]["urgency"] == ("y", CRITICAL)
    assert body[6]["desktop-entry"] == ("s", "luytre")
    assert body[7] == 0  # stays until it is withdrawn


def test_the_next_takes_the_place_of_the_last(server: Answering, messages: Notifications) -> None:
    """One message at a time, as with our own toast."""
    for _ in range(2):
        messages.show("Còn 5 phút", "", urgent=False)
        settle(messages)
    assert [body[1] for _, body in server.asked] == [0, 7]
    assert server.asked[1][1][6]["urgency"] == ("y", NORMAL)


def test_a_message_is_withdrawn_once(server: Answering, messages: Notifications) -> None:
    """And nothing is, where nothing is shown."""
    messages.withdraw()
    messages.show("Còn 5 phút", "", urgent=True)
    settle(messages)
    messages.withdraw()
    messages.withdraw()
    settle(messages)
    assert server.asked[1:] == [("CloseNotification", (7,))]


@pytest.mark.parametrize(("key", "chosen"), [("ask", "ask"), ("default", "")])
def test_a_press_is_told_with_its_token(
    server: Answering,
    messages: Notifications,
    pressed: list[tuple[str, str]],
    key: str,
    chosen: str,
) -> None:
    """Which button, and the right to come to the front, which is good for that press only."""
    messages.show("Còn 5 phút", "", urgent=True, actions=(("ask", "Xin thêm"),))
    settle(messages)
    at = (PLACE.path, PLACE.interface)
    server.signal(*at, "ActivationToken", 7, "one", kinds="us")
    server.signal(*at, "ActionInvoked", 7, key, kinds="us")
    server.signal(*at, "ActionInvoked", 7, key, kinds="us")
    settle(messages)
    assert pressed == [(chosen, "one"), (chosen, "")]


def test_presses_of_others_are_not_ours(
    address: str, server: Answering, messages: Notifications, pressed: list[tuple[str, str]]
) -> None:
    """Another program's message, or a stranger who signals in the desktop's name."""
    messages.show("Còn 5 phút", "", urgent=True)
    settle(messages)
    at = (PLACE.path, PLACE.interface)
    server.signal(*at, "ActivationToken", 8, "two", kinds="us")
    server.signal(*at, "ActionInvoked", 8, "default", kinds="us")
    stranger = open_dbus_connection(address)
    where = DBusAddress(PLACE.path, interface=PLACE.interface)
    stranger.send(new_signal(where, "ActionInvoked", "us", (7, "default")))
    settle(messages)
    stranger.close()
    assert pressed == []


def test_a_desktop_that_shows_nothing(
    server: Answering, messages: Notifications, pressed: list[tuple[str, str]]
) -> None:
    """A refusal is borne: there is nothing to withdraw and nothing to press."""
    server.answers.clear()
    messages.show("Còn 5 phút", "", urgent=True)
    settle(messages)
    messages.withdraw()
    assert server.members() == ["Notify"]


def test_no_bus(tmp_path: Path) -> None:
    """Said at once."""
    with pytest.raises(Unsupported):
        Notifications("Lũy Tre", "luytre", lambda key, token: None, f"unix:path={tmp_path}/no")
