"""Learning only: play time is over, homework goes on, and a borrowed name is no homework."""

import shutil

from tests.journeys.rig import Rig, until

RULES = """[child.week.all]
minutes = 0
[child.apps.maths]
match = ["xcalc"]
role = "learning"
name = "Maths"
"""


def test_homework_goes_on(pc: Rig) -> None:
    """The lesson runs and can be typed in, the game stands still, a game called like it too."""
    pc.start()
    pc.rule()
    pc.log_in()
    game = pc.program("xeyes")
    borrowed = pc.child.home / "xcalc"
    shutil.copy("/usr/bin/xeyes", borrowed)
    borrowed.chmod(0o755)
    cheat = pc.program(str(borrowed))
    lesson = pc.program("xcalc")
    until(lambda: pc.card().front != "", 10, "nothing came to the front")
    pc.rule(RULES)
    until(lambda: pc.is_frozen(game), 25, "the game goes on")
    assert pc.is_frozen(cheat), "a borrowed name was taken for homework"
    assert not pc.is_frozen(lesson)
    assert pc.card().screen == 1
    pc.picture("learning.png")

    # What is learned costs nothing, and is usable: the key reaches it.
    pc.focus(lesson)
    until(lambda: pc.card().charging == "learning", 10, "the lesson is not seen as one")
    pc.picture("lesson.png")
    until(lambda: pc.card().learning_ms > 1_000, 20, "learning is not counted")
    assert pc.card().left_ms == 0

    # A lesson that is opened now runs too, a game that is opened now does not.
    second = pc.program("xcalc")
    more = pc.program("xlogo")
    until(lambda: pc.is_frozen(more), 10, "a program that began later goes on")
    assert not pc.is_frozen(second)
