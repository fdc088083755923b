"""Asking, the parent's code, help, the first page, the cover, the companion: what a press sends."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.api.child import No, State
from app.ui.child.asking import AskPanel, about_of
from app.ui.child.code_panel import CodePanel
from app.ui.child.companion import Companion
from app.ui.child.cover import Cover
from app.ui.child.first_login import FirstLogin
from app.ui.child.help import PAGES, HelpPanel, HelpWindow
from app.ui.child.live import Live
from app.ui.child.lock import LockWindow
from app.ui.child.today import TodayPage
from app.ui.shared.qr import QrCode
from app.words.sources import contacts
from tests.ui import family, screens

LEFT = Qt.MouseButton.LeftButton


def known(bracket: str = "7-12", **changes: object) -> tuple[Live, State]:
    """A Live and the State it took."""
    live = screens.live(bracket, "vi", **changes)
    assert live.state is not None
    return live, live.state


def press_keys(qtbot: QtBot, widget: QWidget, text: str) -> None:
    """Type on a widget."""
    qtbot.keyClicks(widget, text)


# --- asking ---------------------------------------------------------------------------------


def test_asking_for_time_sends_minutes_and_words(qtbot: QtBot) -> None:
    """Thirty minutes and a line to the parent, cut at 500 characters."""
    live, _ = known()
    panel = AskPanel(live.look(False), live, "time")
    qtbot.addWidget(panel)
    spy = QSignalSpy(panel.asked)
    panel.choices.choose(1)
    assert panel.words is not None
    panel.words.setText("  con muốn vẽ xong " + "x" * 600)
    qtbot.mouseClick(panel.send, LEFT)
    kind, minutes, about, words = spy.at(0)
    assert (kind, minutes, about) == ("time", 30, "")
    assert words.startswith("con muốn vẽ xong")
    assert len(words) <= 500
    assert not panel.send.isEnabled(), "asked twice"


def test_objecting_names_the_rule(qtbot: QtBot) -> None:
    """The rule that is thought unfair is one of those shown."""
    live, state = known()
    panel = AskPanel(live.look(False), live, "unfair")
    qtbot.addWidget(panel)
    spy = QSignalSpy(panel.asked)
    panel.choices.choose(3)
    qtbot.mouseClick(panel.send, LEFT)
    assert spy.at(0) == ["unfair", 0, "bedtime", ""]
    assert about_of(state.rules[5], "app") == "minetest"


def test_a_program_that_no_rule_names_is_asked_for_by_name(qtbot: QtBot) -> None:
    """Without a name nothing is sent."""
    live, _ = known(rules=())
    panel = AskPanel(live.look(False), live, "app")
    qtbot.addWidget(panel)
    spy = QSignalSpy(panel.asked)
    qtbot.mouseClick(panel.send, LEFT)
    assert spy.count() == 0
    assert panel.which is not None
    panel.which.setText("Krita")
    qtbot.mouseClick(panel.send, LEFT)
    assert spy.at(0) == ["app", 0, "Krita", ""]


@pytest.mark.parametrize(
    ("no", "said"),
    [
        (No("rate", 90_000), "Vừa hỏi xong. Thử lại sau 2 phút nhé."),
        (No("too_many"), "Đã có vài lời xin đang chờ. Đợi bố mẹ trả lời nhé."),
        (No("nobody"), "Chưa gửi được. Thử lại sau nhé."),
    ],
)
def test_a_refusal_is_said_and_can_be_tried_again(qtbot: QtBot, no: No, said: str) -> None:
    """No code reaches the child."""
    live, _ = known()
    panel = AskPanel(live.look(False), live, "time")
    qtbot.addWidget(panel)
    panel.send.setEnabled(False)
    panel.refused(no)
    assert panel.status.text() == said
    assert panel.send.isEnabled()


def test_sent_says_until_when_an_answer_comes(qtbot: QtBot) -> None:
    """48 hours later, and the words are gone from the field."""
    live, _ = known()
    panel = AskPanel(live.look(False), live, "time")
    qtbot.addWidget(panel)
    assert panel.words is not None
    panel.words.setText("con muốn")
    panel.done()
    assert panel.status.text() == "Đã gửi bố mẹ. Chậm nhất 18:52 thứ Bảy có trả lời."
    assert panel.words.text() == ""


def test_escape_leaves_without_asking(qtbot: QtBot) -> None:
    """The safest key."""
    live, _ = known()
    panel = AskPanel(live.look(False), live, "time")
    qtbot.addWidget(panel)
    asked, left = QSignalSpy(panel.asked), QSignalSpy(panel.left)
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert (asked.count(), left.count()) == (0, 1)


def test_arrow_keys_move_the_choice(qtbot: QtBot) -> None:
    """Round and round."""
    live, _ = known()
    panel = AskPanel(live.look(False), live, "time")
    qtbot.addWidget(panel)
    qtbot.keyClick(panel.choices, Qt.Key.Key_Left)
    assert panel.choices.index() == 3
    qtbot.keyClick(panel.choices, Qt.Key.Key_Right)
    assert panel.choices.index() == 0


# --- the parent's code ------------------------------------------------------------------------


def test_six_digits_and_what_they_are_for(qtbot: QtBot) -> None:
    """Only digits count, only six, and the field is empty afterwards."""
    live, _ = known()
    panel = CodePanel(live.look(True))
    qtbot.addWidget(panel)
    spy = QSignalSpy(panel.entered)
    press_keys(qtbot, panel, "12ab3")
    qtbot.keyClick(panel, Qt.Key.Key_Backspace)
    qtbot.keyClick(panel, Qt.Key.Key_Return)
    assert spy.count() == 0, "sent with two digits"
    press_keys(qtbot, panel, "34567")
    panel.what.choose(3)
    qtbot.keyClick(panel, Qt.Key.Key_Return)
    assert spy.at(0) == ["123456", "unlock", 0, ""]
    assert panel.boxes.accessibleName() == "Đã nhập 0 trên 6 số"
    qtbot.keyClick(panel, Qt.Key.Key_Return)
    assert spy.count() == 1, "sent twice"


def test_minutes_are_named_before_the_code_is_typed(qtbot: QtBot) -> None:
    """A code is good only for what this screen asks."""
    live, _ = known()
    panel = CodePanel(live.look(True))
    qtbot.addWidget(panel)
    spy = QSignalSpy(panel.entered)
    panel.what.choose(1)
    press_keys(qtbot, panel, "111222")
    qtbot.mouseClick(panel.enter, LEFT)
    assert spy.at(0) == ["111222", "time", 30, ""]


@pytest.mark.parametrize(
    ("no", "said"),
    [
        (No("wrong"), "Mã chưa đúng hoặc đã dùng rồi."),
        (No("none"), "Máy này chưa có mã một lần."),
        (No("rate", 600_000), "Thử nhiều lần rồi. Chờ 10 phút nữa nhé."),
    ],
)
def test_a_code_that_was_not_taken(qtbot: QtBot, no: No, said: str) -> None:
    """Why, in words."""
    live, _ = known()
    panel = CodePanel(live.look(True))
    qtbot.addWidget(panel)
    panel.refused(no)
    assert panel.status.text() == said


def test_no_letter_can_be_typed_so_no_password_can(qtbot: QtBot) -> None:
    """In a child's session the parent's password is never asked for nor accepted."""
    live, _ = known()
    panel = CodePanel(live.look(True))
    qtbot.addWidget(panel)
    press_keys(qtbot, panel, "matkhau-cua-me")
    assert panel.boxes.accessibleName() == "Đã nhập 0 trên 6 số"
    assert "Mật khẩu không dùng ở đây" in panel.status.text()


# --- help -------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", [slug for slug, _ in PAGES])
@pytest.mark.parametrize("bracket", list(family.NAMES))
def test_every_page_opens_and_leads_back(qtbot: QtBot, slug: str, bracket: str) -> None:
    """Each page names 111 or a trusted adult, and has a way back."""
    live, _ = known(bracket)
    panel = HelpPanel(live.look(False))
    qtbot.addWidget(panel)
    panel.show_page(slug)
    assert panel.back is not None
    steps = live.look(False).say(f"help.{slug}.steps")
    adults = ("111", "người", "bố mẹ")
    assert any(word in steps.lower() for word in adults)
    qtbot.mouseClick(panel.back, LEFT)
    assert len(panel.page_buttons) == len(PAGES)


def test_each_number_can_be_dialled_by_its_code(qtbot: QtBot) -> None:
    """One QR code a number, with a name that says which."""
    live, _ = known()
    panel = HelpPanel(live.look(False))
    qtbot.addWidget(panel)
    names = [code.accessibleName() for code in panel.findChildren(QrCode)]
    assert names == [f"Mã QR để gọi {c.number}" for c in contacts()]


def test_one_key_leaves_at_once(qtbot: QtBot) -> None:
    """Escape closes the window wherever one is in it."""
    live, _ = known()
    window = HelpWindow(live.look(False))
    qtbot.addWidget(window)
    window.show()
    window.panel.show_page("hurt")
    spy = QSignalSpy(window.closed)
    qtbot.keyClick(window.panel, Qt.Key.Key_Escape)
    assert not window.isVisible()
    assert spy.count() == 1


# --- first page, cover, companion ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("bracket", "index", "answer"),
    [("7-12", 0, True), ("7-12", 1, False), ("16-17", 1, False), ("0-6", 0, None)],
)
def test_the_childs_own_answer(qtbot: QtBot, bracket: str, index: int, answer: bool | None) -> None:
    """Yes and no are equally near; under 7 there is none."""
    live, state = known(bracket)
    page = FirstLogin(live.look(False), state)
    qtbot.addWidget(page)
    page.show()
    spy = QSignalSpy(page.told)
    assert len(page.buttons) == (1 if bracket == "0-6" else 2)
    qtbot.mouseClick(page.buttons[index], LEFT)
    assert spy.at(0) == [answer]
    assert not page.isVisible()


def test_read_again_asks_for_no_answer(qtbot: QtBot) -> None:
    """Later it is only to read."""
    live, state = known()
    page = FirstLogin(live.look(False), state, answer=False)
    qtbot.addWidget(page)
    assert page.buttons == []


def test_the_cover_names_what_is_open_and_brings_it_up(qtbot: QtBot) -> None:
    """A press on a program asks for its window; closing the cover only folds it."""
    live, _ = known()
    cover = Cover(live, False, (1280, 800))
    qtbot.addWidget(cover)
    qtbot.addWidget(cover.strip)
    cover.bring_up(family.lock())
    assert cover.program_buttons == []
    cover.set_programs((("desktop:writer", "Writer"),))
    spy = QSignalSpy(cover.chosen)
    qtbot.mouseClick(cover.program_buttons[0], LEFT)
    assert spy.at(0) == ["desktop:writer"]
    cover.close()
    assert not cover.isVisible()
    assert cover.strip.isVisible()
    cover.unfold()
    assert cover.isVisible()
    cover.take_down()
    assert not cover.isVisible()
    assert not cover.strip.isVisible()


def test_a_folded_cover_stays_folded_on_the_desktop(qtbot: QtBot) -> None:
    """The child opens a lesson; only something that is held brings the cover back."""
    live, _ = known()
    cover = Cover(live, False, (1280, 800))
    qtbot.addWidget(cover)
    cover.bring_up(family.lock())
    cover.fold()
    cover.set_front(None)
    assert not cover.isVisible()
    cover.set_front(False)
    assert cover.isVisible()
    cover.take_down()
    cover.set_front(False)
    assert not cover.isVisible(), "it came back although it was taken down"


def test_taking_back_names_the_request(qtbot: QtBot) -> None:
    """The waiting strip can be withdrawn."""
    held = Live()
    held.take(screens.busy("7-12", "vi"))
    companion = Companion(held, dark=False)
    qtbot.addWidget(companion)
    spy = QSignalSpy(companion.taken_back)
    assert companion.today is not None
    companion.today.taken_back.emit("r1")
    assert spy.at(0) == ["r1"]


@pytest.mark.parametrize("bracket", list(family.NAMES))
def test_the_ring_and_the_bamboo_say_the_fact(qtbot: QtBot, bracket: str) -> None:
    """A painted number is read by a screen reader as a sentence."""
    live, _ = known(bracket)
    companion = Companion(live, dark=False)
    qtbot.addWidget(companion)
    page = companion.today
    assert page is not None
    shown = page.ring if page.ring is not None else page.bamboo
    assert shown is not None
    expected = {
        "0-6": "Cây tre đã lớn 3,4 trên 6 đốt",
        "7-12": "Cây tre đã lớn 3,4 trên 6 đốt",
        "13-15": "Còn 86 phút trên 120 phút",
        "16-17": "Còn 48 phút trên 150 phút",
    }[bracket]
    assert shown.accessibleName().replace("1 giờ 26", "86 phút") == expected


@pytest.mark.parametrize("window", ["today", "lock", "cover"])
def test_each_eye_break_kept_is_drawn(qtbot: QtBot, window: str) -> None:
    """One more twig where the day's bamboo stands, and not a pixel changes elsewhere for none."""
    pictures = []
    for breaks in (0, 0, 1, 2):
        live, state = known(breaks=breaks, charging="")
        shown: QWidget
        if window == "today":
            shown = TodayPage(live.look(False), live, state)
        elif window == "lock":
            shown = LockWindow(family.lock(), live, (1280, 800))
            shown.may_close = True
        else:
            shown = Cover(live, False, (1280, 800))
        qtbot.addWidget(shown)
        shown.resize(1280, 800)
        pictures.append(shown.grab().toImage())
    none, again, one, two = pictures
    assert none == again
    assert none != one
    assert one != two


def test_f1_is_help_everywhere(qtbot: QtBot) -> None:
    """In the companion by key, on every page."""
    live, _ = known()
    companion = Companion(live, dark=False)
    qtbot.addWidget(companion)
    companion.show()
    spy = QSignalSpy(companion.helped)
    qtbot.keyClick(companion.nav[1], Qt.Key.Key_F1)
    companion.open_ask("time")
    assert isinstance(companion.ask_panel, AskPanel)
    assert companion.ask_panel.words is not None
    qtbot.keyClick(companion.ask_panel.words, Qt.Key.Key_F1)
    assert spy.count() == 2


def test_what_the_parents_see_is_what_the_state_says(qtbot: QtBot) -> None:
    """Every row of the message stands on the page, the unknown ones too."""
    from app.api.child import SeenRow
    from app.ui.shared.text import Words

    live, _ = known(seen=(*family.seen("7-12"), SeenRow("moon_phase", "text=full")))
    companion = Companion(live, dark=False)
    qtbot.addWidget(companion)
    companion.show_page(2)
    texts = {w.text() for w in companion.findChildren(Words)}
    assert {"Đang mở", "GIMP", "SuperTuxKart", "22 phút", "moon_phase", "text=full"} <= texts
