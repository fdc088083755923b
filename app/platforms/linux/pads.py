"""Whether a game pad is in use: that events came from a joystick, never which.

A device is a joystick by what the kernel says it can do. Once one has events nothing more is heard
of it for a second; then what has gathered is thrown away unread: it goes into memory that is
written over and never looked at. New devices are found by listing the folder every few seconds.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

from app.model.errors import Unsupported

_QUIET_S = 1.0
_LOOK_S = 5.0
# <linux/input-event-codes.h>: axes and keys by which udev's input_id tells a joystick.
_ABS_X, _ABS_Y = 0x00, 0x01
_JOYSTICK_KEYS = range(0x120, 0x140)  # BTN_JOYSTICK, BTN_GAMEPAD
_EXTRA_AXES = range(0x03, 0x18)  # ABS_RX to ABS_HAT3Y
_POINTER_KEYS = (0x140, 0x145, 0x14A)  # pen, finger, touch: a tablet or a touchpad
_ACCELEROMETER = 0x06  # INPUT_PROP_ACCELEROMETER: the motion half of a pad, never still


class LinuxPads:
    """Watches the joysticks of this machine. Needs the right to open them."""

    def __init__(
        self,
        *,
        devices: Path = Path("/dev/input"),
        classes: Path = Path("/sys/class/input"),
        look_s: float = _LOOK_S,
        quiet_s: float = _QUIET_S,
    ) -> None:
        """Nothing is opened before `start`."""
        self._devices, self._classes = devices, classes
        self._look_s, self._quiet_s = look_s, quiet_s
        self._open: dict[str, int] = {}
        self._strangers: set[str] = set()
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._waste = bytearray(8_192)

    def start(self, moved: Callable[[], None]) -> None:
        """Begin on the running loop. Raises Unsupported when the devices may not be read."""
        self._loop = asyncio.get_running_loop()
        self._moved = moved
        self._quiet = False
        try:
            self._look()
        except PermissionError as error:
            self.stop()
            raise Unsupported(f"game pads may not be read: {error.filename}") from error
        self._later("look", self._look_s, self._look_again)

    def stop(self) -> None:
        """Close the devices."""
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()
        for name in list(self._open):
            self._close(name)
        self._strangers.clear()

    def _look_again(self) -> None:
        self._later("look", self._look_s, self._look_again)
        try:
            self._look()
        except PermissionError:
            return  # udev gives the rights some moments after the device; the next look finds it

    def _look(self) -> None:
        try:
            names = {one for one in os.listdir(self._devices) if one.startswith(("event", "js"))}
        except FileNotFoundError:
            names = set()  # no input device at all, yet
        for name in self._open.keys() - names:
            self._close(name)
        self._strangers &= names
        for name in sorted(names - self._open.keys() - self._strangers):
            if self._is_pad(name, names):
                self._begin(name)
            else:
                self._strangers.add(name)

    def _is_pad(self, name: str, names: set[str]) -> bool:
        """Whether this is a joystick; a js device only where it has no event device to watch."""
        device = self._classes / name / "device"
        if name.startswith("js"):
            try:
                return not any(one in names for one in os.listdir(device) if "event" in one)
            except OSError:
                return True
        return is_joystick(
            _bits(device / "capabilities" / "abs"),
            _bits(device / "capabilities" / "key"),
            _bits(device / "properties"),
        )

    def _begin(self, name: str) -> None:
        try:
            fd = os.open(self._devices / name, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except PermissionError:
            raise
        except OSError:
            return  # pulled out meanwhile
        self._open[name] = fd
        self._loop.add_reader(fd, self._came, name)

    def _came(self, name: str) -> None:
        """Events came: say so at most once a second, and listen again after that."""
        self._loop.remove_reader(self._open[name])
        self._later(name, self._quiet_s, self._listen, name)
        if not self._quiet:
            self._quiet = True
            self._later("quiet", self._quiet_s, self._loud)
            self._moved()

    def _loud(self) -> None:
        self._quiet = False

    def _listen(self, name: str) -> None:
        fd = self._open[name]
        if self._emptied(fd):
            self._loop.add_reader(fd, self._came, name)
        else:
            self._close(name)

    def _emptied(self, fd: int) -> bool:
        """Throw away what has gathered; False = the device was pulled out."""
        try:
            while os.readv(fd, [self._waste]):
                pass
        except BlockingIOError:
            return True
        except OSError:
            pass
        return False

    def _close(self, name: str) -> None:
        fd = self._open.pop(name)
        timer = self._timers.pop(name, None)
        if timer is not None:
            timer.cancel()
        self._loop.remove_reader(fd)
        os.close(fd)

    def _later(self, key: str, seconds: float, then: Callable[..., None], *arguments: str) -> None:
        self._timers[key] = self._loop.call_later(seconds, then, *arguments)


def is_joystick(axes: int, keys: int, properties: int) -> bool:
    """Tell a joystick by its axes, keys and properties, each a set of bits numbered as in Linux."""
    if not (axes >> _ABS_X & 1 and axes >> _ABS_Y & 1) or properties >> _ACCELEROMETER & 1:
        return False
    if any(keys >> key & 1 for key in _POINTER_KEYS):
        return False
    has_keys = any(keys >> key & 1 for key in _JOYSTICK_KEYS)
    return has_keys or any(axes >> axis & 1 for axis in _EXTRA_AXES)


def _bits(file: Path) -> int:
    """Read a bitmap of sysfs: words of the machine's size in hexadecimal, the highest first."""
    try:
        words = file.read_text(encoding="ascii").split()
    except (OSError, UnicodeDecodeError):
        return 0
    size = 64 if os.sysconf("SC_LONG_BIT") == 64 else 32
    value = 0
    for word in words:
        value = value << size | int(word, 16)
    return value
