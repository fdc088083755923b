"""The machine's clocks, read together: the only place on Linux where a clock is read.

Whether the wall clock can be believed is asked of the kernel, as systemd does for its
`NTPSynchronized`: no D-Bus call, and true for every time service, not only systemd's.
"""

from __future__ import annotations

import ctypes
import os
import time
from pathlib import Path

from app.model.moment import Moment

_NS_IN_MS = 1_000_000
# Linux stops counting at 16 s: a clock nobody steers drifts up to this and stays there. systemd's
# ntp_synced() (src/basic/time-util.c) compares with the same number and, as here, leaves
# STA_UNSYNC aside: some services set it only to keep the kernel away from the hardware clock.
_MAXERROR_UNSYNCED_US = 16_000_000


class _Timex(ctypes.Structure):
    """`struct timex` of <sys/timex.h> as far as it is needed, and room for the rest of it."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),
        ("_rest", ctypes.c_char * 256),
    )


class LinuxClock:
    """Reads wall, boot and awake time, and whether a time service vouches for the wall clock."""

    def __init__(
        self,
        *,
        localtime: Path = Path("/etc/localtime"),
        timezone: Path = Path("/etc/timezone"),
        boot_id: Path = Path("/proc/sys/kernel/random/boot_id"),
    ) -> None:
        """Take the name of this boot; it cannot change while we run."""
        self._localtime = localtime
        self._timezone = timezone
        self._boot_id = boot_id.read_text(encoding="ascii").strip()
        self._adjtimex = ctypes.CDLL(None, use_errno=True).adjtimex

    def now(self) -> Moment:
        """Give this very moment; the three clocks are read within microseconds of each other."""
        awake = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
        boot = time.clock_gettime_ns(time.CLOCK_BOOTTIME)
        wall = time.clock_gettime_ns(time.CLOCK_REALTIME)
        return Moment(
            wall_ms=wall // _NS_IN_MS,
            boot_ms=boot // _NS_IN_MS,
            awake_ms=awake // _NS_IN_MS,
            boot_id=self._boot_id,
            synced=self._synced(),
            zone=self._zone(),
        )

    def _synced(self) -> bool:
        timex = _Timex()  # modes 0: only read
        if self._adjtimex(ctypes.byref(timex)) < 0:
            return False
        return bool(timex.maxerror < _MAXERROR_UNSYNCED_US)

    def _zone(self) -> str:
        """Give the IANA name that /etc/localtime links to, else what Debian keeps beside it."""
        try:
            _, found, name = os.readlink(self._localtime).partition("zoneinfo/")
            if found:
                return name
        except OSError:
            pass  # a copy instead of a link, or none: then only the text file knows the name
        try:
            return self._timezone.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return ""


def boot_ms() -> int:
    """Read the boot clock alone, for who must know the time often: 60 ns."""
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // _NS_IN_MS
