"""Set-up from the first click to the first day, and every reason why it does not go on."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.api import parent as api
from app.api.policy_doc import parse
from app.link.server import Role
from app.ui.parent.house import House
from app.ui.parent.setup.flow import SetUp
from tests.ui.parent.conftest import Seat
from tests.ui.parent.house import OTPAUTH, RECOVERY, SHEET, TODAY


def said(seat: Seat) -> str:
    """Everything the step says."""
    labels = seat.step.findChildren(QLabel)
    return " ".join(label.text() for label in labels if not label.isHidden())


def begin(seat: Seat, **options: Any) -> SetUp:
    """A PC on which nobody set anything up."""
    seat.household.password = ""
    seat.household.toml = ""
    seat.household.cards = {}
    seat.household.requests = []
    seat.household.lines = []
    seat.sit(**options)
    face = seat.face(SetUp)
    assert isinstance(face, SetUp)
    return face


def to_password(seat: Seat) -> Any:
    """The second step."""
    begin(seat)
    seat.click(seat.setup.forward)
    return seat.step


def to_codes(seat: Seat, secret: str = "bay cay tre") -> Any:
    """The third."""
    step = to_password(seat)
    for field in (step.secret, step.again):
        QTest.keyClicks(field, secret)
    seat.click(seat.setup.forward)
    seat.until(lambda: seat.setup.draft.at == 2 and seat.setup.draft.codes is not None)
    return seat.step


def to_child(seat: Seat) -> Any:
    """The fourth, with accounts and date there."""
    step = to_codes(seat)
    step.kept.click()
    seat.click(seat.setup.forward)
    step = seat.step
    seat.until(lambda: step.birth is not None and step.accounts.rows)
    return step


def fill(seat: Seat, step: Any, *, user: str = "minh", name: str = "Minh") -> None:
    """An account, a name and 14 March 2016."""
    seat.click(step.accounts.rows[user])
    step.name.setText(name)
    for column, at in ((step.birth.day, 14), (step.birth.month, 3), (step.birth.year, 11)):
        column.setCurrentIndex(at)


def test_from_the_first_click_to_the_first_day(seat: Seat) -> None:
    """Language, password, codes, child, and the policy the service then holds."""
    step = to_child(seat)
    fill(seat, step)
    assert "Minh 10 tuổi, thuộc nhóm 7–12 tuổi." in said(seat)
    seat.click(seat.setup.forward)
    seat.until(lambda: seat.setup.draft.at == 4)
    assert "Minh được biết trước" in said(seat)
    policy = parse(seat.household.toml, today=TODAY)
    (one,) = policy.subjects
    assert (one.subject.name, one.subject.accounts) == ("Minh", ("minh",))
    assert (policy.language, policy.zone) == ("vi", "Asia/Ho_Chi_Minh")
    assert seat.household.password == "bay cay tre"
    seat.click(seat.setup.forward)
    seat.face(House)
    seat.until(lambda: list(seat.today().cards) == ["minh"])


def test_another_language_begins_anew_in_it(seat: Seat) -> None:
    """Same step, other words; the choice is kept."""
    begin(seat)
    english = seat.step.choices._group.button(1)
    seat.click(english)
    seat.until(lambda: seat.window.look.lang == "en")
    assert "Welcome" in said(seat)
    assert seat.console.preferences.lang == "en"


def test_the_password_is_asked_for_twice(seat: Seat) -> None:
    """Too short or not the same: the button rests, and it says why without blame."""
    step = to_password(seat)
    assert not seat.setup.forward.isEnabled()
    QTest.keyClicks(step.secret, "tre")
    assert step.hint.text() == "Còn ngắn, cần ít nhất 6 ký tự."
    QTest.keyClicks(step.secret, " xanh")
    QTest.keyClicks(step.again, "tre xanhh")
    assert step.hint.text() == "Hai lần nhập chưa giống nhau."
    assert not seat.setup.forward.isEnabled()
    QTest.keyClick(step.again, Qt.Key.Key_Backspace)
    assert seat.setup.forward.isEnabled()
    QTest.keyClick(step.again, Qt.Key.Key_Return)
    seat.until(lambda: seat.setup.draft.at == 2)
    assert seat.household.password == "tre xanh"


def test_the_meter_names_its_level(seat: Seat) -> None:
    """Three bars say nothing to who cannot see them."""
    step = to_password(seat)
    QTest.keyClicks(step.secret, "Tre-xanh-2026!")
    assert step.meter.accessibleName() == "Khó đoán, tốt."


def test_a_password_the_service_refuses(seat: Seat) -> None:
    """Somebody else set one in the meantime: it is said, and nothing goes on."""
    step = to_password(seat)
    seat.household.password = "der andere"
    for field in (step.secret, step.again):
        QTest.keyClicks(field, "bay cay tre")
    seat.click(seat.setup.forward)
    seat.until(lambda: "Đăng nhập lại rồi thử lần nữa." in said(seat))
    assert seat.setup.draft.at == 1


def test_codes_are_shown_once_and_have_to_be_kept(seat: Seat) -> None:
    """All of them, with a picture for the phone; on only when they were put away."""
    step = to_codes(seat)
    text = said(seat)
    assert all(code in text for code in (*RECOVERY, *SHEET))
    assert step.view.codes.otpauth == OTPAUTH
    assert not seat.setup.forward.isEnabled()
    step.kept.click()
    assert seat.setup.forward.isEnabled()
    assert len(seat.asked(api.NewCodes)) == 1


def test_saving_them_ticks_the_box(seat: Seat, tmp_path: Any) -> None:
    """Who saved them has kept them."""
    step = to_codes(seat)
    step.view.save_to(tmp_path / "codes.txt")
    assert step.kept.isChecked()
    assert seat.setup.forward.isEnabled()


def test_who_cannot_be_a_child_says_why(seat: Seat) -> None:
    """The administrator is in the list, cannot be chosen, and the reason stands there."""
    step = to_child(seat)
    row = step.accounts.rows["hoa"]
    assert not row.isEnabled()
    assert "quản trị viên (nhóm sudo)" in row.accessibleName()
    seat.click(row)
    assert step.accounts.account() is None


def test_accounts_by_keyboard(seat: Seat) -> None:
    """Arrow keys pass over those that cannot be chosen."""
    step = to_child(seat)
    seat.settle()  # the step takes the focus itself a moment after it is shown
    step.accounts.rows["minh"].setFocus(Qt.FocusReason.TabFocusReason)
    seat.key(Qt.Key.Key_Down)
    assert step.accounts.account().user == "thao"
    seat.key(Qt.Key.Key_Down)
    seat.key(Qt.Key.Key_Down)
    assert step.accounts.account().user == "minh"


def test_a_date_by_keyboard(seat: Seat) -> None:
    """Day before month before year; digits and arrows choose."""
    step = to_child(seat)
    for column, digits in ((step.birth.day, "14"), (step.birth.month, "3")):
        column.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClicks(column, digits)
    step.birth.year.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(step.birth.year, "2016")
    assert step.birth.parts() == (14, 3, 2016)
    QTest.keyClick(step.birth.day, Qt.Key.Key_Down)
    assert step.birth.parts() == (15, 3, 2016)
    assert step.birth.month.accessibleName() == "Tháng: tháng 3"


DATES = [
    ((30, 2, 2016), "Ngày này không có.", False),
    ((14, 3, 2016), "Minh 10 tuổi, thuộc nhóm 7–12 tuổi.", True),
    ((13, 11, 2019), "Minh 6 tuổi, thuộc nhóm 0–6 tuổi.", True),
    ((12, 11, 2019), "Minh 7 tuổi, thuộc nhóm 7–12 tuổi.", True),
    ((31, 12, 2026), "Ngày này không có.", False),
    ((1, 1, 2005), "Minh 21 tuổi: từ 18 tuổi Lũy Tre không áp dụng nữa.", False),
]


@pytest.mark.parametrize(("birth", "words", "goes"), DATES)
def test_what_a_date_means(seat: Seat, birth: tuple[int, int, int], words: str, goes: bool) -> None:
    """The bracket at once; a day that is none, a future one and a grown-up do not go on."""
    step = to_child(seat)
    fill(seat, step)
    years = [0, *step.birth._years]
    step.birth.day.setCurrentIndex(birth[0])
    step.birth.month.setCurrentIndex(birth[1])
    step.birth.year.setCurrentIndex(years.index(birth[2]))
    assert words in said(seat)
    assert seat.setup.forward.isEnabled() is goes
    assert step.rules.isVisible() is goes


def test_every_default_has_its_reason_one_click_away(seat: Seat) -> None:
    """`Vì sao?` opens it, and closes it again."""
    step = to_child(seat)
    fill(seat, step)
    row = step.rules.rows[1]
    assert row.why.isHidden()
    seat.click(row.link)
    assert "AASM 2016" in row.why.text()
    assert not row.why.isHidden()
    assert row.link.accessibleName() == "Vì sao: Tắt máy buổi tối"
    seat.click(row.link)
    assert row.why.isHidden()
    assert all(one.link is not None for one in step.rules.rows)


def test_without_a_grown_up_administrator_it_does_not_finish(seat: Seat) -> None:
    """Else nobody could take the child's account in hand again."""
    seat.household.administrators = ()
    step = to_child(seat)
    fill(seat, step)
    seat.click(seat.setup.forward)
    seat.until(lambda: "Máy này chưa có người lớn nào là quản trị viên." in said(seat))
    assert seat.setup.draft.at == 3
    assert seat.asked(api.PolicySet) == []


def test_root_is_an_administrator(seat: Seat) -> None:
    """Whatever the groups say."""
    seat.served.role = Role.ROOT
    seat.household.administrators = ()
    step = to_child(seat)
    fill(seat, step)
    seat.click(seat.setup.forward)
    seat.until(lambda: seat.setup.draft.at == 4)


def test_an_administrator_among_those_that_can_be_chosen(seat: Seat) -> None:
    """Another group that is as good as root's: it warns, and the last one cannot be taken."""
    seat.household.administrators = ("minh",)
    step = to_child(seat)
    fill(seat, step)
    assert "minh là quản trị viên" in said(seat)
    seat.click(seat.setup.forward)
    seat.until(lambda: "Máy này chưa có người lớn nào là quản trị viên." in said(seat))


def test_a_pc_without_an_account_for_a_child(seat: Seat) -> None:
    """How to make one, and the list is read again on a click."""
    kept, seat.household.accounts = seat.household.accounts, seat.household.accounts[:1]
    step = to_codes(seat)
    step.kept.click()
    seat.click(seat.setup.forward)
    step = seat.step
    seat.until(lambda: "Chưa có tài khoản nào cho con." in said(seat))
    seat.household.accounts = kept
    seat.click(step.reread)
    seat.until(lambda: "minh" in step.accounts.rows and step._nobody.isHidden())


def test_what_the_service_finds_wrong_is_said(seat: Seat) -> None:
    """The account is gone in the meantime: field and problem, and the step stays."""
    step = to_child(seat)
    fill(seat, step)
    seat.household.accounts = seat.household.accounts[:1]
    seat.click(seat.setup.forward)
    seat.until(lambda: "accounts" in said(seat))
    assert seat.setup.draft.at == 3


def test_another_child_later(seat: Seat) -> None:
    """From Settings: only this step, the others' accounts are taken, and back leaves."""
    seat.enter()
    seat.click(seat.page("settings").child)
    seat.face(SetUp)
    step = seat.step
    seat.until(lambda: step.accounts.rows)
    seat.until(lambda: not step.accounts.rows["minh"].isEnabled())
    assert "đã là của Minh" in step.accounts.rows["minh"].accessibleName()
    seat.click(seat.setup.back)
    seat.face(House)
    seat.click(seat.page("settings").child)
    seat.face(SetUp)
    step = seat.step
    seat.until(lambda: step.birth is not None and "khach" in step.accounts.rows)
    fill(seat, step, user="khach", name="Lan")
    seat.click(seat.setup.forward)
    seat.until(lambda: seat.setup.draft.at == 1)
    assert [one.subject.name for one in parse(seat.household.toml, today=TODAY).subjects] == [
        "Minh", "Thảo", "Lan",
    ]  # fmt: skip


def test_one_more_child_in_the_same_set_up(seat: Seat) -> None:
    """The fields are empty again, the first child's account is taken."""
    step = to_child(seat)
    fill(seat, step)
    seat.click(seat.setup.forward)
    seat.until(lambda: seat.setup.draft.at == 4)
    seat.click(seat.setup.second)
    step = seat.step
    seat.until(lambda: step.accounts.rows and not step.accounts.rows["minh"].isEnabled())
    assert step.name.text() == ""
    assert not seat.setup.forward.isEnabled()


def test_the_tab_key_in_set_up(seat: Seat) -> None:
    """Fields, then on, then back (looks.md 9)."""
    step = to_password(seat)
    for field in (step.secret, step.again):
        QTest.keyClicks(field, "bay cay tre")
    step.secret.setFocus(Qt.FocusReason.TabFocusReason)
    names = []
    for _ in range(6):
        names.append(seat.focused().accessibleName())
        seat.key(Qt.Key.Key_Tab)
    assert names == [
        "Mật khẩu của bố mẹ", "Hiện chữ đã gõ", "Nhập lại", "Hiện chữ đã gõ", "Đặt mật khẩu",
        "Quay lại",
    ]  # fmt: skip


def test_the_hedge_says_how_far_one_has_come(seat: Seat) -> None:
    """The painted steps have a name."""
    to_password(seat)
    seat.settle()
    assert seat.setup._hedge.accessibleName() == "Bước 2 trên 5: Mật khẩu của bố mẹ"


def test_no_secret_outlives_its_step(seat: Seat) -> None:
    """The draft, which outlives the widgets, holds no password."""
    to_codes(seat, "bay cay tre xanh")
    assert "bay cay tre xanh" not in repr(seat.setup.draft)
