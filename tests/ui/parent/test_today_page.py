"""*Today* with real clicks: what is pressed reaches the service, and what it says is shown."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from app.api import parent as api
from app.ui.parent.parts.walk import walk
from tests.ui.family import at
from tests.ui.parent.conftest import Seat
from tests.ui.parent.house import bong, khoi, minh


def test_it_shows_every_child_and_every_request(seat: Seat) -> None:
    """Requests first, then the cards, the date beside the title."""
    seat.enter()
    seat.settle()
    today = seat.today()
    assert list(today.cards) == ["minh", "thao"]
    assert [row.asked.name for row in today.requests.rows()] == ["Minh", "Thảo"]
    assert today.under.text() == "Thứ Năm, 12 tháng 11 · 18:52"
    first = today.requests.rows()[0].mapTo(today, today.requests.rows()[0].rect().topLeft()).y()
    assert first < today.cards["minh"].mapTo(today, today.cards["minh"].rect().topLeft()).y()


def test_fifteen_more_minutes(seat: Seat) -> None:
    """One click: a bonus where the day's minutes end first; the ring grows and it is said."""
    seat.enter()
    card = seat.today().cards["minh"]
    assert card._ring.accessibleName() == "Minh còn 26 phút trên 60 phút"
    seat.click(card.more[15])
    seat.until(lambda: card._ring.accessibleName() == "Minh còn 41 phút trên 75 phút")
    assert seat.asked(api.Give) == [api.Give("minh", 15, bonus=True)]
    assert seat.today().snack.strip.head.text() == "Đã cho Minh thêm 15 phút."


def test_where_the_clock_ends_first_it_is_a_grant(seat: Seat) -> None:
    """Bedtime is not moved by minutes of the day."""
    seat.household.cards["minh"] = minh(next=((at("20:30"), "bedtime"),))
    seat.enter()
    seat.click(seat.today().cards["minh"].more[30])
    seat.until(lambda: seat.asked(api.Give))
    assert seat.asked(api.Give) == [api.Give("minh", 30, bonus=False)]


def test_pause_and_open_again(seat: Seat) -> None:
    """The same button, with the words and the name of what it will do."""
    seat.enter()
    card = seat.today().cards["minh"]
    assert card.hold.accessibleName() == "Tạm dừng máy của Minh"
    seat.click(card.hold)
    seat.until(lambda: card.hold.text() == "Mở lại")
    assert card.hold.accessibleName() == "Mở lại máy của Minh"
    assert not card.shut.isHidden()
    seat.click(card.hold)
    seat.until(lambda: card.hold.text() == "Tạm dừng")
    assert seat.asked(api.Stop) == [api.Stop("minh", "pause")]
    assert seat.asked(api.Resume) == [api.Resume("minh")]


def test_locking_asks_first_and_the_safe_answer_has_the_focus(seat: Seat) -> None:
    """Enter and Escape lock nothing."""
    seat.enter()
    card = seat.today().cards["minh"]
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        seat.click(card.shut)
        sheet = seat.sheet()
        assert seat.focused() is sheet.stay
        seat.key(key)
        seat.settle()
        assert seat.asked(api.Stop) == []
    seat.click(card.shut)
    seat.click(seat.sheet().go)
    seat.until(lambda: seat.asked(api.Stop))
    assert seat.asked(api.Stop) == [api.Stop("minh", "lock_now")]
    seat.until(card.shut.isHidden)


def test_one_click_answers_a_request(seat: Seat) -> None:
    """It is gone from the list, and the count with it."""
    seat.enter()
    row = seat.today().requests.rows()[0]
    assert row.allow.accessibleName() == "Minh: Cho 15 phút"
    seat.click(row.allow)
    seat.until(lambda: len(seat.today().requests.rows()) == 1)
    assert seat.asked(api.Answer) == [api.Answer("r1", True, 15)]
    seat.click(seat.today().requests.rows()[0].allow)
    seat.until(lambda: not seat.today().requests.rows())
    assert seat.asked(api.Answer)[1] == api.Answer("r2", True, 30)


def test_not_this_time_with_a_word(seat: Seat) -> None:
    """The line has the focus; a phrase fills it and can be changed; Enter sends."""
    seat.enter()
    seat.click(seat.today().requests.rows()[0].refuse)
    sheet = seat.sheet()
    assert seat.focused() == sheet.words
    phrase = next(w for w in walk(sheet) if w.accessibleName() == "Mai con chơi tiếp")
    seat.click(phrase)
    QTest.keyClicks(sheet.words, " nha")
    QTest.keyClick(sheet.words, Qt.Key.Key_Return)
    seat.until(lambda: seat.asked(api.Answer))
    assert seat.asked(api.Answer) == [api.Answer("r1", False, 0, "Mai con chơi tiếp nha")]


def test_other_amounts_and_a_yes_with_a_word(seat: Seat) -> None:
    """Behind the three dots."""
    seat.enter()
    row = seat.today().requests.rows()[0]
    seat.click(row.more)
    menu = next(one for one in row.more.findChildren(QMenu))
    words = [action.text() for action in menu.actions()]
    assert words == [
        "Cho 5 phút", "Cho 10 phút", "Cho 30 phút", "Cho 45 phút",
        "Cho 60 phút", "Đồng ý, kèm lời nhắn…",
    ]  # fmt: skip
    menu.actions()[2].trigger()
    menu.close()
    seat.until(lambda: seat.asked(api.Answer))
    assert seat.asked(api.Answer) == [api.Answer("r1", True, 30)]


def test_a_request_answered_elsewhere_is_said_to_be(seat: Seat) -> None:
    """The other parent was quicker."""
    seat.enter()
    row = seat.today().requests.rows()[0]
    seat.household.requests = seat.household.requests[1:]
    seat.click(row.allow)
    seat.until(lambda: seat.today().snack.strip is not None)
    assert seat.today().snack.strip.text.text() == "Lời xin này đã được trả lời."
    seat.click(seat.today().snack.strip.action)
    assert seat.today().snack.strip is None


def test_what_changes_by_itself_is_shown(seat: Seat) -> None:
    """Bedtime comes: state, reason and what comes next are new, the card is the same widget."""
    seat.enter()
    card = seat.today().cards["minh"]
    seat.household.cards["minh"] = bong(id="minh", name="Minh", age=10, bracket="7-12")
    seat.served.tell("today")
    seat.until(lambda: card._child.state.said == "Giờ ngủ")
    assert seat.today().cards["minh"] is card
    assert card._facts[0]._sub.text() == "Mở lại lúc 7:00 sáng mai."


def test_focus_stays_where_it_is_when_minutes_pass(seat: Seat) -> None:
    """An update must not take a button from under somebody's finger."""
    seat.enter()
    row = seat.today().requests.rows()[0]
    row.refuse.setFocus(Qt.FocusReason.TabFocusReason)
    seat.household.clock_ms += 120_000
    seat.served.tell("today")
    seat.until(lambda: "14 phút trước" in row._when.text())
    assert seat.focused() is row.refuse


def test_the_tab_key_follows_the_page(seat: Seat) -> None:
    """Requests, cards from left to right, news, navigation last (looks.md 9)."""
    seat.enter()
    seat.today().requests.rows()[0].allow.setFocus(Qt.FocusReason.TabFocusReason)
    names = []
    for _ in range(23):
        names.append(seat.focused().accessibleName())
        seat.key(Qt.Key.Key_Tab)
    assert names[:6] == [
        "Minh: Cho 15 phút", "Minh: Không, nhắn lại…", "Câu trả lời khác cho Minh",
        "Thảo: Cho mở 30 phút", "Thảo: Không, nhắn lại…", "Câu trả lời khác cho Thảo",
    ]  # fmt: skip
    assert names[6:10] == [
        "Cho Minh thêm 15 phút", "Cho Minh thêm 30 phút", "Tạm dừng máy của Minh",
        "Khóa máy của Minh ngay",
    ]  # fmt: skip
    assert names[14] == "Xem sổ"
    assert names[15:] == [
        "Hôm nay", "Tuần", "Quy tắc", "Trang web", "Sổ ghi", "Hướng dẫn", "Cài đặt",
        "Minh: Cho 15 phút",
    ]  # fmt: skip


def test_names_say_the_fact(seat: Seat) -> None:
    """What a screen reader is given for the painted parts."""
    seat.enter()
    card = seat.today().cards["minh"]
    ring = QAccessible.queryAccessibleInterface(card._ring)
    assert ring.text(QAccessible.Text.Name) == "Minh còn 26 phút trên 60 phút"
    ribbon = QAccessible.queryAccessibleInterface(card._ribbon)
    assert ribbon.text(QAccessible.Text.Name).startswith("Hôm nay: học 36 phút")
    eye = QAccessible.queryAccessibleInterface(seat.house.nav.running)
    assert eye.text(QAccessible.Text.Name) == "Quy tắc đang chạy, 2 con · máy này"


def test_one_four_and_no_children(seat: Seat) -> None:
    """A single card is not drawn out, four are a grid of two, none is an invitation."""
    seat.household.cards = {"minh": minh()}
    seat.enter()
    today = seat.today()
    assert today.cards["minh"].width() < 0.85 * today.width_inside()
    extra = {"khoi": khoi(), "bong": bong(), "lan": minh(id="lan", name="Lan")}
    seat.household.cards |= extra
    seat.served.tell("today")
    seat.until(lambda: len(today.cards) == 4)
    seat.settle()
    tops = [card.mapTo(today, card.rect().topLeft()).y() for card in today.cards.values()]
    assert tops[0] == tops[1] < tops[2] == tops[3]
    seat.household.cards = {}
    seat.served.tell("today")
    seat.until(lambda: not today.cards)
    assert not today._empty.isHidden()


def test_in_a_narrow_window_cards_stack(seat: Seat) -> None:
    """Below two cards and a gap there is one column, and nothing is cut at the right."""
    seat.enter(size=(1024, 640))
    seat.settle()
    today = seat.today()
    one, two = today.cards.values()
    assert one.mapTo(today, one.rect().topLeft()).x() == two.mapTo(today, two.rect().topLeft()).x()
    assert today.area.widget().width() <= today.area.viewport().width()
    assert seat.house.nav.width() == 48
    assert seat.house.nav.entries["week"].toolTip() == "Tuần"


def test_f1_is_help_and_escape_closes_it(seat: Seat) -> None:
    """From anywhere; the focus goes back to where it was."""
    seat.enter()
    button = seat.today().requests.rows()[0].allow
    button.setFocus(Qt.FocusReason.TabFocusReason)
    seat.key(Qt.Key.Key_F1)
    assert seat.overlay().isVisible()
    seat.key(Qt.Key.Key_Tab)
    assert seat.overlay().isAncestorOf(seat.focused())
    seat.key(Qt.Key.Key_Escape)
    seat.settle()
    assert seat.focused() is button


def test_news_leads_to_the_record(seat: Seat) -> None:
    """What the parent is told of can be read in full."""
    seat.enter()
    strip = seat.today()._news.itemAt(0).widget()
    seat.click(strip.action)
    assert seat.house.stack.currentWidget() is seat.house.pages["record"]


def test_news_that_was_looked_at_is_gone(seat: Seat) -> None:
    """Also after the next start; what is newer comes as news again."""
    seat.enter()
    seat.click(seat.today()._news.itemAt(0).widget().action)
    seat.page("today")
    assert seat.today()._news.count() == 0
    seat.window.choose_language("en")
    seat.settle()
    assert seat.today()._news.count() == 0
    newer = api.RecordRow(99, at("18:51"), "", "health", "service_restarted", (), True)
    seat.household.lines.insert(0, newer)
    seat.served.tell("today")
    seat.until(lambda: seat.today()._news.count() == 1)
