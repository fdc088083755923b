"""How soon the parent's window appears, and what it weighs with *Today*.

    .venv/bin/python bench/console_paint.py [rounds]

Each round starts a bare PySide6 window and then the console, each in a process of its own, and
takes the time from before the process to the first paint; for the console also to the first paint
of *Today*, with its memory (PSS) a second later. The console speaks with the real server, which is
run here with an invented family. Aims (hazards.md, Figures for the faces): first paint at most 1.5
times the bare window's, median of 11; at most 110 MB with *Today*.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.link.server import Role  # noqa: E402
from tests.ui.parent.house import Running  # noqa: E402

PAINTED = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
BEGAN = int(sys.argv[1])
class Watch(QObject):
    def __init__(self, app, wanted):
        super().__init__(app)
        self.wanted, self.told = wanted, set()
        app.installEventFilter(self)
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            for name, test in self.wanted.items():
                if name not in self.told and test(watched):
                    self.told.add(name)
                    print(name, (time.monotonic_ns() - BEGAN) / 1e6, flush=True)
                    if len(self.told) == len(self.wanted):
                        QTimer.singleShot(1000, weigh)
        return False
def weigh():
    with open("/proc/self/smaps_rollup") as file:
        pss = next(line for line in file if line.startswith("Pss:"))
    print("pss", int(pss.split()[1]) / 1024, flush=True)
    QApplication.exit(0)
"""
BARE = """
app = QApplication([])
window = QWidget()
window.resize(1280, 800)
watch = Watch(app, {"first": lambda w: w is window})
window.show()
app.exec()
"""
CONSOLE = """
from pathlib import Path
from app.programs.console.start import Console
app = QApplication([])
console = Console(app, Path(sys.argv[2]), advice=False)
def is_today(widget):
    return type(widget).__name__ == "ChildCard"
watch = Watch(app, {"first": lambda w: w is console.shell, "today": is_today})
console.begin()
app.exec()
console.end()
"""


def run(code: str, *arguments: str) -> dict[str, float]:
    """Run a program that prints `name value` lines; all times are ms, pss is MB."""
    began = time.monotonic_ns()
    command = [sys.executable, "-c", PAINTED + code, str(began), *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, timeout=60, check=True
    )
    pairs = (line.split() for line in done.stdout.splitlines())
    return {name: float(value) for name, value in pairs}


def main() -> None:
    """Take turns, print medians."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    with tempfile.TemporaryDirectory() as folder:
        ENVIRONMENT["XDG_CONFIG_HOME"] = folder
        served = Running(Path(folder) / "s", role=Role.ROOT).start()
        try:
            run(BARE), run(CONSOLE, str(served.path))  # warm the page cache
            pairs = [(run(BARE), run(CONSOLE, str(served.path))) for _ in range(rounds)]
        finally:
            served.end()
    bare = statistics.median(one["first"] for one, _ in pairs)
    first = statistics.median(other["first"] for _, other in pairs)
    today = statistics.median(other["today"] for _, other in pairs)
    ratio = statistics.median(other["first"] / one["first"] for one, other in pairs)
    pss = statistics.median(other["pss"] for _, other in pairs)
    empty = statistics.median(one["pss"] for one, _ in pairs)
    print(f"bare window, first paint     {bare:6.0f} ms   {empty:5.1f} MB PSS")
    print(f"console, first paint         {first:6.0f} ms   ratio {ratio:.2f} (aim 1.5)")
    print(f"console, Today painted       {today:6.0f} ms   {pss:5.1f} MB PSS (aim 110)")


ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

if __name__ == "__main__":
    main()
