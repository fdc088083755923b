"""Looking names up in the table, beside a Python set and a marisa trie of the same names.

    .venv/bin/python bench/lookup.py [NAMES]

Each store is built in a process of its own and asked the same three kinds of names: listed, one
below a listed one (`www.`), and unknown ones of three labels, each once in random order and newly
cut, as the resolver cuts them from a packet, and then one of them again and again. Prints CPU ns
per decision (best of five), the ratio to the set, what the store costs to open and to hold, and
what it costs to build.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import timeit
from collections.abc import Callable, Iterator
from pathlib import Path

from app.model.web import Category
from app.web.build import Source, build
from app.web.names import wire
from app.web.table import ListCredit, Table

ROOT = Path(__file__).parent.parent
TOPS = ("com", "net", "org", "vn", "com.vn", "xyz", "top", "info")
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
STORES = ("set", "marisa", "table")


def synthetic(count: int) -> Iterator[str]:
    """Give that many different names, one in five of them below a name nobody lists."""
    chance = random.Random(3)
    for number in range(count):
        own = "".join(chance.choices(LETTERS, k=chance.randint(4, 14)))
        below = chance.choice(("", "", "", "", "m."))
        yield f"{below}{own}{number:x}.{chance.choice(TOPS)}"


def names_of(file: Path) -> list[str]:
    """Read the names of a run."""
    return file.read_text(encoding="ascii").split()


def memory() -> dict[str, int]:
    """Give the megabytes that are this process's alone, and all that it touched."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()[1:]
    sizes = {key: int(size.split()[0]) for key, size in (line.split(":", 1) for line in lines)}
    return {"private_mb": sizes["Anonymous"] // 1024, "rss_mb": sizes["Rss"] // 1024}


def open_set(file: Path) -> Callable[[bytes], object]:
    """A set of wire names: as fast as exact names get in Python, all of it private memory."""
    listed = {wire(name) for name in names_of(file)}

    def find(name: bytes) -> int:
        while name:
            if name in listed:
                return 1
            name = name[name[0] + 1 :]
        return 0

    return find


def open_marisa(file: Path) -> Callable[[bytes], object]:
    """A mapped trie of turned names; its question is "which prefixes are listed"."""
    import marisa_trie

    trie = marisa_trie.BinaryTrie()
    trie.mmap(str(file.with_suffix(".marisa")))

    def find(name: bytes) -> object:
        labels = []
        at = 0
        while at < len(name):
            end = at + 1 + name[at]
            labels.append(name[at + 1 : end])
            at = end
        return trie.prefixes(b".".join(reversed(labels)) + b".")

    return find


def open_table(file: Path) -> Callable[[bytes], object]:
    """The product's own."""
    return Table.open(file.with_suffix(".table")).find


def ask(store: str, file: Path) -> dict[str, object]:
    """Open a store and time its answers."""
    opener = {"set": open_set, "marisa": open_marisa, "table": open_table}[store]
    started = time.process_time()
    find = opener(file)
    found: dict[str, object] = {"open_ms": round(1000 * (time.process_time() - started), 2)}
    found |= memory()
    names = names_of(file)[::5]
    random.Random(5).shuffle(names)
    kinds = {
        "listed": names,
        "www": ["www." + name for name in names],
        "unknown": [f"www.q{name.partition('.')[0]}.com" for name in names],
    }
    for kind, asked in kinds.items():
        best = 10.0**9
        for _ in range(5):
            cut = [wire(name) for name in asked]
            started = time.process_time()
            for name in cut:
                find(name)
            best = min(best, time.process_time() - started)
        if any(bool(find(wire(name))) is (kind == "unknown") for name in asked[:1000]):
            raise SystemExit(f"{store} answers {kind} names wrongly")
        found[kind] = round(best / len(asked) * 1e9)
        found[f"{kind}_again"] = again(find, asked[0])
    found["touched_mb"] = memory()["rss_mb"]
    return found


def build_table(file: Path) -> dict[str, object]:
    """Build the table from the names' file, one line at a time."""
    source = Source("bench", frozenset({Category.PORN}))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter(), time.process_time()
    with file.open(encoding="ascii") as lines:
        report = build(
            ((line.rstrip("\n"), source) for line in lines),
            file.with_suffix(".table"),
            built_ms=1,
            seed=random.getrandbits(64),
            lists=[ListCredit("bench", "synthetic names")],
        )
    return {
        "seconds": round(time.perf_counter() - started[0], 2),
        "cpu_seconds": round(time.process_time() - started[1], 2),
        "memory_before_mb": before // 1024,
        "memory_peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "file_mb": round(report.size / 2**20, 1),
        "names": report.names,
    }


def build_trie(file: Path) -> dict[str, object]:
    """Build the trie from the names' file."""
    import marisa_trie

    started = time.process_time()
    turned = (b".".join(reversed(name.encode().split(b"."))) + b"." for name in names_of(file))
    marisa_trie.BinaryTrie(turned).save(str(file.with_suffix(".marisa")))
    return {
        "cpu_seconds": round(time.process_time() - started, 2),
        "memory_peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "file_mb": round(file.with_suffix(".marisa").stat().st_size / 2**20, 1),
    }


def again(find: Callable[[bytes], object], name: str) -> int:
    """Time one name asked for again and again, as a household does."""
    wired = wire(name)
    return round(min(timeit.repeat(lambda: find(wired), repeat=5, number=20_000)) / 20_000 * 1e9)


def main(arguments: list[str]) -> None:
    """Run every part in a process of its own and print the comparison."""
    if len(arguments) == 2:
        part, file = arguments[0], Path(arguments[1])
        builders = {"build-table": build_table, "build-marisa": build_trie}
        print(json.dumps(builders[part](file) if part in builders else ask(part, file)))
        return
    count = int(arguments[0]) if arguments else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "names"
        with file.open("w", encoding="ascii") as lines:
            lines.writelines(f"{name}\n" for name in synthetic(count))
        found = {}
        for part in ("build-table", "build-marisa", *STORES):
            command = [sys.executable, __file__, part, str(file)]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT)
            found[part] = json.loads(done.stdout)
            print(part, found[part], flush=True)
    for kind in ("listed", "www", "unknown"):
        ratios = {one: round(found[one][kind] / found["set"][kind], 2) for one in STORES}
        print(f"{kind}: ns per decision, ratio to the set {ratios}")


if __name__ == "__main__":
    main(sys.argv[1:])
