"""Signs of use without input: a real session manager, stand-ins for the others, and none at all."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jeepney import (  # type: ignore[import-untyped]
    HeaderFields,
    MessageType,
    message_bus,
    new_method_return,
)
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

from app.model.errors import Unsupported
from app.model.observation import Awake
from app.platforms.linux.bus import Bus
from app.platforms.linux.signs import SessionInhibitors, Signs
from tests.platforms.buses import private_bus
from tests.platforms.people import Person, child_fixture, stop
from tests.platforms.xserver import xvfb

__all__ = ["child_fixture"]


def eventually(true: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait until something holds. Raises TimeoutError."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.05)


@pytest.fixture(name="address")
def address_fixture(child: Person, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A session bus of the child's, with this machine's services for a real session."""
    folder = child.runtime / tmp_path.name
    folder.mkdir()
    os.chown(folder, child.uid, child.gid)
    with private_bus(folder, child, services="real" in request.node.name) as address:
        yield address


@pytest.fixture(name="clean")
def clean_fixture() -> Iterator[None]:
    """Leave no folder of the session's behind that the next session could not use."""
    sockets = Path("/tmp/.ICE-unix")
    there = sockets.exists()
    yield
    if not there:
        shutil.rmtree(sockets, ignore_errors=True)


@pytest.mark.usefixtures("clean")
@pytest.mark.skipif(shutil.which("mate-session") is None, reason="mate-session-manager")
def test_a_real_session_manager_knows_who_watches(child: Person, address: str) -> None:
    """While a program inhibits idling in MATE's session manager there is a sign, and then none."""
    with xvfb() as display:
        session = {"DISPLAY": display, "DBUS_SESSION_BUS_ADDRESS": address}
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        manager = child.starts(["mate-session", "--failsafe"], env=session, **quiet)
        bus = Bus(address)
        bus.follow("org.gnome.SessionManager")
        eventually(lambda: bus.ready() and bus.follow("org.gnome.SessionManager"))
        bus.close()
        signs = Signs(session)
        assert signs(0) == frozenset()
        watch = ["mate-session-inhibit", "--inhibit", "idle", "sleep", "60"]
        film = child.starts(watch, env=session, **quiet)
        eventually(lambda: signs(0) == {Awake.INHIBITOR})
        os.killpg(film.pid, signal.SIGKILL)
        eventually(lambda: signs(0) == frozenset())
        signs.close()
        for one in (film, manager):
            stop(one)
        child.ends_everything()


STAND_INS = {
    "org.kde.Solid.PowerManagement.PolicyAgent": "HasInhibition",
    "org.freedesktop.PowerManagement": "HasInhibit",
}


@pytest.mark.parametrize(("name", "question"), STAND_INS.items())
def test_other_managers_are_asked_in_their_own_words(
    address: str, name: str, question: str
) -> None:
    """KDE's and Xfce's question, answered yes and then no by somebody of that name."""
    manager = open_dbus_connection(address)
    manager.send_and_get_reply(message_bus.RequestName(name), timeout=5)
    inhibitors = SessionInhibitors(address)
    assert not inhibitors.held()
    for answer in (True, False):
        message = manager.receive(timeout=5)
        while message.header.message_type is not MessageType.method_call:
            message = manager.receive(timeout=5)
        assert message.header.fields[HeaderFields.member] == question
        manager.send(new_method_return(message, "b", (answer,)))
        eventually(lambda answer=answer: inhibitors.held() is answer)  # type: ignore[misc]
    manager.close()
    eventually(lambda: not inhibitors.held())
    inhibitors.close()


def test_a_session_without_managers_has_no_inhibitors(address: str) -> None:
    """On a bare session nobody can ask for anything."""
    signs = Signs({"DBUS_SESSION_BUS_ADDRESS": address})
    assert signs(os.getpid()) == frozenset()
    assert signs(0) == frozenset()
    signs.close()


def test_a_bus_that_goes_away_is_no_sign(tmp_path: Path) -> None:
    """A session bus that ended, or never was, holds nothing up."""
    with private_bus(tmp_path) as address:
        signs = Signs({"DBUS_SESSION_BUS_ADDRESS": address})
        assert signs(0) == frozenset()
    assert signs(0) == frozenset()
    assert signs(0) == frozenset()
    assert Signs({"DBUS_SESSION_BUS_ADDRESS": address})(0) == frozenset()
    assert Signs({})(0) == frozenset()
    with pytest.raises(Unsupported):
        SessionInhibitors(address)
