"""What an earlier life left frozen: held until it is judged, then taken over, or let go in time."""

import asyncio
from dataclasses import replace

import pytest

from app.api.child import Lock
from app.model.action import FreeApp, HoldApp
from app.model.decision import Decision, Reason, Verdict
from app.model.observation import App, Session
from app.platforms.fake.freezer import FakeFreezer
from app.programs.service import inherited
from app.programs.service.inherited import Inherited
from app.programs.service.programs import Programs
from app.programs.service.screens import Screens
from tests.programs.service.machine import (
    OPEN,
    SSH,
    WAYLAND,
    X11,
    Machine,
    closed,
    learning,
    machine,
    play,
    process,
    until,
)

GAME = process(50, "/usr/games/supertux2")
LESSON = process(51, "/usr/bin/kalgebra")
TUX = App("desktop:supertux2", ("path:/usr/games/supertux2",))
LIMIT = Decision(Verdict.WAIT, Reason.APP_LIMIT, "apps.tux.minutes", None)
REFUSED = Decision(Verdict.BLOCK, Reason.APP_BLOCKED, "apps.tux.verdict", None)
HELD = f"minh {TUX.id}"


def crashed(pc: Machine, *groups: str) -> tuple[Screens, Programs, Inherited]:
    """A second life on a machine where the first had frozen everything for these groups."""
    for group in groups:
        pc.freezer.freeze(group, tuple(pc.programs.running))
    pc.freezer = FakeFreezer(pc.programs)
    pc.means = replace(pc.means, freezer=pc.freezer)
    screens = Screens(pc.means, pc.ways, pc.guarded)
    programs = Programs(pc.means, pc.guarded)

    def wanted(group: str) -> bool:
        return screens.wants(group) or programs.wants(group)

    return screens, programs, Inherited(pc.freezer, wanted)


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inherited, "TAKEN_OVER_WITHIN_S", 0.6)


def test_nobodys_runs_at_once() -> None:
    """Whom the policy does not name is never judged; what is his must not stand for ever."""

    async def story() -> None:
        async with machine(processes=(GAME,)) as pc:
            _, _, left = crashed(pc, "binh", "binh desktop:x", "=hash", "minh")
            left.found({"minh"})
            assert pc.freezer.left() == ("minh",)
            assert set(pc.programs.frozen) == {"minh"}

    play(story)


def test_what_is_judged_open_runs_then() -> None:
    """Also where nothing says so in words: nobody wants it closed."""

    async def story() -> None:
        async with machine(processes=(GAME,)) as pc:
            _, _, left = crashed(pc, "minh", HELD)
            left.found({"minh"})
            assert pc.frozen() == {GAME.pid}
            left.judged()
            assert pc.frozen() == set()

    play(story)


def test_the_word_open_is_enough() -> None:
    """A judgement that opens thaws what an earlier life froze, the PC's and a single program's."""

    async def story() -> None:
        async with machine(processes=(GAME,)) as pc:
            screens, programs, _ = crashed(pc, "minh", HELD)
            screens.set(OPEN)
            assert set(pc.programs.frozen) == {HELD}
            programs.free(FreeApp("minh", TUX))
            assert pc.frozen() == set()

    play(story)


@pytest.mark.parametrize("session", [X11, WAYLAND])
def test_closed_again_it_never_ran(session: Session) -> None:
    """The agent comes back, the lock holds, the freeze is taken over: not one moment between."""

    async def story() -> None:
        async with machine(session, processes=(GAME,)) as pc:
            screens, _, left = crashed(pc, "minh")
            ran = watch(pc)
            left.found({"minh"})
            screens.set(closed())
            left.judged()
            await asyncio.sleep(0.1)
            if session is X11:
                await pc.agent(X11)
            else:
                assert pc.hands.locked == {WAYLAND.id}
                pc.hands.there[WAYLAND.id] = replace(WAYLAND, locked=True)
            screens.again("minh")
            await until(lambda: pc.freezer.left() == ())
            await asyncio.sleep(0.8)
            assert pc.frozen() == {GAME.pid}
            assert not ran

    play(story)


def test_it_does_not_wait_for_ever() -> None:
    """No agent comes, so nothing can be locked: it runs again and the log-in gets its grace."""

    async def story() -> None:
        async with machine(X11, processes=(GAME,)) as pc:
            screens, _, left = crashed(pc, "minh")
            screens.set(closed())
            left.judged()
            await asyncio.sleep(0.3)
            assert pc.frozen() == {GAME.pid}
            await until(lambda: pc.frozen() == set(), 1.0)

    play(story)


def test_a_lock_that_cannot_hold_lets_go_at_once() -> None:
    """A frozen game keeps its grab: with it standing still the lock would never get the keys."""

    async def story() -> None:
        async with machine(X11, processes=(GAME,)) as pc:
            screens, _, _ = crashed(pc, "minh")
            agent = await pc.agent(X11)
            agent.holds = False
            screens.set(closed())
            await until(lambda: pc.frozen() == set())
            assert any(isinstance(m, Lock) for m in agent.heard)

    play(story)


def test_a_log_in_that_is_to_end_is_let_go_of() -> None:
    """What stands still cannot end."""

    async def story() -> None:
        async with machine(SSH, processes=(GAME,)) as pc:
            screens, _, _ = crashed(pc, "minh")
            screens.set(closed())
            await until(lambda: pc.frozen() == set())

    play(story)


def test_under_the_cover_what_is_spared_now_runs() -> None:
    """The PC was closed in the earlier life; learning goes on as soon as the cover is up."""

    async def story() -> None:
        async with machine(X11, processes=(GAME, LESSON)) as pc:
            screens, _, left = crashed(pc, "minh")
            screens.set(learning(f"path:{LESSON.exe}"))
            left.judged()
            await asyncio.sleep(0.1)
            assert pc.frozen() == {GAME.pid, LESSON.pid}
            await pc.agent(X11)
            screens.again("minh")
            await until(lambda: pc.frozen() == {GAME.pid})

    play(story)


def test_a_held_program_stays_held() -> None:
    """Its group is taken over without a moment of running."""

    async def story() -> None:
        async with machine(X11, processes=(GAME,)) as pc:
            _, programs, left = crashed(pc, HELD)
            ran = watch(pc)
            programs.hold(HoldApp("minh", TUX, LIMIT))
            left.judged()
            await until(lambda: pc.freezer.left() == ())
            assert pc.frozen() == {GAME.pid}
            assert not ran

    play(story)


def test_a_refused_program_gets_no_second_time_to_save() -> None:
    """It had its time before the crash; a younger one of the same program has its own."""

    async def story() -> None:
        async with machine(X11, processes=(GAME,)) as pc:
            pc.clock_ms = lambda: 60_000
            _, programs, left = crashed(pc, HELD)
            young = process(60, GAME.exe, started=5_990)
            pc.begin(young)
            ran = watch(pc)
            programs.hold(HoldApp("minh", TUX, REFUSED))
            left.judged()
            await until(lambda: pc.freezer.left() == ())
            assert pc.frozen() == {GAME.pid}
            assert pc.closer.asked == [young]
            assert not ran

    play(story)


def test_stopped_it_acts_no_more() -> None:
    """The end thaws everything by itself; a timer that came later would act on a new life's."""

    async def story() -> None:
        async with machine(processes=(GAME,)) as pc:
            screens, _, left = crashed(pc, "minh")
            screens.set(closed())
            left.judged()
            left.stop()
            await asyncio.sleep(0.8)
            assert pc.frozen() == {GAME.pid}

    play(story)


def watch(pc: Machine) -> list[int]:
    """Look at the game on every turn of the loop; give what grows when it runs."""
    ran: list[int] = []

    async def look() -> None:
        while True:
            if GAME.pid not in pc.frozen():
                ran.append(pc.now_ms())
            await asyncio.sleep(0.001)

    pc.tasks.append(asyncio.get_running_loop().create_task(look()))
    return ran
