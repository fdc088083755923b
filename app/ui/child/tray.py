"""The tray eye: an obvious sign that rules run, in four states, with the time left as its tooltip.

Copes without a tray: stock GNOME has none, and then the companion is opened from the menu of
applications. This module must stay light, for it is all an idle agent shows.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.ui.child.live import Live
from app.ui.shared.eye import eye_icon
from app.ui.shared.look import Look
from app.words import forms

WARNING_MS = 15 * 60_000
REFRESH_MS = 20_000


def eye_state(live: Live) -> str:
    """Which of the four eyes to show."""
    state = live.state
    if state is None:
        return "running"
    if state.why.reason == "pause":
        return "paused"
    if state.screen == 2:
        return "locked"
    left = live.left_ms()
    if left is not None and left <= WARNING_MS and state.screen == 0:
        return "warning"
    return "running"


def tooltip(live: Live, look: Look) -> str:
    """The time left, until when, and whether it runs: one short line each."""
    state = live.state
    if state is None:
        return look.say("eye.running")
    lines = [look.say("eye.locked")] if state.screen == 2 else [_left_line(live, look)]
    if state.screen < 2 and state.closes_ms is not None:
        closes = forms.when(state.closes_ms, live.now_ms(), state.zone, look.lang)
        lines.append(look.say("tray.until", closes=closes))
    if state.screen < 2 and state.charging in ("", "learning"):
        lines.append(look.say("tray.not_charged"))
    return "\n".join(lines)


def _left_line(live: Live, look: Look) -> str:
    left = live.left_ms()
    if left is None:
        return look.say("tray.free")
    return look.say("tray.left", left=forms.left(left, look.lang))


class Tray(QObject):
    """The icon and its menu; signals say what was chosen."""

    opened = Signal()
    asked = Signal()
    seen = Signal()
    last = Signal()
    helped = Signal()

    def __init__(self, live: Live) -> None:
        """Needs a QApplication; shows nothing before `show`."""
        super().__init__()
        self._live = live
        self._icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        self._shown = ("", "", "")
        self._notice = ""
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.refresh)

    def show(self) -> bool:
        """Put the eye into the tray. False: this desktop has none (now)."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return False
        if self._icon is None:
            self._icon = QSystemTrayIcon()
            self._icon.activated.connect(self._pressed)
        self.refresh()
        self._icon.show()
        self._timer.start()
        return True

    def hide(self) -> None:
        """Take it away."""
        self._timer.stop()
        if self._icon is not None:
            self._icon.hide()

    def keep_notice(self, said: str) -> None:
        """The last notice stays readable here after its toast has gone."""
        self._notice = said
        self.refresh()

    def refresh(self) -> None:
        """Icon, tooltip and menu as things stand; nothing is touched that did not change."""
        if self._icon is None:
            return
        look = self._live.look(dark=_dark_panel())
        tip = tooltip(self._live, look)
        if self._notice:
            tip = f"{tip}\n{self._notice}"
        wanted = (eye_state(self._live), tip, look.lang + look.voice)
        if wanted[0] != self._shown[0]:
            self._icon.setIcon(eye_icon(wanted[0], look.dark))
        if wanted[1] != self._shown[1]:
            self._icon.setToolTip(tip)
        if wanted[2] != self._shown[2]:
            self._fill_menu(look)
        self._shown = wanted

    def _fill_menu(self, look: Look) -> None:
        assert self._icon is not None
        menu = QMenu()
        for key, signal in (
            ("tray.open", self.opened), ("tray.ask", self.asked), ("tray.seen", self.seen),
            ("tray.last", self.last), ("tray.help", self.helped),
        ):  # fmt: skip
            action = QAction(look.say(key), menu)
            action.triggered.connect(signal.emit)
            menu.addAction(action)
        self._icon.setContextMenu(menu)
        self._menu = menu

    def _pressed(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self.opened.emit()


def _dark_panel() -> bool:
    """Panels follow the desktop's text colour: light text, dark panel."""
    return QGuiApplication.palette().windowText().color().lightnessF() > 0.5
