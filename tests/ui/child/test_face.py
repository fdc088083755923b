"""The face as a whole: messages in, windows and answers out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from app.api.child import Done, Lock, No
from app.ui.child.asking import AskPanel
from app.ui.child.code_panel import CodePanel
from app.ui.child.face import ChildFace
from app.ui.child.telling import Said
from tests.ui import family


@pytest.fixture
def face(qtbot: QtBot) -> ChildFace:
    """A face that knows Minh's day; off screen nothing can be grabbed, and it says so."""
    made = ChildFace()
    made.receive(family.state())
    return made


def opened(n: int = 2) -> Lock:
    """The PC is open again."""
    return Lock(n=n, screen=0, why=family.OPEN)


def test_before_the_first_state_only_help_opens(qtbot: QtBot) -> None:
    """No service, no rules: help is there all the same."""
    made = ChildFace()
    made.open_companion()
    assert made.companion is None
    assert made.help is not None
    assert made.help.isVisible()
    made.receive(family.notice("warn", 5))
    assert made.toast is None
    made.stop()


def test_a_notice_becomes_a_toast_and_stays_in_the_tray(face: ChildFace) -> None:
    """And the next one takes its place."""
    face.receive(family.notice("warn", 15))
    first = face.toast
    assert first is not None
    assert first.isVisible()
    face.receive(family.notice("warn", 5))
    assert not first.isVisible()
    assert face.toast is not first
    face.stop()


class Desktop:
    """Keeps what the desktop is asked to show itself."""

    def __init__(self) -> None:
        self.told: list[tuple[str, bool, bool]] = []
        self.hushed = 0

    def tell(self, said: Said, ask: str, urgent: bool, help_: str = "") -> None:
        """Words, whether more can be asked for, whether it is urgent."""
        self.told.append((said.whole, bool(ask), urgent))

    def hush(self) -> None:
        """Taken away."""
        self.hushed += 1


def test_where_windows_cannot_be_placed_the_desktop_tells(qtbot: QtBot) -> None:
    """On Wayland warnings and countdown are the desktop's messages: no window takes the keys."""
    desktop = Desktop()
    made = ChildFace(desktop)
    made.receive(family.state(advice=True))
    for kind, minutes in (("warn", 5), ("grace", 1), ("opened", 0)):
        made.receive(family.notice(kind, minutes))
    assert (made.toast, made.countdown, made.badge) == (None, None, None)
    assert [told[1:] for told in desktop.told] == [(True, True), (False, True), (False, False)]
    assert "5 phút" in desktop.told[0][0]
    asked = QSignalSpy(made.asked)
    made.press_notice()
    assert asked.at(0) == ["time", 15, "", ""]
    made.stop()
    assert desktop.hushed == 1


def test_an_unknown_notice_is_left_alone(face: ChildFace) -> None:
    """A newer service may say more than we can."""
    face.receive(family.notice("full_moon", 5))
    assert face.toast is None


def test_grace_counts_and_ends_with_the_lock(face: ChildFace, qtbot: QtBot) -> None:
    """The countdown goes when the lock comes."""
    face.receive(family.notice("grace", 1))
    counting = face.countdown
    assert counting is not None
    face.receive(family.lock(n=5))
    assert not counting.isVisible()
    face.stop()


def test_off_screen_the_lock_says_that_it_holds_nothing(face: ChildFace) -> None:
    """Where keys cannot be held the answer is no: nothing will be frozen."""
    spy = QSignalSpy(face.lock_answer)
    face.receive(family.lock(n=5))
    assert spy.at(0) == [5, False, "keyboard"]
    assert face.lock is not None
    window = face.lock.main
    assert window is not None
    window.close()
    assert window.isVisible(), "the lock was closed by its window"
    face.receive(opened(6))
    assert not face.lock.up
    assert spy.at(spy.count() - 1) == [6, True, ""]


def test_a_second_lock_replaces_the_first(face: ChildFace) -> None:
    """Bedtime after the day's time was used: one lock, the new words."""
    face.receive(family.lock(n=5))
    face.receive(family.lock("bedtime", n=6))
    assert face.lock is not None
    assert face.lock.main is not None
    assert "Mai gặp lại nhé" in face.lock.main.accessibleName()
    face.stop()


def test_help_on_the_lock_is_a_page_of_the_lock(face: ChildFace) -> None:
    """No second window: with the pointer held it could not be reached."""
    face.receive(family.lock(n=5))
    face.open_help()
    assert face.help is None
    assert face.lock is not None
    assert face.lock.main is not None
    assert face.lock.main.panel is not None
    face.stop()


def test_learning_only_brings_the_cover_and_answers_at_once(face: ChildFace) -> None:
    """The cover holds no key, so there is nothing to wait for."""
    spy = QSignalSpy(face.lock_answer)
    closed = family.lock(n=5)
    face.receive(Lock(n=5, screen=1, why=closed.why))
    assert spy.at(0) == [5, True, ""]
    cover = face.cover
    assert cover is not None
    face.set_learning((("desktop:writer", "Writer"),))
    face.set_front(True)
    assert not cover.isVisible()
    face.set_front(False)
    assert cover.isVisible()
    face.receive(opened())
    assert not cover.up


def test_the_lock_takes_the_place_of_the_cover(face: ChildFace) -> None:
    """Learning only, then bedtime."""
    closed = family.lock(n=5)
    face.receive(Lock(n=5, screen=1, why=closed.why))
    face.receive(family.lock("bedtime", n=6))
    assert face.cover is not None
    assert not face.cover.isVisible()
    face.stop()


def test_answers_reach_the_panel_that_asked(face: ChildFace) -> None:
    """Done and No are shown where the question was put."""
    face.receive(family.lock(n=5))
    assert face.lock is not None
    lock = face.lock.main
    assert lock is not None
    lock.open_ask()
    face.receive(Done("r1"))
    assert isinstance(lock.panel, AskPanel)
    assert "Chậm nhất" in lock.panel.status.text()
    lock.open_code()
    face.receive(No("rate", 90_000))
    assert isinstance(lock.panel, CodePanel)
    assert lock.panel.status.text() == "Thử nhiều lần rồi. Chờ 2 phút nữa nhé."
    face.stop()


def test_the_first_page_comes_before_anything_is_recorded(qtbot: QtBot) -> None:
    """Shown while `told` is false, once; closed unanswered it does not come back at once."""
    made = ChildFace()
    spy = QSignalSpy(made.told)
    made.receive(family.state(told=False))
    assert made.page is not None
    page = made.page
    made.receive(family.state(told=False))
    assert made.page is page
    page.close()
    made.receive(family.state(told=False))
    assert not made.page.isVisible()
    assert spy.count() == 0
    made.open_first_page(answer=True)
    qtbot.mouseClick(made.page.buttons[1], Qt.MouseButton.LeftButton)
    assert spy.at(0) == [False]
    made.stop()


def test_advice_mode_shows_its_badge(qtbot: QtBot) -> None:
    """It can only remind, and says so as long as it runs."""
    made = ChildFace()
    made.receive(family.state(advice=True))
    assert made.badge is not None
    assert made.badge.isVisible()
    qtbot.mouseClick(made.badge, Qt.MouseButton.LeftButton)
    assert made.companion is not None
    made.stop()


def test_the_companion_follows_the_state(face: ChildFace) -> None:
    """What changes is built anew, a question that is being written stays."""
    face.open_asking()
    companion = face.companion
    assert companion is not None
    panel = companion.ask_panel
    assert isinstance(panel, AskPanel)
    assert panel.words is not None
    panel.words.setText("con muốn vẽ xong")
    face.receive(family.state(requests=(family.waiting_request(),)))
    assert companion.ask_panel is panel
    assert panel.words.text() == "con muốn vẽ xong"
    face.stop()
