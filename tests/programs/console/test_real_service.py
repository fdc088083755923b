"""The console and the real service: from an empty PC to a child whose day can be paused.

Nothing is played here: the service program, its store and its secrets, the console's own window,
and an account that is made for the test. Whoever runs this is root, and so a parent.
"""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.api.parent import PolicyDoc, PolicyQ, SignIn, StatusQ
from app.api.parent_web import Sites, SitesQ
from app.link.client import Client, Unreachable
from app.programs.console.start import Console
from app.ui.parent.gate.away import AwayFace
from app.ui.parent.house import House
from app.ui.parent.setup.flow import SetUp
from tests.platforms.people import Person, child_fixture

__all__ = ["child_fixture"]

PASSWORD = "bay cay tre ngoai ngo"
pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="the service acts as root")


class Service:
    """The service program, with places of its own."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "run" / "service.sock"
        self._words = [
            *("--state", str(folder / "state"), "--run", str(folder / "run")),
            *("--cgroup", f"luytre-t-{secrets.token_hex(4)}"),
        ]
        self._errors = folder / "errors"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [sys.executable, "-I", "-m", "app.programs.service", *self._words]
        with self._errors.open("ab") as errors:
            self._process = subprocess.Popen(command, cwd="/", stdout=errors, stderr=errors)
        for _ in range(200):
            try:
                with Client(self.socket) as client:
                    client.ask(StatusQ())
                    return
            except Unreachable:
                assert self._process.poll() is None, self._errors.read_text()
                time.sleep(0.05)
        raise TimeoutError("the service does not answer")

    def stop(self) -> None:
        """Ask it to end."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=20)
            self._process = None


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A service on a PC where nothing was set up."""
    made = Service(tmp_path)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def console(
    qtbot: QtBot, service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Console]:
    """The console in front of it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    made = Console(app, service.socket, advice=False)
    made.preferences.lang = "vi"
    made.begin()
    qtbot.waitUntil(lambda: made.window is not None)
    yield made
    made.end()
    made.shell.close()
    made.shell.deleteLater()


def until(qtbot: QtBot, true: Callable[[], object]) -> None:
    """Let Qt run until something holds."""
    qtbot.waitUntil(lambda: bool(true()), timeout=15_000)


def face(qtbot: QtBot, console: Console, kind: type) -> Any:
    """Wait for a kind of face."""
    window = console.window
    assert window is not None
    until(qtbot, lambda: isinstance(window.face, kind))
    QTest.qWait(60)
    return window.face


def texts(widget: Any) -> str:
    """Everything that is said in a widget."""
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def set_up(qtbot: QtBot, console: Console, child: Person) -> tuple[str, ...]:
    """Go through set-up with Minh; give the recovery codes that were shown."""
    flow = face(qtbot, console, SetUp)
    flow.forward.click()
    for field in (flow.current().secret, flow.current().again):
        field.setText(PASSWORD)
    flow.forward.click()
    until(qtbot, lambda: flow.draft.codes is not None)
    flow.current().kept.click()
    flow.forward.click()
    step = flow.current()
    until(qtbot, lambda: step.birth is not None and child.name in step.accounts.rows)
    step.accounts.rows[child.name].click()
    step.name.setText("Minh")
    step.birth.day.setCurrentIndex(14)
    step.birth.month.setCurrentIndex(3)
    step.birth.year.setCurrentIndex(11)
    until(qtbot, step.can_go)
    flow.forward.click()
    until(qtbot, lambda: flow.draft.at == 4)
    codes = flow.draft.codes.recovery
    flow.forward.click()
    return tuple(codes)


def test_from_an_empty_pc_to_a_paused_day(
    qtbot: QtBot, service: Service, console: Console, child: Person
) -> None:
    """Set-up, Today, pause and open again, the record, the rules, the week, the settings."""
    set_up(qtbot, console, child)
    house = face(qtbot, console, House)
    today = house.pages["today"]
    until(qtbot, lambda: "minh" in today.cards)
    card = today.cards["minh"]
    assert card._child.about.endswith("nhóm 7–12")
    with Client(service.socket) as client:
        document = client.ask(PolicyQ())
    assert isinstance(document, PolicyDoc)
    assert child.name in document.toml
    card.hold.click()
    until(qtbot, lambda: card.hold.text() == "Mở lại")
    card.hold.click()
    until(qtbot, lambda: card.hold.text() == "Tạm dừng")
    card.more[15].click()
    until(qtbot, lambda: today.snack.strip is not None)
    house.show_page("record")
    record = house.pages["record"]
    until(qtbot, lambda: "Đã cho thêm 15 phút." in texts(record))
    assert "Máy được tạm dừng." in texts(record)
    record.verify.click()
    until(qtbot, lambda: record.snack.strip is not None)
    assert record.snack.strip.text.text() == "Không dòng nào bị sửa."
    house.show_page("rules")
    until(qtbot, lambda: "60 phút · cuối tuần 120 phút" in texts(house.pages["rules"]))
    house.show_page("week")
    until(qtbot, lambda: "Tuần này chưa có gì" in texts(house.pages["week"]))
    house.show_page("settings")
    QTest.qWait(60)
    assert "1 con đang được đồng hành." in texts(house.pages["settings"])


def test_a_site_is_opened_closed_and_taken_back(
    qtbot: QtBot, service: Service, console: Console, child: Person
) -> None:
    """The page *Web* and the lists of the real service: a word about a service holds at once."""
    set_up(qtbot, console, child)
    house = face(qtbot, console, House)
    until(qtbot, lambda: "minh" in house.pages["today"].cards)
    house.show_page("web")
    page = house.pages["web"]
    until(qtbot, page.words.isVisible)
    assert "Cần hỏi bạn trước" in texts(page) and "Hạn chế chặt" in texts(page)
    page.look_up.field.setText("YouTube")
    page.look_up.go.click()
    until(qtbot, lambda: "Cả dịch vụ YouTube" in texts(page))
    page.look_up.ways["block"].click()
    until(qtbot, lambda: [one.line.state.said for one in page.words.rows] == ["Đóng"])
    page.look_up.ways["hour"].click()
    until(qtbot, lambda: [one.line.state.said for one in page.words.rows] == ["Mở"])
    with Client(service.socket) as client:
        held = client.ask(SitesQ("minh"))
    assert isinstance(held, Sites)
    assert [(rule.match, rule.verdict) for rule in held.rules] == [("service:youtube", "allow")]
    page.look_up.clear.click()
    until(qtbot, lambda: not page.words.rows)
    house.show_page("settings")
    lists = house.pages["settings"].lists
    until(qtbot, lambda: "hostsvn-adult" in lists.rows)
    assert all(row._credit.text() for row in lists.rows.values())


def test_password_and_recovery_codes_are_good_from_then_on(
    qtbot: QtBot, service: Service, console: Console, child: Person
) -> None:
    """What set-up showed opens the service, also after it was restarted; a code only once."""
    codes = set_up(qtbot, console, child)
    face(qtbot, console, House)
    with Client(service.socket) as client:
        assert client.sign_in(PASSWORD) is None
        assert client.sign_in("sai roi") is not None
        assert client.sign_in(codes[0]) is None
        refused = client.ask(SignIn(codes[0]))
    assert refused is not None
    service.stop()
    face(qtbot, console, AwayFace)
    service.start()
    house = face(qtbot, console, House)
    until(qtbot, lambda: "minh" in house.pages["today"].cards)
    with Client(service.socket) as client:
        assert client.sign_in(PASSWORD) is None
