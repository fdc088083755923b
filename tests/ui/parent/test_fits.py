"""Nothing is cut or faint: every screen, language and theme, three sizes, one of them at 150 %."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.shared import fonts
from app.ui.shared.button import Button, on_theme
from app.ui.shared.card import Card
from app.ui.shared.rows import column, holding
from app.ui.shared.text import LEFT, Words
from app.ui.shared.tokens import LIGHT
from tests.ui.parent.fits import misfits
from tests.ui.parent.house import Running
from tests.ui.parent.scenes import Walk

ROOT = Path(__file__).parents[3]
SCREENS = {
    "sign-in", "sign-in-wait", "away", "child-session", "today", "week", "rules", "record",
    "settings", "web", "today-sites", "web-looked-up", "web-shut", "lists", "today-four",
    "today-agents", "today-none", "lock-sure", "word", "guide", "password", "codes", "about",
    "setup-language", "setup-password", "setup-codes", "setup-child", "setup-ready",
}  # fmt: skip


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800)], ids=["1024x640", "1280x800"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_everything_fits(
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    lang: str,
    theme: str,
    size: tuple[int, int],
) -> None:
    """At 100 %: words in labels, in buttons, painted, in controls; and nothing is too wide."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    served = Running(tmp_path / "s").start()
    try:
        walk = Walk(app, served).go((lang, theme, size))
        found = {name: misfits(window) for name, window in walk}
    finally:
        served.end()
    assert set(found) == SCREENS
    assert {name: said for name, said in found.items() if said} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_everything_fits_at_150_percent(lang: str, theme: str) -> None:
    """A screen of 1920x1080 at 150 % has 1280x720 of ours."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1.5"}
    command = [sys.executable, "-m", "tests.ui.parent.fits", lang, theme, "1280x720"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=110
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.splitlines() == [f"seen {len(SCREENS)} at 1.5"]


class Painted(QWidget):
    """Draws words into a box of its own."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._box = QRectF(0, 0, width, height)
        self.setFixedSize(200, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Some words with a tall capital."""
        painter = QPainter(self)
        painter.setFont(fonts.font("body"))
        painter.drawText(self._box, LEFT, "Ổn Ẫm Ữ")


@pytest.mark.parametrize(
    ("width", "height", "found"), [(150, 24, 0), (20, 24, 1), (150, 6, 1), (150, 59, 0)]
)
def test_the_check_finds_painted_words_that_are_cut(
    qtbot: QtBot, width: int, height: int, found: int
) -> None:
    """A check that finds nothing anywhere proves nothing."""
    made = holding(column(Painted(width, height)))
    qtbot.addWidget(made)
    made.show()
    assert len(misfits(made)) == found


def test_the_check_finds_a_label_and_a_button_that_are_cut(qtbot: QtBot) -> None:
    """Squeezed by whoever laid them out."""
    label = Words("Ổn cả, không có gì phải lo", "body", "#1E6B45")
    button = Button("Khóa ngay bây giờ", on_theme("plain", LIGHT))
    made = Card("#FFFFFF")
    made.setLayout(column(label, button, margins=(20, 20, 20, 20)))
    qtbot.addWidget(made)
    made.show()
    assert misfits(made) == []
    label.setFixedWidth(40)
    button.setFixedWidth(30)
    found = misfits(made)
    assert "cut: Ổn cả, không có gì phải lo" in found
    assert "cut: Khóa ngay bây giờ" in found


def test_the_check_finds_words_that_are_too_faint(qtbot: QtBot) -> None:
    """Grey on nearly the same grey."""
    made = Card("#EEEEEE")
    words = Words("Mờ quá", "body", "#999999"), Words("Rõ", "body", "#222222")
    made.setLayout(column(*words, margins=(20, 20, 20, 20)))
    qtbot.addWidget(made)
    made.show()
    assert misfits(made) == ["faint: Mờ quá #999999 on #eeeeee"]
