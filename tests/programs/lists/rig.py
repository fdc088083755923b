"""Rounds of the lists program on a shelf of their own; subscriptions to what a test publishes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from app.model.web import Category
from app.platforms.linux.clock import LinuxClock
from app.programs.lists.fetch import Publishers
from app.programs.lists.shelf import Shelf
from app.programs.lists.update import Clocks, Round
from app.web.seed import Seed
from app.web.subscriptions import Subscription
from app.web.table import Table
from tests.programs.lists.publisher import Publisher

KEY = 12345


def clocks() -> Clocks:
    """The machine's own clocks."""
    clock = LinuxClock()
    return Clocks(lambda: clock.now().wall_ms, lambda: clock.now().boot_ms)


def listed(publisher: Publisher, path: str = "/list", **more: object) -> Subscription:
    """A subscription to what is published at a path."""
    said = {
        "id": "adult",
        "title": "Adult",
        "publisher": "Somebody",
        "home": "https://example.org/",
        "licence": "MIT",
        "credit": "Somebody",
        "address": publisher.address(path),
        "form": "plain",
        "on": True,
        "categories": frozenset({Category.PORN}),
        "least": 3,
        "most": 1000,
        "most_mb": 1,
    }
    return Subscription(**{**said, **more})  # type: ignore[arg-type]


@dataclass
class Work:
    """A shelf, and rounds on it; told holds the events of all rounds."""

    shelf: Shelf
    seed: Seed
    ca: Path
    told: list[dict[str, object]] = field(default_factory=list)

    def update(self, *wanted: Subscription, accepted: tuple[str, ...] = ()) -> list[str]:
        """One whole round; gives what was refused."""
        work = Round(self.shelf, self.seed, clocks(), self.told.append, accepted)
        publishers = Publishers(clocks().boot_ms, self.ca)
        try:
            with self.shelf.alone():
                refused = work.update(wanted, publishers)
                work.build(wanted, KEY)
        finally:
            publishers.close()
        return refused

    def table(self) -> Table:
        """The table as the resolver would open it."""
        return Table.open(self.shelf.table)

    def refusal(self) -> tuple[object, object]:
        """Code and detail of the last refusal."""
        last = [event for event in self.told if event["event"] == "refused"][-1]
        return last["code"], last["detail"]

    def events(self) -> list[object]:
        """The kinds of what was told."""
        return [event["event"] for event in self.told]
