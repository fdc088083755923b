"""The ledger: coarse before it is written, kept when it cannot be, said once."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace as put

from app.guard import events as ev
from app.model.action import Record, RecordKind, Remember
from app.model.decision import Verdict
from app.model.errors import StoreDamaged
from app.model.policy import SubjectPolicy
from app.model.span import Charge, DayTotal, Span
from app.model.subject import Bracket, Child, Seat
from app.model.web import SiteStop
from app.programs.service.ledger import MOST_WAITING, Ledger
from app.programs.service.snapshot import decode
from app.programs.service.vault import Vault
from tests.guard.home import MINH, Home
from tests.programs.service.test_vault import vault
from tests.rules.asking import rules

DAY = date(2026, 11, 12)
THAO = Child("thao", "Thảo", ("thao",), date(2012, 5, 1))
ROW = DayTotal("minh", DAY, "desktop:mpv", Charge.LEISURE, 60_000)
STOP = SiteStop("minh", DAY, "bet.example", "gambling", Verdict.BLOCK)
SPAN = Span("minh", "desktop:mpv", Charge.LEISURE, 1_000, 61_000, 60_000)


@pytest.fixture
def disk(tmp_path: Path) -> Vault:
    """An open store."""
    made = vault(tmp_path)
    made.open("1")
    return made


def home(child: Child = MINH) -> Home:
    """A PC on a Thursday afternoon."""
    return Home("2026-11-12T16:00", child=child)


def test_snapshot_and_ledger_are_written_together(disk: Vault) -> None:
    """One stroke: what is counted and what the guard knows of it."""
    at = home()
    ledger = Ledger(disk, lambda _: None)
    ledger.remember(at.guard, Remember((SPAN,), (ROW,)))
    assert disk.store.totals("minh", DAY, DAY) == (ROW,)
    assert disk.store.spans("minh", 0, 10**6) == (SPAN,)
    body = disk.store.load_memory()
    assert body is not None and "minh" in decode(body).people


def test_what_nobody_may_see_is_not_written(disk: Vault) -> None:
    """13-15: the program's name does not reach the disk, neither in totals nor in spans."""
    at = home(THAO)
    ledger = Ledger(disk, lambda _: None)
    total = DayTotal("thao", DAY, "desktop:mpv", Charge.GAME, 5)
    span = Span("thao", "desktop:mpv", Charge.GAME, 0, 5, 5)
    ledger.remember(at.guard, Remember((span,), (total,)))
    assert [row.app for row in disk.store.totals("thao", DAY, DAY)] == ["category:games"]
    assert [row.app for row in disk.store.spans("thao", 0, 10)] == ["category:games"]


def test_nothing_is_written_about_somebody_who_is_no_subject(disk: Vault) -> None:
    """A child the parent took out of the policy leaves no new rows."""
    ledger = Ledger(disk, lambda _: None)
    ledger.remember(home().guard, Remember((), (DayTotal("gone", DAY, "a", Charge.GAME, 5),)))
    assert disk.store.totals("gone", DAY, DAY) == ()


def test_lines_of_the_record_come_with_their_time(disk: Vault) -> None:
    """By trusted time, newest first when they are read."""
    at = home()
    ledger = Ledger(disk, lambda _: None)
    for code in ("one", "two"):
        ledger.append(at.guard, Record("minh", RecordKind.HEALTH, code))
    assert [line.seq for line in ledger.records(0, 5)] == [0, 0]
    ledger.write(at.guard)
    lines = ledger.records(0, 5)
    assert [(line.seq, line.record.code) for line in lines] == [(2, "two"), (1, "one")]
    assert lines[0].at_ms == at.guard.clock.now_ms


class Full:
    """A store whose disk takes nothing until it is told to."""

    def __init__(self, store: object) -> None:
        """Stand before a real one."""
        self.store = store
        self.full = True

    def __getattr__(self, name: str) -> object:
        """Refuse to write while full, hand everything else on."""
        if self.full and name in ("save", "append", "forget"):
            raise StoreDamaged("full", name)
        return getattr(self.store, name)


def test_a_full_disk_loses_nothing_and_is_told_once(disk: Vault) -> None:
    """Spans, totals and lines wait; what is read meanwhile has them; then they are written."""
    at = home()
    told: list[str] = []
    ledger = Ledger(disk, told.append)
    full = Full(disk.store)
    disk.store = full  # type: ignore[assignment]
    ledger.append(at.guard, Record("minh", RecordKind.HEALTH, "waits"))
    ledger.remember(at.guard, Remember((SPAN,), (ROW,)))
    ledger.remember(at.guard, Remember((), (DayTotal("minh", DAY, "b", Charge.GAME, 7),)))
    assert told == ["store_full"]
    assert len(ledger.totals("minh", DAY, DAY)) == 2
    assert ledger.spans("minh", 0, 10**6) == (SPAN,)
    assert [line.record.code for line in ledger.records(0, 9)] == ["waits"]
    full.full = False
    assert ledger.write(at.guard)
    assert told == ["store_full", "store_back"]
    assert len(disk.store.totals("minh", DAY, DAY)) == 2
    assert [line.record.code for line in disk.store.records(0, 9)] == ["waits"]


def test_stopped_sites_do_not_keep_the_disk_busy(disk: Vault) -> None:
    """The first is written, those of the same moment wait, are shown, and go with the next."""
    at = home()
    ledger = Ledger(disk, lambda _: None)
    minh = at.guard.people["minh"]
    ledger.remember(at.guard, Remember(stops=(STOP,)))
    assert disk.store.stops("minh", DAY, DAY) == (STOP,)
    more = [replace(STOP, name=f"n{n}.bet.example", last_ms=n) for n in range(300)]
    for stop in (*more, STOP):
        ledger.remember(at.guard, Remember(stops=(stop,)))
    assert disk.store.stops("minh", DAY, DAY) == (STOP,)
    shown = {stop.name: stop.stopped for stop in ledger.stops(at.guard, minh, DAY, DAY)}
    assert len(shown) == 301
    assert shown["bet.example"] == 2
    ledger.remember(at.guard, Remember((SPAN,)))
    assert {s.name: s.stopped for s in disk.store.stops("minh", DAY, DAY)} == shown
    ledger.remember(at.guard, Remember(stops=(STOP,)))
    later = put(at.guard, clock=put(at.guard.clock, boot_ms=at.guard.clock.boot_ms + 1_000))
    ledger.remember(later, Remember(stops=(STOP,)))
    assert max(s.stopped for s in disk.store.stops("minh", DAY, DAY)) == 4


def test_names_that_wait_for_a_full_disk_are_bounded(disk: Vault) -> None:
    """What is stopped beyond them is counted."""
    at = home()
    ledger = Ledger(disk, lambda _: None)
    full = Full(disk.store)
    disk.store = full  # type: ignore[assignment]
    rows = tuple(replace(STOP, name=f"n{n}.bet.example") for n in range(MOST_WAITING + 20))
    ledger.remember(at.guard, Remember(stops=rows))
    found = ledger.stops(at.guard, at.guard.people["minh"], DAY, DAY)
    assert len(found) == MOST_WAITING + 1
    assert [stop.stopped for stop in found if not stop.name] == [20]


@pytest.mark.parametrize(("whom", "left"), [("minh", 0), ("", 0), ("lan", 1)])
def test_what_waits_for_a_full_disk_is_wiped_too(disk: Vault, whom: str, left: int) -> None:
    """A parent deletes while the disk is full: nothing of it is written afterwards."""
    at = home()
    ledger = Ledger(disk, lambda _: None)
    full = Full(disk.store)
    disk.store = full  # type: ignore[assignment]
    ledger.append(at.guard, Record("minh", RecordKind.HEALTH, "waits"))
    ledger.remember(at.guard, Remember((SPAN,), (ROW,), (STOP,)))
    disk.store.wipe(whom)
    ledger.append(at.guard, Record(whom, RecordKind.RULES, "wiped"))
    full.full = False
    assert ledger.write(at.guard)
    assert len(disk.store.totals("minh", DAY, DAY)) == left
    assert len(disk.store.spans("minh", 0, 10**6)) == left
    assert len(disk.store.stops("minh", DAY, DAY)) == left
    codes = [line.record.code for line in disk.store.records(0, 9)]
    assert codes == (["wiped", "waits"] if left else ["wiped"])


def test_forgetting_needs_a_date_somebody_vouches_for(disk: Vault) -> None:
    """A clock nobody vouches for deletes nothing; a vouched one deletes what is too old."""
    ledger = Ledger(disk, lambda _: None)
    old = DayTotal("minh", date(2020, 1, 1), "a", Charge.GAME, 5)
    disk.store.save(b"", (), (old,))
    at = home()
    unsure = put(at.guard, clock=put(at.guard.clock, sure=False))
    ledger.forget(unsure)
    assert disk.store.totals("minh", old.day, old.day) == (old,)
    ledger.forget(at.guard)
    assert disk.store.totals("minh", old.day, old.day) == ()


def test_told_today_is_not_forgotten_today(disk: Vault) -> None:
    """Rows inside their life stay."""
    at = home()
    ledger = Ledger(disk, lambda _: None)
    now = at.guard.clock.now_ms
    span = Span("minh", "a", Charge.LEISURE, now - 5_000, now, 5_000)
    at.do(ev.Tick(at.now))
    ledger.remember(at.guard, Remember((span,), (ROW,)))
    ledger.forget(at.guard)
    assert disk.store.spans("minh", 0, now + 1) == (span,)
    assert disk.store.totals("minh", DAY, DAY) == (ROW,)


def test_a_parent_may_choose_to_be_told_less(disk: Vault) -> None:
    """A child of ten seen as at thirteen: no name of a program reaches the disk."""
    at = Home("2026-11-12T16:00", rules(seen_as=Bracket.C))
    Ledger(disk, lambda _: None).remember(at.guard, Remember((SPAN,), (ROW,)))
    assert [row.app for row in disk.store.totals("minh", DAY, DAY)] == ["category:other"]
    assert [row.app for row in disk.store.spans("minh", 0, 10**6)] == ["category:other"]


@pytest.mark.parametrize(("cleared_on", "left"), [(DAY, 1), (date(2026, 11, 13), 2), (None, 2)])
def test_a_seat_is_cleared_on_its_day(disk: Vault, cleared_on: date | None, left: int) -> None:
    """What a lab's account kept until then is gone, once, and nobody else's is."""
    seat = Seat("lab", "Lab", ("lab",), Bracket.C, cleared_on)
    lab = DayTotal("lab", date(2026, 9, 1), "category:games", Charge.GAME, 5)
    disk.store.save(b"", (), (lab, ROW))
    at = Home("2026-11-12T16:00")
    given_ = (*at.policy.subjects, SubjectPolicy(seat, rules()))
    at.do(ev.PolicyChanged(at.now, replace(at.policy, version=2, subjects=given_), "school"))
    ledger = Ledger(disk, lambda _: None)
    ledger.forget(at.guard)
    kept = disk.store.totals("lab", date.min, DAY) + disk.store.totals("minh", date.min, DAY)
    assert len(kept) == left
    wiped = [line.record.code for line in ledger.records(0, 9) if line.record.subject == "lab"]
    assert wiped == (["wiped"] if cleared_on == DAY else [])


YEARS = 10 * 365 * 86_400_000


def kept(ledger: Ledger, at: Home) -> int:
    """Forget what may be forgotten now, and count what is left."""
    ledger.forget(at.guard)
    now = at.guard.clock.now_ms + YEARS
    return sum(len(ledger.spans(p, 0, now)) for p in at.guard.people) + len(
        ledger.totals("minh", date(2000, 1, 1), date(2100, 1, 1))
    )


@pytest.mark.parametrize("how", ["by hand", "in the firmware", "in the firmware, then settled"])
def test_ten_years_ahead_delete_nothing(disk: Vault, how: str) -> None:
    """A clock that nobody vouches for is no reason to forget, however it came to be wrong."""
    at = home()
    ledger = Ledger(disk, lambda _: None)
    now = at.guard.clock.now_ms
    span = Span("minh", "a", Charge.LEISURE, now - 5_000, now, 5_000)
    disk.store.save(b"", (span,), (ROW,))
    ledger.append(at.guard, Record("minh", RecordKind.HEALTH, "kept"))
    assert ledger.write(at.guard)
    if how == "by hand":
        at.synced = False  # setting it tells the kernel that nobody keeps it right any more
        at.wall += YEARS
        at.do(ev.Tick(at.now))
    else:
        at.power_cycle(60_000, wall_error_ms=YEARS)
        at.wait(5 if how.endswith("settled") else 0.1)
        assert at.guard.clock.now_ms > now + YEARS, "the clock is believed, and still nothing goes"
    fresh = Ledger(disk, lambda _: None)  # as after a start: it does not know what it forgot
    assert kept(fresh, at) == 2
    assert [line.record.code for line in fresh.records(0, 9)] == ["kept"]
    at.wall -= YEARS
    at.synced = True
    at.do(ev.Tick(at.now))
    assert abs(at.guard.clock.now_ms - now) < 600_000
    assert kept(fresh, at) == 2
    at.pass_ms(15 * 86_400_000)
    at.do(ev.Tick(at.now))
    assert kept(fresh, at) == 1, "a vouched fortnight is one"


def test_each_child_is_forgotten_in_his_own_time(disk: Vault) -> None:
    """The store is told of every subject of the policy, and by the bracket that holds."""
    births = {"0-6": (2022, 7), "7-12": (2016, 14), "13-15": (2012, 14), "16-17": (2010, 1)}
    children = [Child(key, key, (key,), date(year, 1, 2)) for key, (year, _) in births.items()]
    at = home()
    subjects = tuple(SubjectPolicy(child, rules()) for child in children)
    at.do(ev.PolicyChanged(at.now, replace(at.policy, version=2, subjects=subjects)))
    now, day = at.guard.clock.now_ms, 86_400_000
    lengths = (1, 7, 14)
    for child in children:
        rows = (
            Span(child.id, f"{n} {late}", Charge.LEISURE, end - 1, end, 1)
            for n in lengths
            for late in (0, 1)
            for end in (now - n * day + (-60_000 if late else 60_000),)
        )
        disk.store.save(b"", tuple(rows), ())
    Ledger(disk, lambda _: None).forget(at.guard)
    for key, (_, days) in births.items():
        left = {span.app for span in disk.store.spans(key, 0, now)}
        whole = {f"{n} {late}" for n in lengths for late in (0, 1) if n < days}
        assert left == whole | {f"{days} 0"}, key
