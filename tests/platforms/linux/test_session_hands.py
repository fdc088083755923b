"""Words on real terminals, and which programs are a log-in's where there is no logind."""

import asyncio
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.model.errors import Unsupported
from app.model.observation import Session, SessionKind
from app.platforms.linux import procfs
from app.platforms.linux.logind import Logind
from app.platforms.linux.logins import Login, Logins
from app.platforms.linux.session_hands import LogindHands, ScanHands, write_on_terminal
from tests.platforms.containers import Debian, debian_fixture
from tests.platforms.linux.child_account import needs_root
from tests.platforms.linux.test_logins import log_in
from tests.platforms.loops import until
from tests.platforms.people import Person, child_fixture, stop

__all__ = ["child_fixture", "debian_fixture"]
pytestmark = needs_root


@contextmanager
def terminal_of(person: Person) -> Iterator[tuple[int, Session]]:
    """A terminal that belongs to this user; gives what its screen shows and a log-in on it."""
    screen, terminal = os.openpty()
    try:
        os.chown(terminal, person.uid, -1)
        tty = os.ttyname(terminal)
        yield screen, Session("7", person.uid, person.name, SessionKind.TTY, True, tty=tty)
    finally:
        os.close(screen)
        os.close(terminal)


def shown(screen: int) -> bytes:
    """What was written until nothing more comes."""
    words = b""
    while select.select([screen], [], [], 0.1)[0]:
        words += os.read(screen, 65_536)
    return words


def test_a_message_is_shown(child: Person) -> None:
    """Its letters arrive as they are, on lines of their own."""
    with terminal_of(child) as (screen, session):
        write_on_terminal(session, "Đến giờ ngủ rồi.\nMáy sẽ tắt sau 60 giây.")
        lines = shown(screen).decode().replace("\r", "").split("\n")
    assert lines == ["", "Đến giờ ngủ rồi.", "Máy sẽ tắt sau 60 giây.", ""]


def test_a_message_cannot_command_the_terminal(child: Person) -> None:
    """Control characters could answer back into the shell of whoever reads."""
    with terminal_of(child) as (screen, session):
        write_on_terminal(session, "a\x1b]0;title\x07b\x9bc\r\x00d")
        assert shown(screen).decode().strip() == "a]0;titlebcd"


def test_another_users_terminal_is_left_alone(child: Person, sister: Person) -> None:
    """A log-in that ended leaves its number to somebody else."""
    with terminal_of(child) as (screen, session), terminal_of(sister) as (other, theirs):
        wrong = Session("7", child.uid, child.name, SessionKind.TTY, True, tty=theirs.tty)
        with pytest.raises(Unsupported, match="not a terminal of this user"):
            write_on_terminal(wrong, "hello")
        assert shown(screen) == shown(other) == b""
        assert session.tty != theirs.tty


@pytest.mark.parametrize(
    "tty",
    ["", "pts/0", "/dev/null", "/dev/pts/../sda", "/dev/pts/99999", "/etc/passwd", "/dev/tty"],
)
def test_what_is_no_terminal_is_not_opened(child: Person, tty: str) -> None:
    """Only consoles and pseudo terminals by their plain paths."""
    session = Session("7", child.uid, child.name, SessionKind.SSH, True, tty=tty)
    with pytest.raises(Unsupported):
        write_on_terminal(session, "hello")


def test_a_terminal_that_is_full_holds_nobody_up(child: Person) -> None:
    """A child who stops his terminal does not stop the service."""
    with terminal_of(child) as (_screen, session):
        began = time.monotonic()
        with pytest.raises(Unsupported):
            for _ in range(1_000):
                write_on_terminal(session, "Hết giờ. " * 50)
        assert time.monotonic() - began < 2


def test_the_service_does_not_come_under_the_terminal(child: Person) -> None:
    """A program without a terminal that opens one would get it, and its Ctrl+C, for its own."""
    with terminal_of(child) as (screen, session):
        code = f"""
import sys; sys.path.insert(0, {os.getcwd()!r})
from app.model.observation import Session, SessionKind
from app.platforms.linux.session_hands import write_on_terminal
write_on_terminal(Session("7", {child.uid}, "an", SessionKind.TTY, True, tty={session.tty!r}), "x")
print(open("/proc/self/stat").read().rpartition(")")[2].split()[4])
"""
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code],
            start_new_session=True,
            capture_output=True,
            text=True,
        )
        assert (done.stdout, done.stderr) == ("0\n", "")
        assert shown(screen).strip() == b"x"


def _log_in_of(person: Person) -> Login:
    logins = Logins()
    for _ in range(500):
        mine = [one for one in logins.look() if one.uid == person.uid]
        if mine:
            return mine[0]
        time.sleep(0.01)
    raise TimeoutError


def _text_session(person: Person, login: Login) -> Session:
    return Session(
        "tty", person.uid, person.name, SessionKind.TTY, True, tty=login.tty, leader=login.pid
    )


def test_a_text_log_in_ends_alone(child: Person, sister: Person) -> None:
    """Its shell and what it started end; the desktop's programs and other people's go on."""
    game, others = child.starts(["sleep", "1000"]), sister.starts(["sleep", "1000"])

    async def evening(login: Login) -> None:
        hands = ScanHands(frozenset, grace_s=0.2)
        hands.end(_text_session(child, login))
        await until(lambda: not procfs.exe(login.pid))

    with log_in(child):
        asyncio.run(evening(_log_in_of(child)))
        assert game.poll() is None
        assert others.poll() is None
    stop(game)
    stop(others)


def test_a_desktop_ends_without_the_text_log_in(child: Person) -> None:
    """Everything of that user but his text log-ins and our agent ends."""
    agent, game = child.starts(["sleep", "1000"]), child.starts(["sleep", "1000"])

    async def evening(login: Login) -> None:
        hands = ScanHands(lambda: frozenset([agent.pid]), grace_s=0.2)
        hands.end(Session("x", child.uid, child.name, SessionKind.X11, True, display=":0"))
        await until(lambda: game.poll() is not None)
        await asyncio.sleep(0.4)
        assert procfs.exe(login.pid)
        assert agent.poll() is None

    with log_in(child):
        asyncio.run(evening(_log_in_of(child)))
    stop(agent)


def test_programs_have_time_to_save(child: Person) -> None:
    """Between asking and ending lies the grace; stopping the hands lets the stubborn go on."""
    deaf = child.starts(["sh", "-c", "trap '' TERM; while :; do sleep 0.1; done"])
    time.sleep(0.2)

    async def evening() -> None:
        hands = ScanHands(frozenset, grace_s=0.3)
        hands.end(Session("x", child.uid, child.name, SessionKind.X11, True, display=":0"))
        hands.stop()
        await asyncio.sleep(0.5)
        assert deaf.poll() is None

    asyncio.run(evening())
    stop(deaf)


def test_what_logind_refuses_is_told(debian: Debian) -> None:
    """A session that is gone, or a lost connection, does not pass in silence."""
    refused: list[tuple[str, str]] = []
    gone = Session("no-such", debian.kid, "kid", SessionKind.X11, True, display=":0")

    async def evening() -> None:
        logind = Logind(debian.address)
        logind.open()
        hands = LogindHands(logind, lambda verb, session: refused.append((verb, session.id)))
        hands.end(gone)
        hands.lock(gone)
        await until(lambda: len(refused) == 2)
        logind.close()
        with pytest.raises(Unsupported, match="lost"):
            hands.end(gone)

    asyncio.run(evening())
    assert refused == [("TerminateSession", "no-such"), ("LockSession", "no-such")]


def test_release_can_read_which_log_ins_we_locked(debian: Debian, tmp_path: Path) -> None:
    """A file for each one we asked to lock, gone again when we unlock it; no odd name is a path."""
    session = Session("c987", debian.kid, "kid", SessionKind.X11, True, display=":0")
    odd = Session("../c987", debian.kid, "kid", SessionKind.X11, True, display=":0")
    marks = tmp_path / "locked"

    async def evening() -> None:
        logind = Logind(debian.address)
        logind.open()
        hands = LogindHands(logind, lambda verb, session: None, marks)
        hands.lock(odd)
        assert not marks.exists()
        hands.lock(session)
        assert [mark.name for mark in marks.iterdir()] == ["c987"]
        hands.unlock(session)
        assert list(marks.iterdir()) == []
        logind.close()

    asyncio.run(evening())
