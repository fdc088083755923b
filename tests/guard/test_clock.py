"""Trusted time: a table of clocks that lie, and what is believed of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.guard.clock import SETTLE_MS, SETTLES, begin, confirmed, read
from app.model.moment import DAY, HOUR, MINUTE, Moment

START = 1_795_500_000_000


def at(
    wall: int = 0, boot: int = 0, *, awake: int | None = None, id: str = "a", synced: bool = False
) -> Moment:
    """A moment in ms after the start; the wall clock may say something else than the counters."""
    counted = boot if awake is None else awake
    return Moment(START + wall, 1000 + boot, 1000 + counted, id, synced, "Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    ("moment", "trusted", "notes"),
    [
        (at(MINUTE, MINUTE), MINUTE, []),
        (at(MINUTE, MINUTE, synced=True), MINUTE, []),
        (at(3 * HOUR, MINUTE), MINUTE, ["clock_moved"]),
        (at(-3 * HOUR, MINUTE), MINUTE, ["clock_moved"]),
        (at(3 * HOUR, MINUTE, synced=True), 3 * HOUR, ["clock_put_right"]),
        (at(MINUTE + 20_000, MINUTE), MINUTE, []),
        (at(MINUTE + 5_000, MINUTE, synced=True), MINUTE + 5_000, []),
        # a new boot
        (at(8 * HOUR, 5, id="b"), 8 * HOUR, []),
        (at(8 * HOUR, 5, id="b", synced=True), 8 * HOUR, []),
        (at(-8 * HOUR, 5, id="b"), 0, ["clock_behind"]),
        (at(-8 * HOUR, 5, id="b", synced=True), -8 * HOUR, []),
        (at(3 * DAY, 5, id="b"), 3 * DAY, ["clock_ahead"]),
        (at(3 * DAY, 5, id="b", synced=True), 3 * DAY, []),
    ],
)
def test_what_is_believed(moment: Moment, trusted: int, notes: list[str]) -> None:
    """Same boot: only a time service moves time. New boot: forwards is believed, backwards not."""
    reading = read(begin(at()), moment)
    assert reading.clock.now_ms == START + trusted
    assert [note.code for note in reading.notes] == notes


def test_a_moved_clock_is_noted_once() -> None:
    """The jump is the event, not every later reading."""
    first = read(begin(at()), at(3 * HOUR, MINUTE))
    again = read(first.clock, at(3 * HOUR + MINUTE, 2 * MINUTE))
    back = read(again.clock, at(3 * MINUTE, 3 * MINUTE))
    assert [len(r.notes) for r in (first, again, back)] == [1, 0, 1]


def test_sleep_passes_time_but_is_not_waking_time() -> None:
    """Eight hours of suspend move the calendar and charge nobody."""
    reading = read(begin(at()), at(8 * HOUR, 8 * HOUR, awake=MINUTE))
    assert reading.awake_ms == MINUTE
    assert reading.clock.now_ms == START + 8 * HOUR


def test_a_changed_zone_is_noted_and_changes_nothing() -> None:
    """The policy has its own zone."""
    moved = Moment(START + MINUTE, 1000 + MINUTE, 1000 + MINUTE, "a", False, "Asia/Tokyo")
    reading = read(begin(at()), moved)
    assert [(n.code, n.zone) for n in reading.notes] == [("zone_changed", "Asia/Tokyo")]
    assert reading.clock.now_ms == START + MINUTE


def test_birthdays_wait_for_a_time_service_or_the_parents_word() -> None:
    """An unsynchronised boot two years ahead moves the day, not the sure day."""
    clock = read(begin(at(synced=True)), at(730 * DAY, 5, id="b")).clock
    assert clock.now_ms == START + 730 * DAY
    assert clock.sure_ms == START
    assert confirmed(clock).sure_ms == START + 730 * DAY
    synced = read(clock, at(DAY, 10, id="b", synced=True)).clock
    assert synced.sure_ms == START + DAY


def test_a_fresh_boot_may_settle_but_not_for_ever() -> None:
    """Two minutes for the time service, three times a day, never once it has spoken."""
    clock = begin(at())
    waits = []
    for boot in range(5):
        moment = at(boot * HOUR + HOUR, 5, id=f"b{boot}")
        clock = read(clock, moment).clock
        waits.append(clock.settle_ms == moment.wall_ms + SETTLE_MS)
    assert waits == [True] * SETTLES + [False] * 2
    fresh = read(begin(at()), at(HOUR, 5, id="x")).clock
    assert read(fresh, at(HOUR + 1000, 1005, id="x", synced=True)).clock.settle_ms is None


@given(
    st.lists(st.tuples(st.integers(0, HOUR), st.integers(-DAY, DAY), st.booleans()), max_size=20)
)
def test_unsynchronised_jumps_never_move_time(steps: list[tuple[int, int, bool]]) -> None:
    """Within one boot and without a time service, trusted time is boot time, whatever is shown."""
    clock, passed = begin(at()), 0
    for more, wall_error, asleep in steps:
        passed += more
        awake = 0 if asleep else None
        clock = read(clock, at(passed + wall_error, passed, awake=awake)).clock
        assert clock.now_ms == START + passed
