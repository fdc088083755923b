"""Screens: the order of lock and freeze, what is never frozen, and what happens without a lock."""

import asyncio

from app.model.decision import Reason, Screen
from app.programs.service.screens import Screens
from tests.programs.service.machine import (
    OPEN,
    SSH,
    X11,
    closed,
    learning,
    machine,
    play,
    process,
    until,
)

GAME = process(50, "/usr/games/supertux2")
LESSON = process(51, "/usr/bin/kalgebra")
MANAGER = process(52, "/usr/bin/openbox")


def test_locked_before_anything_is_frozen() -> None:
    """The lock holds, then programs stand still, the session lives; the lock is asked again."""

    async def story() -> None:
        async with machine(X11, processes=(GAME, MANAGER)) as pc:
            agent = await pc.agent(X11)
            screens = Screens(pc.means, pc.ways, pc.guarded)
            agent.holds = None
            screens.set(closed())
            await until(lambda: agent.locks() == [2])
            assert pc.frozen() == set()
            agent.holds = True
            screens.again("minh")
            await until(lambda: bool(pc.reported("ScreenApplied")))
            assert pc.frozen() == {GAME.pid}
            assert pc.reported("ScreenApplied") == [("minh", Screen.CLOSED, "lock", True, "")]
            assert agent.locks() == [2, 2, 2]

    play(story)


def test_opened_again() -> None:
    """Thawed, and the lock taken down."""

    async def story() -> None:
        async with machine(X11, processes=(GAME,)) as pc:
            agent = await pc.agent(X11)
            screens = Screens(pc.means, pc.ways, pc.guarded)
            screens.set(closed())
            await until(lambda: pc.frozen() == {GAME.pid})
            screens.set(OPEN)
            assert pc.frozen() == set()
            await until(lambda: agent.locks()[-1] == 0)

    play(story)


def test_without_a_lock_nothing_is_frozen_and_the_log_in_ends() -> None:
    """No grab: the program in front is asked to close, and after the time to save the end comes."""

    async def story() -> None:
        async with machine(X11, processes=(GAME,)) as pc:
            agent = await pc.agent(X11)
            agent.holds = False
            screens = Screens(pc.means, pc.ways, pc.guarded)
            screens.set(closed())
            await until(lambda: "x" not in pc.hands.there)
            assert pc.frozen() == set()
            how = [(event[2], event[3]) for event in pc.reported("ScreenApplied")]
            assert how == [("lock", False), ("end", True)]

    play(story)


def test_the_program_in_front_is_asked_to_close() -> None:
    """It may be what holds the keyboard; it is taken from the service's own list of programs."""

    async def story() -> None:
        from app.api.child import Sense

        async with machine(X11, processes=(GAME, LESSON)) as pc:
            agent = await pc.agent(X11)
            agent.say(Sense(1, pid=GAME.pid))
            agent.holds = False
            await until(lambda: pc.agents.sense("x") is not None)
            screens = Screens(pc.means, pc.ways, pc.guarded)
            screens.set(closed())
            await until(lambda: bool(pc.closer.asked))
            assert pc.closer.asked == [GAME]

    play(story)


def test_an_agent_that_is_back_is_given_the_lock_again() -> None:
    """While closed a new agent is told to lock as soon as it is ready."""

    async def story() -> None:
        async with machine(X11, processes=(GAME,)) as pc:
            screens = Screens(pc.means, pc.ways, pc.guarded)
            screens.set(closed())
            agent = await pc.agent(X11)
            screens.again("minh")
            await until(lambda: pc.frozen() == {GAME.pid})
            assert agent.locks()[0] == 2

    play(story)


def test_programs_that_begin_later_are_frozen_too() -> None:
    """The window manager may still start programs: each is frozen when it begins."""

    async def story() -> None:
        async with machine(X11, processes=(GAME,)) as pc:
            await pc.agent(X11)
            screens = Screens(pc.means, pc.ways, pc.guarded)
            screens.set(closed())
            await until(lambda: bool(pc.reported("ScreenApplied")))
            pc.begin(process(60, "/usr/bin/xterm"))
            screens.started("minh")
            await until(lambda: pc.frozen() == {GAME.pid, 60})

    play(story)


def test_learning_only_spares_what_is_for_learning() -> None:
    """The cover comes up, the game stands still, the lesson runs."""

    async def story() -> None:
        async with machine(X11, processes=(GAME, LESSON)) as pc:
            agent = await pc.agent(X11)
            screens = Screens(pc.means, pc.ways, pc.guarded)
            screens.set(learning("kalgebra"))
            await until(lambda: bool(pc.reported("ScreenApplied")))
            assert pc.frozen() == {GAME.pid}
            assert set(agent.locks()) == {1}

    play(story)


def test_what_a_grant_names_is_woken() -> None:
    """Closed, then a program is granted: it runs again, the rest does not."""

    async def story() -> None:
        async with machine(X11, processes=(GAME, LESSON)) as pc:
            await pc.agent(X11)
            screens = Screens(pc.means, pc.ways, pc.guarded)
            screens.set(closed())
            await until(lambda: pc.frozen() == {GAME.pid, LESSON.pid})
            screens.set(learning("supertux2"))
            await until(lambda: pc.frozen() == {LESSON.pid})

    play(story)


def test_a_text_log_in_is_told_and_ended_while_the_desktop_is_frozen() -> None:
    """Its programs have their time to save; those of the desktop stand still at once."""

    async def story() -> None:
        shell = process(70, "/usr/bin/bash")
        editor = process(71, "/usr/bin/vim", ppid=70)
        async with machine(X11, SSH, processes=(GAME, shell, editor)) as pc:
            await pc.agent(X11)
            screens = Screens(pc.means, pc.ways, pc.guarded)
            screens.set(closed())
            await until(lambda: pc.frozen() == {GAME.pid})
            assert pc.hands.said == [("t", "closed")]
            await until(lambda: "t" not in pc.hands.there)
            assert "x" in pc.hands.there

    play(story)


def test_agents_killed_again_and_again_end_the_log_in() -> None:
    """Nothing is left that could hold a lock, and the time to save was given before."""

    async def story() -> None:
        async with machine(X11, processes=(GAME,)) as pc:
            await pc.agent(X11)
            screens = Screens(pc.means, pc.ways, pc.guarded)
            screens.set(closed(Reason.AGENT_LOST))
            await until(lambda: "x" not in pc.hands.there)
            assert pc.frozen() == set()

    play(story)


def test_everything_runs_while_the_machine_sleeps() -> None:
    """Thawed before, frozen again after."""

    async def story() -> None:
        async with machine(X11, processes=(GAME,)) as pc:
            await pc.agent(X11)
            screens = Screens(pc.means, pc.ways, pc.guarded)
            screens.set(closed())
            await until(lambda: pc.frozen() == {GAME.pid})
            screens.sleep()
            assert pc.frozen() == set()
            screens.again("minh")
            assert not screens._tasks
            screens.wake()
            await until(lambda: pc.frozen() == {GAME.pid})

    play(story)


def test_stopping_lets_go() -> None:
    """A service that is stopped thaws and unlocks."""

    async def story() -> None:
        async with machine(X11, processes=(GAME,)) as pc:
            agent = await pc.agent(X11)
            screens = Screens(pc.means, pc.ways, pc.guarded)
            screens.set(closed())
            await until(lambda: pc.frozen() == {GAME.pid})
            screens.stop()
            assert pc.frozen() == set()
            await until(lambda: agent.locks()[-1] == 0)

    play(story)


def test_what_comes_after_the_end_closes_nothing() -> None:
    """An agent's last word, a log-in, a program, the mind's own last look."""

    async def story() -> None:
        async with machine(X11, processes=(GAME,)) as pc:
            agent = await pc.agent(X11)
            screens = Screens(pc.means, pc.ways, pc.guarded)
            screens.set(closed())
            await until(lambda: pc.frozen() == {GAME.pid})
            screens.stop()
            screens.again("minh")
            screens.started("minh")
            screens.set(closed())
            await asyncio.sleep(0.1)
            assert pc.frozen() == set()
            assert agent.locks()[-1] == 0

    play(story)


def test_a_log_in_that_ends_is_let_go_of() -> None:
    """What stands still cannot end: programs of a log-in that is gone run, so that they can."""

    async def story() -> None:
        async with machine(X11, processes=(GAME,)) as pc:
            await pc.agent(X11)
            screens = Screens(pc.means, pc.ways, pc.guarded)
            screens.set(closed())
            await until(lambda: pc.frozen() == {GAME.pid})
            pc.hands.there.clear()
            screens.again("minh")
            await until(lambda: pc.frozen() == set())

    play(story)


def test_nobody_is_logged_in() -> None:
    """A closed PC without a log-in is closed, and nothing is done."""

    async def story() -> None:
        async with machine() as pc:
            screens = Screens(pc.means, pc.ways, pc.guarded)
            screens.set(closed())
            await until(lambda: bool(pc.reported("ScreenApplied")))
            assert pc.reported("ScreenApplied")[0][2:4] == ("nobody", True)

    play(story)
