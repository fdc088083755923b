"""Interpreted: of two programs that one Python runs, only the one whose minutes are up rests."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.journeys.rig import Rig, owners_of_visible_windows, until, window_of

# A program with a window that works a little all the time, and is known by its file alone.
PROGRAM = """
import sys, time
sys.path.append({packages!r})
from Xlib.display import Display
display = Display()
screen = display.screen()
window = screen.root.create_window(40, 40, 200, 120, 0, screen.root_depth)
window.map()
display.sync()
{more}
while True:
    sum(range(20_000))
    time.sleep(0.01)
"""
# A part that Python starts of itself: its command line names no file.
PART = """
import subprocess
subprocess.Popen([sys.executable, "-c", "import time\\nwhile True: time.sleep(0.01)"])
"""
RULES = """[child.apps.game]
match = ["game.py"]
role = "game"
name = "Game"
minutes = 0
"""
PACKAGES = next(Path(sys.prefix).glob("lib/python3.*/site-packages"))


def begin(pc: Rig, name: str, more: str = "") -> int:
    """Write a program of the child's and start it under the system's Python; give its pid."""
    pid = start(pc, name, more)
    until(lambda: window_of(pc.screen.display, pid), 20, f"{name} has no window")
    return pid


def start(pc: Rig, name: str, more: str = "") -> int:
    """The same, without waiting for its window."""
    path = pc.child.home / name
    path.write_text(PROGRAM.format(packages=str(PACKAGES), more=more))
    return pc.program("/usr/bin/python3", str(path), stderr=None)


def parts_of(pid: int) -> list[int]:
    """The processes a process started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(word) for word in children.split()]


def test_one_script_rests_and_the_other_goes_on(pc: Rig) -> None:
    """Put away and frozen with its parts, as often as it begins; the homework runs on."""
    pc.start()
    pc.rule()
    pc.log_in()
    game, homework = begin(pc, "game.py", PART), begin(pc, "homework.py")
    (part,) = parts_of(game)
    pc.focus(game)
    until(lambda: pc.card().front_name == "game.py", 10, "the game is not seen as itself")
    pc.focus(homework)
    until(lambda: pc.card().front_name == "homework.py", 10, "homework is not seen as itself")
    pc.focus(game)

    pc.rule(RULES)
    until(lambda: pc.is_frozen(game), 40, "the game goes on")
    until(lambda: pc.is_frozen(part), 5, "a part of the game goes on")
    assert game not in owners_of_visible_windows(pc.screen.display), "its window is still there"
    assert homework in owners_of_visible_windows(pc.screen.display)
    assert not pc.is_frozen(homework), "the homework stands still with the game"

    again, more = start(pc, "game.py"), begin(pc, "homework.py")
    until(lambda: pc.is_frozen(again), 15, "begun anew it goes on")
    assert not pc.is_frozen(more)
    assert not pc.is_frozen(homework)

    pc.rule()
    until(lambda: not pc.is_frozen(game) and not pc.is_frozen(again), 15, "it was not let go")


REFUSED = """[child.apps.game]
match = ["game.pl"]
verdict = "block"
name = "Game"
"""
LIAR = """
sleep 2;
$0 = "/usr/bin/perl $ENV{HOME}/homework.pl";
sleep 60;
"""
STARTS = 7


def perl(pc: Rig, name: str, text: str) -> subprocess.Popen[bytes]:
    """Write a Perl program of the child's and start it; it has no window."""
    path = pc.child.home / name
    path.write_text(text)
    return pc.screen.run(pc.child, "/usr/bin/perl", str(path))


def test_a_refused_script_goes_and_the_others_stay(pc: Rig) -> None:
    """Closed when it begins; one that took another's name after its start is still known."""
    pc.start()
    pc.rule()
    pc.log_in()
    homework, liar = perl(pc, "homework.pl", "sleep 600"), perl(pc, "game.pl", LIAR)
    line = Path(f"/proc/{liar.pid}/cmdline")
    until(lambda: b"homework.pl" in line.read_bytes(), 10, "it did not change its name")
    pc.rule(REFUSED)
    until(lambda: liar.poll() is not None, 15, "another name saved it")
    took = []
    for _ in range(STARTS):
        began = time.monotonic()
        game = perl(pc, "game.pl", "sleep 60")
        until(lambda: game.poll() is not None, 15, "the game goes on")  # noqa: B023
        took.append(time.monotonic() - began)
        time.sleep(1)
    print(f"a script was gone after {statistics.median(took) * 1000:.0f} ms (median of {STARTS})")
    assert homework.poll() is None, "the homework was closed with the game"
    assert statistics.median(took) < 0.5


def test_time_for_one_script_is_for_that_one(pc: Rig) -> None:
    """When the day's minutes are up, what was given time in full goes on, also begun anew."""
    pc.start()
    pc.rule()
    pc.log_in()
    game, other = begin(pc, "game.py"), begin(pc, "other.py")
    pc.focus(game)
    pc.rule("[child.week.all]\nminutes = 0\n")
    until(lambda: pc.is_frozen(game) and pc.is_frozen(other), 25, "they go on")
    pc.give(5, app=f"path:{pc.child.home}/game.py")
    until(lambda: not pc.is_frozen(game), 15, "what was given time stands still")
    until(lambda: pc.is_frozen(other), 10, "the other one was given time as well")
    # It is frozen before anybody can say what it is, and let go once it is known.
    again, more = start(pc, "game.py"), start(pc, "other.py")
    until(lambda: pc.is_frozen(more), 10, "begun anew it goes on")
    until(lambda: not pc.is_frozen(again), 10, "what was given time does not begin")
    time.sleep(1)
    assert [pc.is_frozen(one) for one in (game, again, other, more)] == [False, False, True, True]
