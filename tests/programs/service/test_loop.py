"""The loop: events in their turn, a wake when it is due, and the safe state after a fault."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from app.guard import events as ev
from app.guard.state import Guard
from app.guard.step import next_wake
from app.model.action import Action, Record, Remember, SetScreen
from app.model.decision import Reason, Screen
from app.model.grant import Hold
from app.model.moment import Moment
from app.model.observation import Seen
from app.platforms.fake.clock import FakeClock
from app.programs.service.loop import MOST_FAULTS, Loop
from tests.guard.home import X11, Home
from tests.programs.service.machine import play, until

SEEN = Seen("minh", (X11,))


class Remembering:
    """Hands that remember, and break when they are told to."""

    def __init__(self) -> None:
        """Do nothing yet."""
        self.done: list[Action] = []
        self.steps = 0
        self.breaks: Callable[[Action], bool] = lambda _: False
        self.also: Callable[[Action], None] = lambda _: None

    def carry_out(self, guard: Guard, action: Action) -> None:
        """Remember it."""
        if self.breaks(action):
            raise RuntimeError("what a child wrote stands here")
        self.done.append(action)
        self.also(action)

    def stepped(self, guard: Guard) -> None:
        """Count."""
        self.steps += 1

    def codes(self) -> list[str]:
        """The codes of the record."""
        return [a.code for a in self.done if isinstance(a, Record)]


class Rig:
    """A loop over a still clock."""

    def __init__(self, home: Home) -> None:
        """Stand at the home's moment."""
        self.clock = FakeClock(home.now)
        self.hands = Remembering()
        self.again = 0
        self.gave_up = 0
        self.loop = Loop(self.clock, home.guard, self._again, self._give_up)

    def _again(self) -> None:
        self.again += 1

    def _give_up(self) -> None:
        self.gave_up += 1


def test_what_comes_before_the_start_waits() -> None:
    """Nothing is lost, nothing is judged before there are hands."""

    async def story() -> None:
        rig = Rig(Home("2026-11-12T16:00"))
        rig.loop.happened(ev.Observed, SEEN)
        assert rig.hands.steps == 0
        rig.loop.start(rig.hands)
        assert rig.hands.steps == 2
        assert rig.loop.guard.people["minh"].seen == SEEN
        rig.loop.stop()

    play(story)


def test_what_hands_report_is_taken_after_what_they_do() -> None:
    """An event put in while one is carried out waits for its turn."""

    async def story() -> None:
        rig = Rig(Home("2026-11-12T16:00"))
        seen: list[str] = []

        def report(action: Action) -> None:
            seen.append(type(action).__name__)
            if isinstance(action, Record) and action.code == "first":
                rig.loop.happened(ev.Health, "second")
                seen.append("put in")

        rig.hands.also = report
        rig.loop.start(rig.hands)
        seen.clear()
        rig.loop.happened(ev.Health, "first")
        assert seen == ["Record", "put in", "Remember", "Record", "Remember"]
        rig.loop.stop()

    play(story)


def test_it_wakes_when_the_guard_wants_to() -> None:
    """The timer stands at the guard's own next moment."""

    async def story() -> None:
        rig = Rig(Home("2026-11-12T16:00"))
        rig.loop.start(rig.hands)
        rig.loop.happened(ev.Observed, SEEN)
        now = rig.clock.now()
        due = (next_wake(rig.loop.guard, now) - now.boot_ms) / 1000
        timer = rig.loop._timer
        assert timer is not None
        assert timer.when() - asyncio.get_running_loop().time() == pytest.approx(due, abs=0.1)
        rig.loop.stop()
        assert timer.cancelled()

    play(story)


def test_what_had_taken_effect_is_carried_out_again() -> None:
    """After a restart fresh hands close what was closed."""

    async def story() -> None:
        home = Home("2026-11-12T16:00")
        home.do(ev.Observed(home.now, Seen("minh")))
        home.do(ev.HoldSet(home.now, "minh", Hold(Reason.LOCK_NOW, None)))
        assert home.person.rung.applied is Screen.CLOSED
        rig = Rig(home)
        rig.loop.start(rig.hands)
        screens = [a.screen for a in rig.hands.done if isinstance(a, SetScreen)]
        assert screens == [Screen.CLOSED]
        rig.loop.stop()

    play(story)


def test_a_fault_moves_to_the_safe_state_and_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    """The bracket rules, what is closed stays closed, the parent hears where it broke."""

    async def story() -> None:
        rig = Rig(Home("2026-11-12T16:00"))
        rig.loop.start(rig.hands)
        rig.loop.happened(ev.HoldSet, "minh", Hold(Reason.PAUSE, None))
        rig.hands.breaks = lambda action: isinstance(action, Remember)
        rig.loop.happened(ev.Health, "x")
        assert rig.loop.safe
        assert rig.again >= 1
        rig.hands.breaks = lambda _: False
        rig.loop.happened(ev.Tick)
        assert "internal_fault" in rig.hands.codes()
        person = rig.loop.guard.people["minh"]
        assert person.policy.preset
        assert person.hold is not None
        rig.loop.stop()

    play(story)
    said = capfd.readouterr().err
    assert "RuntimeError" in said
    assert "child wrote" not in said


def test_faults_without_end_give_up() -> None:
    """More than a few in a minute: the process ends and is started anew."""

    async def story() -> None:
        rig = Rig(Home("2026-11-12T16:00"))
        rig.loop.start(rig.hands)
        rig.hands.breaks = lambda action: True
        for _ in range(MOST_FAULTS + 1):
            rig.loop.happened(ev.Health, "x")
        assert rig.gave_up >= 1
        assert rig.loop.hands is None

    play(story)


def test_faults_of_tasks_and_callbacks_count_too() -> None:
    """What asyncio caught for us moves to the safe state as well."""

    async def story() -> None:
        rig = Rig(Home("2026-11-12T16:00"))
        rig.loop.start(rig.hands)

        def broken() -> None:
            raise ValueError("secret")

        asyncio.get_running_loop().call_soon(broken)
        await until(lambda: rig.loop.safe)
        facts: list[Any] = [a.facts for a in rig.hands.done if isinstance(a, Record)]
        assert "secret" not in str(facts)
        rig.loop.stop()

    play(story)


def test_a_clock_that_stands_does_not_spin() -> None:
    """A wake that is always due comes again only after a moment."""

    async def story() -> None:
        home = Home("2026-11-12T16:00")
        rig = Rig(home)
        rig.loop.start(rig.hands)
        rig.clock.set(Moment(home.wall, 10_000, 10_000, home.boot_id, True))
        before = rig.hands.steps
        await asyncio.sleep(0.2)
        assert rig.hands.steps - before <= 11
        rig.loop.stop()

    play(story)
