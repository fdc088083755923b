"""Sessions by a real logind: locks, log-ins by terminal, restarts; and its properties as rows."""

import asyncio
from typing import Any

import pytest

from app.model.observation import Session, SessionKind
from app.platforms.linux.displays import display_of
from app.platforms.linux.logind import Logind
from app.platforms.linux.logind_sessions import LogindSessions, session_of
from app.platforms.linux.unix_sockets import sockets
from tests.platforms.containers import Debian, debian_fixture
from tests.platforms.loops import until
from tests.platforms.people import Person, child_fixture, stop
from tests.platforms.xserver import xvfb

__all__ = ["child_fixture", "debian_fixture"]

FACTS: dict[str, Any] = {
    "Id": "3",
    "User": (1000, "/org/freedesktop/login1/user/_1000"),
    "Name": "kid",
    "Type": "wayland",
    "Class": "user",
    "State": "active",
    "Active": True,
    "LockedHint": False,
    "Remote": False,
    "Display": "",
    "Desktop": "GNOME",
    "TTY": "tty2",
    "Leader": 4711,
}
ROWS: list[tuple[dict[str, Any], SessionKind | None]] = [
    ({}, SessionKind.WAYLAND),
    ({"Type": "x11"}, SessionKind.X11),
    ({"Type": "mir"}, SessionKind.WAYLAND),
    ({"Type": "tty"}, SessionKind.TTY),
    ({"Type": "tty", "Remote": True}, SessionKind.SSH),
    ({"Type": "unspecified", "Remote": True, "TTY": ""}, SessionKind.SSH),
    ({"Type": "x11", "Remote": True}, SessionKind.X11),
    ({"Type": "unspecified"}, None),  # a job without anybody at it
    ({"Type": "web"}, None),
    ({"Class": "greeter"}, None),
    ({"Class": "lock-screen"}, None),
    ({"Class": "background"}, None),
    ({"Class": "manager"}, None),
    ({"Class": "user-early"}, SessionKind.WAYLAND),
    ({"State": "closing"}, None),
    ({"State": "online", "Active": False}, SessionKind.WAYLAND),
]


@pytest.mark.parametrize(("changes", "kind"), ROWS)
def test_which_of_loginds_sessions_are_people(
    changes: dict[str, Any], kind: SessionKind | None
) -> None:
    """Log-ins by kind; greeters, jobs and what is closing are nobody."""
    session = session_of(FACTS | changes)
    assert (session.kind if session else None) is kind


def test_what_is_taken_from_logind() -> None:
    """Every field of a session, as logind says it."""
    assert session_of(FACTS) == Session(
        id="3",
        uid=1000,
        user="kid",
        kind=SessionKind.WAYLAND,
        active=True,
        desktop="gnome",
        runtime_dir="/run/user/1000",
        tty="/dev/tty2",
        leader=4711,
    )


def test_the_display_of_a_session_that_did_not_tell(child: Person) -> None:
    """Where logind was not told the display, the one the user's programs are on is found."""
    with xvfb() as display, child.starts(["xeyes"], env={"DISPLAY": display}) as program:
        for _ in range(200):
            found = display_of(child.uid, SessionKind.X11, sockets())
            if found:
                break
        assert found == display
        stop(program)


async def _locks(debian: Debian) -> None:
    logind = Logind(debian.address)
    logind.open()
    sessions = LogindSessions(logind)
    told: list[int] = []
    sessions.start(lambda: told.append(1))
    id = debian.container.log_in("kid", "exec sleep 1000", name="locks", kind="tty")

    def mine() -> Session:
        return next(one for one in sessions.current() if one.id == id)

    await until(lambda: id in [one.id for one in sessions.current()])
    assert (mine().kind, mine().locked) == (SessionKind.TTY, False)
    (path,) = [path for path, one in sessions._sessions.items() if one.id == id]
    set_hint = ("org.freedesktop.login1", path, "org.freedesktop.login1.Session", "SetLockedHint")
    debian.container.run("busctl", "call", *set_hint, "b", "true")
    await until(lambda: mine().locked)
    told.clear()
    debian.container.run("busctl", "call", *set_hint, "b", "false")
    await until(lambda: not mine().locked)
    assert told
    debian.container.run("loginctl", "terminate-session", id)
    await until(lambda: not sessions.current())
    sessions.stop()
    logind.close()


def test_a_lock_is_seen_and_its_end(debian: Debian) -> None:
    """The desktop's own word on its lock comes through, both ways."""
    asyncio.run(_locks(debian))


async def _restarts(debian: Debian) -> None:
    logind = Logind(debian.address)
    logind.open()
    sessions = LogindSessions(logind)
    sessions.start(lambda: None)
    id = debian.container.log_in("kid", "exec sleep 1000", name="restarts")
    await until(lambda: [one.id for one in sessions.current()] == [id])
    debian.container.run("systemctl", "restart", "systemd-logind")
    await asyncio.sleep(0.5)
    assert [one.id for one in sessions.current()] == [id]
    debian.container.run("loginctl", "terminate-session", id)
    await until(lambda: not sessions.current(), 10)
    sessions.stop()
    logind.close()


def test_a_restarted_logind_is_watched_again(debian: Debian) -> None:
    """After logind was restarted the session is still there, and its end is seen."""
    asyncio.run(_restarts(debian))
