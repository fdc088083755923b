"""What is seen, put together and told once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from msgspec.structs import replace as put

from app.api.child import AppClaim, Sense
from app.guard import events as ev
from app.model.errors import Unsupported
from app.model.moment import Moment
from app.model.observation import Awake, Process, Seen, Session, SessionKind
from app.model.policy import UnknownAccounts
from app.monitor.ports import Started
from app.platforms.fake.inhibitors import FakeInhibitors
from app.platforms.fake.pads import FakePads
from app.platforms.fake.processes import FakeProcesses
from app.platforms.fake.sessions import FakeSessions, FakeSleep
from app.platforms.linux.scripts import interprets
from app.programs.service import senses as module
from app.programs.service.claims import Claims, rules_of
from app.programs.service.limits import Limits
from app.programs.service.names import Names
from app.programs.service.people import People
from app.programs.service.senses import Reactions, Senses, Sources
from tests.guard.home import Home
from tests.programs.service.machine import by_path, now_ms, until

UID = 1001
DESK = Session("1", UID, "minh", SessionKind.X11, active=True, display=":0")
LOGIN = Session("2", UID, "minh", SessionKind.TTY, active=True, tty="/dev/tty3")
GUEST = Session("3", 1005, "guest", SessionKind.X11, active=True, display=":1")
GAME = "/usr/bin/minetest"


class LoopClock:
    """Boot time is the loop's."""

    def now(self) -> Moment:
        """Give this moment."""
        return Moment(1, now_ms(), now_ms(), "boot", True, "UTC")


class Everybody:
    """Accounts that may all be acted on."""

    def may_act_on(self, session: Session) -> bool:
        """Always."""
        return True


class SilentAgents:
    """Agents of which a test says what they saw."""

    def __init__(self) -> None:
        """Nobody saw anything."""
        self.kept: dict[str, tuple[str, Session]] = {}
        self.saw: dict[str, Sense] = {}
        self.runs: dict[int, AppClaim] | None = {}  # None: no answer
        self.questions: list[tuple[int, ...]] = []

    def keep(self, wanted: dict[str, tuple[str, Session]]) -> None:
        """Remember where agents shall be."""
        self.kept = dict(wanted)

    def sense(self, session: str) -> Sense | None:
        """Give what was seen."""
        return self.saw.get(session)

    def pids(self) -> frozenset[int]:
        """Give no process."""
        return frozenset()

    async def who_are(
        self, session: str, pids: tuple[int, ...], within_s: float
    ) -> tuple[AppClaim | None, ...] | None:
        """Give what a test says these run."""
        self.questions.append(pids)
        return None if self.runs is None else tuple(self.runs.get(pid) for pid in pids)


class NoPads:
    """Devices that may not be read."""

    def start(self, moved: Callable[[], None]) -> None:
        """Say so."""
        raise Unsupported("input devices")

    def stop(self) -> None:
        """Nothing to stop."""


class Room:
    """A PC with its senses, and everything they told."""

    def __init__(self, *sessions: Session, strict: bool = False, **lacking: Any) -> None:
        """Begin with these log-ins."""
        home = Home("2026-11-12T16:00")
        self.guard = home.guard
        if strict:
            from dataclasses import replace

            policy = replace(self.guard.policy, unknown_accounts=UnknownAccounts.STRICTEST)
            self.guard = put(self.guard, policy=policy)
        self.sessions = FakeSessions()
        for one in sessions:
            self.sessions.log_in(one)
        self.processes = FakeProcesses()
        self.sleep = FakeSleep()
        self.pads = FakePads()
        self.inhibitors = FakeInhibitors()
        self.agents = SilentAgents()
        self.limits = Limits()
        self.names = Names(lambda key: "")
        self.typed: int | None = None
        self.renewed = 0
        self.told: list[tuple[Any, ...]] = []
        self.heard: list[Any] = []
        here: dict[str, Any] = {
            "sleep": self.sleep,
            "pads": self.pads,
            "inhibitors": self.inhibitors,
        }
        sources = Sources(
            clock=LoopClock(),
            sessions=self.sessions,
            processes=self.processes,
            typed=lambda tty, now: self.typed,
            renew=self.renew,
            **(here | lacking),
        )
        people = People(lambda: self.guard, self.sessions, Everybody())  # type: ignore[arg-type]
        self.claims = Claims(by_path, interprets, rules_of(lambda: self.guard))
        self.senses = Senses(
            sources,
            self.agents,  # type: ignore[arg-type]
            people,
            lambda: self.guard,
            lambda *event: self.told.append(event),
            self.claims,
            self.names,
            self.limits,
        )

    def renew(self) -> None:
        """Count how often it was looked again."""
        self.renewed += 1

    def start(self) -> None:
        """Begin to watch."""
        self.senses.start(
            Reactions(
                lambda: self.heard.append("sessions"),
                lambda subject, started: self.heard.append((subject, started.process.pid)),
                lambda subject, process: self.heard.append(("knows", process.pid)),
                lambda: self.heard.append("asleep"),
                lambda: self.heard.append("awake"),
            )
        )

    def seen(self) -> list[Seen]:
        """Everything that was observed."""
        return [event[1] for event in self.told if event[0] is ev.Observed]

    def kinds(self) -> list[type]:
        """What was told besides."""
        return [event[0] for event in self.told if event[0] is not ev.Observed]


def play(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run one story."""
    asyncio.run(story())


async def rest() -> None:
    """Wait until what was gathered is told."""
    await asyncio.sleep(3 * module.GATHER_S)


def test_a_child_who_is_there_is_observed_once() -> None:
    """What follows in one moment is one observation, and no news is none."""

    async def story() -> None:
        room = Room(DESK)
        room.start()
        for _ in range(20):
            room.senses.sensed("minh")
        await rest()
        assert [one.sessions for one in room.seen()] == [(DESK,)]
        room.senses.sensed("minh")
        await rest()
        assert len(room.seen()) == 1
        assert room.agents.kept == {"1": ("minh", DESK)}
        room.senses.stop()

    play(story)


def test_no_agent_on_a_text_terminal() -> None:
    """Nothing to draw on; what was typed there says the terminal itself."""

    async def story() -> None:
        room = Room(LOGIN)
        room.typed = 4_000
        room.start()
        await rest()
        assert room.agents.kept == {}
        assert room.seen()[0].idle_ms == 4_000
        room.senses.stop()

    play(story)


def test_the_program_in_front_is_what_the_service_recognises() -> None:
    """Its name is remembered for the report."""

    async def story() -> None:
        room = Room(DESK)
        room.start()
        room.processes.begin(Process(50, 1, UID, GAME))
        room.agents.saw["1"] = Sense(1, pid=50, app=AppClaim("x", (), "Minetest"), idle_ms=10)
        room.senses.sensed("minh")
        await rest()
        last = room.seen()[-1]
        assert last.front is not None and last.front.id == f"path:{GAME}"
        assert last.idle_ms is not None and last.idle_ms < 1_000
        room.senses.stop()

    play(story)


def test_idle_time_that_merely_grows_is_no_news() -> None:
    """Fresh input is."""

    async def story() -> None:
        room = Room(DESK)
        room.start()
        room.agents.saw["1"] = Sense(1, idle_ms=30_000)
        await rest()
        room.agents.saw["1"] = Sense(2, idle_ms=30_100)
        room.senses.sensed("minh")
        await rest()
        assert len(room.seen()) == 1
        room.agents.saw["1"] = Sense(3, idle_ms=0)
        room.senses.sensed("minh")
        await rest()
        assert len(room.seen()) == 2
        room.senses.stop()

    play(story)


def test_the_heartbeat_looks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody tells by himself; the mind hears of the child at least so often."""
    monkeypatch.setattr(module, "HEARTBEAT_MS", 100)

    async def story() -> None:
        room = Room(DESK)
        room.start()
        await until(lambda: len(room.seen()) >= 3)
        assert room.renewed >= 3
        room.senses.stop()
        counted = len(room.seen())
        await asyncio.sleep(0.3)
        assert len(room.seen()) == counted

    play(story)


def test_a_log_in_and_a_log_out() -> None:
    """Their programs are watched, an agent is wanted, the hands hear; at the end nobody is."""

    async def story() -> None:
        room = Room()
        room.start()
        room.processes.begin(Process(50, 1, UID, GAME))
        assert room.heard == [] or room.heard == ["sessions"]
        room.heard.clear()
        room.sessions.log_in(DESK)
        assert room.heard == ["sessions"]
        room.processes.begin(Process(51, 1, UID, GAME))
        assert room.heard == ["sessions", ("minh", 51)]
        await rest()
        room.sessions.log_out("1")
        await rest()
        assert room.seen()[-1].sessions == ()
        assert room.agents.kept == {}
        room.senses.stop()

    play(story)


def test_a_stranger_is_told_once() -> None:
    """Unless he is ruled, nothing else of him is."""

    async def story() -> None:
        room = Room(GUEST)
        room.start()
        room.sessions.alter("3", locked=True)
        room.senses.again()
        await rest()
        assert room.told.count((ev.UnknownLogin, "guest")) == 1
        assert all(one.subject == "minh" for one in room.seen())
        assert room.agents.kept == {}
        room.senses.stop()

    play(story)


def test_a_ruled_stranger_is_watched_while_he_is_there() -> None:
    """And makes no subject when he is gone."""

    async def story() -> None:
        room = Room(GUEST, strict=True)
        room.start()
        await rest()
        assert "unknown:guest" in [one.subject for one in room.seen()]
        assert room.agents.kept == {"3": ("unknown:guest", GUEST)}
        room.senses.stop()

    play(story)


def test_sleep_lets_go_first() -> None:
    """The machine may sleep when all is thawed; after it everything is told anew."""

    async def story() -> None:
        room = Room(DESK)
        room.start()
        await rest()
        assert room.sleep.fall_asleep()
        assert room.heard[-1] == "asleep"
        assert room.kinds() == [ev.Suspending]
        room.sleep.wake()
        assert room.kinds() == [ev.Suspending, ev.Resumed]
        assert "awake" in room.heard
        await rest()
        assert len(room.seen()) == 2
        room.senses.stop()

    play(story)


def test_hands_come_back_when_nobody_tells_that_the_machine_woke(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """logind may be made anew meanwhile: the mind counts the waking time and is followed."""
    monkeypatch.setattr(module, "HEARTBEAT_MS", 50)

    async def story() -> None:
        room = Room(DESK)
        room.start()
        await rest()
        room.guard = put(room.guard, asleep=True)
        room.sleep.fall_asleep()
        await rest()
        assert "awake" not in room.heard
        room.guard = put(room.guard, asleep=False)
        await rest()
        assert room.heard.count("awake") == 1
        room.senses.stop()

    play(story)


def test_a_pad_and_an_inhibitor_are_signs_of_somebody() -> None:
    """They reach the mind as what keeps the child awake."""

    async def story() -> None:
        room = Room(DESK)
        room.start()
        room.inhibitors.take(UID)
        await rest()
        assert Awake.INHIBITOR in room.seen()[-1].awake
        room.pads.move()
        await rest()
        assert Awake.PAD in room.seen()[-1].awake
        room.senses.stop()

    play(story)


def test_what_a_machine_lacks_is_a_limit() -> None:
    """Never hidden."""

    async def story() -> None:
        room = Room(DESK, sleep=None, pads=NoPads(), inhibitors=None)
        room.start()
        found = room.limits.all()
        assert [one.partition(":")[0] for one in found] == [
            "no_sleep_warning",
            "no_inhibitors",
            "no_pads",
        ]
        await rest()
        assert len(room.seen()) == 1
        room.senses.stop()

    play(story)


def test_a_program_of_nobody_is_no_news() -> None:
    """A late event of somebody who logged out."""

    async def story() -> None:
        room = Room(DESK)
        room.start()
        room.heard.clear()
        room.senses._began(Started(Process(60, 1, 1099, GAME)))
        assert room.heard == []
        room.senses.stop()

    play(story)


PYTHON = "/usr/bin/python3.11"


def test_what_interpreters_run_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the child's agent, of interpreters alone; again when one began something else."""
    monkeypatch.setattr(module, "ASK_AGAIN_S", 0.01)

    async def story() -> None:
        room = Room(DESK)
        room.start()
        room.agents.saw["1"] = Sense(1, idle_ms=0)
        room.agents.runs = {50: AppClaim("path:/home/minh/game.py", (), "game.py", game=True)}
        game = Process(50, 1, UID, PYTHON)
        room.processes.begin(game)
        room.processes.begin(Process(51, 1, UID, GAME))
        await until(lambda: ("knows", 50) in room.heard)
        await rest()
        assert room.agents.questions == [(50,)]
        assert [one.id for one in room.seen()[-1].running] == ["path:/home/minh/game.py"]
        room.senses._began(Started(game))
        room.agents.runs = {50: AppClaim("path:/home/minh/lesson.py")}
        await until(lambda: len(room.agents.questions) == 2)
        await rest()
        assert [one.id for one in room.claims.of(game)] == ["path:/home/minh/lesson.py"]
        room.senses.stop()

    play(story)


def test_an_agent_that_does_not_say_what_runs_is_not_asked_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Three times; without an agent nobody is asked at all."""
    monkeypatch.setattr(module, "ASK_AGAIN_S", 0.01)

    async def story() -> None:
        room = Room(DESK)
        room.start()
        room.agents.runs = None
        room.processes.begin(Process(50, 1, UID, PYTHON))
        await rest()
        assert room.agents.questions == []
        room.agents.saw["1"] = Sense(1, idle_ms=0)
        room.senses.sensed("minh")
        await until(lambda: len(room.agents.questions) == 3)
        await rest()
        assert len(room.agents.questions) == 3
        room.senses.stop()

    play(story)
