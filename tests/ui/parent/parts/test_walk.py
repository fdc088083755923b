"""The keyboard's way through what is on screen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QPushButton, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from app.ui.parent.parts.page import scrolling
from app.ui.parent.parts.walk import step, walk
from app.ui.shared.rows import column, holding, row


def named(*names: str) -> list[QPushButton]:
    """Buttons called like that."""
    return [QPushButton(name) for name in names]


def show(qtbot: QtBot, made: QWidget) -> QWidget:
    """Show a widget and wait for it."""
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_it_reads_the_layout_and_not_the_order_of_making(qtbot: QtBot) -> None:
    """Rows and columns, grids and scroll areas, as people read them."""
    four, three, two, one = named("4", "3", "2", "1")
    grid = QGridLayout()
    grid.addWidget(three, 0, 0)
    grid.addWidget(four, 0, 1)
    inner = holding(column(row(one, two), grid))
    made = show(qtbot, holding(column(scrolling(inner))))
    assert [button.text() for button in walk(made) if isinstance(button, QPushButton)] == list(
        "1234"
    )


def test_it_passes_over_what_cannot_be_pressed(qtbot: QtBot) -> None:
    """Hidden, disabled, not focusable, and pages that are not shown."""
    a, b, c, d, e = named("a", "b", "c", "d", "e")
    stack = QStackedWidget()
    stack.addWidget(holding(row(d)))
    stack.addWidget(holding(row(e)))
    stack.setCurrentIndex(1)
    made = show(qtbot, holding(column(row(a, b, c), stack)))
    b.setEnabled(False)
    c.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    assert walk(made) == [a, e]
    a.hide()
    assert walk(made) == [e]


def test_a_step_goes_round_both_ways(qtbot: QtBot) -> None:
    """From the last to the first, and back; from nowhere to an end."""
    a, b = named("a", "b")
    made = show(qtbot, holding(row(a, b)))
    b.setFocus()
    assert step([a, b], True)
    assert QApplication.focusWidget() is a
    step([a, b], False)
    assert QApplication.focusWidget() is b
    step(walk(made), True)
    assert QApplication.focusWidget() is a
    assert not step([], True)


def test_what_gets_the_focus_is_scrolled_into_view(qtbot: QtBot) -> None:
    """A button far below is not focused unseen."""
    buttons = named(*[str(n) for n in range(40)])
    area = scrolling(holding(column(*buttons)))
    made = show(qtbot, holding(column(area)))
    made.resize(200, 200)
    step([buttons[-1]], True)
    assert area.verticalScrollBar().value() > 0
