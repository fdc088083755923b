"""Sessions without logind, on real displays with real programs."""

import asyncio
import time
from pathlib import Path

import pytest

from app.model.observation import Session, SessionKind
from app.platforms.linux import scan_sessions
from app.platforms.linux.scan_sessions import ScanSessions
from tests.platforms.linux.test_logins import log_in
from tests.platforms.loops import until
from tests.platforms.people import Person, child_fixture, sister_fixture, stop
from tests.platforms.xserver import xvfb

__all__ = ["child_fixture", "sister_fixture"]


def of(sessions: ScanSessions, person: Person) -> list[Session]:
    """The sessions of one person."""
    return [one for one in sessions.current() if one.uid == person.uid]


async def _two_people(child: Person, sister: Person) -> None:
    with xvfb() as one, xvfb() as two:
        programs = [
            child.starts(["xeyes"], env={"DISPLAY": one}),
            child.starts(["xclock"], env={"DISPLAY": one}),
            sister.starts(["xeyes"], env={"DISPLAY": two}),
        ]
        sessions = ScanSessions(frozenset, interval_s=0.1)
        sessions.start(lambda: None)
        await until(lambda: of(sessions, child) and of(sessions, sister))
        (mine,) = of(sessions, child)
        (hers,) = of(sessions, sister)
        assert (mine.display, hers.display) == (one, two)
        assert mine.id == f"x11{one}:{child.uid}"
        sessions.stop()
        for program in programs:
            stop(program)


def test_two_people_on_two_displays(child: Person, sister: Person) -> None:
    """Each is found on the right display, once, however many programs are there."""
    asyncio.run(_two_people(child, sister))


async def _agent_only(child: Person) -> None:
    with xvfb() as display:
        agent = child.starts(["xeyes"], env={"DISPLAY": display})
        game = child.starts(["xclock"], env={"DISPLAY": display})
        sessions = ScanSessions(lambda: frozenset({agent.pid}), interval_s=0.1)
        sessions.start(lambda: None)
        await until(lambda: of(sessions, child))
        stop(game)
        await until(lambda: not of(sessions, child))
        assert agent.poll() is None
        sessions.stop()
        stop(agent)


def test_our_own_agent_keeps_no_session_alive(child: Person) -> None:
    """When only the agent is left on the display the session is over."""
    asyncio.run(_agent_only(child))


async def _on_terminal(child: Person) -> None:
    sessions = ScanSessions(frozenset, interval_s=0.1)
    sessions.start(lambda: None)
    with log_in(child):
        await until(lambda: of(sessions, child))
        (mine,) = of(sessions, child)
        assert (mine.kind, mine.active) == (SessionKind.TTY, True)
        assert mine.tty.startswith("/dev/pts/")
        assert mine.leader > 0
    await until(lambda: not of(sessions, child))
    sessions.stop()


def test_a_terminal_log_in_is_a_session(child: Person) -> None:
    """A log-in by login(1) is a session with its terminal and its first process."""
    asyncio.run(_on_terminal(child))


@pytest.mark.parametrize(("shown", "expected"), [("tty7", 7), ("tty1", 1), ("ttyS0", 0), ("", 0)])
def test_the_console_on_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shown: str, expected: int
) -> None:
    """The kernel names the shown console; serial lines and machines without any count as none."""
    file = tmp_path / "active"
    file.write_text(f"{shown}\n")
    monkeypatch.setattr(scan_sessions, "_SHOWN", file)
    assert scan_sessions._shown_console() == expected
    monkeypatch.setattr(scan_sessions, "_SHOWN", tmp_path / "none")
    assert scan_sessions._shown_console() == 0


def test_a_quiet_scan_costs_little(child: Person) -> None:
    """Forty looks at a machine with a display cost under 2 ms of processor time each."""
    with xvfb() as display, child.starts(["xeyes"], env={"DISPLAY": display}) as program:
        sessions = ScanSessions(frozenset)
        sessions._look()
        before = time.process_time()
        for _ in range(40):
            sessions._look()
        assert (time.process_time() - before) / 40 < 0.002
        stop(program)
