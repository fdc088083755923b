"""What every clock promises, fake and real alike."""

from collections.abc import Callable

import pytest

from app.model.moment import Moment
from app.monitor.ports import Clock
from app.platforms.fake.clock import FakeClock
from app.platforms.linux.clock import LinuxClock

MAKERS: dict[str, Callable[[], Clock]] = {
    "fake": lambda: FakeClock(Moment(1_800_000_000_000, 60_000, 50_000, "boot", True)),
    "linux": LinuxClock,
}


@pytest.fixture(params=MAKERS)
def clock(request: pytest.FixtureRequest) -> Clock:
    """Each clock in turn."""
    return MAKERS[request.param]()


def test_neither_boot_nor_awake_time_goes_back(clock: Clock) -> None:
    """Of two readings the later one is not earlier, in the same boot."""
    first, second = clock.now(), clock.now()
    assert second.boot_ms >= first.boot_ms
    assert second.awake_ms >= first.awake_ms
    assert second.boot_id == first.boot_id != ""


def test_boot_time_counts_suspend(clock: Clock) -> None:
    """The machine was never awake for longer than it has been up."""
    now = clock.now()
    assert 0 <= now.awake_ms <= now.boot_ms + 1
    assert now.wall_ms > now.boot_ms
