"""The switch and the bar: what is painted is what holds."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.parent.parts.progress import Progress
from app.ui.parent.parts.switch import Switch
from app.ui.shared.look import Look
from app.ui.shared.tokens import contrast


@pytest.mark.parametrize("dark", [False, True])
def test_on_and_off_differ_by_more_than_colour(qtbot: QtBot, dark: bool) -> None:
    """The knob goes to the other side, and it can be told from its track (WCAG 2.2: 3)."""
    switch = Switch(Look(dark, "vi", "parent"), "Dùng danh sách")
    qtbot.addWidget(switch)
    switch.show()
    knobs = []
    for on in (False, True):
        switch.setChecked(on)
        picture = switch.grab().toImage()
        middle = picture.height() // 2
        left, right = picture.pixelColor(14, middle), picture.pixelColor(34, middle)
        knobs.append(contrast(left.name(), right.name()))
    assert all(one >= 3 for one in knobs)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_keys_switch_it(qtbot: QtBot, key: Qt.Key) -> None:
    """As a click does; the name is the fact's."""
    switch = Switch(Look(False, "vi", "parent"), "Dùng danh sách")
    qtbot.addWidget(switch)
    switch.show()
    heard: list[bool] = []
    switch.toggled.connect(heard.append)
    QTest.keyClick(switch, key)
    assert heard == [True] and switch.isChecked()
    assert switch.accessibleName() == "Dùng danh sách"


@pytest.mark.parametrize(("share", "filled"), [(None, 0.08), (0.0, 0.08), (0.5, 0.5), (7.0, 1.0)])
def test_the_bar_is_as_full_as_it_says(qtbot: QtBot, share: float | None, filled: float) -> None:
    """Something is shown from the first moment, and never more than all."""
    look = Look(False, "vi", "parent")
    bar = Progress(look)
    qtbot.addWidget(bar)
    bar.resize(200, 8)
    bar.show_share(share, "Đang tải")
    bar.show()
    picture = bar.grab().toImage()
    green = sum(picture.pixelColor(x, 4).name() == look.palette.bamboo.lower() for x in range(200))
    assert abs(green / 200 - filled) < 0.04
    assert bar.accessibleName() == "Đang tải"
