"""When the lists program runs, what is done with what it says, and what it left behind."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from app.api import parent_web as api
from app.model.errors import Denied, Unsupported
from app.model.moment import DAY
from app.programs.service import lists as lists_module
from app.programs.service.limits import Limits
from app.programs.service.lists import Lists
from app.web import list_state
from app.web.list_state import ListState, ListTrouble, State
from tests.programs.service.test_vault import vault

NOW_MS = 1_800_000_000_000
CATALOGUE = """
[[list]]
id = "own"
title = "A list"
publisher = "Somebody"
home = "https://example.org/"
licence = "MIT"
credit = "Somebody"
address = "https://example.org/own"
form = "plain"
on = {on}
categories = ["gambling"]
least = 1
most = 10
most_mb = 1
"""


class Runner:
    """Runs nothing: the test says what the program prints and when it ends."""

    def __init__(self) -> None:
        self.runs: list[tuple[str, ...]] = []
        self.heard: Callable[[bytes], None] = lambda line: None
        self.ended: Callable[[int], None] = lambda code: None
        self.why_not = ""

    def owner(self) -> tuple[int, int]:
        """Whoever runs the test."""
        if self.why_not:
            raise Unsupported(self.why_not)
        return os.getuid(), os.getgid()

    def start(
        self,
        words: Sequence[str],
        heard: Callable[[bytes], None],
        ended: Callable[[int], None],
    ) -> None:
        """Remember the words."""
        self.runs.append(tuple(words))
        self.heard, self.ended = heard, ended

    def stop(self) -> None:
        """End nothing."""


class Desk:
    """Lists over a runner that does what the test says."""

    def __init__(self, base: Path, *, on: bool = True) -> None:
        self.runner, self.limits = Runner(), Limits()
        self.events: list[tuple[Any, ...]] = []
        self.built = 0
        self.folder = base / "lists"
        self.catalogue = base / "catalogue.toml"
        self.catalogue.write_text(CATALOGUE.format(on=str(on).lower()))
        kept = vault(base)
        kept.open("1")
        self.lists = Lists(
            self.runner,
            self.folder,
            kept,
            lambda: NOW_MS,
            lambda *event: self.events.append(event),
            self.limits,
            self._built,
            lambda what: None,
            self.catalogue,
        )

    def _built(self) -> None:
        self.built += 1

    def says(self, **event: object) -> None:
        """The program prints an event."""
        self.runner.heard(json.dumps(event).encode())

    def verbs(self) -> list[str]:
        """What the program was started for."""
        return [words[0] for words in self.runner.runs]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """One list, which is on."""
    yield Desk(tmp_path)


def in_a_loop(then: Callable[[], None]) -> None:
    """Do it where timers can be set."""

    async def done() -> None:
        then()

    asyncio.run(done())


def test_a_first_start_makes_a_table(desk: Desk) -> None:
    """Of the seed alone, in a folder of the program's; a second call starts nothing more."""

    def story() -> None:
        desk.lists.begin()
        desk.lists.begin()
        desk.lists.begin(anew=True)
        assert desk.runner.runs == [("build", "--folder", str(desk.folder))]
        desk.says(event="table")
        desk.runner.ended(0)
        assert desk.built == 1

    in_a_loop(story)


def test_a_table_that_is_there_is_kept_unless_it_is_of_no_use(desk: Desk) -> None:
    """A start with a table builds nothing; a damaged one is built anew."""
    desk.folder.mkdir()
    (desk.folder / "table").touch()

    def story() -> None:
        desk.lists.begin()
        assert desk.verbs() == []
        desk.lists.begin(anew=True)
        assert desk.verbs() == ["build"]

    in_a_loop(story)


def test_what_is_wished_for_meanwhile_comes_after(desk: Desk) -> None:
    """One runs at a time; an update is never forgotten for a build."""
    desk.lists.do(api.ListsDo("update"))
    desk.lists.do(api.ListsDo("off", "own"))
    desk.lists.do(api.ListsDo("update"))
    desk.lists.do(api.ListsDo("off", "own"))
    assert desk.verbs() == ["update"]
    desk.runner.ended(0)
    desk.runner.ended(0)
    assert desk.verbs() == ["update", "update"]
    assert desk.runner.runs[1][-2:] == ("--off", "own")


def test_progress_is_shown(desk: Desk) -> None:
    """Which list of how many, while it runs; nothing afterwards but what became of it."""
    desk.lists.do(api.ListsDo("update"))
    desk.says(event="list", id="own", number=3, of=9)
    shown = desk.lists.show()
    assert (shown.busy, shown.done, shown.total) == ("update", 2, 9)
    desk.runner.heard(b"Traceback (most recent call last):")
    desk.says(event="failed", code="full", detail="no room left on the disk")
    desk.runner.ended(69)
    assert desk.limits.all() == ("no_lists: no room left on the disk",)
    assert desk.lists.show().busy == ""
    desk.lists.do(api.ListsDo("update"))
    desk.runner.ended(1)
    assert desk.limits.all() == ()


@pytest.mark.parametrize(
    ("message", "reason"),
    [(api.ListsDo("on", "none"), "list"), (api.ListsDo("delete", "own"), "kind")],
)
def test_what_cannot_be_done_is_refused(desk: Desk, message: api.ListsDo, reason: str) -> None:
    """A list nobody knows, a verb nobody knows."""
    with pytest.raises(Denied, match=reason):
        desk.lists.do(message)
    assert desk.verbs() == []


def test_without_its_user_nothing_runs(desk: Desk) -> None:
    """It is said, and tried again at the next wish."""
    desk.runner.why_not = "there is no user"
    desk.lists.do(api.ListsDo("update"))
    assert desk.verbs() == []
    assert desk.limits.all() == ("no_lists: there is no user",)
    desk.runner.why_not = ""
    desk.lists.do(api.ListsDo("update"))
    assert desk.verbs() == ["update"]
    assert desk.limits.all() == ()


def test_a_folder_of_somebody_else_is_not_used(desk: Desk, tmp_path: Path) -> None:
    """A link where our folder should be would lead what is written elsewhere."""
    desk.folder.symlink_to(tmp_path)
    desk.lists.do(api.ListsDo("update"))
    assert desk.verbs() == []
    assert "is not the folder of the lists program" in desk.limits.all()[0]


def test_what_it_left_is_read_with_distrust(desk: Desk, tmp_path: Path) -> None:
    """A link, a pipe, garbage and a huge file are no state: never fetched, as far as is known."""
    desk.folder.mkdir()
    place = desk.folder / list_state.NAME
    whole = State(lists={"own": ListState(names=5, fetched_ms=NOW_MS, checked_ms=NOW_MS)})
    list_state.write(desk.folder, whole)
    assert [(one.state, one.names) for one in desk.lists.show().lists] == [("ok", 5)]
    real = tmp_path / "real"
    place.rename(real)
    place.symlink_to(real)
    assert desk.lists.show().lists[0].state == "never"
    place.unlink()
    os.mkfifo(place)
    assert desk.lists.show().lists[0].state == "never"
    place.unlink()
    deep = b'{"x":' + b"[" * 100_000
    for content in (b"no json", b"[]", deep, b" " * (lists_module._MOST + 1)):
        place.write_bytes(content)
        assert desk.lists.show().lists[0].state == "never"


def test_what_it_says_cannot_be_endless(desk: Desk) -> None:
    """Words of a trouble are cut to a line, and a message that nests without end is no message."""
    desk.folder.mkdir()
    trouble = ListTrouble("c" * 9_999, "d" * 9_999, NOW_MS)
    list_state.write(desk.folder, State(lists={"own": ListState(trouble=trouble)}))
    shown = desk.lists.show().lists[0]
    assert (len(shown.state), len(shown.detail)) == (200, 200)
    desk.lists.do(api.ListsDo("update"))
    desk.runner.heard(b'{"event":' + b"[" * 60_000)
    assert desk.built == 0


def test_old_lists_are_asked_for_and_told_of_once(desk: Desk) -> None:
    """A day old: an update; nine days: the parent hears of it, once."""
    desk.folder.mkdir()
    (desk.folder / "table").touch()

    def checked(ago: int) -> None:
        at = NOW_MS - ago
        state = State(lists={"own": ListState(names=5, fetched_ms=at, checked_ms=at)})
        list_state.write(desk.folder, state)

    def story() -> None:
        checked(DAY // 2)
        desk.lists._due()
        assert desk.verbs() == []
        checked(DAY)
        desk.lists._due()
        assert desk.verbs() == ["update"]
        desk.runner.ended(1)
        checked(9 * DAY)
        desk.lists._due()
        desk.lists._due()
        assert [event[1:] for event in desk.events] == [("lists_old", (("days", "9"),))]
        assert desk.lists.show().lists[0].state == "old"
        desk.lists.stop()

    in_a_loop(story)


def test_a_catalogue_that_breaks_takes_nothing_down(desk: Desk) -> None:
    """The lists are gone from the face, which says why; the table serves on."""
    desk.catalogue.write_text("[[list")
    assert desk.lists.show().lists == ()
    assert "catalogue.toml" in desk.limits.all()[0]
