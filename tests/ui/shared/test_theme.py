"""The door to the widgets library: silent, ours in colour, and the only one."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
WINDOW = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QApplication
app = QApplication([])
from app.ui.shared import theme, tokens
for dark in (False, True):
    library = theme.dress(dark)
    shade = library.ThemeColor.PRIMARY.color().name().upper()
    assert shade == tokens.palette(dark).bamboo, shade
    assert library.getFont(14).family() == "Noto Sans"
button = library.PrimaryPushButton("Ổn")
button.grab()
"""


def test_the_advertisement_is_swallowed_and_the_green_is_ours() -> None:
    """Nothing is printed, and the theme colour is the token in light and dark."""
    run = subprocess.run(
        [sys.executable, "-c", WINDOW], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout == ""


def test_only_the_door_names_the_library() -> None:
    """No other file imports it: it would print and cost memory."""
    users = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "app").rglob("*.py")
        if "qfluentwidgets" in path.read_text(encoding="utf-8")
    ]
    assert users == ["app/ui/shared/theme.py"]
