"""What kind of screen this is, and one question to the X server that Qt does not answer."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from Xlib import X
from Xlib.display import Display
from Xlib.error import DisplayError


def on_x11() -> bool:
    """Whether this process draws on an X server."""
    return QGuiApplication.platformName() == "xcb"


def on_wayland() -> bool:
    """Whether this process draws on a Wayland compositor."""
    return QGuiApplication.platformName().startswith("wayland")


def composited() -> bool:
    """Whether translucent windows are blended. Without a compositor they would be black."""
    if not on_x11():
        return True
    try:
        display = Display()
    except (DisplayError, OSError):
        return False
    try:
        atom = display.intern_atom(f"_NET_WM_CM_S{display.get_default_screen()}")
        return bool(display.get_selection_owner(atom) != X.NONE)
    finally:
        display.close()
