"""Our D-Bus connection on a real bus, with a real service on the other end, and a liar."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    HeaderFields,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import (  # type: ignore[import-untyped]
    DBusConnection,
    open_dbus_connection,
)

from app.model.errors import Unsupported
from app.platforms.linux.bus import Bus, Place
from tests.platforms.buses import private_bus, wait_for

NAME = "vn.luytre.Test"
PLACE = Place(NAME, "/vn/luytre/Test", NAME)


@pytest.fixture(name="address")
def address_fixture(tmp_path: Path) -> Iterator[str]:
    """A bus for one test."""
    with private_bus(tmp_path) as address:
        yield address


class Service:
    """Somebody on the bus: owns a name, answers one question at a time, sends signals."""

    def __init__(self, address: str, name: str = "") -> None:
        self.connection: DBusConnection = open_dbus_connection(address)
        if name:
            self.ask(message_bus.RequestName(name))

    def ask(self, question: object) -> None:
        self.connection.send_and_get_reply(question, timeout=5)

    def answers(self, signature: str = "", *body: object, error: str = "") -> None:
        """Answer the next question, good or bad."""
        while True:
            message = self.connection.receive(timeout=5)
            if message.header.fields.get(HeaderFields.member) == "Ask":
                break
        reply = new_error(message, error) if error else new_method_return(message, signature, body)
        self.connection.send(reply)

    def signals(self, *body: str, to: str = "") -> None:
        """Send the signal `Happened`, to everybody or to one connection."""
        where = DBusAddress(PLACE.path, interface=PLACE.interface)
        message = new_signal(where, "Happened", "s" * len(body), body)
        if to:
            message.header.fields[HeaderFields.destination] = to
        self.connection.send(message)
        self.ask(message_bus.ListNames())  # answered: the signal has gone out before it


def settle(bus: Bus) -> None:
    """Take what has arrived and what arrives within a moment."""
    try:
        while True:
            wait_for(bus.fileno(), 0.2)
            assert bus.ready()
    except TimeoutError:
        return


def test_an_answer_comes_later_by_ready(address: str) -> None:
    """`ask` returns at once; the answer is given from `ready`."""
    service, bus = Service(address, NAME), Bus(address)
    heard: list[object] = []
    bus.ask(PLACE, "Ask", heard.append)
    assert heard == []
    service.answers("su", "yes", 7)
    settle(bus)
    assert heard == [("yes", 7)]
    bus.close()
    service.connection.close()


def test_a_refusal_is_none_later_and_unsupported_at_once(address: str) -> None:
    """An error answer is None for `ask`; `call` raises it in words."""
    service, bus = Service(address, NAME), Bus(address)
    heard: list[object] = []
    bus.ask(PLACE, "Ask", heard.append)
    service.answers(error="vn.luytre.Nope")
    settle(bus)
    assert heard == [None]
    with pytest.raises(Unsupported, match="ServiceUnknown"):
        bus.call(Place("vn.luytre.Nobody", "/x", "vn.luytre.X"), "Ask")
    bus.close()
    service.connection.close()


def test_only_the_owner_of_a_name_is_heard(address: str) -> None:
    """A signal sent straight to us by somebody else is not heard, the owner's is."""
    service, liar, bus = Service(address, NAME), Service(address), Bus(address)
    heard: list[tuple[str, object]] = []
    bus.listen(PLACE, "Happened", lambda path, body: heard.append((path, body)))
    ours = bus._connection.unique_name
    liar.signals("lie")
    liar.signals("lie", to=ours)
    service.signals("truth")
    settle(bus)
    assert heard == [(PLACE.path, ("truth",))]
    for one in (service, liar):
        one.connection.close()
    bus.close()


def test_a_name_that_changes_hands_is_followed(address: str) -> None:
    """The new owner is heard, the old one not any more, and the change is told."""
    bus = Bus(address)
    told: list[bool] = []
    heard: list[object] = []
    assert bus.follow(NAME, told.append) is False
    bus.listen(PLACE, "Happened", lambda _path, body: heard.append(body))
    first = Service(address, NAME)
    settle(bus)
    first.ask(message_bus.ReleaseName(NAME))
    second = Service(address, NAME)
    settle(bus)
    first.signals("old")
    second.signals("new")
    settle(bus)
    assert (told, heard) == ([True, False, True], [("new",)])
    for one in (first, second):
        one.connection.close()
    bus.close()


def test_what_comes_during_a_call_is_not_lost(address: str) -> None:
    """A signal that arrives while `call` waits for its answer is heard afterwards."""
    service, bus = Service(address, NAME), Bus(address)
    heard: list[object] = []
    bus.listen(PLACE, "Happened", lambda _path, body: heard.append(body))
    service.signals("early")
    assert bus.call(Place("org.freedesktop.DBus", "/", "org.freedesktop.DBus"), "GetId")
    settle(bus)
    assert heard == [("early",)]
    bus.close()
    service.connection.close()


def test_a_bus_that_goes_away_is_noticed(tmp_path: Path) -> None:
    """`ready` says when the other end is gone."""
    with private_bus(tmp_path) as address:
        bus = Bus(address)
    wait_for(bus.fileno())
    assert bus.ready() is False
    bus.close()


@pytest.mark.parametrize("address", ["unix:path=/nowhere/at/all", "tcp:host=x", "", "nonsense"])
def test_no_bus_is_said_in_words(address: str) -> None:
    """A missing or impossible bus is Unsupported."""
    with pytest.raises(Unsupported):
        Bus(address)


def test_no_session_bus_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A session without a bus has no address for one."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    with pytest.raises(Unsupported):
        Bus("SESSION")


def test_a_daemon_that_never_answers_is_given_up(tmp_path: Path) -> None:
    """A socket where nobody speaks D-Bus does not hold us up."""
    path = tmp_path / "deaf"
    code = (
        f"import socket,time; s=socket.socket(1); s.bind({str(path)!r}); s.listen();"
        "print(1, flush=True); s.accept()[0].recv(1); time.sleep(60)"
    )
    with subprocess.Popen(["/usr/bin/python3", "-c", code], stdout=subprocess.PIPE) as deaf:
        assert deaf.stdout is not None
        deaf.stdout.readline()
        with pytest.raises(Unsupported):
            Bus(f"unix:path={path}")
        deaf.kill()
