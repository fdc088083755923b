"""A year of four children: how large the store is, and how long each call takes.

`python bench/store_year.py [FOLDER]` prints the figures, milliseconds where nothing else is said;
bench_store.py holds them to the floors. Four children, twelve programs a day each, 400 days of
totals, 14 days of spans, two thousand lines of the record, a hundred policies.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from app.model.action import Record, RecordKind
from app.model.moment import DAY, MINUTE
from app.model.span import Charge, DayTotal, Span
from app.store.store import Store, open_store

KEY = bytes(range(32))
CHILDREN = ("an", "bình", "chi", "dũng")
LAST = date(2026, 11, 20)
NOW = 1_795_200_000_000
DAYS, APPS, SPAN_DAYS, SPANS_A_DAY, LINES = 400, 12, 14, 120, 2_000
MEMORY = bytes(20_000)  # a generous snapshot of the guard's


def totals(child: str, day: date) -> list[DayTotal]:
    """One day of one child."""
    charges = list(Charge)
    return [
        DayTotal(child, day, f"desktop:org.example.Program{n}", charges[n % 3], n * MINUTE)
        for n in range(APPS)
    ]


def spans(child: str, days_ago: int) -> list[Span]:
    """The stretches of one day of one child."""
    start = NOW - days_ago * DAY
    return [
        Span(
            child,
            f"desktop:org.example.Program{n % APPS}",
            Charge.LEISURE,
            start + n * 2 * MINUTE,
            start + (n * 2 + 2) * MINUTE,
            2 * MINUTE,
        )
        for n in range(SPANS_A_DAY)
    ]


def fill(store: Store) -> None:
    """Live a year, faster."""
    for days_ago in range(DAYS, -1, -1):
        day = LAST - timedelta(days=days_ago)
        kept = [one for child in CHILDREN for one in totals(child, day)]
        recent = [one for child in CHILDREN for one in spans(child, days_ago)]
        store.save(MEMORY, recent if days_ago <= SPAN_DAYS else [], kept)
    for n in range(LINES):
        facts = (("key", "week.mon.minutes"), ("was", "60"), ("is", "90"))
        store.append(NOW - n, Record(CHILDREN[n % 4], RecordKind.RULES, "changed", facts, True))
    for version in range(1, 101):
        store.set_policy("# a policy document\n" * 150, version, "mẹ", NOW)


def median_ms(call: Callable[[int], object], times: int = 21) -> float:
    """The median of so many calls."""
    taken = []
    for n in range(times):
        began = time.perf_counter()
        call(n)
        taken.append((time.perf_counter() - began) * 1_000)
    return statistics.median(taken)


def resident_mb() -> float:
    """Memory of this process."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS")


def calls(store: Store) -> Iterator[tuple[str, float]]:
    """The calls of a service with a year behind it."""
    month = LAST - timedelta(days=30)
    week = LAST - timedelta(days=6)
    grown = spans("an", 0)[-2:]
    yield "save, one heartbeat", median_ms(lambda n: store.save(MEMORY, grown, totals("an", LAST)))
    line = Record("an", RecordKind.GRANT, "given", (("minutes", "15"),))
    yield "append", median_ms(lambda n: store.append(NOW, line))
    text = "# a policy document\n" * 150
    yield "set_policy", median_ms(lambda n: store.set_policy(text, 200 + n, "mẹ", NOW))
    yield "set_secret", median_ms(lambda n: store.set_secret("codes", bytes([n])))
    yield "spans of today", median_ms(lambda n: store.spans("an", NOW - DAY, NOW))
    yield "week, one child", median_ms(lambda n: store.totals("an", week, LAST))
    yield "month, one child", median_ms(lambda n: store.totals("an", month, LAST))
    yield "year, one child", median_ms(lambda n: store.totals("an", date.min, LAST))
    yield "100 lines of the record", median_ms(lambda n: store.records(0, 100))
    yield "verify", median_ms(lambda n: store.verify(), 5)
    yield "export, all", median_ms(lambda n: store.export(""), 5)
    days = dict.fromkeys(CHILDREN, SPAN_DAYS)
    later = timedelta(days=1)
    yield (
        "forget, one day",
        median_ms(lambda n: store.forget(LAST + n * later, NOW + n * DAY, days), 5),
    )
    yield "wipe, one child", median_ms(lambda n: store.wipe("an"), 1)


def measure(folder: Path) -> dict[str, float]:
    """All figures, in milliseconds where the name says nothing else."""
    path = folder / "store.db"
    with closing(open_store(path, KEY)) as store:
        fill(store)
    figures = {"file, MB": path.stat().st_size / 1e6, "before opening, MB of RSS": resident_mb()}
    figures["open and close"] = median_ms(lambda n: open_store(path, KEY).close(), 11)
    with closing(open_store(path, KEY)) as store:
        figures |= dict(calls(store))
        figures["with a year open, MB of RSS"] = resident_mb()
    return figures


def main() -> None:
    """Print the figures; the folder to measure in may be named."""
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as place:
        for name, figure in measure(Path(place)).items():
            print(f"{name:32} {figure:9.2f}")


if __name__ == "__main__":
    main()
