"""The lock on a real X server: it holds the keyboard, knows when not, and cannot be left."""

from __future__ import annotations

import subprocess
import sys
import time

from tests.ui.child.conftest import Stage, Victim, XServer

# A frozen game: holds the keyboard and answers nobody.
HOLDER = """
import sys, time
from Xlib import X
from Xlib.display import Display
display = Display()
status = display.screen().root.grab_keyboard(True, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime)
print(status, flush=True)
time.sleep(60)
"""


def test_what_is_typed_under_the_lock_reaches_nobody(
    server: XServer, stage: Stage, victim: Victim
) -> None:
    """The same keys arrive before and after the lock, and not while it holds."""
    server.do("xdotool", "type", "before\n")
    assert victim.typed() == "before\n"
    stage.tell("lock")
    assert stage.wait("answer") == "answer 7 True"
    server.do("xdotool", "type", "secret\n")
    for keys in ("alt+Tab", "alt+F4", "ctrl+alt+Left", "super+d"):
        server.do("xdotool", "key", keys)
    server.do("xdotool", "windowactivate", victim.window)
    server.do("xdotool", "windowraise", victim.window)
    server.do("xdotool", "type", "secret\n")
    assert victim.typed() == "before\n"
    assert "lock=True" in stage.now()
    stage.tell("open")
    server.do("xdotool", "windowfocus", "--sync", victim.window)
    server.do("xdotool", "type", "after\n")
    assert victim.typed() == "before\nafter\n"


def test_a_grab_of_somebody_else_is_told_and_won_later(server: XServer, stage: Stage) -> None:
    """While a frozen program holds the keyboard the answer is no; once it is gone, yes."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER], env=server.env, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline().strip() == "0"
    stage.tell("lock")
    assert stage.wait("answer") == "answer 7 False keyboard"
    holder.kill()
    holder.wait()
    holder.stdout.close()
    began = time.monotonic()
    assert stage.wait("answer") == "answer 7 True"
    assert time.monotonic() - began < 1.0


def test_a_lock_that_was_unmapped_comes_back_and_says_so(server: XServer, stage: Stage) -> None:
    """Another client can unmap any window; the grab is lost then, and taken again."""
    stage.tell("lock")
    stage.wait("answer 7 True")
    windows = server.do("xdotool", "search", "--onlyvisible", "--name", "Lũy Tre").split()
    assert windows
    for window in windows:
        server.do("xdotool", "windowunmap", window)
    time.sleep(1.5)
    assert server.do("xdotool", "search", "--onlyvisible", "--name", "Lũy Tre").split()
    holder = subprocess.run(
        [sys.executable, "-c", HOLDER.replace("60", "0")], env=server.env, capture_output=True,
        text=True, timeout=20,
    )  # fmt: skip
    assert holder.stdout.strip() == "1", "the keyboard is free although the lock is up"


def test_help_asking_and_code_are_reached_by_keyboard_alone(server: XServer, stage: Stage) -> None:
    """Tab order: ask, help, parent's code; Escape leads back."""
    stage.tell("lock")
    stage.wait("answer 7 True")
    assert "focus=Xin thêm giờ" in stage.now()
    server.do("xdotool", "key", "Tab")
    assert "focus=Tôi cần giúp" in stage.now()
    server.do("xdotool", "key", "Return")
    assert "panel=HelpPanel" in stage.now()
    server.do("xdotool", "key", "Escape")
    assert "panel=NoneType" in stage.now()
    server.do("xdotool", "key", "Tab", "Tab")
    assert "focus=Bố mẹ mở máy" in stage.now()
    server.do("xdotool", "key", "space")
    assert "panel=CodePanel" in stage.now()
    server.do("xdotool", "type", "482913")
    server.do("xdotool", "key", "Return")
    assert stage.wait("coded") == "coded 482913 time 15"
    stage.tell("no")
    server.do("xdotool", "key", "Escape", "Return")
    assert "panel=AskPanel" in stage.now()


def test_the_mouse_works_on_the_lock_and_nowhere_else(
    server: XServer, stage: Stage, victim: Victim
) -> None:
    """With the pointer held, a click on the lock presses its button."""
    stage.tell("lock")
    stage.wait("answer 7 True")
    server.do("xdotool", "mousemove", "116", "750", "click", "1")
    assert "panel=HelpPanel" in stage.now()
    server.do("xdotool", "key", "Escape")
    server.do("xdotool", "mousemove", "512", "510", "click", "1")
    assert "panel=AskPanel" in stage.now()


def test_every_screen_is_covered(server: XServer, stage: Stage) -> None:
    """The lock is as large as the screen, at its corner, and not managed by the window manager."""
    stage.tell("lock")
    stage.wait("answer 7 True")
    found = server.do("xwininfo", "-root", "-tree")
    assert "1280x800+0+0" in found
    window = server.do("xdotool", "search", "--onlyvisible", "--name", "Lũy Tre").split()[0]
    facts = server.do("xwininfo", "-id", window)
    assert "Override Redirect State: yes" in facts
    assert "Width: 1280" in facts
    assert "Height: 800" in facts


def test_no_key_slips_through_when_one_lock_replaces_another(
    server: XServer, stage: Stage, victim: Victim
) -> None:
    """Bedtime after the day's time: keys typed all the while reach nobody, and one lock is up."""
    stage.tell("lock")
    stage.wait("answer 7 True")
    typing = server.start("xdotool", "type", "--delay", "15", "\n".join(["secret"] * 20) + "\n")
    for reason in ("bedtime", "hours", "lock_now"):
        stage.tell(f"lock {reason}")
        assert stage.wait("answer") == "answer 7 True"
    typing.wait(30)
    time.sleep(0.5)
    assert victim.typed() == ""
    windows = server.do("xdotool", "search", "--onlyvisible", "--name", "máy đang nghỉ").split()
    assert len(windows) == 1
    stage.tell("open")
    server.do("xdotool", "windowfocus", "--sync", victim.window)
    server.do("xdotool", "type", "after\n")
    assert victim.typed() == "after\n"


def test_two_screens_are_covered_and_one_that_goes_is_let_go(server: XServer, stage: Stage) -> None:
    """Words on the main one, the night on the other; the lock follows the screens."""
    server.do("xrandr", "--setmonitor", "left", "640/170x800/210+0+0", "screen")
    server.do("xrandr", "--setmonitor", "right", "640/170x800/210+640+0", "none")
    time.sleep(0.5)
    stage.tell("lock")
    assert stage.wait("answer") == "answer 7 True"
    tree = server.do("xwininfo", "-root", "-tree")
    assert "640x800+0+0" in tree
    assert "640x800+640+0" in tree
    server.do("xrandr", "--delmonitor", "right")
    time.sleep(1.5)
    tree = server.do("xwininfo", "-root", "-tree")
    assert "640x800+0+0" in tree
    assert "640x800+640+0" not in tree
    assert "lock=True" in stage.now()
