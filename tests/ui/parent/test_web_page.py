"""Sites with real clicks: requests on *Today*, the page *Web*, the lists in the settings."""

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from app.api import parent as api
from app.api import parent_web as web
from tests.ui.parent.conftest import Seat
from tests.ui.parent.sites import asked_sites
from tests.ui.parent.test_pages import texts


def menu_of(button: Any) -> QMenu:
    """The menu that a button opened."""
    return next(iter(button.findChildren(QMenu)))


def choose(seat: Seat, button: Any, words: str) -> None:
    """Open the menu of a button and take an entry."""
    seat.click(button)
    menu = menu_of(button)
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()


def asked(seat: Seat) -> Any:
    """*Today* with three questions for sites, each with what the lists know."""
    seat.household.requests = asked_sites()
    seat.enter()
    today = seat.today()
    seat.until(lambda: len(today.requests.rows()) == 3)
    seat.until(lambda: today.requests.rows()[1].asked.shut)
    seat.settle()
    return today


def web_page(seat: Seat) -> Any:
    """The page *Web* of Minh."""
    seat.enter()
    page = seat.page("web")
    seat.until(lambda: not page._full.isHidden())
    seat.settle()
    return page


def look_up(seat: Seat, page: Any, text: str) -> None:
    """Type a name and press Enter."""
    page.look_up.field.clear()
    QTest.keyClicks(page.look_up.field, text)
    QTest.keyClick(page.look_up.field, Qt.Key.Key_Return)


# --- requests ---------------------------------------------------------------------------------


def test_a_question_for_a_site_says_what_the_lists_know(seat: Seat) -> None:
    """Unknown, of a kind that is always closed by which list, or a whole service by its name."""
    rows = asked(seat).requests.rows()
    said = [texts(row) for row in rows]
    assert "xin mở truyenhay.example" in said[0] and "Cô giáo bảo" in said[0]
    assert "Trang lạ, chưa có trong danh sách nào" in said[0]
    seat.until(lambda: "theo hostsVN gambling" in texts(seat.today().requests.rows()[1]))
    assert "xin mở TikTok" in said[2] and "Cả dịch vụ" in said[2]


@pytest.mark.parametrize("how", ["today", "hour", "always"])
def test_one_click_opens_a_site_for_as_long_as_is_wanted(seat: Seat, how: str) -> None:
    """Three buttons, no dialog; the question is gone."""
    today = asked(seat)
    seat.click(today.requests.rows()[0].ways[how])
    seat.until(lambda: len(today.requests.rows()) == 2)
    assert seat.asked(api.Answer) == [api.Answer("s1", True, how=how)]


def test_a_yes_for_today_with_a_word(seat: Seat) -> None:
    """Behind the dots; the child reads it."""
    today = asked(seat)
    choose(seat, today.requests.rows()[2].more, "Mở hôm nay, kèm lời nhắn…")
    QTest.keyClicks(seat.sheet().words, "Lam bai vui")
    seat.click(seat.sheet().send)
    seat.until(lambda: seat.asked(api.Answer))
    assert seat.asked(api.Answer) == [api.Answer("s3", True, 0, "Lam bai vui", "today")]


def test_what_is_always_closed_is_not_opened_by_a_click(seat: Seat) -> None:
    """No comes first and filled; that the lists are wrong is asked about, Escape opens nothing."""
    today = asked(seat)
    row = today.requests.rows()[1]
    assert row.ways == {}
    seat.click(row.allow)
    assert seat.focused() is seat.sheet().stay
    assert "Cờ bạc, cá cược · theo hostsVN gambling" in texts(seat.overlay())
    seat.key(Qt.Key.Key_Escape)
    seat.settle()
    assert seat.asked(api.Answer) == []
    seat.click(row.allow)
    seat.click(seat.sheet().go)
    seat.until(lambda: seat.asked(web.SiteSet))
    assert seat.asked(api.Answer) == [api.Answer("s2", True, how="today")]
    said = web.SiteSet("minh", "bet88.example", "allow", "today", wrong_list=True)
    assert seat.asked(web.SiteSet) == [said]


def test_without_a_resolver_a_question_can_be_answered(seat: Seat) -> None:
    """Nothing is claimed about the site, and every answer is there."""
    seat.household.web.no_resolver = True
    seat.household.requests = asked_sites()
    seat.enter()
    seat.until(lambda: len(seat.today().requests.rows()) == 3)
    seat.until(lambda: "Chưa tra được trang này." in texts(seat.today().requests.rows()[1]))
    seat.click(seat.today().requests.rows()[1].ways["hour"])
    seat.until(lambda: seat.asked(api.Answer))


def test_answers_go_under_the_question_in_a_narrow_window(seat: Seat) -> None:
    """Nothing is squeezed; a very long name shows its end."""
    name = f"{'dai-' * 20}ten.example"
    seat.household.requests = [("minh", replace(asked_sites()[0][1], about=name))]
    seat.enter(size=(1024, 640))
    seat.until(seat.today().requests.rows)
    seat.settle()
    row = seat.today().requests.rows()[0]
    assert row.refuse.mapTo(row, row.refuse.rect().topLeft()).y() > row._when.y()
    assert "…" in row.asked.asks and row.asked.asks.endswith("ten.example")
    assert row.asked.site == name


# --- the page ---------------------------------------------------------------------------------


def test_how_the_web_is_and_what_holds(seat: Seat) -> None:
    """The state above; rules with a parent's change beside the default; the law's kinds."""
    page = web_page(seat)
    said = texts(page)
    assert "Tên trang của Minh đang được lọc theo tuổi." in said
    for words in (
        "Cần hỏi bạn trước", "Hạn chế chặt", "Diễn đàn (bạn chọn; mức tuổi: đóng)",
        "Luật Trẻ em, Điều 6",
    ):  # fmt: skip
        assert words in said
    seat.household.web.sites["minh"] = replace(seat.household.web.sites["minh"], web="lost")
    seat.served.tell("today")
    seat.until(lambda: "Bộ lọc đang khởi động lại." in texts(page))


def test_what_was_stopped_as_far_as_it_may_be_seen(seat: Seat) -> None:
    """Names of a child of 10 with how often; a number of one of 16, and that names are his."""
    page = web_page(seat)
    assert [row.line.match for row in page.stops.rows] == [
        "bet88.example", "clip.tiktok.com", "truyenhay.example",
    ]  # fmt: skip
    assert "4 lần · 12 phút trước" in texts(page.stops.rows[0])
    assert "2 lần con được cảnh báo." in texts(page.stops)
    from tests.ui.parent.house import khoi

    seat.household.cards["khoi"] = khoi()
    seat.served.tell("today")
    seat.until(lambda: len(page._children) == 3)
    page.chips._group.button(2).click()
    seat.until(lambda: "9 lần một trang bị dừng." in texts(page.stops))
    assert "tên trang chỉ con biết" in texts(page.stops)
    assert page.stops.rows[0].line.match == ""


def test_why_a_name_was_stopped_and_opening_it(seat: Seat) -> None:
    """Why fills the look-up; open takes two clicks, and what is always closed asks first."""
    page = web_page(seat)
    seat.click(page.stops.rows[1].ask)
    seat.until(lambda: not page.look_up.found.isHidden())
    assert page.look_up.field.text() == "clip.tiktok.com"
    assert "Mạng xã hội" in texts(page.look_up)
    choose(seat, page.stops.rows[1].open, "Mở 1 giờ")
    seat.until(lambda: seat.asked(web.SiteSet))
    assert seat.asked(web.SiteSet) == [web.SiteSet("minh", "clip.tiktok.com", "allow", "hour")]
    seat.until(lambda: page.words.rows[0].line.match == "clip.tiktok.com")
    assert page.snack.strip.head.text() == "clip.tiktok.com đang mở."
    seat.click(page.stops.rows[0].open)
    seat.click(seat.sheet().go)
    seat.until(lambda: len(seat.asked(web.SiteSet)) == 2)
    assert seat.asked(web.SiteSet)[1] == web.SiteSet(
        "minh", "bet88.example", "allow", "always", wrong_list=True
    )


@pytest.mark.parametrize(
    ("way", "message"),
    [
        ("hour", web.SiteSet("minh", "clip.tiktok.com", "allow", "hour")),
        ("today", web.SiteSet("minh", "clip.tiktok.com", "allow", "today")),
        ("always", web.SiteSet("minh", "clip.tiktok.com", "allow", "always")),
        ("ask", web.SiteSet("minh", "clip.tiktok.com", "ask", "always")),
        ("block", web.SiteSet("minh", "clip.tiktok.com", "block", "always")),
    ],
)
def test_a_site_is_looked_up_and_changed_in_one_click(
    seat: Seat, way: str, message: web.SiteSet
) -> None:
    """Verdict, why, who lists it, which rule; one click, and the verdict is the new one."""
    page = web_page(seat)
    look_up(seat, page, "https://Clip.TikTok.com/@ai?x=1")
    seat.until(lambda: not page.look_up.found.isHidden())
    said = texts(page.look_up)
    for words in ("TikTok, Mạng xã hội", "danh sách của Lũy Tre", "web.categories.social",
                  "Bạn chưa nói gì riêng."):  # fmt: skip
        assert words in said
    seat.click(page.look_up.ways[way])
    seat.until(lambda: page.look_up._site.said)
    assert seat.asked(web.SiteSet) == [message]
    seat.until(lambda: "Bạn đã chọn." in texts(page.look_up))
    seat.click(page.look_up.clear)
    seat.until(lambda: not page.look_up._site.said)
    assert seat.asked(web.SiteSet)[1].how == "clear"


def test_a_service_is_found_by_its_name(seat: Seat) -> None:
    """All of it is closed in one click; nothing is asked about a name."""
    page = web_page(seat)
    look_up(seat, page, "youtube")
    seat.until(lambda: not page.look_up.found.isHidden())
    assert "Cả dịch vụ YouTube" in texts(page.look_up)
    seat.click(page.look_up.ways["block"])
    seat.until(lambda: page.look_up._site.said)
    assert seat.asked(web.SiteSet) == [web.SiteSet("minh", "service:youtube", "block", "always")]
    assert seat.asked(web.SiteExplainQ) == []


def test_nonsense_and_no_resolver_are_said_under_the_field(seat: Seat) -> None:
    """What to write instead, or that the filter does not run."""
    page = web_page(seat)
    look_up(seat, page, "a b")
    seat.until(lambda: "Viết như vnexpress.net" in texts(page.look_up))
    assert page.look_up.found.isHidden()
    seat.household.web.no_resolver = True
    look_up(seat, page, "a.vn")
    seat.until(lambda: "Chưa tra được trang này." in texts(page.look_up))


def test_own_words_are_changed_and_taken_back(seat: Seat) -> None:
    """With until when; the row keeps its place while its words change."""
    page = web_page(seat)
    rows = page.words.rows
    assert [row.line.match for row in rows] == [
        "service:roblox", "truyencotich.vn", "category:forums", "game.bet88.example",
    ]  # fmt: skip
    assert "cả dịch vụ · đến 0:00 sáng mai" in texts(rows[0])
    assert "danh sách nhầm" in texts(rows[3])
    choose(seat, rows[1].change, "Đóng")
    seat.until(lambda: seat.asked(web.SiteSet))
    assert seat.asked(web.SiteSet) == [web.SiteSet("minh", "truyencotich.vn", "block", "always")]
    seat.until(lambda: "truyencotich.vn đang đóng." in texts(page))
    row = next(row for row in page.words.rows if row.line.match == "category:forums")
    choose(seat, row.change, "Bỏ lời riêng")
    seat.until(lambda: all(row.line.match != "category:forums" for row in page.words.rows))


def test_an_update_takes_no_button_from_under_a_finger(seat: Seat) -> None:
    """The clock goes on; the row that has the focus is the same row."""
    page = web_page(seat)
    button = page.stops.rows[0].open
    button.setFocus(Qt.FocusReason.TabFocusReason)
    seat.household.clock_ms += 120_000
    seat.served.tell("today")
    seat.until(lambda: "14 phút trước" in texts(page.stops.rows[0]))
    assert seat.focused() is button


def test_a_refusal_is_said(seat: Seat) -> None:
    """Too many words about sites, say."""
    from app.api.child import No

    page = web_page(seat)
    seat.household.web.say = lambda message: No("too_many")  # type: ignore[method-assign]
    choose(seat, page.words.rows[0].change, "Đóng")
    seat.until(lambda: page.snack.strip is not None)
    assert "quá nhiều lời riêng" in page.snack.strip.text.text()


def test_a_pc_without_children(seat: Seat) -> None:
    """Where to add one."""
    seat.household.cards = {}
    seat.enter()
    page = seat.page("web")
    seat.until(lambda: not page._empty.isHidden())
    assert page._full.isHidden()


# --- lists ------------------------------------------------------------------------------------


def lists_of(seat: Seat) -> Any:
    """The section of the settings, unfolded."""
    seat.enter()
    settings = seat.page("settings")
    seat.until(lambda: settings.lists.rows)
    settings.lists.fold.click()
    seat.settle()
    return settings


def test_every_list_with_its_licence_credit_age_and_state(seat: Seat) -> None:
    """Two in use; what went wrong is a word and a colour, and that the last good copy stays."""
    settings = lists_of(seat)
    said = texts(settings.lists)
    for words in (
        "2 danh sách đang dùng, 412.880 tên. Bảng tên được ghép 9:13.",
        "bigdargon · MIT · 21.304 tên · tải 9:12",
        "hostsVN, copyright bigdargon and contributors", "CC BY-SA 4.0",
        "bản tốt trước đó vẫn dùng",
    ):  # fmt: skip
        assert words in said
    row = settings.lists.rows["hostsvn-gambling"]
    assert "Mất quá nửa số tên" in row.accessibleName()
    assert settings.lists.rows["ut1"].switch.accessibleName().startswith("Dùng Blacklists UT1")
    assert not settings.lists.rows["ut1"].switch.isChecked()


def test_an_update_has_a_bar(seat: Seat) -> None:
    """It begins, grows with what the service says, and goes; meanwhile nobody starts another."""
    settings = lists_of(seat)
    lists = settings.lists
    assert lists.progress.isHidden()
    seat.click(lists.update_now)
    seat.until(lambda: not lists.progress.isHidden())
    assert seat.asked(web.ListsDo) == [web.ListsDo("update")]
    assert not lists.update_now.isEnabled()
    seat.household.web.progress(1, 4)
    seat.served.tell("lists")
    seat.until(lambda: lists.progress.share == 0.25)
    assert lists.progress.accessibleName() == "Đang tải 1 trên 4…"
    seat.household.web.progress(4, 4)
    seat.served.tell("lists")
    seat.until(lists.progress.isHidden)
    assert lists.update_now.isEnabled()


def test_a_list_is_switched_by_a_click_or_a_key(seat: Seat) -> None:
    """At once; where it is refused the switch goes back and it is said why."""
    settings = lists_of(seat)
    switch = settings.lists.rows["ut1"].switch
    settings.area.ensureWidgetVisible(switch)
    seat.click(switch)
    seat.until(lambda: "Chưa tải" in settings.lists.rows["ut1"].accessibleName())
    switch.setFocus(Qt.FocusReason.TabFocusReason)
    seat.key(Qt.Key.Key_Return)
    seat.until(lambda: "Tắt" in settings.lists.rows["ut1"].accessibleName())
    assert seat.asked(web.ListsDo) == [web.ListsDo("on", "ut1"), web.ListsDo("off", "ut1")]
    from app.api.child import No

    seat.household.web.do = lambda message: No("unforced")  # type: ignore[method-assign]
    seat.click(switch)
    seat.until(lambda: settings.snack.strip is not None)
    assert "Chế độ nhắc không tải danh sách." in settings.snack.strip.text.text()
    assert not switch.isChecked()
