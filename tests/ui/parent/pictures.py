"""Makes docs/screenshots/console-*.png from the real window: `python -m tests.ui.parent.pictures`.

With a folder as its only word it puts every screen in both languages and themes there, to be leafed
through by hand.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.parent.house import Running
from tests.ui.parent.scenes import Style, Walk
from tests.ui.shots import save

COMMITTED = Path(__file__).parents[3] / "docs" / "screenshots"
SIZE = (1280, 800)

# (language, theme, size) -> screens that are committed
SET: dict[Style, set[str]] = {
    ("vi", "light", SIZE): {"sign-in", "today", "week", "record", "settings", "setup-child",
                            "setup-codes", "rules", "child-session", "web-looked-up", "lists",
                            "today-sites"},
    ("vi", "dark", SIZE): {"today", "week", "setup-child", "web-shut"},
    ("en", "light", SIZE): {"today", "lock-sure"},
    ("en", "dark", SIZE): {"today", "week", "record", "settings", "web", "lists"},
    ("vi", "light", (1100, 720)): {"today", "today-sites"},
}  # fmt: skip


def picture(window: QWidget) -> QImage:
    """The window as it draws itself."""
    return window.grab().toImage()


def take(app: QApplication, style: Style, wanted: set[str] | None, folder: Path) -> None:
    """Walk through all screens in one style and keep those that are wanted (None = all)."""
    lang, theme, size = style
    shape = "" if size == SIZE else f"-{size[0]}x{size[1]}"
    with tempfile.TemporaryDirectory() as own:
        os.environ["XDG_CONFIG_HOME"] = own
        served = Running(Path(own) / "s").start()
        try:
            for name, window in Walk(app, served).go(style):
                if wanted is None or name in wanted:
                    save(picture(window), folder / f"console-{name}-{theme}-{lang}{shape}.png")
        finally:
            served.end()


def main() -> None:
    """The committed set, or everything into a folder."""
    app = QApplication(sys.argv[:1])
    if sys.argv[1:]:
        for lang in ("vi", "en"):
            for theme in ("light", "dark"):
                take(app, (lang, theme, SIZE), None, Path(sys.argv[1]))
        return
    for style, wanted in SET.items():
        take(app, style, wanted, COMMITTED)


if __name__ == "__main__":
    main()
