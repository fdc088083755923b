"""What kind of screen this is: where windows may be placed, and whether they may be translucent.

Qt does not say whether an X server has a compositor; the program that runs the faces asks the
server and tells them by the application's property `luytre_composited`.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

COMPOSITED = "luytre_composited"


def on_x11() -> bool:
    """Whether this process draws on an X server."""
    return QGuiApplication.platformName() == "xcb"


def on_wayland() -> bool:
    """Whether this process draws on a Wayland compositor."""
    return QGuiApplication.platformName().startswith("wayland")


def composited() -> bool:
    """Whether translucent windows are blended; on X11 only when the program said so."""
    application = QCoreApplication.instance()
    if not on_x11() or application is None:
        return True
    return bool(application.property(COMPOSITED))
