"""The fake clock tells use, sleep and a moved clock apart."""

import pytest

from app.model.moment import Moment
from app.platforms.fake.clock import FakeClock

START = Moment(1_000_000, 500, 400, "a", True)


def test_use_moves_all_three_clocks() -> None:
    """Time in use counts on every clock."""
    clock = FakeClock(START)
    clock.use(10)
    assert clock.now() == Moment(1_000_010, 510, 410, "a", True)


def test_sleep_leaves_awake_time_alone() -> None:
    """Suspended time counts on the wall and since the boot only."""
    clock = FakeClock(START)
    clock.sleep(10)
    assert clock.now() == Moment(1_000_010, 510, 400, "a", True)


def test_a_moved_wall_clock_is_no_time() -> None:
    """Moving the wall clock touches nothing else."""
    clock = FakeClock(START)
    clock.move(-7)
    assert clock.now() == Moment(999_993, 500, 400, "a", True)


def test_time_cannot_run_backwards() -> None:
    """A step back is refused loudly."""
    with pytest.raises(ValueError, match="backwards"):
        FakeClock(START).use(-1)


def test_any_moment_can_be_set() -> None:
    """Another boot is one call away."""
    clock = FakeClock(START)
    clock.set(Moment(5, 1, 1, "b", False))
    assert clock.now().boot_id == "b"
