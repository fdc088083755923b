"""Time runs out: warned, given time to save, frozen with nothing lost, and woken by a grant."""

import time

from tests.journeys.rig import Rig, until

MINUTE = "[child.week.all]\nminutes = 1\n"


def test_a_minute_of_play(pc: Rig) -> None:
    """The whole way of one evening, on a real screen."""
    pc.start()
    pc.rule(MINUTE)
    pc.log_in()
    notes = pc.child.home / "story.txt"
    editor = pc.program("xterm", "-e", "vim", "-n", str(notes))
    pc.focus(editor)
    pc.type("ionce upon a time")
    worker = pc.program("sh", "-c", "while :; do :; done")

    # Warned when a minute is left, in a window that goes by itself; then the seconds to save.
    until(pc.ours_visible, 20, "nobody warned")
    pc.picture("warned.png")
    until(lambda: not pc.ours_visible(), 20, "the warning did not go")
    until(pc.ours_visible, 70, "the time to save was not announced")
    pc.picture("grace.png")
    assert not pc.is_frozen(worker)
    pc.type(" there was a hedge")

    # Closed for play: the cover is up, what is not for learning stands still.
    began = time.monotonic()
    until(lambda: pc.is_frozen(worker) and pc.is_frozen(editor), 20, "nothing was frozen")
    assert time.monotonic() - began < 12
    assert pc.card().screen == 1
    assert pc.card().why.reason == "day_budget"
    pc.picture("cover.png")

    # A grant wakes everything; what was not saved is still there.
    pc.give(5)
    until(lambda: not pc.is_frozen(editor), 5, "the grant did not thaw")
    assert pc.card().screen == 0
    pc.focus(editor)
    pc.press("Escape")
    pc.type(":wq\n")
    until(notes.exists, 10, "the editor did not go on")
    assert notes.read_text() == "once upon a time there was a hedge\n"
