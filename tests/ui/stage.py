"""Shows the child's face on a real display and tells what happens, one line each.

Run as a program by the X tests: `python -m tests.ui.stage`. On a line of standard input it does
what the line says, so that a test can drive it from outside as the service and a child would.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from app.api.child import Done, Lock, No
from app.ui.child.face import ChildFace
from tests.ui import family


def say(*words: object) -> None:
    """One event, one line."""
    print(*words, flush=True)


def act(face: ChildFace, line: str) -> None:
    """Do what one line of input asks for."""
    word, _, rest = line.partition(" ")
    doing: dict[str, Callable[[], object]] = {
        "state": lambda: face.receive(family.state(**_changes(rest))),  # type: ignore[arg-type]
        "lock": lambda: face.receive(family.lock(rest or "day_budget", n=7)),
        "open": lambda: face.receive(_opened()),
        "notice": lambda: face.receive(family.notice(rest or "warn", 5)),
        "site": lambda: face.receive(family.site_notice(rest or "unknown")),
        "web": lambda: face.receive(family.web_state("7-12", "vi", rest or "unknown")),
        "grace": lambda: face.receive(family.notice("grace", 0.2)),
        "done": lambda: face.receive(Done("r1")),
        "no": lambda: face.receive(No("wrong")),
        "companion": face.open_companion,
        "help": face.open_help,
        "tell": lambda: tell(face),
        "quit": QCoreApplication.quit,
    }
    doing[word]()


def _changes(rest: str) -> dict[str, object]:
    pairs = (part.split("=") for part in rest.split())
    return {name: {"False": False, "True": True}.get(value, value) for name, value in pairs}


def _opened() -> Lock:
    closed = family.lock(n=8)
    return Lock(n=8, screen=0, why=closed.why)


def tell(face: ChildFace) -> None:
    """What is on the screen now."""
    lock = face.lock.main if face.lock is not None else None
    panel = type(lock.panel).__name__ if lock is not None else "-"
    focused = QApplication.focusWidget()
    toast = face.toast is not None and face.toast.isVisible()
    name = focused.accessibleName() if focused is not None else "-"
    say("now", f"lock={lock is not None}", f"panel={panel}", f"toast={toast}", f"focus={name}")


def main() -> None:
    """Start the face as the agent does, and wait for lines."""
    app = QApplication(sys.argv)
    app.setQuitOnLastWindowClosed(False)
    face = ChildFace()
    face.lock_answer.connect(lambda *facts: say("answer", *facts))
    face.asked.connect(lambda *facts: say("asked", *facts))
    face.coded.connect(lambda *facts: say("coded", *facts))
    face.told.connect(lambda agreed: say("told", agreed))
    say("tray", face.start())
    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)

    def read() -> None:
        line = sys.stdin.readline()
        if not line:
            app.quit()
            return
        act(face, line.strip())
        QTimer.singleShot(0, lambda: say("did", line.strip()))

    notifier.activated.connect(read)
    say("ready", "fluent" if "qfluentwidgets" in sys.modules else "light")
    app.exec()
    face.stop()


if __name__ == "__main__":
    main()
