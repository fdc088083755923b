"""Puts the console together: the line, the window, and the heavy faces once they are needed."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app.programs.console.places import preferences_path, socket_path
from app.ui.parent.dress import dress
from app.ui.parent.line import Line
from app.ui.parent.operations import Operations
from app.ui.parent.preferences import Preferences
from app.ui.parent.window import Window
from app.ui.shared.look import Look

if TYPE_CHECKING:
    from app.programs.console.indoors import Indoors

NAME = "luytre"  # the window's class, as installers/linux/luytre.desktop says


def main(arguments: list[str] | None = None) -> int:
    """Show the window until it is closed."""
    options = _options(sys.argv[1:] if arguments is None else arguments)
    app = QApplication([NAME])
    app.setApplicationName(NAME)
    app.setDesktopFileName(NAME)
    console = Console(app, options.socket, advice=options.advice)
    console.begin()
    code = app.exec()
    console.end()
    return code


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="luytre-console", description=__doc__)
    parser.add_argument("--advice", action="store_true", help="ask the service of advice mode")
    parser.add_argument("--socket", type=Path, help="ask the service at this socket")
    options = parser.parse_args(arguments)
    if options.socket is None:
        product = Path(sys.prefix)
        options.socket = socket_path(os.environ, advice=options.advice, product=product)
    return options


class Console:
    """The program's parts, held together for as long as it runs."""

    def __init__(self, app: QApplication, socket: Path, *, advice: bool) -> None:
        """Nothing is shown or asked yet."""
        self.app = app
        self.line = Line(str(socket), app)
        self.operations = Operations(self.line)
        self.preferences = Preferences(str(preferences_path(os.environ)))
        self.window = Window(
            self.line,
            self.operations,
            self.preferences,
            self._make_house,
            self._make_setup,
            advice=advice,
        )
        self._indoors: Indoors | None = None
        self.window.redressed.connect(self._dress)
        self.window.switch_user.connect(self._switch_user)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.window.relook)
        self._dress(self.window.look)

    def begin(self) -> None:
        """Show the window and connect."""
        self.window.show()
        self.line.open()

    def end(self) -> None:
        """Let go of the service."""
        self.line.close()

    def _dress(self, look: Look) -> None:
        dress(self.app, look)

    def _inside(self) -> Indoors:
        """Everything behind the password, loaded when it is first needed."""
        from app.programs.console.indoors import Indoors

        if self._indoors is None:
            self._indoors = Indoors(self.line, self.operations, self.window, getpass.getuser())
        return self._indoors

    def _make_house(self, window: Window, look: Look) -> QWidget:
        return self._inside().house(look)

    def _make_setup(self, window: Window, look: Look) -> QWidget:
        return self._inside().setup(look)

    def _switch_user(self) -> None:
        from app.programs.console.switch_user import switch_user
        from app.ui.parent.gate.child_session import ChildSessionFace

        if not switch_user() and isinstance(self.window.face, ChildSessionFace):
            self.window.face.no_switch()
