"""The agent's sense of GNOME on Wayland: the program in front, the last input, other signs of use.

GNOME tells a stranger neither, so a small extension of ours in GNOME Shell (`gnome_extension/`)
says which process is in front; idle time is the compositor's own. Everything is asked of GNOME
Shell's own connection to the bus: a name of ours could be taken by any program of the child.
Without the extension the front is unknown while idle time is not, and `lacks` says why.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Final

from app.model.errors import Unsupported
from app.model.observation import App, Awake
from app.monitor.ports import Front
from app.platforms.linux.bus import SESSION, Body, Bus, Place

UUID: Final = "luytre@luytre.vn"
INSTALLED: Final = f"/usr/share/gnome-shell/extensions/{UUID}"
SHELL_PROGRAM: Final = "/usr/bin/gnome-shell"

_NAME = "org.gnome.Shell"
_DESK = Place(_NAME, "/vn/luytre/Desk", "vn.luytre.Desk")
_EXTENSIONS = Place(_NAME, "/org/gnome/Shell", f"{_NAME}.Extensions")
_PROPERTIES = Place(_NAME, "/org/gnome/Shell", "org.freedesktop.DBus.Properties")
_SHIELD = Place(_NAME, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver")
_IDLE = Place(_NAME, "/org/gnome/Mutter/IdleMonitor/Core", "org.gnome.Mutter.IdleMonitor")
_BUS = Place("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
# gnome-shell js/misc/extensionUtils.js, ExtensionState
_ACTIVE, _ERROR, _OUT_OF_DATE = 1, 3, 4

# Whether a film plays is asked only after a minute without input: before, it changes nothing.
ASK_AFTER_MS: Final = 60_000
UNKNOWN: Final = Front(front_known=False)

# Why the front cannot be seen; codes, which the console puts into words.
NOT_THERE: Final = "gnome-extension-missing"  # not installed, or not since this log-in began
NOT_OURS: Final = "gnome-extension-forged"  # another one stands where ours should
NOT_ON: Final = "gnome-extension-off"  # switched off, or made for another GNOME


class GnomeDesk:
    """Watches one GNOME session, as the user it belongs to."""

    name = "gnome-wayland"

    def __init__(
        self,
        recognise: Callable[[int], App | None],
        signs: Callable[[int], frozenset[Awake]],
        *,
        address: str = SESSION,
        program: str = SHELL_PROGRAM,
    ) -> None:
        """`recognise` tells a program by its pid, `signs` why it is in use without input.

        address is the session's bus; program is the file that whoever speaks for GNOME Shell runs.
        """
        self._recognise = recognise
        self._signs = signs
        self._address = address
        self._program = program
        self._bus: Bus | None = None
        self._changed: Callable[[], None] = _nobody
        self._settled = False
        self.lacks: tuple[str, ...] = ()

    def start(self, changed: Callable[[], None]) -> None:
        """Connect and watch. Raises Unsupported where no GNOME is.

        GNOME answers some moments after its display can be drawn on: our extension is switched on
        as soon as it is known.
        """
        bus = Bus(self._address)
        try:
            _must_run(bus, self._program)
            bus.listen(_DESK, "Changed", self._heard)
            bus.listen(_EXTENSIONS, "ExtensionStateChanged", self._switched)
        except Unsupported:
            bus.close()
            raise
        self._bus, self._changed = bus, changed
        self._settle(bus)

    def fileno(self) -> int:
        """Give the descriptor to watch for reading; -1 = none."""
        return -1 if self._bus is None else self._bus.fileno()

    def ready(self) -> None:
        """Take what came; calls `changed` when another window may be in front."""
        if self._bus is not None and not self._bus.ready():
            self.stop()

    def read(self) -> Front:
        """Give what is in front and how long no input came; a GNOME that is stuck tells neither."""
        if self._bus is None:
            return UNKNOWN
        self._settle(self._bus)
        try:
            (idle_ms,) = self._bus.call(_IDLE, "GetIdletime")
        except Unsupported:
            return UNKNOWN
        front = Front(idle_ms=idle_ms, front_known=False, unlocked=self._unlocked())
        try:
            pid, fullscreen = self._bus.call(_DESK, "Active")
        except Unsupported:  # off, or away while the screen is locked
            return replace(front, awake=self._awake(0, idle_ms))
        awake = self._awake(pid, idle_ms)
        if fullscreen:
            awake |= {Awake.FULLSCREEN}
        app = self._recognise(pid) if pid else None
        return replace(front, pid=pid, app=app, awake=awake, front_known=True)

    def put_away(self, pids: Collection[int]) -> bool:
        """Minimise the windows of these processes; False when GNOME would not."""
        if self._bus is None:
            return False
        try:
            self._bus.call(_DESK, "PutAway", "au", list(pids))
        except Unsupported:
            return False
        return True

    def stop(self) -> None:
        """Let go of the bus."""
        self._changed = _nobody
        if self._bus is not None:
            self._bus.close()
            self._bus = None

    def _settle(self, bus: Bus) -> None:
        """Have our extension run, once it is known; what a child switches off later stays off."""
        if self._settled:
            return
        try:
            lack = _switch_on(bus)
        except Unsupported:
            return  # still starting
        self._settled = lack != NOT_THERE
        self.lacks = (lack,) if lack else ()

    def _heard(self, _path: str, _body: Body) -> None:
        self._changed()

    def _switched(self, _path: str, body: Body) -> None:
        if body[:1] == (UUID,):
            self._changed()

    def _unlocked(self) -> bool:
        """Whether GNOME's own shield is down; logind believes any program that says it is up."""
        assert self._bus is not None
        try:
            (up,) = self._bus.call(_SHIELD, "GetActive")
        except Unsupported:  # a GNOME without gdm has no shield
            return False
        return not up

    def _awake(self, pid: int, idle_ms: int) -> frozenset[Awake]:
        return self._signs(pid) if idle_ms >= ASK_AFTER_MS else frozenset()


def _must_run(bus: Bus, program: str) -> None:
    """See that whoever owns GNOME Shell's name is GNOME Shell. Raises Unsupported."""
    (pid,) = bus.call(_BUS, "GetConnectionUnixProcessID", "s", _NAME)
    try:
        runs = os.readlink(f"/proc/{pid}/exe")
    except OSError as error:
        raise Unsupported(f"{_NAME} cannot be told: {error.strerror}") from error
    if runs.removesuffix(" (deleted)") != program:
        raise Unsupported(f"{_NAME} is held by {runs}")


def _switch_on(bus: Bus) -> str:
    """Have our extension run in this user's GNOME; give why it does not, "" when it does.

    Switching it on writes the user's own setting and nobody else's, so a parent's desktop on the
    same machine stays as it is (docs/decisions/0006-gnome.md).
    """
    (facts,) = bus.call(_EXTENSIONS, "GetExtensionInfo", "s", UUID)
    if "path" not in facts:
        return NOT_THERE
    # GNOME prefers a copy in the user's own folder: that one would say what he likes.
    if facts["path"][1] != INSTALLED:
        return NOT_OURS
    if facts["state"][1] in (_ERROR, _OUT_OF_DATE):
        return NOT_ON
    if facts["state"][1] != _ACTIVE:  # GNOME answers before it has done it
        bus.call(_EXTENSIONS, "EnableExtension", "s", UUID)
    ((_, allowed),) = bus.call(
        _PROPERTIES, "Get", "ss", _EXTENSIONS.interface, "UserExtensionsEnabled"
    )
    return "" if allowed else NOT_ON


def _nobody() -> None:
    """Hears nothing after `stop`."""
