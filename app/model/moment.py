"""When something happened, on every clock at once.

A single reading of all clocks lets the guard tell a moved wall clock from time that really
passed, and sleep from use. Only `app/platforms/*/clock.py` makes moments from real clocks.
"""

from __future__ import annotations

from dataclasses import dataclass

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
YEARS = range(1970, 2200)  # what people may name; Linux takes no clock before, dates end at 9999


@dataclass(frozen=True, slots=True)
class Moment:
    """One reading of the machine's clocks; every field is in milliseconds but the last three.

    wall_ms   Unix time as the machine claims it; may be wrong, may have been moved.
    boot_ms   time since this boot, suspend included (CLOCK_BOOTTIME); never goes back.
    awake_ms  time since this boot, suspend left out (CLOCK_MONOTONIC); never goes back.
    boot_id   names the boot that boot_ms and awake_ms count from.
    synced    a time service vouches for wall_ms (systemd's NTPSynchronized or the like).
    zone      IANA name of the machine's zone; rules use the policy's zone, never this one.
    """

    wall_ms: int
    boot_ms: int
    awake_ms: int
    boot_id: str
    synced: bool
    zone: str = ""
