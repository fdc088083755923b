"""Ways: the desktop's own lock on Wayland, and log-ins that cannot be closed."""

from dataclasses import replace

from app.model.errors import Unsupported
from app.model.observation import Session
from tests.programs.service.machine import (
    GRACE_S,
    SSH,
    SWAY,
    WAYLAND,
    closed,
    learning,
    machine,
    play,
)


def test_a_gnome_session_is_locked_by_the_desktop() -> None:
    """It is closed once the desktop says that it is locked."""

    async def story() -> None:
        async with machine(WAYLAND) as pc:
            way = await pc.ways.close(WAYLAND, closed())
            assert (way.how, way.closed, way.ending) == ("logind", False, True)
            assert pc.hands.locked == {"w"}
            way = await pc.ways.close(replace(WAYLAND, locked=True), closed())
            assert (way.closed, way.freeze, way.ending) == (True, True, False)

    play(story)


def test_the_third_unlock_within_a_minute_ends_the_log_in() -> None:
    """Each unlock is locked again at once; the third begins the time to save, lock or no lock."""

    async def story() -> None:
        async with machine(WAYLAND) as pc:
            clock = [1_000]
            pc.clock_ms = lambda: clock[0]
            locked = replace(WAYLAND, locked=True)
            for unlock in range(3):
                await pc.ways.close(locked, closed())
                pc.hands.locked.clear()
                clock[0] += 1_000
                await pc.ways.close(WAYLAND, closed())
                assert pc.hands.locked == {"w"}, f"unlock {unlock} was not answered"
            way = await pc.ways.close(locked, closed())
            assert (way.closed, way.ending) == (True, True)
            clock[0] += GRACE_S * 1_000
            assert (await pc.ways.close(locked, closed())).how == "end"
            assert "w" not in pc.hands.there

    play(story)


def test_unlocks_far_apart_end_nothing() -> None:
    """A child who tries once in a while is locked again, no more."""

    async def story() -> None:
        async with machine(WAYLAND) as pc:
            clock = [1_000]
            pc.clock_ms = lambda: clock[0]
            for _ in range(5):
                await pc.ways.close(replace(WAYLAND, locked=True), closed())
                clock[0] += 40_000
                await pc.ways.close(WAYLAND, closed())
            way = await pc.ways.close(replace(WAYLAND, locked=True), closed())
            assert (way.closed, way.ending) == (True, False)

    play(story)


def test_a_desktop_that_does_not_lock_itself_is_ended_in_time() -> None:
    """Asked again and again; when the time to save is over, the log-in ends."""

    async def story() -> None:
        async with machine(WAYLAND) as pc:
            clock = [1_000]
            pc.clock_ms = lambda: clock[0]
            assert not (await pc.ways.close(WAYLAND, closed())).closed
            clock[0] += GRACE_S * 1_000
            assert (await pc.ways.close(WAYLAND, closed())).how == "end"

    play(story)


def test_another_desktop_is_ended_in_time_and_nothing_frozen_meanwhile() -> None:
    """Where no window of ours can be a lock and the desktop has none, work can still be saved."""

    async def story() -> None:
        async with machine(SWAY) as pc:
            clock = [1_000]
            pc.clock_ms = lambda: clock[0]
            way = await pc.ways.close(SWAY, closed())
            assert (way.closed, way.freeze, way.ending) == (True, False, True)
            clock[0] += GRACE_S * 1_000
            await pc.ways.close(SWAY, closed())
            assert "s" not in pc.hands.there

    play(story)


def test_learning_only_on_wayland_freezes_without_a_lock() -> None:
    """What is not for learning stands still; the desktop stays open."""

    async def story() -> None:
        async with machine(WAYLAND, SWAY) as pc:
            for session in (WAYLAND, SWAY):
                way = await pc.ways.close(session, learning("kalgebra"))
                assert (way.closed, way.freeze, way.ending) == (True, True, False)
            assert pc.hands.locked == set()

    play(story)


def test_a_terminal_is_written_on_once() -> None:
    """However often it is looked at."""

    async def story() -> None:
        async with machine(SSH) as pc:
            await pc.ways.close(SSH, closed())
            await pc.ways.close(SSH, closed())
            assert pc.hands.said == [("t", "closed")]
            assert pc.ways.left_alone((SSH,)) == {70}

    play(story)


def test_a_terminal_ends_in_learning_only_too() -> None:
    """Told once, left alone while there is time to save, then ended: it has no cover to look at."""

    async def story() -> None:
        async with machine(SSH) as pc:
            clock = [1_000]
            pc.clock_ms = lambda: clock[0]
            way = await pc.ways.close(SSH, learning("vim"))
            assert (way.closed, way.freeze, way.ending) == (True, False, True)
            assert pc.hands.said == [("t", "closed")]
            assert pc.ways.left_alone((SSH,)) == {70}
            clock[0] += GRACE_S * 1_000
            assert (await pc.ways.close(SSH, learning("vim"))).how == "end"
            assert "t" not in pc.hands.there

    play(story)


def test_what_this_machine_cannot_do_is_said() -> None:
    """A lock without logind is not pretended."""

    async def story() -> None:
        async with machine(WAYLAND) as pc:

            def refuse(session: Session) -> None:
                raise Unsupported("no logind")

            pc.hands.lock = refuse  # type: ignore[method-assign]
            way = await pc.ways.close(WAYLAND, closed())
            assert (way.how, way.closed, way.why) == ("unsupported", False, "no logind")

    play(story)


def test_opened_what_we_locked_is_unlocked() -> None:
    """And what the child locked himself stays locked."""

    async def story() -> None:
        async with machine(WAYLAND) as pc:
            locked = replace(WAYLAND, locked=True)
            pc.hands.locked.add("w")
            pc.ways.open("minh", (locked,))
            assert pc.hands.locked == {"w"}
            await pc.ways.close(WAYLAND, closed())
            await pc.ways.close(locked, closed())
            pc.ways.open("minh", (locked,))
            assert pc.hands.locked == set()

    play(story)
