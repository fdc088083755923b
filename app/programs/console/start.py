"""Puts the console together: first a window, then the line and the faces, then what is behind them.

What the first paint does not need is imported after it, and what is behind the password when
somebody is let in.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app.programs.console.places import preferences_path, socket_path, system_language
from app.programs.console.signals import Signals
from app.ui.parent.preferences import Preferences
from app.ui.parent.shell import Shell

if TYPE_CHECKING:
    from app.programs.console.indoors import Indoors
    from app.programs.console.own_service import OwnService
    from app.ui.parent.line import Line
    from app.ui.parent.operations import Operations
    from app.ui.parent.window import Window
    from app.ui.shared.look import Look

NAME = "luytre"  # the window's class, as installers/linux/luytre.desktop says


def main(arguments: list[str] | None = None) -> int:
    """Show the window until it is closed."""
    socket, advice = _options(sys.argv[1:] if arguments is None else arguments)
    app = QApplication([NAME])
    app.setApplicationName(NAME)
    app.setDesktopFileName(NAME)
    console = Console(app, socket, advice=advice)
    Signals(app)
    console.begin()
    code = app.exec()
    console.end()
    return code


def _options(arguments: list[str]) -> tuple[Path, bool]:
    """Read the socket's path and whether advice mode is meant."""
    parser = argparse.ArgumentParser(prog="luytre-console", description="The parent's window.")
    parser.add_argument("--advice", action="store_true", help="ask the service of advice mode")
    parser.add_argument("--socket", type=Path, help="ask the service at this socket")
    given = parser.parse_args(arguments)
    product = Path(__file__).resolve().parents[3]
    socket = given.socket or socket_path(os.environ, advice=given.advice, product=product)
    return socket, given.advice


class Console:
    """The program's parts, held together for as long as it runs."""

    def __init__(self, app: QApplication, socket: Path, *, advice: bool) -> None:
        """Nothing is shown or asked yet."""
        self.app = app
        self._socket, self._advice = socket, advice
        self.preferences = Preferences(
            str(preferences_path(os.environ)), system_language(os.environ)
        )
        self.shell = Shell(self.preferences)
        self.window: Window | None = None
        self._line: Line | None = None
        self._own_service: OwnService | None = None
        self._indoors: Indoors | None = None
        self.shell.painted.connect(self._furnish, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Show the window; what is in it follows."""
        self.shell.show()

    def end(self) -> None:
        """Let go of the service, and stop it if it is our own."""
        if self._line is not None:
            self._line.close()
        if self._own_service is not None:
            self._own_service.stop()

    def _furnish(self) -> None:
        """The window is there: load what is in it, and connect."""
        from app.ui.parent.line import Line
        from app.ui.parent.operations import Operations
        from app.ui.parent.window import Window

        line = Line(str(self._socket), self.app)
        operations = Operations(line)

        def inside() -> Indoors:
            return self._inside(line, operations)

        def house(window: Window, look: Look) -> QWidget:
            return inside().house(look)

        def setup(window: Window, look: Look) -> QWidget:
            return inside().setup(look)

        window = Window(line, operations, self.preferences, house, setup, advice=self._advice)
        window.redressed.connect(self._dress)
        window.switch_user.connect(self._switch_user)
        QGuiApplication.styleHints().colorSchemeChanged.connect(window.relook)
        self._dress(window.look)
        self.window, self._line = window, line
        self.shell.furnish(window)
        if self._advice:
            from app.programs.console.own_service import OwnService

            self._own_service = OwnService(line)
            line.lost.connect(self._own_service.needed)
        line.open()

    def _dress(self, look: Look) -> None:
        from app.ui.parent.dress import dress

        dress(self.app, look)

    def _inside(self, line: Line, operations: Operations) -> Indoors:
        """Everything behind the password, loaded when it is first needed."""
        import getpass

        from app.programs.console.indoors import Indoors

        if self._indoors is None and self.window is not None:
            self._indoors = Indoors(line, operations, self.window, getpass.getuser())
        assert self._indoors is not None
        return self._indoors

    def _switch_user(self) -> None:
        from app.programs.console.switch_user import switch_user
        from app.ui.parent.gate.child_session import ChildSessionFace

        face = self.window.face if self.window is not None else None
        if not switch_user() and isinstance(face, ChildSessionFace):
            face.no_switch()
