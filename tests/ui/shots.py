"""Makes the pictures in docs/screenshots from the real windows: `python -m tests.ui.shots [all]`.

Without a word it makes the small committed set; `all` makes every screen in every bracket, language
and theme under build/screenshots, to be leafed through by hand.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui import screens
from tests.ui.family import NAMES
from tests.ui.screens import SCREENS

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "docs" / "screenshots"
EVERYTHING = ROOT / "build" / "screenshots"

# name, screen, bracket, language, dark
SET = [
    ("child-today-07-12-light-vi", "today", "7-12", "vi", False),
    ("child-today-16-17-dark-en", "today-calm", "16-17", "en", True),
    ("child-seen-13-15-light-en", "seen", "13-15", "en", False),
    ("child-asking-07-12-dark-vi", "ask-time", "7-12", "vi", True),
    ("child-lock-07-12-vi", "lock-day_budget", "7-12", "vi", True),
    ("child-lock-bedtime-13-15-en", "lock-bedtime", "13-15", "en", True),
    ("child-lock-00-06", "lock-bedtime", "0-6", "vi", True),
    ("child-lock-code-07-12-vi", "lock-code", "7-12", "vi", True),
    ("child-lock-help-07-12-vi", "lock-help", "7-12", "vi", True),
    ("child-cover-07-12-vi", "cover", "7-12", "vi", True),
    ("child-help-page-13-15-light-vi", "help-sad", "13-15", "vi", False),
    ("child-first-login-07-12-light-vi", "first", "7-12", "vi", False),
    ("child-site-today-07-12-light-vi", "site-today-category", "7-12", "vi", False),
    ("child-site-today-16-17-dark-en", "site-today-lookalike", "16-17", "en", True),
    ("child-site-asking-07-12-light-vi", "site-ask", "7-12", "vi", False),
    ("child-site-waiting-13-15-dark-en", "site-ask-waiting", "13-15", "en", True),
    ("child-site-code-07-12-light-vi", "site-code", "7-12", "vi", False),
    ("child-site-rules-07-12-light-vi", "site-rules", "7-12", "vi", False),
    ("child-site-rules-13-15-dark-en", "site-rules", "13-15", "en", True),
    ("child-site-seen-07-12-light-vi", "site-seen", "7-12", "vi", False),
    ("child-site-notices", "sites", "", "", False),
    ("child-floating", "floating", "", "", False),
]


def picture(made: QWidget) -> QImage:
    """A window as it draws itself, on what would be behind it."""
    made.ensurePolished()
    made.show()
    QApplication.processEvents()
    QApplication.processEvents()
    image = QImage(made.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("#7F9BAF"))
    painter = QPainter(image)
    made.render(painter, QPoint(0, 0))
    painter.end()
    return image


def floating() -> QImage:
    """Everything that floats, on one sheet: toasts, countdown, strip, badge."""
    parts: list[tuple[QWidget, int, int]] = [
        (screens.toast("7-12", "vi", False), 20, 10),
        (screens.toast("16-17", "en", True), 500, 10),
        (screens.toast("7-12", "vi", False, "game_time", 0), 20, 250),
        (SCREENS["countdown"]("7-12", "vi", True), 500, 220),
        (SCREENS["strip"]("7-12", "vi", False), 500, 340),
        (SCREENS["badge"]("7-12", "en", True), 500, 420),
    ]
    return _sheet(parts, QSize(1120, 500))


def _sheet(parts: list[tuple[QWidget, int, int]], size: QSize) -> QImage:
    sheet = QImage(size, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#7F9BAF"))
    painter = QPainter(sheet)
    for made, x, y in parts:
        painter.drawImage(x, y, picture(made))
    painter.end()
    return sheet


def site_notices() -> QImage:
    """Notices about sites on one sheet: one a bracket, stopped and warned, in both themes."""
    parts: list[tuple[QWidget, int, int]] = [
        (screens.site_toast("0-6", "vi", False, "category"), 20, 10),
        (screens.site_toast("7-12", "vi", False, "unknown"), 20, 290),
        (screens.site_toast("7-12", "vi", True, "phishing"), 500, 10),
        (screens.site_toast("13-15", "en", False, "category"), 500, 310),
        (screens.site_toast("16-17", "en", True, "lookalike"), 20, 510),
        (screens.site_toast("0-6", "en", True, "phishing"), 500, 560),
    ]
    return _sheet(parts, QSize(980, 850))


def save(image: QImage, path: Path) -> None:
    """As a PNG; with pngquant at hand a third of the size, and no difference to the eye."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not image.convertToFormat(QImage.Format.Format_RGB888).save(str(path), quality=0):
        raise OSError(f"cannot write {path}")
    if shutil.which("pngquant"):
        options = ["--force", "--skip-if-larger", "--strip", "--quality", "85-98", "--ext", ".png"]
        subprocess.run(["pngquant", *options, str(path)], check=False)


def main() -> None:
    """Make the committed set, or everything."""
    app = QApplication(sys.argv[:1])
    if sys.argv[1:] == ["all"]:
        for name, make in SCREENS.items():
            for bracket in NAMES:
                for lang in ("vi", "en"):
                    for dark in (False, True):
                        theme = "dark" if dark else "light"
                        path = EVERYTHING / f"{name}-{bracket}-{lang}-{theme}.png"
                        save(picture(make(bracket, lang, dark)), path)
        return
    for name, screen, bracket, lang, dark in SET:
        sheet = {"floating": floating, "sites": site_notices}.get(screen)
        image = sheet() if sheet else picture(SCREENS[screen](bracket, lang, dark))
        save(image, COMMITTED / f"{name}.png")
    app.quit()


if __name__ == "__main__":
    main()
