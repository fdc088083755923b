"""Which face is shown: the gate as a whole, with the real window and the real server."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.api import parent as api
from app.api.child import Code
from app.link.server import Role
from app.ui.parent.gate.away import AwayFace
from app.ui.parent.gate.child_session import ChildSessionFace
from app.ui.parent.gate.sign_in import SignInFace
from app.ui.parent.house import House
from app.ui.parent.setup.flow import SetUp
from app.words import catalogue
from tests.ui.parent.conftest import Seat
from tests.ui.parent.house import PASSWORD, RECOVERY, SHEET


def said(face: object) -> str:
    """Everything a face says."""
    assert hasattr(face, "findChildren")
    return " ".join(label.text() for label in face.findChildren(QLabel) if not label.isHidden())


def test_the_password_opens_the_house(seat: Seat) -> None:
    """Enter signs in; the field is empty from that moment on."""
    seat.sit()
    face = seat.face(SignInFace)
    QTest.keyClicks(face.secret, PASSWORD)
    assert face.secret.echoMode() == face.secret.EchoMode.Password
    QTest.keyClick(face.secret, Qt.Key.Key_Return)
    assert face.secret.text() == ""
    seat.face(House)
    assert seat.asked(api.SignIn) == [api.SignIn(PASSWORD)]


def test_a_recovery_code_in_its_place(seat: Seat) -> None:
    """The same field takes both."""
    seat.sit()
    seat.sign_in(RECOVERY[0])
    seat.face(House)


def test_a_wrong_password_is_a_calm_state(seat: Seat) -> None:
    """It says what to look at, and is ready for the next try."""
    seat.sit()
    seat.sign_in("sai roi")
    face = seat.face(SignInFace)
    seat.until(lambda: "Mật khẩu chưa đúng." in said(face))
    assert face.go.isEnabled()
    seat.sign_in()
    seat.face(House)


def test_too_many_tries_wait_and_count(seat: Seat) -> None:
    """The button rests for as long as the service says, and then works again."""
    seat.sit()
    seat.household.wait_ms = 1_200
    seat.sign_in()
    face = seat.face(SignInFace)
    seat.until(lambda: "Thử hơi nhiều lần." in said(face))
    assert not face.go.isEnabled()
    seat.household.wait_ms = 0
    seat.until(face.go.isEnabled)
    assert "Giờ thử lại được rồi." in said(face)
    seat.sign_in()
    seat.face(House)


def test_an_eye_shows_what_was_typed(seat: Seat) -> None:
    """Only while it is asked to."""
    seat.sit()
    face = seat.face(SignInFace)
    seat.click(face.secret.peek)
    assert face.secret.echoMode() == face.secret.EchoMode.Normal
    seat.click(face.secret.peek)
    assert face.secret.echoMode() == face.secret.EchoMode.Password


def test_a_service_that_does_not_run(seat: Seat) -> None:
    """What that means, the command that starts it, and the window goes on by itself."""
    seat.served.stop()
    seat.sit()
    face = seat.face(AwayFace)
    assert face.code == "not_running"
    assert "sudo systemctl start luytre" in said(face)
    seat.served.start()
    seat.face(SignInFace)


def test_try_again_tries_at_once(seat: Seat) -> None:
    """The one button there does what it says."""
    seat.served.stop()
    seat.sit()
    face = seat.face(AwayFace)
    seat.qtbot.wait(1_500)  # the line waits longer and longer by itself
    seat.served.start()
    seat.click(face.retry)
    seat.qtbot.waitUntil(lambda: isinstance(seat.window.face, SignInFace), timeout=900)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    "code",
    ["not_running", "no_permission", "version", "nobody", "role", "connections", "rate",
     "garbled", "closed", "stopping", "tomorrow"],
)  # fmt: skip
def test_every_way_to_be_away_has_words(seat: Seat, code: str, lang: str) -> None:
    """A code nobody wrote words for is said to be a lost line."""
    seat.sit(lang=lang)
    face = AwayFace(seat.window.look, code, advice=False)
    assert catalogue.say(f"gate.away.{face.code}", lang, "parent") in said(face)
    face.deleteLater()


def test_an_account_that_is_no_persons(seat: Seat) -> None:
    """The service's own reason is shown."""
    seat.served.role = Role.NOBODY
    seat.sit()
    assert seat.face(AwayFace).code == "nobody"


def test_in_a_childs_session_no_password_is_asked_for(seat: Seat) -> None:
    """Only a code, and another account; the service's no is shown as it comes."""
    seat.served.role = Role.CHILD
    seat.sit()
    face = seat.face(ChildSessionFace)
    assert "mật khẩu" not in said(face).split("Mật khẩu")[0].lower()
    QTest.keyClicks(face.digits, "12345x6")
    assert face.digits.text() == "123456"
    seat.click(face.go)
    seat.until(lambda: "Mã chưa đúng." in said(face))
    assert seat.household.asked == [Code("123456", "time", 15)]


def test_a_good_code_gives_time(seat: Seat) -> None:
    """For as long as was chosen."""
    seat.served.role = Role.CHILD
    seat.sit()
    face = seat.face(ChildSessionFace)
    face.minutes.choose(1)
    QTest.keyClicks(face.digits, SHEET[3])
    QTest.keyClick(face.digits, Qt.Key.Key_Return)
    seat.until(lambda: "Đã cho thêm 30 phút." in said(face))
    assert seat.household.asked == [Code(SHEET[3], "time", 30)]


def test_switching_the_user_where_the_desktop_cannot(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then it says how to do it by hand."""
    monkeypatch.setattr("app.programs.console.switch_user.COMMANDS", ())
    monkeypatch.setenv("PATH", "/nonexistent")
    seat.served.role = Role.CHILD
    seat.sit()
    face = seat.face(ChildSessionFace)
    seat.click(face.other)
    seat.until(lambda: "Màn hình này không tự đổi được." in said(face))


def test_the_line_is_lost_while_somebody_is_in(seat: Seat) -> None:
    """The service restarts: the window says so, comes back, and asks for the password again."""
    seat.enter()
    seat.served.stop()
    seat.face(AwayFace)
    assert not seat.window.signed_in
    seat.served.start()
    face = seat.face(SignInFace)
    assert "Lũy Tre đã khởi động lại" in said(face)
    seat.sign_in()
    seat.face(House)
    seat.until(lambda: len(seat.today().cards) == 2)


def test_root_is_a_parent_from_the_start(seat: Seat) -> None:
    """No password is asked for."""
    seat.served.role = Role.ROOT
    seat.sit()
    seat.face(House)
    assert seat.asked(api.SignIn) == []


def test_a_pc_without_a_password_is_set_up(seat: Seat) -> None:
    """The first time nobody can sign in yet."""
    seat.household.password = ""
    seat.sit()
    seat.face(SetUp)


def test_another_language_and_theme_keep_the_page(seat: Seat) -> None:
    """Everything is made anew where one stands; nobody signs in again."""
    seat.enter()
    seat.page("record")
    seat.settle()
    seat.window.choose_language("en")
    assert seat.house.stack.currentWidget() is seat.house.pages["record"]
    assert seat.house.pages["record"].title.text() == "Record"
    seat.window.choose_theme("dark")
    assert seat.window.look.dark
    assert seat.house.stack.currentWidget() is seat.house.pages["record"]
    assert len(seat.asked(api.SignIn)) == 1
    seat.page("today")
    seat.until(lambda: len(seat.today().cards) == 2)


class Windows(QObject):
    """Keeps every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A show of anything that has no parent."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            if watched.isWindow():
                self.shown.append(type(watched).__name__)
        return False


def test_no_part_is_ever_a_window_of_its_own(seat: Seat) -> None:
    """A label shown before it has a place flashes as a window and takes the focus along."""
    watch = Windows()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    seat.enter()
    for page in ("week", "rules", "record", "settings", "today"):
        seat.page(page)
        seat.settle()
    seat.today().snack.done("a", "b")
    seat.window.choose_language("en")
    seat.window.begin_setup()
    seat.settle()
    app.removeEventFilter(watch)
    assert set(watch.shown) == {"Shell"}
    assert seat.console.shell.isActiveWindow()


def test_its_size_is_remembered(seat: Seat) -> None:
    """The next window is as large as this one was."""
    seat.sit(size=(1111, 777))
    seat.console.shell.close()
    assert seat.console.preferences.size.width() == 1111


def test_the_window_is_never_smaller_than_its_words(seat: Seat) -> None:
    """1024 by 640 is the least (looks.md 5)."""
    seat.sit(size=(300, 200))
    assert (seat.console.shell.width(), seat.console.shell.height()) == (1024, 640)
