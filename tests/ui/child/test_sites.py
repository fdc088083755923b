"""A stopped site: its words, its notice, the card of the last, asking for it, a parent's code."""

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from app.api.child import Done, No, RequestRow, RuleRow, State
from app.ui.child.ask_site import AskSite
from app.ui.child.code_panel import CodePanel
from app.ui.child.companion import Companion
from app.ui.child.face import ChildFace
from app.ui.child.help import SCROLL
from app.ui.child.live import Live
from app.ui.child.site_card import SiteBlock
from app.ui.child.site_toast import SMALL_SIDE, SiteToast
from app.ui.child.site_words import (
    answer_said,
    name_in,
    name_of,
    setting_line,
    short,
    site_words,
)
from app.ui.child.telling import Said
from app.ui.child.toast import Toast
from app.ui.shared.button import Button
from app.ui.shared.look import Look
from app.ui.shared.text import Words
from app.ui.shared.tokens import DARK, LIGHT, Palette, contrast
from app.words.rows import pack
from tests.ui import family, screens
from tests.ui.family import SITES

LEFT = Qt.MouseButton.LeftButton


def live(bracket: str = "7-12", kind: str = "unknown", **changes: object) -> Live:
    """A Live that knows a child whose web is filtered."""
    made = Live()
    made.take(family.web_state(bracket, "vi", kind, **changes))
    return made


def texts(made: object) -> set[str]:
    """Every text of a window."""
    return {label.text() for label in made.findChildren(Words)}  # type: ignore[attr-defined]


# --- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "voice", "head", "what", "act", "glyph"),
    [
        ("unknown", "7-12", "Trang này cần hỏi trước.", "Trang này còn lạ. Em hỏi bố mẹ nhé.",
         "ask", "octagon"),
        ("category", "13-15", "Trang này đang đóng.",
         "Loại trang này được giới hạn ở tuổi của bạn.", "ask", "octagon"),
        ("parent", "7-12", "Trang này đang đóng.", "Bố mẹ đang đóng trang này. Em có thể xin mở.",
         "ask", "octagon"),
        ("never", "7-12", "Trang này đang đóng.",
         "Trang này không dành cho trẻ em, nên luôn đóng.", "mistake", "octagon"),
        ("never", "0-6", "Trang này đóng", "Trang này không dành cho trẻ em.", "mistake",
         "octagon"),
        ("phishing", "13-15", "Trang này không đáng tin.",
         "Trang này làm giống trang thật để lấy mật khẩu.", "mistake", "shield_warn"),
        ("malware", "16-17", "Nên quay lại.", "Trang này phát tán phần mềm gây hại.", "look",
         "shield_warn"),
        ("lookalike", "16-17", "Cẩn thận ở trang này.", "Trang này giả làm Vietcombank.", "look",
         "shield_warn"),
        ("news", "7-12", "Khoan đã, em cẩn thận nhé.",
         "Em vào được, nhưng có chỗ chưa hợp với tuổi em.", "look", "shield_warn"),
    ],
)  # fmt: skip
def test_what_a_site_is_said_to_be(
    kind: str, voice: str, head: str, what: str, act: str, glyph: str
) -> None:
    """What was stopped, why, and what can be done, for the age."""
    said = site_words(SITES[kind], Look(False, "vi", voice))
    assert (said.head, said.what, said.act, said.glyph) == (head, what, act, glyph)
    assert SITES[kind].name in said.whole


@pytest.mark.parametrize("voice", ["7-9", "7-12", "13-15", "16-17"])
@pytest.mark.parametrize("kind", ["phishing", "lookalike"])
def test_who_typed_something_there_reads_what_to_do(kind: str, voice: str) -> None:
    """Tell an adult, change the password, 111 (Decision 830, IV.9.c); malware is not opened."""
    advice = site_words(SITES[kind], Look(False, "en", voice)).advice
    assert "111" in advice
    assert "tell" in advice.lower()
    if voice in ("13-15", "16-17"):
        assert "change the password" in advice
    loaded = site_words(SITES["malware"], Look(False, "en", voice)).advice
    assert "do not open it" in loaded.lower()


@pytest.mark.parametrize(("kind", "first"), [("malware", True), ("phishing", False)])
def test_who_may_go_on_is_told_to_go_back_first(kind: str, first: bool) -> None:
    """A warning says "go back"; what is closed need not."""
    advice = site_words(SITES[kind], Look(False, "en", "16-17")).advice
    assert advice.startswith("Better go back.") is first


@pytest.mark.parametrize("kind", list(SITES))
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_youngest_read_eight_words_a_line(kind: str, lang: str) -> None:
    """And no name of a site or a kind stands in their sentences."""
    said = site_words(SITES[kind], Look(False, lang, "0-6"))
    for line in (said.head, said.what, said.advice):
        assert len(line.split()) <= 8
        assert SITES[kind].name not in line
    assert said.kind == ""


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("unknown", "Quy tắc: trang lạ, mức cho lứa tuổi"),
        ("category", "Quy tắc: hẹn hò, mức cho lứa tuổi"),
        ("parent", "Quy tắc: riêng trang này, bố mẹ chọn"),
        ("lookalike", "Quy tắc: tên dễ nhầm, mức cho lứa tuổi"),
        ("never", "Quy tắc: trang gây hại luôn đóng, với mọi trẻ em"),
    ],
)
def test_which_rule_and_who_chose_it(kind: str, line: str) -> None:
    """The setting that decided, the age's or the family's."""
    assert setting_line(SITES[kind], Look(False, "vi", "7-12")) == line


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("https://truyen.vn/chuong/12?u=minh#x", "truyen.vn"), ("  Truyen.VN. ", "truyen.vn"),
        ("http://minh:matkhau@truyen.vn:8080/", "truyen.vn"), ("truyen.vn/a", "truyen.vn"),
        ("service:youtube", "service:youtube"), ("", ""), ("http://[x", "http://[x"),
    ],
)  # fmt: skip
def test_of_an_address_only_the_name_is_left(typed: str, name: str) -> None:
    """No path, no user, no search ever leaves the panel."""
    assert name_in(typed) == name


def test_a_long_name_keeps_its_end() -> None:
    """The end says whose it is."""
    assert short("a" * 60 + ".example.vn") == "…" + "a" * 16 + ".example.vn"
    assert short("truyen.vn") == "truyen.vn"


def test_services_are_called_by_their_name() -> None:
    """By the rule that names it, else by a readable key."""
    rule = RuleRow("site_ask", pack(name="YouTube", site="service:youtube"), "parent")
    assert name_of("service:youtube", (rule,)) == "YouTube"
    assert name_of("service:zing_mp3", (rule,)) == "Zing mp3"
    assert name_of("truyen.vn", (rule,)) == "truyen.vn"


@pytest.mark.parametrize(
    ("answer", "value", "said"),
    [
        ("yes", {"until": 1180}, "Bố mẹ cho em mở vehinh.vn đến 19:40."),
        ("yes", {}, "Từ nay em mở được vehinh.vn."),
        ("yes", None, "Lần mở vehinh.vn đã hết. Em xin lại được."),
        ("no", None, "vehinh.vn: lần này chưa được."),
        ("withdrawn", None, "Đã rút lại."),
    ],
)
def test_an_answer_says_until_when(answer: str, value: dict[str, int] | None, said: str) -> None:
    """For a while, always, over, or not this time: read off the rules that hold now."""
    rules: tuple[RuleRow, ...] = ()
    if value is not None:
        packed = pack(name="vehinh.vn", site="vehinh.vn", **value)
        rules = (RuleRow("site_open", packed, "parent"),)
    state = family.state(rules=rules)
    request = RequestRow("s1", "site", 0, 0, about="vehinh.vn", answer=answer)
    assert answer_said(request, state, Look(False, "vi", "7-12")) == said


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({}, "Bố mẹ đồng ý, nhưng quayso.example.vn thuộc loại luôn đóng."),
        ({"wrong": 1}, "Từ nay em mở được quayso.example.vn."),
    ],
)
def test_a_yes_that_opens_nothing_promises_nothing(wrong: dict[str, int], said: str) -> None:
    """What is always closed stays so until a parent says that the list is wrong."""
    name = SITES["never"].name
    rule = RuleRow("site_open", pack(name=name, site=name, **wrong), "parent")
    state = family.web_state("7-12", "vi", "never", rules=(rule,))
    request = RequestRow("s1", "site", 0, 0, about=name, answer="yes")
    assert answer_said(request, state, Look(False, "vi", "7-12")) == said


# --- the notice -------------------------------------------------------------------------------


@pytest.fixture
def face(qtbot: QtBot) -> ChildFace:
    """A face that knows Minh and his stopped site."""
    made = ChildFace()
    made.receive(family.web_state("7-12", "vi", "category"))
    return made


def test_one_press_opens_the_question_with_the_site_filled_in(
    face: ChildFace, qtbot: QtBot
) -> None:
    """The notice goes, the panel asks for that site."""
    asked = QSignalSpy(face.asked)
    face.receive(family.site_notice("category"))
    toast = face.toast
    assert isinstance(toast, SiteToast)
    buttons = toast.findChildren(Button)
    assert all(b.focusPolicy() is Qt.FocusPolicy.NoFocus for b in buttons), "it could take keys"
    press = next(b for b in buttons if b.text() == "Xin mở trang này")
    qtbot.mouseClick(press, LEFT)
    assert not toast.isVisible()
    assert face.companion is not None
    panel = face.companion.ask_panel
    assert isinstance(panel, AskSite)
    panel.words.setText(" bạn em kể ")
    qtbot.mouseClick(panel.send, LEFT)
    assert asked.at(0) == ["site", 0, "hopho.example", "bạn em kể"]
    face.receive(Done("s9"))
    assert panel.status.text() == "Đã gửi bố mẹ. Chậm nhất 18:52 thứ Bảy có trả lời."
    face.stop()


def test_help_is_on_every_notice(face: ChildFace, qtbot: QtBot) -> None:
    """One press, and it is there."""
    face.receive(family.site_notice("phishing"))
    assert face.toast is not None
    press = next(b for b in face.toast.findChildren(Button) if "111" in b.text())
    qtbot.mouseClick(press, LEFT)
    assert face.help is not None
    assert face.help.isVisible()
    face.stop()


def test_a_warning_leads_to_why(face: ChildFace, qtbot: QtBot) -> None:
    """What opens anyway need not be asked for: the press shows the reason."""
    face.receive(family.web_state("16-17", "vi", "lookalike"))
    face.receive(family.site_notice("lookalike"))
    assert isinstance(face.toast, SiteToast)
    assert "Trang này giả làm Vietcombank." in texts(face.toast)
    press = next(b for b in face.toast.findChildren(Button) if b.text() == "Vì sao?")
    qtbot.mouseClick(press, LEFT)
    assert face.companion is not None
    assert face.companion.ask_panel is None
    assert "vietconbank-otp.example" in texts(face.companion)
    face.stop()


def test_a_word_about_time_is_not_covered(face: ChildFace, qtbot: QtBot) -> None:
    """Five minutes left stays; the site's word comes after it. The other way round it gives way."""
    face.receive(family.notice("warn", 5))
    time_toast = face.toast
    assert time_toast is not None
    face.receive(family.site_notice("category"))
    assert face.toast is time_toast
    assert time_toast.isVisible()
    time_toast.dismiss()
    qtbot.waitUntil(lambda: isinstance(face.toast, SiteToast), timeout=2000)
    face.receive(family.notice("warn", 1))
    assert type(face.toast) is Toast
    face.stop()


def test_site_after_site_is_one_notice(face: ChildFace) -> None:
    """A page that asks for twenty names does not pile up."""
    for kind in ("category", "never", "unknown"):
        face.receive(family.site_notice(kind))
    assert isinstance(face.toast, SiteToast)
    assert "truyen-tranh.example.vn" in texts(face.toast)
    assert sum(w.isVisible() for w in [face.toast]) == 1
    face.stop()


class Desktop:
    """A desktop that shows messages by itself."""

    def __init__(self) -> None:
        """Nothing was told."""
        self.told: list[tuple[Said, str, bool, str]] = []

    def tell(self, said: Said, ask: str, urgent: bool, help_: str = "") -> None:
        """Remember it."""
        self.told.append((said, ask, urgent, help_))

    def hush(self) -> None:
        """Nothing to take away."""


def test_where_windows_cannot_be_placed_the_desktop_tells(qtbot: QtBot) -> None:
    """The same words, not over a full screen; its button opens the same question."""
    desktop = Desktop()
    made = ChildFace(desktop)
    made.receive(family.web_state("7-12", "vi", "category"))
    made.receive(family.site_notice("category"))
    said, ask, urgent, help_ = desktop.told[0]
    assert (said.head, said.note) == ("Trang này đang đóng", "hopho.example · Hẹn hò")
    assert (ask, urgent, help_) == ("Xin mở trang này", False, "Cần giúp · 111")
    made.press_notice()
    assert made.companion is not None
    panel = made.companion.ask_panel
    assert isinstance(panel, AskSite)
    assert panel.about() == "hopho.example"
    made.stop()


def test_the_youngest_press_pictures(qtbot: QtBot) -> None:
    """Two large ones, each with a name to be read aloud."""
    made = screens.site_toast("0-6", "vi", False, "category")
    qtbot.addWidget(made)
    large = [b for b in made.findChildren(Button) if b.height() == SMALL_SIDE]
    assert [b.accessibleName() for b in large] == ["Xin mở", "Con cần giúp"]
    assert "hopho.example" not in texts(made)


# --- the last one -----------------------------------------------------------------------------


def test_the_last_site_stands_on_the_first_page(qtbot: QtBot) -> None:
    """When, which, why, by which rule, who sees it, and one press to ask."""
    made = Companion(live(kind="category"), dark=False)
    qtbot.addWidget(made)
    found = texts(made)
    assert {"Vừa dừng lúc 18:21", "hopho.example", "Quy tắc: hẹn hò, mức cho lứa tuổi"} <= found
    assert "Bố mẹ thấy tên trang này. Không thấy địa chỉ." in found
    press = next(b for b in made.findChildren(Button) if b.text() == "Xin mở trang này")
    qtbot.mouseClick(press, LEFT)
    assert isinstance(made.ask_panel, AskSite)
    assert made.ask_panel.about() == "hopho.example"


@pytest.mark.parametrize(
    ("bracket", "kind", "line"),
    [
        ("13-15", "category", "Bố mẹ thấy tên trang này, không thấy địa chỉ."),
        ("16-17", "malware", "Bố mẹ chỉ thấy số lần, không thấy tên trang."),
        ("7-12", "news", "Bố mẹ chỉ thấy có mấy lần, không thấy tên."),
    ],
)
def test_who_sees_it_is_read_off_what_they_see(
    qtbot: QtBot, bracket: str, kind: str, line: str
) -> None:
    """The line follows the rows themselves, so it cannot promise what is not so."""
    held = live(bracket, kind)
    assert held.state is not None
    made = SiteBlock(held.look(False), SITES[kind], held.state)
    qtbot.addWidget(made)
    assert line in texts(made)
    bare = SiteBlock(held.look(False), SITES[kind], family.web_state(bracket, "vi", kind, seen=()))
    qtbot.addWidget(bare)
    assert not [said for said in texts(bare) if said.startswith("Bố mẹ")]


def test_yesterdays_site_is_not_todays(qtbot: QtBot) -> None:
    """A page that was closed last week is no news."""
    made = Companion(live(clock_ms=family.at("9:00", 14)), dark=False)
    qtbot.addWidget(made)
    assert "truyen-tranh.example.vn" not in texts(made)


@pytest.mark.parametrize(
    ("web", "asks", "strip"),
    [("on", True, False), ("lost", True, True), ("off", False, False), ("", False, False)],
)
def test_how_the_web_is(qtbot: QtBot, web: str, asks: bool, strip: bool) -> None:
    """Asking for a site where names are filtered; a line while the filter is away."""
    made = Companion(live(web=web, site=None), dark=False)
    qtbot.addWidget(made)
    assert made.today is not None
    assert ("Xin mở một trang" in {b.text() for b in made.findChildren(Button)}) is asks
    lost = any("khởi động lại" in said for said in texts(made.today))
    assert lost is strip
    made.show_page(1)
    filtered = [s for s in texts(made) if "lọc" in s and "Trang web" in s]
    assert bool(filtered) is (web in ("on", "off"))


def test_a_new_stop_changes_the_page_and_keeps_the_question(qtbot: QtBot) -> None:
    """A State that comes while one writes does not take the words away."""
    held = live(site=None, seen=())
    made = Companion(held, dark=False)
    qtbot.addWidget(made)
    made.open_ask("site")
    panel = made.ask_panel
    assert isinstance(panel, AskSite)
    panel.words.setText("em cần")
    held.take(family.web_state("7-12", "vi", "category"))
    made.refresh()
    assert made.ask_panel is panel
    assert panel.words.text() == "em cần"
    assert "hopho.example" in texts(made)


# --- asking -----------------------------------------------------------------------------------


def panel_of(qtbot: QtBot, about: str = "", **changes: object) -> tuple[AskSite, Live]:
    """The panel alone."""
    held = live("7-12", "category", **changes)
    made = AskSite(held.look(False), held, about)
    qtbot.addWidget(made)
    return made, held


def test_a_typed_address_is_asked_for_by_its_name(qtbot: QtBot) -> None:
    """Without a name nothing is sent."""
    made, _ = panel_of(qtbot, site=None, rules=())
    spy = QSignalSpy(made.asked)
    assert not made.send.isEnabled()
    made.which.setText("https://truyen.vn/doc?q=toi")
    qtbot.mouseClick(made.send, LEFT)
    assert spy.at(0) == ["site", 0, "truyen.vn", ""]
    assert not made.send.isEnabled(), "asked twice"


def test_a_service_that_parents_closed_can_be_chosen(qtbot: QtBot) -> None:
    """The last site first, then services and names of the parents' rules, then any other."""
    made, _ = panel_of(qtbot, "hopho.example")
    spy = QSignalSpy(made.asked)
    labels = [b.text() for b in made.choices.findChildren(Button)]
    assert labels == ["hopho.example", "YouTube", "Trang khác"]
    qtbot.mouseClick(made.choices.findChildren(Button)[1], LEFT)
    qtbot.mouseClick(made.send, LEFT)
    assert spy.at(0) == ["site", 0, "service:youtube", ""]


def test_another_site_opens_the_field(qtbot: QtBot) -> None:
    """What is hidden is not asked for."""
    made, _ = panel_of(qtbot, "hopho.example")
    assert made.which.isHidden()
    qtbot.mouseClick(made.choices.findChildren(Button)[2], LEFT)
    assert not made.which.isHidden()
    assert made.about() == ""
    made.which.setText("truyen.vn")
    assert made.about() == "truyen.vn"


def test_what_waits_is_taken_back_not_asked_again(qtbot: QtBot) -> None:
    """Until when an answer is due, and the way back; taking back is not "sent"."""
    waits = RequestRow(
        "s3", "site", family.at("18:40"), family.at("18:40", 14), about="hopho.example"
    )
    made, held = panel_of(qtbot, "hopho.example", requests=(waits,))
    assert made.send.isHidden()
    assert "Trang này đã xin rồi, hạn trả lời 18:40 thứ Bảy." in texts(made)
    spy = QSignalSpy(made.taken_back)
    back = next(b for b in made.findChildren(Button) if b.text() == "Rút lại")
    qtbot.mouseClick(back, LEFT)
    assert spy.at(0) == ["s3"]
    made.done()
    assert made.status.text() == ""
    held.take(family.web_state("7-12", "vi", "category", requests=()))
    made.refresh()
    assert not made.send.isHidden()
    assert made.waiting.isHidden()


@pytest.mark.parametrize(
    ("no", "said"),
    [
        (No("site"), "Tên trang chưa đúng. Thử viết như vnexpress.net nhé."),
        (No("too_many"), "Đã có vài lời xin đang chờ. Đợi bố mẹ trả lời nhé."),
        (No("rate", 90_000), "Vừa hỏi xong. Thử lại sau 2 phút nhé."),
        (No("nobody"), "Chưa gửi được. Thử lại sau nhé."),
    ],
)
def test_a_refusal_is_said(qtbot: QtBot, no: No, said: str) -> None:
    """In words, and it can be tried again."""
    made, _ = panel_of(qtbot, "hopho.example")
    qtbot.mouseClick(made.send, LEFT)
    made.refused(no)
    assert made.status.text() == said
    assert made.send.isEnabled()


def test_escape_leaves_the_question(qtbot: QtBot) -> None:
    """Nothing is sent."""
    made, _ = panel_of(qtbot, "hopho.example")
    asked, left = QSignalSpy(made.asked), QSignalSpy(made.left)
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    assert (asked.count(), left.count()) == (0, 1)


# --- a parent stands beside -------------------------------------------------------------------


def test_a_code_opens_this_site_for_an_hour(face: ChildFace, qtbot: QtBot) -> None:
    """Said before it is typed; sent for that site only; taken, it says so."""
    face.open_asking_site("hopho.example")
    assert face.companion is not None
    asking = face.companion.ask_panel
    assert isinstance(asking, AskSite)
    qtbot.mouseClick(asking.here, LEFT)
    panel = face.companion.ask_panel
    assert isinstance(panel, CodePanel)
    assert [b.text() for b in panel.what.findChildren(Button)] == ["mở hopho.example một giờ"]
    coded = QSignalSpy(face.coded)
    qtbot.keyClicks(panel, "123456")
    qtbot.mouseClick(panel.enter, LEFT)
    assert coded.at(0) == ["123456", "site", 0, "hopho.example"]
    face.receive(No("wrong"))
    assert panel.status.text() == "Mã chưa đúng hoặc đã dùng rồi."
    face.receive(Done())
    assert panel.status.text() == "hopho.example mở trong một giờ."
    face.stop()


@pytest.mark.parametrize(("kind", "offered"), [("category", True), ("never", False)])
def test_no_code_is_offered_for_what_it_cannot_open(qtbot: QtBot, kind: str, offered: bool) -> None:
    """What is always closed opens only by a parent's own word that the list is wrong."""
    held = live("7-12", kind)
    made = AskSite(held.look(False), held, SITES[kind].name)
    qtbot.addWidget(made)
    assert made.here.isHidden() is not offered


def test_before_anything_was_stopped_the_panel_still_asks(qtbot: QtBot) -> None:
    """A State without a site: the child says which."""
    held = Live()
    held.take(State(0, family.ZONE, "en", "Minh", "7-12", 0, family.OPEN, 0, 0, 0, ten=True))
    made = AskSite(held.look(False), held)
    qtbot.addWidget(made)
    assert not made.which.isHidden()
    assert made.choices.isHidden()


# --- colours ----------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "need"),
    [
        ("sun_text", "sun_tint", 4.5), ("ink", "sun_tint", 4.5), ("ink", "bamboo_tint", 4.5),
        ("ink2", "card", 4.5), ("ink2", "paper", 4.5), ("bamboo", "bamboo_tint", 3),
    ],
)  # fmt: skip
def test_what_is_drawn_about_sites_can_be_read(
    theme: Palette, front: str, back: str, need: float
) -> None:
    """Names, kinds, marks and the state of one's web, in both themes."""
    assert contrast(getattr(theme, front), getattr(theme, back)) >= need


@pytest.mark.parametrize("ground", [LIGHT.paper, LIGHT.card, DARK.paper, DARK.card])
def test_the_scroll_bar_can_be_seen(ground: str) -> None:
    """One grey for every ground that scrolls."""
    assert contrast(SCROLL, ground) >= 3


def test_an_idle_agent_has_not_read_them() -> None:
    """A tray icon is all it is: the parts about sites are read when one is stopped."""
    code = (
        "import sys, app.ui.child.face\n"
        "print([m for m in sys.modules if 'child.site' in m or 'ask_site' in m])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
