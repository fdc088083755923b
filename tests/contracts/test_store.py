"""Whatever keeps the memory of the house keeps these promises: with a disk and without one."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.action import Record, RecordKind
from app.model.decision import Verdict
from app.model.moment import DAY, HOUR
from app.model.span import Charge, DayTotal, Span
from app.model.web import SiteStop
from app.store.memory import MemoryStore
from app.store.port import MOST_NAMES, WIPED, Memory, PolicyText, VerifyResult, plain
from app.store.store import open_store

KEY = bytes(range(32))
NOW = 1_795_000_000_000  # 2026-11-18
TODAY = date(2026, 11, 18)

Open = Callable[[], Memory]


def on_disk(folder: Path) -> Memory:
    """The real one."""
    return open_store(folder / "store.db", KEY)


def without_disk(folder: Path) -> Memory:
    """The fake one."""
    return MemoryStore()


KINDS = {"disk": on_disk, "memory": without_disk}


@pytest.fixture(params=list(KINDS))
def memory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Memory]:
    """An empty memory of each kind."""
    with closing(KINDS[request.param](tmp_path)) as opened:
        yield opened


def span(
    start_ms: int,
    end_ms: int,
    app: str = "steam",
    subject: str = "an",
    charge: Charge = Charge.GAME,
) -> Span:
    """A span that was charged for all of its time."""
    return Span(subject, app, charge, start_ms, end_ms, end_ms - start_ms)


def total(day: date, used_ms: int, app: str = "steam", subject: str = "an") -> DayTotal:
    """A total of games."""
    return DayTotal(subject, day, app, Charge.GAME, used_ms)


def line(subject: str = "an", kind: RecordKind = RecordKind.RULES, code: str = "week") -> Record:
    """A line of the record."""
    return Record(subject, kind, code, (("by", "mẹ"), ("minutes", "60")), tell=True)


# --- snapshot, spans, totals -------------------------------------------------------------------


def test_empty_memory_says_nothing(memory: Memory) -> None:
    """A new memory has no snapshot, no policy, no secret, no line, and nothing to complain of."""
    assert memory.load_memory() is None
    assert memory.policy() is None
    assert memory.policies() == ()
    assert memory.secret("password") is None
    assert memory.spans("an", 0, NOW) == ()
    assert memory.totals("an", date.min, date.max) == ()
    assert memory.records(0, 10) == ()
    assert memory.verify() == VerifyResult(0)
    assert memory.export("") == {"spans": [], "totals": [], "sites": [], "record": []}


def test_snapshot_is_given_back_as_it_was(memory: Memory) -> None:
    """Any bytes come back, and only the last ones."""
    memory.save(b"first", (), ())
    memory.save(bytes(range(256)) * 100, (), ())
    assert memory.load_memory() == bytes(range(256)) * 100


def test_a_grown_span_replaces_itself(memory: Memory) -> None:
    """Subject, app, charge and start name a span; its end moves."""
    memory.save(b"", [span(0, 15_000)], ())
    memory.save(b"", [span(0, 30_000)], ())
    assert memory.spans("an", 0, HOUR) == (span(0, 30_000),)


@pytest.mark.parametrize(
    "other",
    [
        span(0, 15_000, subject="bình"),
        span(0, 15_000, app="code"),
        span(0, 15_000, charge=Charge.LEARNING),
        span(1, 15_000),
    ],
    ids=["subject", "app", "charge", "start"],
)
def test_another_span_stands_beside(memory: Memory, other: Span) -> None:
    """A span that differs in one part of its name is another span."""
    memory.save(b"", [span(0, 15_000), other], ())
    found = memory.spans("an", 0, HOUR) + memory.spans("bình", 0, HOUR)
    assert set(found) == {span(0, 15_000), other}


@pytest.mark.parametrize(
    ("from_ms", "to_ms", "found"),
    [
        (0, 10, ()),
        (0, 11, (10,)),
        (19, 25, (10,)),
        (20, 30, ()),
        (15, 35, (10, 30)),
        (0, 99, (10, 30)),
        (40, 99, ()),
    ],
)
def test_spans_of_a_stretch(
    memory: Memory, from_ms: int, to_ms: int, found: tuple[int, ...]
) -> None:
    """A span belongs to a stretch when some part of it does; ends touch nothing."""
    memory.save(b"", [span(30, 40), span(10, 20), span(10, 20, subject="bình")], ())
    assert tuple(one.start_ms for one in memory.spans("an", from_ms, to_ms)) == found


def test_totals_by_day(memory: Memory) -> None:
    """Both ends of a report are in it; a newer figure replaces the older; days are in order."""
    days = [date(2026, 2, 27) + timedelta(days=n) for n in range(4)]
    memory.save(b"", (), [total(day, 1) for day in reversed(days)])
    memory.save(b"", (), [total(days[1], 5), total(days[1], 7, subject="bình")])
    assert memory.totals("an", days[1], days[2]) == (total(days[1], 5), total(days[2], 1))


def test_odd_names_do_not_break_a_save(memory: Memory) -> None:
    """A program named with bytes that are no UTF-8, or with a NUL, is kept as escapes."""
    odd = "path:/home/an/\udcff\udc80"
    memory.save(b"", [span(0, 9, app=odd), span(0, 9, app="nul\0nul")], [total(TODAY, 1, odd)])
    escaped = "path:/home/an/\\udcff\\udc80"
    assert {one.app for one in memory.spans("an", 0, 9)} == {escaped, "nul\0nul"}
    assert memory.totals("an", TODAY, TODAY) == (total(TODAY, 1, escaped),)
    memory.append(1, Record("an", RecordKind.ACCOUNT, "unknown_login", (("user", "\udcff"),)))
    assert memory.records(0, 1)[0].record.facts == (("user", "\\udcff"),)
    assert memory.verify() == VerifyResult(1)


# --- policy and secrets ------------------------------------------------------------------------


def test_every_version_of_the_policy_is_kept(memory: Memory) -> None:
    """The newest holds; the earlier ones tell who changed what, and when."""
    memory.set_policy("schema = 1", 1, "mẹ", NOW)
    memory.set_policy("schema = 1\n# hai", 5, "ba", NOW + 1)
    assert memory.policy() == PolicyText("schema = 1\n# hai", 5, "ba", NOW + 1)
    assert [policy.version for policy in memory.policies()] == [5, 1]


@pytest.mark.parametrize("version", [3, 2, 0, -1])
def test_a_version_only_grows(memory: Memory, version: int) -> None:
    """A version that does not follow is refused, and nothing has changed."""
    memory.set_policy("a", 3, "mẹ", NOW)
    with pytest.raises(ValueError, match="does not follow 3"):
        memory.set_policy("b", version, "mẹ", NOW)
    assert memory.policies() == (PolicyText("a", 3, "mẹ", NOW),)


def test_secrets_come_and_go(memory: Memory) -> None:
    """A secret is replaced, deleted, and none of its neighbour's business."""
    memory.set_secret("password", b"\x00\xff")
    memory.set_secret("codes", b"1")
    memory.set_secret("codes", b"2")
    assert (memory.secret("password"), memory.secret("codes")) == (b"\x00\xff", b"2")
    memory.set_secret("codes", None)
    memory.set_secret("never was", None)
    assert (memory.secret("password"), memory.secret("codes")) == (b"\x00\xff", None)


# --- the record --------------------------------------------------------------------------------


def test_lines_are_counted_and_given_newest_first(memory: Memory) -> None:
    """Pages of the record: `before` 0 is the newest, then the last number seen."""
    assert [memory.append(NOW + n, line(code=f"c{n}")) for n in range(5)] == [1, 2, 3, 4, 5]
    assert [kept.seq for kept in memory.records(0, 2)] == [5, 4]
    assert [kept.seq for kept in memory.records(4, 2)] == [3, 2]
    assert [kept.seq for kept in memory.records(2, 9)] == [1]
    assert memory.records(1, 9) == memory.records(0, 0) == ()
    newest = memory.records(0, 1)[0]
    assert (newest.at_ms, newest.record) == (NOW + 4, line(code="c4"))
    assert memory.verify() == VerifyResult(5)


@pytest.mark.parametrize("kind", list(RecordKind))
def test_every_kind_of_line_comes_back(memory: Memory, kind: RecordKind) -> None:
    """What was said is what is read."""
    said = Record("an", kind, "mã", (("một", "…"), ("", "")), tell=kind is RecordKind.TAMPER)
    memory.append(NOW, said)
    assert memory.records(0, 1)[0].record == said


# --- the two lives -----------------------------------------------------------------------------


def test_spans_live_by_subject(memory: Memory) -> None:
    """Each subject has its own number of days; one that nobody names has one day."""
    ages = {"an": 8, "bình": 14, "gone": 1}
    for subject in ages:
        old = [span(NOW - n * DAY - HOUR, NOW - n * DAY, subject=subject) for n in range(16)]
        memory.save(b"", old, ())
    memory.forget(TODAY, NOW, {"an": 8, "bình": 14})
    for subject, days in ages.items():
        kept = memory.spans(subject, 0, NOW)
        assert [one.end_ms for one in kept] == [NOW - n * DAY for n in range(days, -1, -1)]


def test_totals_outlive_spans(memory: Memory) -> None:
    """Totals live 400 days, or what the caller says, whoever they are of."""
    days = [TODAY - timedelta(days=n) for n in (0, 1, 400, 401, 800)]
    memory.save(b"", (), [total(day, 1) for day in days] + [total(days[4], 1, subject="gone")])
    memory.forget(TODAY, NOW, {"an": 1})
    assert [one.day for one in memory.totals("an", date.min, date.max)] == days[2::-1]
    assert memory.totals("gone", date.min, date.max) == ()
    memory.forget(TODAY, NOW, {"an": 1}, totals_days=0)
    assert [one.day for one in memory.totals("an", date.min, date.max)] == [TODAY]


def test_old_lines_lose_what_they_say(memory: Memory) -> None:
    """After 400 days a line keeps place, time and kind, a consent everything; the chain holds."""
    for kind in (RecordKind.TAMPER, RecordKind.CONSENT, RecordKind.HEALTH):
        memory.append(NOW - 401 * DAY, line(kind=kind))
    memory.append(NOW - 399 * DAY, line())
    memory.forget(TODAY, NOW, {})
    assert [(kept.seq, kept.record.kind, kept.record.code) for kept in memory.records(0, 9)] == [
        (4, RecordKind.RULES, "week"),
        (3, RecordKind.HEALTH, WIPED),
        (2, RecordKind.CONSENT, "week"),
        (1, RecordKind.TAMPER, WIPED),
    ]
    assert memory.verify() == VerifyResult(4)
    assert memory.append(NOW, line()) == 5
    assert memory.verify() == VerifyResult(5)


def filled(memory: Memory) -> None:
    """Two children, a policy, a secret, a snapshot, four lines."""
    for subject in ("an", "bình"):
        memory.save(b"snapshot", [span(0, 9, subject=subject)], [total(TODAY, 9, subject=subject)])
        memory.append(NOW, line(subject))
    memory.append(NOW, line(""))
    memory.append(NOW, line("an"))
    memory.set_policy("schema = 1", 1, "mẹ", NOW)
    memory.set_secret("password", b"hash")


def test_wipe_of_one(memory: Memory) -> None:
    """Everything of one child goes, nothing of another, and the chain still holds."""
    filled(memory)
    others = memory.export("bình")
    memory.wipe("an", b"snapshot without an")
    assert memory.export("an") == {"spans": [], "totals": [], "sites": [], "record": []}
    assert memory.export("bình") == others
    assert [kept.record.code for kept in memory.records(0, 9)] == [WIPED, "week", "week", WIPED]
    assert memory.records(0, 1)[0].record == Record("", RecordKind.RULES, WIPED)
    assert memory.load_memory() == b"snapshot without an"
    assert memory.verify() == VerifyResult(4)


def test_wipe_of_all(memory: Memory) -> None:
    """Everything goes but the policy, the secrets and the places of the record's lines."""
    filled(memory)
    memory.wipe("")
    everything = memory.export("")
    assert (everything["spans"], everything["totals"]) == ([], [])
    assert {row["code"] for row in everything["record"]} == {WIPED}
    assert memory.load_memory() == b"snapshot"
    assert memory.policy() == PolicyText("schema = 1", 1, "mẹ", NOW)
    assert memory.secret("password") == b"hash"
    assert memory.append(NOW, line()) == 5
    assert memory.verify() == VerifyResult(5)


def test_export_holds_the_rows(memory: Memory) -> None:
    """An export of one is that one's rows under the tables' names; of all, everybody's."""
    filled(memory)
    row = {"subject": "an", "app": "steam", "charge": "game"}
    facts = [["by", "mẹ"], ["minutes", "60"]]
    said = {"at_ms": NOW, "subject": "an", "kind": "rules", "code": "week", "facts": facts}
    assert memory.export("an") == {
        "spans": [{**row, "start_ms": 0, "end_ms": 9, "used_ms": 9}],
        "totals": [{**row, "day": "2026-11-18", "used_ms": 9}],
        "sites": [],
        "record": [{"seq": 1, **said, "tell": True}, {"seq": 4, **said, "tell": True}],
    }
    assert {key: len(rows) for key, rows in memory.export("").items()} == {
        "spans": 2,
        "totals": 2,
        "sites": 0,
        "record": 4,
    }


# --- anything, in any order --------------------------------------------------------------------

subjects = st.sampled_from(["", "an", "bình", "lab"])
text = st.text(st.characters(), max_size=6)  # lone surrogates too
apps = st.one_of(st.sampled_from(["", "steam", "desktop:org.gnome.Maps"]), text)
charges = st.sampled_from(list(Charge))
starts = st.integers(NOW - 20 * DAY, NOW)
days = st.dates(TODAY - timedelta(days=410), TODAY)
spans = st.builds(
    lambda subject, app, charge, start, length, used: Span(
        subject, app, charge, start, start + length, min(used, length)
    ),
    *(subjects, apps, charges, starts, st.integers(0, DAY), st.integers(0, DAY)),
)
totals = st.builds(DayTotal, subjects, days, apps, charges, st.integers(0, DAY))
facts = st.lists(st.tuples(text, text), max_size=3).map(tuple)
lines = st.builds(Record, subjects, st.sampled_from(list(RecordKind)), text, facts, st.booleans())

operations = st.one_of(
    st.tuples(
        st.just("save"),
        st.tuples(st.binary(max_size=9), st.lists(spans, max_size=6), st.lists(totals, max_size=6)),
    ),
    st.tuples(st.just("append"), st.tuples(st.integers(NOW - 500 * DAY, NOW), lines)),
    st.tuples(st.just("wipe"), st.tuples(subjects)),
    st.tuples(
        st.just("forget"),
        st.tuples(
            st.just(TODAY),
            st.just(NOW),
            st.dictionaries(subjects, st.integers(1, 14)),
            st.integers(1, 400),
        ),
    ),
)


def everything(memory: Memory) -> list[Any]:
    """All that a memory answers, by every door."""
    names = ["", "an", "bình", "lab"]
    week = (TODAY - timedelta(days=7), TODAY)
    return [
        memory.load_memory(),
        [memory.export(name) for name in names],
        [memory.spans(name, NOW - 3 * DAY, NOW - DAY) for name in names],
        [memory.totals(name, *week) for name in names],
        [memory.records(before, 3) for before in range(5)],
        memory.verify(),
    ]


@given(st.lists(operations, max_size=12))
def test_the_two_kinds_are_twins(played: list[tuple[str, tuple[Any, ...]]]) -> None:
    """Whatever is done to both, both answer the same, and the chain holds all the way."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        twins = [stack.enter_context(closing(kind(Path(folder)))) for kind in KINDS.values()]
        for name, arguments in played:
            answers = [getattr(twin, name)(*arguments) for twin in twins]
            assert answers[0] == answers[1]
        first, second = map(everything, twins)
        assert first == second
        assert twins[0].verify().problems == ()


@given(st.lists(st.lists(spans, max_size=8), max_size=5))
def test_the_last_word_on_a_span_is_kept(saves: list[list[Span]]) -> None:
    """After any number of saves a span stands as it was last written, and no other stands."""
    with tempfile.TemporaryDirectory() as folder, closing(on_disk(Path(folder))) as memory:
        expected: dict[tuple[str, str, str, int], Span] = {}
        for batch in saves:
            memory.save(b"", batch, ())
            for one in batch:
                kept_as = replace(one, app=plain(one.app))
                expected[one.subject, kept_as.app, one.charge, one.start_ms] = kept_as
        for subject in ("", "an", "bình", "lab"):
            kept = {one for one in memory.spans(subject, 0, 2 * NOW) if one.end_ms > one.start_ms}
            assert kept == {
                one
                for one in expected.values()
                if one.subject == subject and one.end_ms > one.start_ms
            }


# --- stopped sites -----------------------------------------------------------------------------


def stop(name: str, day: date = TODAY, subject: str = "an", **more: Any) -> SiteStop:
    """A name that was stopped once."""
    return SiteStop(subject, day, name, "gambling", Verdict.BLOCK, "seed", **more)


def test_stops_are_added_up(memory: Memory) -> None:
    """The same name on the same day is one row that counts; another day is another row."""
    memory.save(b"", (), (), [stop("bet.example", last_ms=5), stop("bet.example", last_ms=3)])
    memory.save(b"", (), (), [stop("bet.example", last_ms=9, stopped=4)])
    memory.save(b"", (), (), [stop("bet.example", TODAY + timedelta(1))])
    found = memory.stops("an", TODAY, TODAY)
    assert found == (stop("bet.example", stopped=6, last_ms=9),)
    assert memory.stops("bình", TODAY, TODAY) == ()
    assert [row["stopped"] for row in memory.export("an")["sites"]] == [6, 1]


def test_names_go_before_counts(memory: Memory) -> None:
    """A name lives as long as spans do, its count as long as totals; forgetting twice is once."""
    old, older = TODAY - timedelta(8), TODAY - timedelta(401)
    memory.save(b"", (), (), [stop("a.example", old, last_ms=7), stop("b.example", old)])
    memory.save(b"", (), (), [stop("c.example"), stop("d.example", older)])
    for _ in range(2):
        memory.forget(TODAY, NOW, {"an": 7})
    counts = replace(stop("", old), list="", stopped=2)
    assert memory.stops("an", date.min, TODAY) == (counts, stop("c.example"))
    memory.forget(TODAY, NOW, {})
    memory.save(b"", (), (), [stop("a.example", old, "left")])
    memory.forget(TODAY, NOW, {})
    assert [s.name for s in memory.stops("left", date.min, TODAY)] == [""]


def test_a_day_keeps_so_many_names(memory: Memory) -> None:
    """Whoever asks for made-up names all day is counted; names that are known go on, others too."""
    made_up = [stop(f"n{n}.bet.example", last_ms=n) for n in range(MOST_NAMES + 3)]
    memory.save(b"", (), (), made_up)
    memory.save(b"", (), (), [stop("n0.bet.example", last_ms=9), stop("x.example", subject="bình")])
    found = memory.stops("an", TODAY, TODAY)
    assert len({s.name for s in found}) == MOST_NAMES + 1
    assert sum(s.stopped for s in found) == MOST_NAMES + 4
    assert [(s.stopped, s.list, s.last_ms) for s in found if not s.name] == [(3, "", 0)]
    assert [s.stopped for s in found if s.name == "n0.bet.example"] == [2]
    assert [s.name for s in memory.stops("bình", TODAY, TODAY)] == ["x.example"]
    memory.save(b"", (), (), [stop("next.example", TODAY + timedelta(1))])
    assert [s.name for s in memory.stops("an", TODAY + timedelta(1), date.max)] == ["next.example"]


def test_stops_are_wiped(memory: Memory) -> None:
    """With the subject, or with everybody."""
    memory.save(b"", (), (), [stop("a.example"), stop("a.example", subject="bình")])
    memory.wipe("an")
    assert memory.stops("an", date.min, date.max) == ()
    assert len(memory.stops("bình", date.min, date.max)) == 1
    memory.wipe("")
    assert memory.export("")["sites"] == []
