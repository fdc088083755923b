"""What survives a restart, and that it fits through the codec the service uses."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from app.guard.memory import Memory, memory, start
from app.guard.state import Rest
from app.model.decision import Reason, Screen
from app.model.grant import Hold
from app.model.moment import DAY, MINUTE
from app.model.observation import App
from app.model.policy import Breaks
from tests.guard.home import Home
from tests.rules.asking import MINETEST, rules

OTHER = App("path:/usr/bin/xclock")


def through_codec(kept: Memory) -> Memory:
    """Write and read a snapshot as the service does."""
    return msgspec.msgpack.decode(msgspec.msgpack.encode(kept), type=Memory)


def test_a_snapshot_is_the_same_after_writing_and_reading() -> None:
    """Clock, tallies, grants, holds, rests: nothing is lost in the codec."""
    home = Home("2026-11-24 16:00")
    home.sit(OTHER)
    home.wait(31)
    home.give(15)
    home.hold(Hold(Reason.PAUSE, None, "mother"))
    home.wait(2)
    kept = memory(home.guard)
    assert through_codec(kept) == kept


def test_before_the_child_was_told_nothing_of_use_is_kept() -> None:
    """Not how long it played, not since when its eyes had no rest; a rest that runs goes on."""
    given = rules(breaks=Breaks(20, 5, tip_only=False))
    home = Home("2026-11-24 14:00", given, told=False)
    home.sit(MINETEST)
    home.wait(15)
    kept = memory(home.guard).people["minh"]
    assert home.person.rest.streak_ms == 15 * MINUTE
    assert (kept.rest, kept.game_notices, kept.use) == (Rest(), 0, None)
    home.wait(22)
    kept = memory(home.guard).people["minh"]
    assert home.person.game_notices == 1 or home.person.rest.until_ms is not None
    assert (kept.rest.streak_ms, kept.rest.kept, kept.game_notices) == (0, 0, 0)
    assert kept.rest.until_ms == home.person.rest.until_ms


def test_a_restart_goes_on_where_it_stopped() -> None:
    """Use, state, grants and the hold are as before."""
    home = Home("2026-11-24 16:00")
    home.sit(OTHER)
    home.wait(20)
    home.hold(Hold(Reason.PAUSE, None, "mother"))
    home.wait(2)
    before = home.person
    home.restart(through_codec(memory(home.guard)))
    after = home.person
    assert after.use == before.use
    assert (after.hold, after.rung.applied) == (before.hold, Screen.CLOSED)


def test_a_restart_on_another_day_starts_a_new_tally() -> None:
    """Yesterday's use belongs to the week, not to today."""
    home = Home("2026-11-24 16:00")
    home.sit(OTHER)
    home.wait(20)
    home.power_cycle(DAY, synced=True)
    assert home.minutes() == 0
    assert list(home.person.use.week.values()) == [20 * MINUTE]


def test_a_new_subject_starts_fresh_and_a_removed_one_is_forgotten() -> None:
    """The snapshot speaks only for subjects the policy still names."""
    home = Home("2026-11-24 16:00")
    kept = memory(home.guard)
    nobody = replace(home.policy, subjects=())
    assert start(nobody, kept, home.now).people == {}
    empty = Memory(kept.clock, {})
    assert start(home.policy, empty, home.now).people["minh"].use.leisure_ms == 0


def test_the_first_step_after_a_power_off_tells_what_the_clock_did() -> None:
    """Three days ahead without a time service is news for the parent."""
    home = Home("2026-11-24 16:00", rules())
    home.power_cycle(MINUTE, wall_error_ms=3 * DAY)
    assert "clock_ahead" in home.codes()
