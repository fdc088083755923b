"""Small X programs for the tests: an old full-screen game, and programs that try to mislead.

Run as a program of its own, by whichever user: `python xclients.py KIND [WINDOW]`. It prints the
number of its window once the deed is done, and stays until it is killed.
"""

import sys
import time

from Xlib import X
from Xlib.display import Display


def window(display: Display, parent: object, width: int, height: int, **more: object) -> object:
    """Map a window and wait until the server shows it."""
    made = parent.create_window(  # type: ignore[attr-defined]
        0, 0, width, height, 0, display.screen().root_depth, event_mask=X.ExposureMask, **more
    )
    made.map()
    while display.next_event().type != X.Expose:
        pass
    return made


def game(display: Display) -> object:
    """A game of the old kind: past the window manager, over the whole screen, with the focus."""
    root = display.screen().root
    size = root.get_geometry()
    made = window(display, root, size.width, size.height, override_redirect=True)
    made.set_input_focus(X.RevertToParent, X.CurrentTime)  # type: ignore[attr-defined]
    return made


def thief(display: Display) -> object:
    """A tiny window that holds the focus while another program fills the screen."""
    made = window(display, display.screen().root, 4, 4, override_redirect=True)
    made.set_input_focus(X.RevertToParent, X.CurrentTime)  # type: ignore[attr-defined]
    return made


def guest(display: Display) -> object:
    """A window inside another program's window, with the focus."""
    host = display.create_resource_object("window", int(sys.argv[2]))
    made = window(display, host, 400, 300)
    made.set_input_focus(X.RevertToParent, X.CurrentTime)  # type: ignore[attr-defined]
    return made


def nobody(display: Display) -> object:
    """Takes the focus away from everybody."""
    display.set_input_focus(X.NONE, X.RevertToNone, X.CurrentTime)
    return display.screen().root


def liar(display: Display) -> object:
    """A window that claims to be another process and has a telling title."""
    root = display.screen().root
    made = root.create_window(0, 0, 300, 200, 0, display.screen().root_depth)
    made.change_property(display.intern_atom("_NET_WM_PID"), 6, 32, [1])
    made.set_wm_name("the secret title")
    made.map()
    return made


def main() -> None:
    """Do it, say so, and stay."""
    display = Display()
    made = {"game": game, "thief": thief, "guest": guest, "nobody": nobody, "liar": liar}[
        sys.argv[1]
    ](display)
    display.sync()
    print(made.id, flush=True)  # type: ignore[attr-defined]
    time.sleep(600)


if __name__ == "__main__":
    main()
