"""Single programs: held with windows away, refused with time to save, ended only when young."""

import asyncio
from dataclasses import replace

from app.api.child import HoldNow
from app.model.action import FreeApp, HoldApp
from app.model.decision import Decision, Reason, Verdict
from app.model.observation import App, Process
from app.platforms.fake.closer import FakeCloser
from app.programs.service.programs import Programs
from tests.programs.service.machine import GRACE_S, X11, Machine, machine, play, process, until

TUX = App("desktop:supertux2", ("path:/usr/games/supertux2",))
GAME = process(50, "/usr/games/supertux2")
OTHER = process(51, "/usr/bin/xterm")
LIMIT = Decision(Verdict.WAIT, Reason.APP_LIMIT, "apps.tux.minutes", None)
CLOSED = Decision(Verdict.BLOCK, Reason.APP_BLOCKED, "apps.tux.verdict", None)


def held(programs: Programs, decision: Decision = LIMIT) -> None:
    """The mind wants the game held."""
    programs.hold(HoldApp("minh", TUX, decision))


def stubborn(pc: Machine, *who: Process) -> None:
    """These do not end for being asked."""
    pc.closer = FakeCloser(pc.programs, frozenset(who))
    pc.means = replace(pc.means, closer=pc.closer)


def test_windows_first_then_the_freeze() -> None:
    """The agent puts them away before the program stands still; nothing else is touched."""

    async def story() -> None:
        async with machine(X11, processes=(GAME, OTHER)) as pc:
            agent = await pc.agent(X11)
            agent.tidy = False
            programs = Programs(pc.means, pc.guarded)
            held(programs)
            await until(lambda: any(isinstance(m, HoldNow) for m in agent.heard))
            assert pc.frozen() == set()
            await until(lambda: pc.frozen() == {GAME.pid})
            (asked,) = [m for m in agent.heard if isinstance(m, HoldNow)]
            assert asked.pids == (GAME.pid,)
            programs.free(FreeApp("minh", TUX))
            assert pc.frozen() == set()

    play(story)


def test_it_is_held_without_an_agent_too() -> None:
    """Nobody is there to put windows away: it is held with them."""

    async def story() -> None:
        async with machine(X11, processes=(GAME,)) as pc:
            programs = Programs(pc.means, pc.guarded)
            held(programs)
            await until(lambda: pc.frozen() == {GAME.pid})

    play(story)


def test_started_again_it_is_held_again() -> None:
    """A second copy of a held program does not go on."""

    async def story() -> None:
        async with machine(X11, processes=(GAME,)) as pc:
            programs = Programs(pc.means, pc.guarded)
            held(programs)
            await until(lambda: pc.frozen() == {GAME.pid})
            again = process(60, "/usr/games/supertux2")
            pc.begin(again)
            programs.started("minh", again)
            await until(lambda: pc.frozen() == {GAME.pid, again.pid})
            programs.started("minh", OTHER)
            await asyncio.sleep(0.1)
            assert OTHER.pid not in pc.frozen()

    play(story)


def test_one_game_of_a_launcher_is_held_alone() -> None:
    """Steam goes on, and so do its other games, also one whose file has the same name."""

    async def story() -> None:
        steam = "/home/minh/.local/share/Steam"
        client = process(70, f"{steam}/ubuntu12_32/steam")
        one = process(71, f"{steam}/steamapps/common/One/game.x86_64", ppid=70)
        other = process(72, f"{steam}/steamapps/common/Other/game.x86_64", ppid=70)
        third = process(73, f"{steam}/steamapps/common/Third/third", ppid=70)
        app = App(f"path:{one.exe}", (f"own:{one.exe}", "hash:1", "launcher:steam"), game=True)
        async with machine(X11, processes=(client, one, other, third)) as pc:
            programs = Programs(pc.means, pc.guarded)
            programs.hold(HoldApp("minh", app, LIMIT))
            await until(lambda: pc.frozen() == {one.pid})
            programs.started("minh", third)
            programs.started("minh", client)
            await asyncio.sleep(0.1)
            assert pc.frozen() == {one.pid}
            programs.free(FreeApp("minh", app))
            programs.hold(HoldApp("minh", app, CLOSED))
            await until(lambda: bool(pc.closer.asked))
            assert pc.closer.asked == [one]

    play(story)


def test_a_refused_program_is_asked_to_close() -> None:
    """At once, and told; when it does, that is all."""

    async def story() -> None:
        async with machine(X11, processes=(GAME,)) as pc:
            programs = Programs(pc.means, pc.guarded)
            held(programs, CLOSED)
            await until(lambda: pc.closer.asked == [GAME])
            assert pc.reported("AppStopped") == [("minh", TUX.id, "asked")]
            await asyncio.sleep(GRACE_S + 0.2)
            assert pc.closer.ended == []
            assert pc.frozen() == set()

    play(story)


def test_a_young_one_that_does_not_close_is_ended() -> None:
    """Younger than the time to save: nothing can have been made in it."""

    async def story() -> None:
        async with machine(X11, processes=(GAME,)) as pc:
            stubborn(pc, GAME)
            pc.clock_ms = lambda: 500
            programs = Programs(pc.means, pc.guarded)
            held(programs, CLOSED)
            await until(lambda: bool(pc.closer.asked))
            assert pc.closer.ended == []
            pc.clock_ms = lambda: 500 + GRACE_S * 1000
            await until(lambda: pc.closer.ended == [GAME])

    play(story)


def test_an_old_one_that_does_not_close_is_held() -> None:
    """It may hold unsaved work: it is never ended."""

    async def story() -> None:
        async with machine(X11, processes=(GAME,)) as pc:
            stubborn(pc, GAME)
            clock = [60_000]
            pc.clock_ms = lambda: clock[0]
            programs = Programs(pc.means, pc.guarded)
            held(programs, CLOSED)
            await until(lambda: bool(pc.closer.asked))
            clock[0] += GRACE_S * 1000
            await until(lambda: pc.frozen() == {GAME.pid})
            assert pc.closer.ended == []

    play(story)


def test_starting_it_again_gains_no_time_for_the_first() -> None:
    """Each process has its own time to save, counted from when it was asked."""

    async def story() -> None:
        async with machine(X11, processes=(GAME,)) as pc:
            second = process(61, "/usr/games/supertux2", started=6_050)
            stubborn(pc, GAME, second)
            clock = [60_000]
            pc.clock_ms = lambda: clock[0]
            programs = Programs(pc.means, pc.guarded)
            held(programs, CLOSED)
            await until(lambda: pc.closer.asked == [GAME])
            clock[0] += GRACE_S * 1000 - 100
            pc.begin(second)
            programs.started("minh", second)
            await until(lambda: pc.closer.asked == [GAME, second])
            clock[0] += 150
            await until(lambda: pc.frozen() == {GAME.pid})
            assert pc.closer.ended == []
            clock[0] += GRACE_S * 1000
            await until(lambda: pc.closer.ended == [second])

    play(story)


def test_everything_runs_while_the_machine_sleeps() -> None:
    """And stands still again afterwards."""

    async def story() -> None:
        async with machine(X11, processes=(GAME,)) as pc:
            programs = Programs(pc.means, pc.guarded)
            held(programs)
            await until(lambda: pc.frozen() == {GAME.pid})
            programs.sleep()
            pc.freezer.thaw_all()
            programs.started("minh", GAME)
            await asyncio.sleep(0.1)
            assert pc.frozen() == set()
            programs.wake()
            await until(lambda: pc.frozen() == {GAME.pid})
            programs.stop()
            assert pc.frozen() == set()
            held(programs)
            await asyncio.sleep(0.1)
            assert pc.frozen() == set()

    play(story)


def test_a_machine_that_cannot_freeze_says_so() -> None:
    """The parent hears that it is not held."""

    async def story() -> None:
        from app.model.errors import Unsupported

        async with machine(X11, processes=(GAME,)) as pc:

            def refuse(group: str, processes: tuple[Process, ...]) -> tuple[Process, ...]:
                raise Unsupported("no freezer")

            pc.freezer.freeze = refuse  # type: ignore[method-assign]
            programs = Programs(pc.means, pc.guarded)
            held(programs)
            await until(lambda: bool(pc.reported("Health")))
            code, facts, subject = pc.reported("Health")[0]
            assert (code, dict(facts)["why"], subject) == ("held_not", "no freezer", "minh")

    play(story)


def test_a_script_is_held_and_refused_alone() -> None:
    """As soon as it is known to be the one; another script of the same Python is left alone."""

    async def story() -> None:
        python = "/usr/bin/python3.11"
        game, other = process(80, python), process(81, python)
        script = App("path:/home/minh/game.py", ("hash:1",), "game.py")
        async with machine(X11, processes=(game, other)) as pc:
            programs = Programs(pc.means, pc.guarded)
            pc.claims.hear(game, script)
            programs.hold(HoldApp("minh", script, LIMIT))
            await until(lambda: pc.frozen() == {game.pid})
            again = process(82, python)
            pc.begin(again)
            programs.started("minh", again)
            await asyncio.sleep(0.1)
            assert pc.frozen() == {game.pid}, "nobody knows yet what it runs"
            pc.claims.hear(again, App("path:/home/minh/copy.py", ("hash:1",)))
            programs.started("minh", again)
            await until(lambda: pc.frozen() == {game.pid, again.pid})
            programs.free(FreeApp("minh", script))
            programs.hold(HoldApp("minh", script, CLOSED))
            await until(lambda: set(pc.closer.asked) == {game, again})

    play(story)
