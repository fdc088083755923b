"""`python -I -m app.programs.lists update|build`: fetch the lists, make the table.

    update   asks every publisher, then makes the table
    build    makes the table of the seed and the last good copies, without the network

Prints one JSON object a line as things happen (events `list bytes got same refused build table
failed`), so that a progress bar can be drawn; the line `table` is the word that a new table lies at
its place. Exit code: 0 all went well, 1 some list was refused (the table is new all the same), 69
no new table could be made (the one before serves on), 64 wrong call.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from app.model.errors import LuytreError
from app.platforms.linux.clock import LinuxClock
from app.programs.lists.fetch import Publishers
from app.programs.lists.refused import of_disk
from app.programs.lists.shelf import Shelf
from app.programs.lists.update import Clocks, Round
from app.web import seed, subscriptions
from app.web.subscriptions import Subscription

FOLDER = Path("/var/lib/luytre-lists")
SOME_REFUSED = 1
USAGE = 64  # sysexits.h, EX_USAGE
CANNOT = 69  # sysexits.h, EX_UNAVAILABLE


def main(words: list[str] | None = None) -> int:
    """Run it; give the exit code."""
    options = _options(words)
    if os.geteuid() == 0:
        print(
            "luytre lists: this reads what strangers wrote and never runs as root", file=sys.stderr
        )
        return USAGE
    os.umask(0o022)
    return run(options)


def run(options: Namespace) -> int:
    """Do what was asked, as whoever runs it; give the exit code."""
    try:
        return _run(options)
    except OSError as error:
        refusal = of_disk(error)
        tell({"event": "failed", "code": refusal.code, "detail": refusal.detail})
    except (LuytreError, seed.SeedRefused) as error:
        tell({"event": "failed", "code": "refused", "detail": str(error)})
    return CANNOT


def tell(event: dict[str, object]) -> None:
    """Print one event, at once."""
    print(json.dumps(event, ensure_ascii=False), flush=True)


def _run(options: Namespace) -> int:
    wanted = chosen(
        subscriptions.load(options.catalogue), frozenset(options.on), frozenset(options.off)
    )
    clock = LinuxClock()
    clocks = Clocks(lambda: clock.now().wall_ms, lambda: clock.now().boot_ms)
    shelf = Shelf(options.folder)
    work = Round(shelf, seed.load(), clocks, tell, frozenset(options.accept))
    refused: list[str] = []
    with shelf.alone():
        if options.verb == "update":
            with closing(Publishers(clocks.boot_ms, options.ca)) as publishers:
                refused = work.update(wanted, publishers)
        work.build(wanted, secrets.randbits(64))
    return SOME_REFUSED if refused else 0


def chosen(
    catalogue: Iterable[Subscription], on: frozenset[str], off: frozenset[str]
) -> tuple[Subscription, ...]:
    """Give the lists that are wanted. Raises CatalogueRefused for an id nobody knows."""
    known = tuple(catalogue)
    if unknown := (on | off) - {one.id for one in known}:
        raise subscriptions.CatalogueRefused(f"no such list: {', '.join(sorted(unknown))}")
    return tuple(one for one in known if (one.on or one.id in on) and one.id not in off)


def _options(words: list[str] | None) -> Namespace:
    parser = ArgumentParser(
        prog="app.programs.lists", description="Fetches lists, makes the table."
    )
    parser.add_argument("verb", choices=("update", "build"))
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where all of it is kept")
    parser.add_argument("--catalogue", type=Path, default=subscriptions.OURS, help="a TOML file")
    parser.add_argument("--ca", type=Path, help="certificates to believe instead of the usual ones")
    parser.add_argument("--on", metavar="ID", action="append", default=[], help="also this list")
    parser.add_argument("--off", metavar="ID", action="append", default=[], help="not this list")
    parser.add_argument(
        "--accept", metavar="ID", action="append", default=[], help="even if it shrank by half"
    )
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
