"""A real console window on the real server: what tests of the parent's window stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.programs.console.start import Console
from app.ui.parent.house import House as Indoors
from app.ui.parent.parts.overlay import Overlay
from app.ui.parent.setup.flow import SetUp
from app.ui.parent.window import Window
from tests.ui.parent.house import PASSWORD, House, Running


class Seat:
    """Whoever sits at the console: looks, clicks, types."""

    def __init__(self, qtbot: QtBot, console: Console, served: Running) -> None:
        """The window is shown by `sit`."""
        self.qtbot, self.console, self.served = qtbot, console, served

    @property
    def household(self) -> House:
        """What the service knows."""
        return self.served.house

    @property
    def window(self) -> Window:
        """What is in the window."""
        assert self.console.window is not None
        return self.console.window

    @property
    def house(self) -> Indoors:
        """The pages."""
        assert isinstance(self.window.face, Indoors)
        return self.window.face

    @property
    def step(self) -> Any:
        """The step of set-up that is shown."""
        return self.setup.current()

    @property
    def setup(self) -> SetUp:
        """Set-up."""
        assert isinstance(self.window.face, SetUp)
        return self.window.face

    def today(self) -> Any:
        """The page *Today*."""
        return self.house.pages["today"]

    def page(self, name: str) -> Any:
        """Go to a page by its entry in the navigation."""
        self.click(self.house.nav.entries[name])
        return self.house.pages[name]

    def sit(
        self, lang: str = "vi", theme: str = "light", size: tuple[int, int] = (1280, 800)
    ) -> None:
        """Open the window."""
        self.console.preferences.lang = lang
        self.console.preferences.theme = theme
        self.console.shell.resize(*size)
        self.console.begin()
        self.console.shell.activateWindow()
        self.until(self.console.shell.isActiveWindow)
        self.until(lambda: self.console.window is not None)

    def face(self, kind: type[QWidget]) -> Any:
        """Wait for a kind of face."""
        self.until(lambda: isinstance(self.window.face, kind))
        return self.window.face

    def sign_in(self, secret: str = PASSWORD) -> None:
        """Type the password and press Enter."""
        from app.ui.parent.gate.sign_in import SignInFace

        face = self.face(SignInFace)
        QTest.keyClicks(face.secret, secret)
        QTest.keyClick(face.secret, Qt.Key.Key_Return)

    def enter(self, **options: Any) -> None:
        """Open the window, sign in, wait for *Today*."""
        self.sit(**options)
        self.sign_in()
        self.face(Indoors)
        self.until(lambda: self.today().cards or not self.household.cards)
        self.settle()  # what is laid out is shown a moment later

    def click(self, target: QWidget) -> None:
        """Press the left button on it."""
        QTest.mouseClick(target, Qt.MouseButton.LeftButton)

    def key(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key where the focus is."""
        target = QApplication.focusWidget() or self.console.shell
        QTest.keyClick(target, key, modifier)

    def overlay(self) -> Overlay:
        """The dialog that is open."""
        found = [one for one in self.console.shell.findChildren(Overlay) if one.isVisible()]
        assert found, "no dialog is open"
        return found[-1]

    def sheet(self) -> Any:
        """What the dialog shows."""
        return self.overlay()._sheet

    def until(self, true: Callable[[], object]) -> None:
        """Let Qt run until something holds."""
        self.qtbot.waitUntil(lambda: bool(true()), timeout=10_000)

    def focused(self) -> QWidget:
        """Who has the focus."""
        found = QApplication.focusWidget()
        assert found is not None, "nobody has the focus"
        return found

    def settle(self) -> None:
        """Let everything that is under way arrive."""
        for _ in range(6):
            QTest.qWait(15)

    def asked(self, kind: type) -> list[Any]:
        """The messages of a kind that the service heard."""
        return [message for message in self.household.asked if isinstance(message, kind)]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Running]:
    """The household, serving; an adult's account."""
    made = Running(tmp_path / "s")
    made.start()
    yield made
    made.end()


@pytest.fixture
def seat(
    qtbot: QtBot, served: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Seat]:
    """The real console in front of it, not shown yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    console = Console(app, served.path, advice=False)
    yield Seat(qtbot, console, served)
    console.end()
    console.shell.close()
    console.shell.deleteLater()
