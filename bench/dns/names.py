"""The names all servers block, the questions put to them, and our own table of the same names."""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.model.web import Category
from app.web import seed
from app.web.build import Source, build
from app.web.table import ListCredit

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
TOPS = ("com", "com", "com", "net", "org", "vn", "xyz", "top", "info", "co.uk")
SECOND_LEVEL = 1000  # names that are not listed lie below so many


def synthetic(count: int) -> list[str]:
    """Give different names, three in ten below a name nobody lists; none below another one.

    On average 17 characters and 2.4 labels, in random order. The same names in every run.
    """
    chance = random.Random(17)
    names: dict[str, None] = {}
    for number in range(count):
        own = "".join(chance.choices(LETTERS, k=chance.randint(4, 11)))
        below = f"{''.join(chance.choices(LETTERS, k=3))}." if chance.random() < 0.3 else ""
        # The number keeps them apart, so that no name can be above another.
        names[f"{below}{own}{number:x}.{chance.choice(TOPS)}"] = None
    found = list(names)
    chance.shuffle(found)
    return found


def table(names: Iterable[str], path: Path) -> None:
    """Build our table: these names as a list of ours would bring them, and the whole seed."""
    listed = Source("bench", frozenset({Category.PORN}))
    known = seed.load().known
    said = [
        (name, Source(seed.LIST, one.categories, one.services, reviewed=True))
        for name, one in known.items()
    ]
    credits = [ListCredit(seed.LIST, "seed"), ListCredit("bench", "synthetic names")]
    said += [(name, listed) for name in names]
    build(said, path, built_ms=1, seed=secrets.randbits(64), lists=credits)


def blocked(names: Sequence[str], count: int) -> list[str]:
    """Choose listed names; every second one is asked for with a label in front."""
    chance = random.Random(5)
    chosen = chance.choices(names, k=count)
    return [f"w{n}.{name}" if n % 2 else name for n, name in enumerate(chosen)]


def new(count: int) -> list[str]:
    """Give names nobody lists and no cache has."""
    return [f"h{n:x}.site{n % SECOND_LEVEL}.com" for n in range(count)]


def often(count: int) -> list[str]:
    """Give the names that are asked for again and again."""
    return [f"www.often{n}.net" for n in range(count)]


def write(names: Iterable[str], path: Path, kind: str = " A") -> Path:
    """Write one question a line, as dnsperf reads them."""
    path.write_text("".join(f"{name}{kind}\n" for name in names), encoding="ascii")
    return path
