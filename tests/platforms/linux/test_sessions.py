"""The choice of sources: logind where it is, the scan where it is not."""

import asyncio
from pathlib import Path

import pytest

from app.platforms.linux.sessions import Seat, seat
from tests.platforms.containers import Debian, debian_fixture

__all__ = ["debian_fixture"]


async def _choose(ours: frozenset[int] = frozenset()) -> Seat:
    found = seat(lambda: ours)
    if found.logind is not None:
        found.logind.close()
    return found


def test_without_logind_the_scan_is_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No bus: sessions are scanned, and what needs logind is said to be missing."""
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    chosen = asyncio.run(_choose())
    assert chosen.sessions.name == "x11-scan"
    assert (chosen.sleep, chosen.inhibitors, chosen.logind) == (None, None, None)


def test_with_logind_all_is_there(debian: Debian, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bus with logind: sessions, sleep and inhibitors come from it."""
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", debian.address)
    chosen = asyncio.run(_choose())
    assert chosen.sessions.name == "logind"
    assert chosen.sleep is not None
    assert chosen.inhibitors is not None
