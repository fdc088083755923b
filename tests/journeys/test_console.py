"""The parent's window against the real service: an ordinary account, a real screen, real clicks.

What the window says is read as a screen reader reads it, and pressed with the pointer. And the same
program in the child's own account: a code or another user, and never the password.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from app.api import parent as api
from tests.journeys.face import Face, accessibility
from tests.journeys.rig import Rig, until
from tests.platforms.linux.desktop import Desktop, desktop
from tests.platforms.people import Person, _people

SECRET = "tre xanh bao gio"
ASK = """
import pathlib, sys
from app.api.child import Ask
from app.link.client import Client
with Client(pathlib.Path(sys.argv[1])) as client:
    print(client.ask(Ask("time", 20, words=sys.argv[2])))
"""


@pytest.fixture
def parent() -> Iterator[Person]:
    """An account that may do nothing special; made before the service looks who is there."""
    people = _people()
    yield next(people)
    next(people, None)


class Consoles:
    """Starts the program on somebody's screen, and ends it."""

    def __init__(self, pc: Rig, kept: ExitStack) -> None:
        """Nothing runs yet."""
        self._pc, self._kept = pc, kept

    def open(self, person: Person, screen: Desktop, language: str) -> Face:
        """Start it as the menu does, with what a desktop gives to those who cannot see."""
        bus = self._kept.enter_context(accessibility(person))
        python = str(self._pc.prefix / "bin" / "python")
        program = person.starts(
            [python, "-I", "-m", "app.programs.console", "--socket", str(self._pc.socket)],
            cwd="/",
            env={"DISPLAY": screen.display, "LANG": language, "AT_SPI_BUS_ADDRESS": bus},
        )
        screen.running.append(program)
        return Face(bus, screen, program.pid)


@pytest.fixture
def consoles(parent: Person, pc: Rig) -> Iterator[Consoles]:
    """Consoles of anybody on this PC."""
    with ExitStack() as kept:
        yield Consoles(pc, kept)


def asks(pc: Rig, words: str) -> None:
    """The child asks for twenty minutes, with a program of his own."""
    python = str(pc.prefix / "bin" / "python")
    subprocess.run(
        [python, "-I", "-c", ASK, str(pc.socket), words],
        user=pc.child.uid,
        group=pc.child.gid,
        extra_groups=[],
        check=True,
    )


def picture(screen: Desktop, name: str) -> None:
    """Keep a picture beside the journey's other traces."""
    if folder := os.environ.get("LUYTRE_PICTURES"):
        subprocess.run(
            ["import", "-display", screen.display, "-window", "root", f"{folder}/{name}"],
            check=False,
        )


def play(pc: Rig) -> int:
    """The child logs in and has a program in front; give its pid."""
    pc.log_in()
    game = pc.program("xcalc")
    pc.focus(game)
    until(lambda: pc.card().front_name == "xcalc", 10)
    return game


def test_a_parents_evening(pc: Rig, parent: Person, consoles: Consoles) -> None:
    """Sign in, see the time run, give more, pause, lock, answer, read the rules and the record."""
    pc.start()
    pc.rule("[child.week.all]\nminutes = 40\n")
    pc.ask(api.SetPassword(SECRET))
    game = play(pc)
    with desktop(parent) as screen:
        face = consoles.open(parent, screen, "vi_VN.UTF-8")
        face.says("Nhập mật khẩu của bố mẹ")
        face.enter("tre vang")
        face.says("Mật khẩu chưa đúng.")
        face.enter(SECRET)
        face.says("xcalc")
        seen = face.says("40 phút")
        assert "Minh" in seen and "Đang dùng máy" in seen and SECRET not in seen, seen
        assert pc.card().used_ms > 0
        picture(screen, "console-evening.png")

        left = pc.card().left_ms or 0
        face.click("Cho Minh thêm 15 phút")
        face.says("Đã cho Minh thêm 15 phút.")
        more = (pc.card().left_ms or 0) - left
        assert 14 * 60_000 <= more <= 15 * 60_000, more
        face.says("55 phút")

        face.click("Tạm dừng máy của Minh")
        face.says("Đã tạm dừng máy của Minh.")
        until(lambda: pc.is_frozen(game), 25, "it was not paused")
        face.says("Đang tạm dừng")
        face.click("Mở lại máy của Minh")
        until(lambda: not pc.is_frozen(game), 5, "it stays paused")

        face.click("Khóa máy của Minh ngay")
        face.says("Trợ giúp và số 111 vẫn mở.")
        face.press("Escape")
        face.click("Khóa máy của Minh ngay")
        face.click("Khóa máy")
        until(lambda: pc.is_frozen(game) and pc.keyboard_is_held(), 25, "it was not locked")
        face.says("Đang khóa")
        picture(screen, "console-locked.png")
        face.click("Mở lại máy của Minh")
        until(lambda: not pc.keyboard_is_held(), 5, "it stays locked")

        asks(pc, "con vẽ nốt bức tranh")
        face.says("con vẽ nốt bức tranh")
        face.click("Minh: Cho 20 phút")
        face.says("Đã gửi câu trả lời.")
        answered = pc.state().requests[0]
        assert answered.answer == "yes" and answered.minutes == 20, answered

        face.click("Quy tắc")
        face.says("40 phút")
        face.click("Sổ ghi")
        kept = face.says("Lời xin đã được trả lời.")
        for line in ("Đã cộng 15 phút vào giờ hôm nay.", "Máy được tạm dừng.", "Máy được đóng."):
            assert line in kept, kept
        face.click("Kiểm tra sổ")
        face.says("Không dòng nào bị sửa.")
        picture(screen, "console-record.png")
        assert "nhập sai mật khẩu của bố mẹ" in kept and "password" not in kept, kept


def test_a_childs_account_is_offered_a_code_and_no_password(pc: Rig, consoles: Consoles) -> None:
    """Nothing there takes the password; a code gives time once; another user is one button away."""
    pc.start()
    pc.rule("[child.week.all]\nminutes = 40\n")
    pc.ask(api.SetPassword(SECRET))
    sheet = pc.ask(api.NewCodes()).sheet
    pc.log_in()
    face = consoles.open(pc.child, pc.screen, "en_US.UTF-8")
    seen = face.says("This is a child's session")
    assert "The password is not asked for here" in seen
    assert "Sign in" not in seen and "40" not in seen, seen
    assert [node.role for node in face.nodes()].count("text") == 1
    assert "password text" not in [node.role for node in face.nodes()]

    before = pc.codes()
    face.enter(SECRET)
    assert "Sign in" not in face.text()
    assert pc.codes() == before, "what is no code was sent"

    face.enter(sheet[0])
    face.says("15 minutes more were given.")
    face.enter(sheet[0])
    face.says("Each code is good once.")
    assert pc.codes().count("granted") == 1
    picture(pc.screen, "console-child.png")

    face.click("Switch user")
    face.says("Open the system menu, choose Switch user or Log out.")
    assert "Today" not in face.text()
