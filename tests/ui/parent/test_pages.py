"""Week, rules, record and settings, with real clicks."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.api import parent as api
from app.ui.parent.codes import CodesView
from app.ui.parent.licences import LICENCES
from app.ui.parent.record_page import LineRow
from tests.ui.parent.conftest import Seat
from tests.ui.parent.house import RECOVERY, SHEET

ROOT = Path(__file__).parents[3]


def texts(widget: object) -> str:
    """Everything that is said in a widget."""
    assert hasattr(widget, "findChildren")
    said = (label.text() for label in widget.findChildren(QLabel) if not label.isHidden())
    return " ".join(said).replace("\u00a0", " ")


# --- the week ---------------------------------------------------------------------------------


def test_the_week_that_runs_and_the_one_before(seat: Seat) -> None:
    """One arrow back, one forward; beyond this week there is none."""
    seat.enter()
    week = seat.page("week")
    seat.until(lambda: week.span.text() == "9 – 15 tháng 11")
    assert not week.later.isEnabled()
    seat.click(week.earlier)
    seat.until(lambda: week.span.text() == "2 – 8 tháng 11")
    assert "8 giờ" in texts(week)
    seat.click(week.later)
    seat.until(lambda: week.span.text() == "9 – 15 tháng 11")


def test_another_child_in_the_same_week(seat: Seat) -> None:
    """By click and by arrow key; what is not shown at 14 is said."""
    seat.enter()
    week = seat.page("week")
    seat.until(week.span.text)
    seat.click(week.earlier)
    seat.until(lambda: week.span.text() == "2 – 8 tháng 11")
    chip = week.chips._group.button(0)
    chip.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chip, Qt.Key.Key_Right)
    seat.until(lambda: week._week.subject == "thao")
    assert week.span.text() == "2 – 8 tháng 11"
    assert "Ở tuổi này chỉ có theo nhóm" in texts(week)


def test_every_bar_is_a_fact_of_its_own(seat: Seat) -> None:
    """A chart is a list: seven names, one stop of the Tab key, arrows between them."""
    seat.enter()
    week = seat.page("week")
    seat.until(week.span.text)
    seat.click(week.earlier)
    seat.until(lambda: week.span.text() == "2 – 8 tháng 11")
    names = [
        QAccessible.queryAccessibleInterface(day).text(QAccessible.Text.Name)
        for day in week.bars.days
    ]
    assert names[5] == "Thứ Bảy 112 phút trên 120 phút, học 45 phút"
    assert len(set(names)) == 7
    week.bars.days[0].setFocus(Qt.FocusReason.TabFocusReason)
    seat.key(Qt.Key.Key_Right)
    assert seat.focused() is week.bars.days[1]
    seat.key(Qt.Key.Key_Left)
    seat.key(Qt.Key.Key_Left)
    assert seat.focused() is week.bars.days[6]


def differs(week: Any, before: str) -> bool:
    """Whether another week is shown."""
    return bool(week.span.text() != before)


def test_an_empty_week_is_a_calm_page(seat: Seat) -> None:
    """No chart of nothing."""
    seat.enter()
    week = seat.page("week")
    seat.until(week.span.text)
    for _ in range(4):
        before = week.span.text()
        seat.click(week.earlier)
        seat.until(partial(differs, week, before))
    assert week._chart.isHidden()
    assert not week._empty.isHidden()


def test_a_week_without_children(seat: Seat) -> None:
    """It says where to add one."""
    seat.household.cards = {}
    seat.enter()
    week = seat.page("week")
    seat.settle()
    assert not week._nobody.isHidden()
    assert week.span.isHidden()


# --- rules ------------------------------------------------------------------------------------


def test_rules_with_origin_and_reason(seat: Seat) -> None:
    """Who chose it, and why the default is what it is."""
    seat.enter()
    rules = seat.page("rules")
    seat.until(lambda: rules.rows.rows)
    said = texts(rules)
    assert "bạn chọn" in said
    assert "mức cho lứa tuổi" in said
    seat.click(rules.rows.rows[1].link)
    assert "AASM 2016" in texts(rules)
    seat.click(rules.chips._group.button(1))
    seat.until(lambda: "Thảo luôn xem được" in rules.under.text())


def test_rules_change_by_themselves(seat: Seat) -> None:
    """Somebody used the command line: the page follows."""
    seat.enter()
    rules = seat.page("rules")
    seat.until(lambda: "bản 4" in rules.under.text())
    seat.household.version = 5
    seat.served.tell("policy")
    seat.until(lambda: "bản 5" in rules.under.text())


def test_a_pc_without_rules(seat: Seat) -> None:
    """An empty state, no empty card."""
    seat.household.toml = ""
    seat.enter()
    rules = seat.page("rules")
    seat.until(lambda: not rules._empty.isHidden())
    assert rules.rows.isHidden()


# --- the record -------------------------------------------------------------------------------


def test_the_record_in_plain_words(seat: Seat) -> None:
    """By day, newest first, with whose it is; a screen reader hears the whole line."""
    seat.enter()
    record = seat.page("record")
    seat.until(lambda: len(record.findChildren(LineRow)) == 12)
    rows = record.findChildren(LineRow)
    assert rows[0].accessibleName() == "18:40 Minh: Con gửi một lời xin."
    assert "Thứ Tư, 11 tháng 11" in texts(record)


def test_older_lines_on_a_click(seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only while there are any."""
    monkeypatch.setattr("app.ui.parent.board.RECORD_PAGE", 8)
    seat.enter()
    record = seat.page("record")
    seat.until(lambda: not record._older_row.isHidden())
    seat.click(record.older)
    seat.until(lambda: len(record._shown.lines) == 12)
    assert record._older_row.isHidden()


def test_checking_the_record(seat: Seat) -> None:
    """Sound, or what does not add up."""
    seat.enter()
    record = seat.page("record")
    seat.click(record.verify)
    seat.until(lambda: record.snack.strip is not None)
    assert record.snack.strip.accessibleName() == "Đã kiểm tra 12 dòng. Không dòng nào bị sửa."
    seat.household.problems = ("line 31",)
    seat.click(record.verify)
    seat.until(lambda: record.snack.strip.head.text() == "Sổ có chỗ không khớp.")
    assert record.snack.strip.text.text() == "line 31"


def test_an_empty_record(seat: Seat) -> None:
    """A new PC has none yet."""
    seat.household.lines = []
    seat.enter()
    record = seat.page("record")
    seat.until(lambda: not record._empty.isHidden())


# --- settings ---------------------------------------------------------------------------------


def test_language_and_theme(seat: Seat) -> None:
    """Chosen from a list, in force at once, kept for the next time; the page stays."""
    seat.enter()
    settings = seat.page("settings")
    settings.languages.setCurrentIndex(1)
    seat.until(lambda: seat.window.look.lang == "en")
    settings = seat.page("settings")
    assert "Password and codes" in texts(settings)
    settings.themes.setCurrentIndex(1)
    seat.until(lambda: seat.window.look.dark)
    assert seat.console.preferences.theme == "dark"
    assert seat.console.preferences.lang == "en"


def test_how_it_runs(seat: Seat) -> None:
    """Version, since when, the date, senses, and what this PC cannot do."""
    seat.household.limits = ("no_wings: 2",)
    seat.enter()
    settings = seat.page("settings")
    said = texts(settings)
    assert "Lũy Tre 0.1.0. Đã cài trên máy này, chạy từ 12:05." in said
    assert "Có nguồn giờ xác nhận." in said
    assert "Đăng nhập: logind" in said
    assert "no_wings: 2" in said
    assert settings.confirm.isHidden()


def test_the_date_can_be_confirmed_where_nobody_vouches_for_it(seat: Seat) -> None:
    """The parent's word is the service's date, sent back to it."""
    seat.household.synced = False
    seat.enter()
    settings = seat.page("settings")
    seat.click(settings.confirm)
    seat.until(lambda: seat.asked(api.ConfirmDate))
    assert seat.asked(api.ConfirmDate) == [api.ConfirmDate("2026-11-12")]
    seat.until(settings.confirm.isHidden)


def test_a_new_password(seat: Seat) -> None:
    """Twice, and it is said that it was done."""
    seat.enter()
    settings = seat.page("settings")
    seat.click(settings.password)
    sheet = seat.sheet()
    assert seat.focused() == sheet.secret
    assert not sheet.save.isEnabled()
    for field in (sheet.secret, sheet.again):
        QTest.keyClicks(field, "tam cay tre")
    seat.click(sheet.save)
    seat.until(lambda: seat.household.password == "tam cay tre")
    seat.until(lambda: settings.snack.strip is not None)


def test_new_codes_ask_first_and_are_shown_once(seat: Seat) -> None:
    """The old ones end at once, so it asks; Escape does not close what cannot be shown again."""
    seat.enter()
    settings = seat.page("settings")
    seat.click(settings.codes)
    assert seat.focused() is seat.sheet().stay
    seat.click(seat.sheet().go)
    seat.until(lambda: seat.console.shell.findChildren(CodesView))
    said = texts(seat.overlay())
    assert all(code in said for code in (*RECOVERY, *SHEET))
    overlay = seat.overlay()
    seat.key(Qt.Key.Key_Escape)
    seat.settle()
    assert overlay.isVisible()
    seat.click(seat.sheet().shut)
    seat.settle()
    assert len(seat.asked(api.NewCodes)) == 1


def test_licences_of_everything_that_is_shipped(seat: Seat) -> None:
    """The list is the list of what is pinned, no more and no less."""
    lines = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8").splitlines()
    pinned = {line.partition("==")[0] for line in lines if "==" in line and line[0].isalnum()}
    assert pinned == set(LICENCES)
    seat.enter()
    settings = seat.page("settings")
    seat.until(lambda: settings.lists.rows)
    seat.click(settings.about)
    assert "PySide6".lower() in texts(seat.overlay())
    assert "GPL-3.0-or-later" in texts(seat.overlay())
    for credit in ("hostsVN, copyright bigdargon and contributors. MIT", "CC BY-SA 4.0"):
        assert credit in texts(seat.overlay())
    seat.key(Qt.Key.Key_Escape)


def test_only_the_right_modules_know_messages() -> None:
    """Wire types never reach a widget: only these files import them."""
    folder = ROOT / "app" / "ui" / "parent"
    users = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if "from app.api" in path.read_text(encoding="utf-8")
    }
    readers = {
        f"read/{name}.py"
        for name in (
            *("lists", "policy", "record", "request", "ribbon", "site", "status", "today", "web"),
            "week",
        )
    }
    assert users == readers | {"line.py", "operations.py", "board.py", "window.py"}
