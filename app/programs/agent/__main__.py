"""`python -I -m app.programs.agent`: started by the service, as the child, with one line as fd 3.

It ends when that line does.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtWidgets import QApplication

from app.model.errors import Unsupported
from app.platforms.linux.installed import Installed
from app.platforms.linux.recognise import Recogniser, own_family
from app.platforms.linux.signs import Signs
from app.platforms.linux.x11_windows import Windows, composited
from app.programs.agent.cookies import cookie_file
from app.programs.agent.desks import desk_for
from app.programs.agent.herald import Herald
from app.programs.agent.line import Line
from app.programs.agent.private import close_memory, quiet_errors
from app.programs.agent.sensing import Sensing
from app.programs.agent.session import ChildSession
from app.ui.child.face import ChildFace
from app.ui.child.x11 import COMPOSITED


def main() -> int:
    """Run the agent until the service or the session ends it; give the exit code."""
    quiet_errors()
    close_memory()
    if cookie := cookie_file(os.environ, os.environ.get("USER", "")):
        os.environ["XAUTHORITY"] = cookie
    application = QApplication(["luytre"])
    application.setQuitOnLastWindowClosed(False)
    application.setDesktopFileName("luytre")
    application.setProperty(COMPOSITED, composited())
    language = os.environ.get("LANGUAGE", "vi")
    recognise = Recogniser(Installed(language), language, ours=own_family, own_data=_own_data())
    herald = _herald()
    line, face = Line(), ChildFace(herald)
    if herald is not None:
        herald.asked.connect(face.press_notice)
        herald.opened.connect(face.open_companion)
        herald.helped.connect(face.open_help)
    line.lost.connect(application.quit)
    windows, limits = _windows()
    session = ChildSession(line, face, windows, recognise)
    signs = Signs(os.environ)
    sensing = Sensing(desk_for(os.environ, recognise, signs), line.say, session.seen)
    limits += sensing.start()
    line.open()
    session.begin(sensing, tuple(limits))
    code = application.exec()
    sensing.stop()
    signs.close()
    face.stop()
    return code


def _herald() -> Herald | None:
    """Give the desktop's own messages where a window of ours cannot be put into a corner."""
    if os.environ.get("XDG_SESSION_TYPE") != "wayland":
        return None
    try:
        return Herald("Lũy Tre")
    except Unsupported:
        return None  # no session bus: better a window in the middle than no warning


def _windows() -> tuple[Windows | None, list[str]]:
    if os.environ.get("XDG_SESSION_TYPE") != "x11":
        return None, []
    try:
        return Windows(), []
    except Unsupported as error:
        return None, [str(error)]


def _own_data() -> tuple[str, ...]:
    home = os.environ.get("HOME", "")
    return (f"{home}/.local/share", f"{home}/.local/share/flatpak/exports/share") if home else ()


if __name__ == "__main__":
    sys.exit(main())
