"""Every screen of the console by name, walked through as a parent would: for tests and pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.api.child import Why
from app.link.server import Role
from app.programs.console.start import Console
from app.ui.parent.gate.away import AwayFace
from app.ui.parent.gate.child_session import ChildSessionFace
from app.ui.parent.gate.sign_in import SignInFace
from app.ui.parent.house import House as Pages
from app.ui.parent.parts.overlay import Overlay
from app.ui.parent.setup.flow import SetUp
from app.ui.parent.window import Window
from tests.ui.parent.house import OPEN, PASSWORD, Running, bong, khoi, minh, thao
from tests.ui.parent.sites import asked_sites

Scene = tuple[str, QWidget]
Style = tuple[str, str, tuple[int, int]]  # language, theme, size


class Walk:
    """Goes through the window and stops at every screen."""

    def __init__(self, app: QApplication, served: Running) -> None:
        """served is stopped and started on the way, and its household changed."""
        self._app, self.served = app, served

    def go(self, style: Style) -> Iterator[Scene]:
        """Give (name, window) at each screen; the window changes after the next is asked for."""
        for part in (self._gate, self._pages, self._sheets, self._set_up):
            console = self._open(style)
            try:
                yield from part(console)
            finally:
                console.end()
                console.shell.close()
                console.shell.deleteLater()
                self._rest()

    # --- parts ------------------------------------------------------------------------------------

    def _gate(self, console: Console) -> Iterator[Scene]:
        face = self._face(console, SignInFace)
        yield "sign-in", console.shell
        self.served.house.wait_ms = 30_000
        face.secret.setText("x")
        face.go.click()
        self._rest(12)
        yield "sign-in-wait", console.shell
        self.served.house.wait_ms = 0
        self.served.stop()
        self._face(console, AwayFace)
        yield "away", console.shell
        self.served.role = Role.CHILD
        self.served.start()
        self._face(console, ChildSessionFace).no_switch()
        self._rest()
        yield "child-session", console.shell
        self.served.role = Role.ADULT

    def _pages(self, console: Console) -> Iterator[Scene]:
        pages = self._enter(console)
        for name in ("today", "week", "rules", "web", "record", "settings"):
            pages.show_page(name)
            self._rest(8)
            if name == "rules":
                for row in pages.pages[name].rows.rows:
                    if row.link is not None:
                        row.link.click()
                self._rest()
            yield name, console.shell
        house = self.served.house
        kept = dict(house.cards)
        house.cards |= {"khoi": khoi(), "bong": bong()}
        self.served.tell("today")
        pages.show_page("today")
        self._rest(10)
        yield "today-four", console.shell
        yield from self._agents(pages, console)
        house.cards = dict(kept)
        yield from self._sites(pages, console)
        house.cards = {}
        self.served.tell("today")
        self._rest(10)
        yield "today-none", console.shell
        house.cards = kept

    def _sites(self, pages: Any, console: Console) -> Iterator[Scene]:
        """Questions for sites, one looked up, one of a kind that is always closed, the lists."""
        house = self.served.house
        before, house.requests = house.requests, asked_sites()
        self.served.tell("today")
        pages.show_page("today")
        self._rest(10)
        yield "today-sites", console.shell
        pages.show_page("web")
        web = pages.pages["web"]
        for name, scene in (("clip.tiktok.com", "web-looked-up"), ("bet88.example", "web-shut")):
            web.look_up.field.setText(name)
            web.look_up.go.click()
            self._rest(8)
            yield scene, console.shell
        house.requests = before
        house.web.progress(1, 4)
        self.served.tell("lists", "today")
        pages.show_page("settings")
        settings = pages.pages["settings"]
        settings.lists.fold.click()
        self._rest(8)
        bar = settings.area.verticalScrollBar()
        bar.setValue(bar.maximum())
        self._rest()
        yield "lists", console.shell
        house.web.progress(4, 4)

    def _agents(self, pages: Any, console: Console) -> Iterator[Scene]:
        house = self.served.house
        lost = minh(screen=2, why=Why("block", "agent_lost", "", "bracket"), agent="starting")
        house.cards = {
            "minh": lost,
            "thao": thao(agent="starting", objection=True),
            "khoi": khoi(agent=""),
            "bong": bong(screen=0, present=True, why=OPEN, agent="no display"),
        }
        self.served.tell("today")
        self._rest(10)
        yield "today-agents", console.shell

    def _sheets(self, console: Console) -> Iterator[Scene]:
        pages = self._enter(console)
        today = pages.pages["today"]
        settings = self._settings(pages)
        openings: list[tuple[str, Callable[[], object]]] = [
            ("lock-sure", today.cards["minh"].shut.click),
            ("word", today.requests.rows()[0].refuse.click),
            ("guide", pages.nav.help.click),
            ("password", settings.password.click),
            ("codes", settings._new_codes),
            ("about", settings.about.click),
        ]
        for name, open_it in openings:
            open_it()
            self._rest(10)
            yield name, console.shell
            for one in console.shell.findChildren(Overlay):
                one.leave()
            self._rest()

    def _set_up(self, console: Console) -> Iterator[Scene]:
        house = self.served.house
        self._face(console, SignInFace)
        kept = house.password, house.toml, dict(house.cards)
        house.password, house.toml, house.cards = "", "", {}
        self.served.stop()
        self._face(console, AwayFace)
        self.served.start()
        setup = self._face(console, SetUp)
        yield "setup-language", console.shell
        setup.forward.click()
        step = setup.current()
        for field in (step.secret, step.again):
            field.setText("con meo den ngu")
        self._rest()
        yield "setup-password", console.shell
        setup.forward.click()
        self._until(lambda: setup.draft.codes is not None)
        yield "setup-codes", console.shell
        setup.current().kept.click()
        setup.forward.click()
        step = setup.current()
        self._until(lambda: step.birth is not None and bool(step.accounts.rows))
        step.accounts.rows["minh"].click()
        step.name.setText("Minh")
        for column, at in ((step.birth.day, 14), (step.birth.month, 3), (step.birth.year, 11)):
            column.setCurrentIndex(at)
        step.rules.rows[1].link.click()
        self._rest()
        yield "setup-child", console.shell
        setup.forward.click()
        self._until(lambda: setup.draft.at == 4)
        yield "setup-ready", console.shell
        house.password, house.toml, house.cards = kept

    # --- steps ------------------------------------------------------------------------------------

    def _open(self, style: Style) -> Console:
        lang, theme, size = style
        console = Console(self._app, self.served.path, advice=False)
        console.preferences.lang, console.preferences.theme = lang, theme
        console.shell.resize(*size)
        console.begin()
        self._until(lambda: console.window is not None)
        return console

    def _window(self, console: Console) -> Window:
        assert console.window is not None
        return console.window

    def _face(self, console: Console, kind: type) -> Any:
        self._until(lambda: isinstance(self._window(console).face, kind))
        self._rest()
        return self._window(console).face

    def _enter(self, console: Console) -> Any:
        face = self._face(console, SignInFace)
        face.secret.setText(PASSWORD)
        face.go.click()
        pages = self._face(console, Pages)
        today: Any = pages.pages["today"]
        assert isinstance(pages, Pages)
        self._until(lambda: bool(today.cards))
        self._rest()
        return pages

    def _settings(self, pages: Any) -> Any:
        pages.show_page("settings")
        self._rest()
        pages.show_page("today")
        self._rest()
        return pages.pages["settings"]

    def _until(self, true: Callable[[], bool]) -> None:
        for _ in range(500):
            if true():
                self._rest(3)
                return
            QTest.qWait(10)
        raise TimeoutError("the screen did not come")

    def _rest(self, times: int = 4) -> None:
        for _ in range(times):
            QTest.qWait(12)
