"""Trusted time: the last trusted moment plus what the boot clock counted since.

A moved wall clock is an event, not a gift. Only a time service, or the parent's word, moves
trusted time; across a power-off an unsynchronised clock is believed only forwards.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from app.model.moment import DAY, MINUTE, SECOND, Moment

JUMP_MS = 30 * SECOND  # a smaller difference is drift, not a moved clock
ADOPT_MS = 2 * SECOND  # a synchronised clock that differs by more is adopted at once
SETTLE_MS = 2 * MINUTE  # how long a fresh, unsynchronised boot may wait for a time service
SETTLES = 3  # so often in one boot-to-boot day; more would be a way to stay up


class Trusted(Struct, frozen=True):
    """What the guard believes about time.

    now_ms        trusted Unix ms at the last reading.
    boot_ms, awake_ms, boot_id   that reading's counters.
    drift_ms      how far the wall clock was from trusted time then.
    sure          trusted time comes from a time service or from the parent's word.
    sure_ms       the last trusted moment that was sure: birthdays count on it.
    zone          the machine's zone then.
    settle_ms     until when (trusted) a fresh boot waits for a time service, or None.
    settles       how many such waits since settled_day_ms, the trusted ms of the first.
    """

    now_ms: int
    boot_ms: int
    awake_ms: int
    boot_id: str
    drift_ms: int = 0
    sure: bool = False
    sure_ms: int = 0
    zone: str = ""
    settle_ms: int | None = None
    settles: int = 0
    settled_day_ms: int = 0


class ClockNote(Struct, frozen=True):
    """Something worth recording: code, milliseconds it speaks of, whether the parent is told."""

    code: str
    by_ms: int = 0
    tell: bool = False
    zone: str = ""


class Reading(Struct, frozen=True):
    """The new belief, the waking milliseconds that passed, and what was noticed."""

    clock: Trusted
    awake_ms: int
    notes: tuple[ClockNote, ...] = ()


def begin(at: Moment) -> Trusted:
    """Believe the first moment ever seen; set-up is done by a parent who sees the clock."""
    return Trusted(
        now_ms=at.wall_ms,
        boot_ms=at.boot_ms,
        awake_ms=at.awake_ms,
        boot_id=at.boot_id,
        sure=at.synced,
        sure_ms=at.wall_ms,
        zone=at.zone,
    )


def read(clock: Trusted, at: Moment) -> Reading:
    """Take a new reading."""
    if at.boot_id != clock.boot_id:
        return _new_boot(clock, at)
    passed = max(at.boot_ms - clock.boot_ms, 0)
    awake = min(max(at.awake_ms - clock.awake_ms, 0), passed)
    now = clock.now_ms + passed
    drift = at.wall_ms - now
    notes: list[ClockNote] = []
    moved = abs(drift - clock.drift_ms) > JUMP_MS
    if at.synced:
        if abs(drift) > JUMP_MS:
            notes.append(ClockNote("clock_put_right", drift))
        now, drift = (at.wall_ms, 0) if abs(drift) > ADOPT_MS else (now, drift)
    elif moved:
        notes.append(ClockNote("clock_moved", drift - clock.drift_ms, tell=True))
    if at.zone and clock.zone and at.zone != clock.zone:
        notes.append(ClockNote("zone_changed", zone=at.zone))
    sure = clock.sure or at.synced
    settle = None if sure or _over(clock.settle_ms, now) else clock.settle_ms
    fresh = replace(
        clock,
        now_ms=now,
        boot_ms=max(at.boot_ms, clock.boot_ms),
        awake_ms=max(at.awake_ms, clock.awake_ms),
        drift_ms=drift,
        sure=sure,
        sure_ms=max(now, 0) if sure else clock.sure_ms,
        zone=at.zone or clock.zone,
        settle_ms=settle,
    )
    return Reading(fresh, awake, tuple(notes))


def _over(settle_ms: int | None, now_ms: int) -> bool:
    return settle_ms is not None and now_ms >= settle_ms


def _new_boot(clock: Trusted, at: Moment) -> Reading:
    """Judge the first reading after a power-off."""
    notes: list[ClockNote] = []
    gap = at.wall_ms - clock.now_ms
    now = at.wall_ms
    if not at.synced and gap < 0:
        now = clock.now_ms
        notes.append(ClockNote("clock_behind", gap, tell=True))
    elif not at.synced and gap > DAY:
        notes.append(ClockNote("clock_ahead", gap, tell=True))
    fresh = Trusted(
        now_ms=now,
        boot_ms=at.boot_ms,
        awake_ms=at.awake_ms,
        boot_id=at.boot_id,
        drift_ms=at.wall_ms - now,
        sure=at.synced,
        sure_ms=now if at.synced else clock.sure_ms,
        zone=at.zone or clock.zone,
        settles=clock.settles,
        settled_day_ms=clock.settled_day_ms,
    )
    return Reading(_settle(fresh, at), 0, tuple(notes))


def _settle(clock: Trusted, at: Moment) -> Trusted:
    """Let a fresh boot wait for its time service, a few times a day."""
    if at.synced:
        return clock
    if not 0 <= clock.now_ms - clock.settled_day_ms < DAY:
        clock = replace(clock, settles=0, settled_day_ms=clock.now_ms)
    if clock.settles >= SETTLES:
        return clock
    return replace(clock, settle_ms=clock.now_ms + SETTLE_MS, settles=clock.settles + 1)


def confirmed(clock: Trusted) -> Trusted:
    """Take the parent's word that the trusted day is right."""
    return replace(clock, sure=True, sure_ms=clock.now_ms, settle_ms=None)
