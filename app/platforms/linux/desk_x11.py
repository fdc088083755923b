"""The agent's sense of an X11 desktop: the program in front, the last input, other signs of use.

Events say when to look; what is in front is then asked of the server. Give `fileno` to the loop and
call `ready` when it can be read. Once the server is gone the front is unknown, and so is idleness.
"""

from __future__ import annotations

from collections.abc import Callable

from app.model.errors import Unsupported
from app.model.observation import App, Awake
from app.monitor.ports import Front
from app.platforms.linux.x11_screen import Looked, X11Screen

# Whether a film plays is asked only after a minute without input: before, it changes nothing.
ASK_AFTER_MS = 60_000
UNKNOWN = Front(front_known=False)
# Programs that cover the whole screen because nobody is there. Who calls a game by such a name only
# loses a reason for being in use.
_COVERS = frozenset(
    ("i3lock", "slock", "swaylock", "xlock", "xsecurelock", "xscreensaver", "xtrlock")
    + tuple(f"{desktop}-screensaver" for desktop in ("cinnamon", "gnome", "mate", "xfce4"))
)


class X11Desk:
    """Watches one X display, as the user it belongs to."""

    name = "x11"

    def __init__(
        self,
        display: str,
        recognise: Callable[[int], App | None],
        signs: Callable[[int], frozenset[Awake]],
    ) -> None:
        """`recognise` tells a program by its pid, `signs` why it is in use without input."""
        self._name = display
        self._recognise = recognise
        self._signs = signs
        self._screen: X11Screen | None = None

    def start(self, changed: Callable[[], None]) -> None:
        """Connect and watch. Raises Unsupported."""
        self._screen = X11Screen(self._name)
        self._changed = changed

    def fileno(self) -> int:
        """Give the descriptor to watch for reading; -1 = none."""
        return -1 if self._screen is None else self._screen.fileno()

    def ready(self) -> None:
        """Take what came; calls `changed` when another window may be in front."""
        if self._screen is None:
            return
        try:
            if self._screen.changed():
                self._changed()
        except Unsupported:
            self.stop()

    def read(self) -> Front:
        """Give what is in front and how long no input came."""
        if self._screen is None:
            return UNKNOWN
        try:
            return self._front(self._screen.look(), self._screen.idle_ms())
        except Unsupported:
            self.stop()
            return UNKNOWN

    def stop(self) -> None:
        """Let go of the display."""
        if self._screen is not None:
            self._screen.close()
            self._screen = None

    def _front(self, looked: Looked, idle_ms: int) -> Front:
        app = self._recognise(looked.pid) if looked.pid else None
        awake: frozenset[Awake] = frozenset()
        if looked.fullscreen and not _covers(app):
            awake |= {Awake.FULLSCREEN}
        if idle_ms >= ASK_AFTER_MS:
            awake |= self._signs(looked.pid)
        return Front(looked.pid, app, idle_ms, awake)


def _covers(app: App | None) -> bool:
    names = () if app is None else (app.id, *app.aliases)
    return any(one.startswith("path:") and one.rpartition("/")[2] in _COVERS for one in names)
