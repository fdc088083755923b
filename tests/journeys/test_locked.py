"""Locked: no key reaches anything else, no trick of the desktop helps, all is as it was after."""

import time

from tests.journeys.rig import Rig, until


def test_no_key_gets_past_the_lock(pc: Rig) -> None:
    """Typing, switching windows and desktops: the program behind gets nothing, then or later."""
    pc.start()
    pc.rule()
    pc.log_in()
    heard = pc.child.home / "heard.txt"
    victim = pc.program("xterm", "-e", "sh", "-c", f"stty -icanon; cat > {heard}")
    pc.focus(victim)
    pc.type("before")
    until(lambda: heard.exists() and heard.read_text() == "before", 5)
    pc.pause()
    until(lambda: pc.is_frozen(victim) and pc.keyboard_is_held(), 20, "it was not locked")
    pc.picture("locked.png")
    for keys in ("alt+Tab", "alt+F4", "super+d", "ctrl+alt+Left", "ctrl+alt+BackSpace"):
        pc.press(keys)
    pc.type("secret")
    pc.resume()
    until(lambda: not pc.is_frozen(victim) and not pc.keyboard_is_held(), 5, "it was not unlocked")
    time.sleep(0.5)
    assert heard.read_text() == "before"
    pc.focus(victim)
    pc.type(" after")
    until(lambda: heard.read_text() == "before after", 5, "typing does not go on")
