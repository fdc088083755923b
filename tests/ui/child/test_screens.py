"""Every child screen in every bracket and language: words fit, and everything has a name.

The same table of screens makes the pictures (tests/ui/shots.py).
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui.child.night import Step
from app.ui.shared.button import Button
from app.ui.shared.card import Card
from app.ui.shared.text import Words
from tests.ui import screens
from tests.ui.family import NAMES
from tests.ui.ink import clipped
from tests.ui.screens import SCREENS

ROOT = Path(__file__).parents[3]
CASES = [(name, bracket, lang) for name in SCREENS for bracket in NAMES for lang in ("vi", "en")]


def shown(made: QWidget, qtbot: QtBot) -> QWidget:
    """Lay a window out as it would be on a screen, without showing it for long."""
    qtbot.addWidget(made)
    made.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    made.show()
    qtbot.wait(1)
    return made


@pytest.mark.parametrize(("name", "bracket", "lang"), CASES)
def test_no_words_are_clipped(qtbot: QtBot, name: str, bracket: str, lang: str) -> None:
    """The drawn ink of each label stays inside the label, in light and dark alike (one layout)."""
    made = shown(SCREENS[name](bracket, lang, False), qtbot)
    assert clipped(made) == []


@pytest.mark.parametrize("bracket", list(NAMES))
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    "name",
    ["today", "ask-unfair", "rules", "site-today-unknown", "site-today-phishing", "site-rules",
     "site-seen", "site-ask-waiting", "site-ask-unfair", "site-code"],
)  # fmt: skip
def test_the_companion_fits_a_small_screen(
    qtbot: QtBot, name: str, bracket: str, lang: str
) -> None:
    """1024x640: nothing is clipped, and the window is no larger than the screen."""
    made = SCREENS[name](bracket, lang, False)
    made.resize(1024, 640)
    shown(made, qtbot)
    assert (made.width(), made.height()) == (1024, 640)
    assert clipped(made) == []


@pytest.mark.parametrize("size", [(1024, 640), (1920, 1080), (3840, 2160), (1366, 768), (800, 600)])
@pytest.mark.parametrize("bracket", list(NAMES))
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_lock_fits_every_screen(
    qtbot: QtBot, bracket: str, lang: str, size: tuple[int, int]
) -> None:
    """From 800x600 to 4K: the words fit, and the help bar is inside the window."""
    made = screens.lock(bracket, lang, "day_budget", size)
    shown(made, qtbot)
    assert (made.width(), made.height()) == size
    assert clipped(made) == []
    assert made.rect().contains(made.bar.geometry())
    inside = [made.ask, made.unlock, made.bar.help, *made.findChildren(Step)]
    for part in inside:
        corner = part.mapTo(made, part.rect().bottomRight())
        assert made.rect().contains(corner), part.accessibleName()


@pytest.mark.parametrize(("name", "bracket"), [(n, b) for n in SCREENS for b in NAMES])
def test_everything_the_keyboard_reaches_has_a_name(qtbot: QtBot, name: str, bracket: str) -> None:
    """A screen reader says each control, and no control is a bare code."""
    made = shown(SCREENS[name](bracket, "vi", False), qtbot)
    nameless = [
        type(w).__name__
        for w in made.findChildren(Button)
        if w.isVisibleTo(made) and not w.accessibleName().strip()
    ]
    assert nameless == []
    assert [w.text() for w in made.findChildren(QLabel) if "{" in w.text()] == []


@pytest.mark.parametrize(("name", "bracket"), [(n, b) for n in SCREENS for b in NAMES])
def test_no_label_is_rich(qtbot: QtBot, name: str, bracket: str) -> None:
    """A name or a reply is text, whatever signs it holds."""
    made = shown(SCREENS[name](bracket, "vi", True), qtbot)
    for label in made.findChildren(Words):
        assert label.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize("name", [n for n in SCREENS if n.startswith(("lock-", "cover"))])
@pytest.mark.parametrize("bracket", ["7-12", "13-15", "16-17"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_words_of_the_lock_cross_the_moon(
    qtbot: QtBot, name: str, bracket: str, lang: str
) -> None:
    """Pale text on a pale disc cannot be read: labels on the bare scene stay clear of it."""
    made = shown(SCREENS[name](bracket, lang, True), qtbot)
    k = min(made.width() / 1280, made.height() / 800)
    moon = QRectF(0, 0, 92 * k, 92 * k)
    moon.moveCenter(QPointF(made.width() - 198 * k, made.height() * 0.19))
    crossing = [
        label.text()
        for label in made.findChildren(Words)
        if label.isVisibleTo(made)
        and not _on_a_card(label, made)
        and QRectF(QRect(label.mapTo(made, QPoint(0, 0)), label.size())).intersects(moon)
    ]
    assert crossing == []


def _on_a_card(label: QWidget, root: QWidget) -> bool:
    above = label.parentWidget()
    while above is not None and above is not root:
        if isinstance(above, Card):
            return True
        above = above.parentWidget()
    return False


def test_hit_targets_are_large_enough(qtbot: QtBot) -> None:
    """44 px for a child, 88 on the youngest's lock (looks.md 4)."""
    lock = shown(screens.lock("7-12", "vi", "day_budget"), qtbot)
    assert min(b.height() for b in lock.findChildren(Button)) >= 44
    small = shown(screens.lock("0-6", "vi", "day_budget"), qtbot)
    assert min(b.height() for b in small.findChildren(Button)) >= 88


def test_the_clipping_test_can_fail(qtbot: QtBot) -> None:
    """A label too low for its hooks is found, and one that is tall enough is not."""
    holder = QWidget()
    label = Words("Ổn, Ẩn, Ẫm", "body", "#000000")
    label.setParent(holder)
    label.setGeometry(10, 10, 120, 14)
    shown(holder, qtbot)
    assert clipped(holder) == ["Ổn, Ẩn, Ẫm"]
    label.setGeometry(10, 10, 120, 20)
    assert clipped(holder) == []
    label.setGeometry(10, 10, 40, 20)
    assert clipped(holder) == ["Ổn, Ẩn, Ẫm"]


LARGE = """
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from tests.ui.ink import clipped
from tests.ui.screens import SCREENS
from tests.ui.family import NAMES
app = QApplication([])
assert app.devicePixelRatio() == 1.5
for name, make in SCREENS.items():
    for bracket in NAMES:
        made = make(bracket, "vi", False)
        made.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        made.show()
        app.processEvents()
        for said in clipped(made):
            print(name, bracket, said)
        made.hide()
"""


def test_no_words_are_clipped_at_150_percent() -> None:
    """Every screen once more on a screen scaled by one and a half."""
    run = subprocess.run(
        [sys.executable, "-c", LARGE], cwd=ROOT, capture_output=True, text=True, timeout=110,
        env={**os.environ, "QT_SCALE_FACTOR": "1.5", "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    assert run.stdout == ""
