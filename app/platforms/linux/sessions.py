"""Which source of sessions this machine has: logind, else the scan of displays and terminals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.model.errors import Unsupported
from app.monitor.ports import Inhibitors, Sessions, Sleep
from app.platforms.linux.inhibitors import LogindInhibitors, LogindSleep
from app.platforms.linux.logind import Logind
from app.platforms.linux.logind_sessions import LogindSessions
from app.platforms.linux.scan_sessions import ScanSessions


@dataclass(frozen=True, slots=True)
class Seat:
    """What is known of people at this machine; what needs logind is None where there is none."""

    sessions: Sessions
    sleep: Sleep | None
    inhibitors: Inhibitors | None
    logind: Logind | None


def seat(ours: Callable[[], frozenset[int]]) -> Seat:
    """Choose the sources, on the running loop. `ours` gives our agents' pids for the scan."""
    logind = Logind()
    try:
        logind.open()
        return Seat(LogindSessions(logind), LogindSleep(logind), LogindInhibitors(logind), logind)
    except Unsupported:
        logind.close()
        return Seat(ScanSessions(ours), None, None, None)
