"""A log-in while the PC is closed: covered and frozen as soon as it is there."""

from tests.journeys.rig import Rig, until


def test_a_log_in_outside_the_hours(pc: Rig) -> None:
    """The desktop comes up, and at once the lock; what the session starts stands still."""
    pc.start()
    pc.rule()
    pc.pause()
    until(lambda: pc.card().screen == 2, 10)
    pc.screen.window_manager(pc.child)
    game = pc.program("sh", "-c", "while :; do :; done")
    pc.program("xclock")
    until(pc.keyboard_is_held, 15, "the lock did not come")
    until(lambda: pc.is_frozen(game), 10, "what the session started goes on")
    late = pc.program("xcalc")
    until(lambda: pc.is_frozen(late), 5, "what was started behind the lock goes on")
    assert pc.card().used_ms < 5_000
    pc.resume()
    until(lambda: not pc.is_frozen(late) and not pc.keyboard_is_held(), 5)
