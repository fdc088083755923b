"""The program as it is started: another user, one line an event, an exit code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from app.programs.lists import __main__ as program
from app.programs.lists.shelf import Shelf
from app.web import subscriptions
from app.web.names import wire
from app.web.table import Table
from tests.programs.lists.publisher import Page, Publisher

NOBODY = 65534


@pytest.fixture
def folder(papers: Any) -> Iterator[Path]:
    """A folder that an unprivileged user owns, with the authority's certificate in it."""
    made = Path(tempfile.mkdtemp(prefix="luytre-t-lists-"))
    shutil.copy(papers.ca, made / "ca.pem")
    (made / "shelf").mkdir()
    if not os.geteuid():
        for path in (made, made / "shelf", made / "ca.pem"):
            os.chown(path, NOBODY, NOBODY)
    yield made
    shutil.rmtree(made)


def catalogue(folder: Path, *lists: dict[str, Any]) -> Path:
    """Write a catalogue."""
    path = folder / "catalogue.toml"
    path.write_text(tomli_w.dumps({"list": list(lists)}), encoding="utf-8")
    path.chmod(0o644)
    return path


def a_list(publisher: Publisher, **more: Any) -> dict[str, Any]:
    """One list of a catalogue."""
    said = {
        **dict.fromkeys(("title", "publisher", "home", "licence", "credit"), "x"),
        **{"id": "adult", "address": publisher.address("/list"), "form": "plain", "on": True},
        **{"categories": ["porn"], "least": 2, "most": 99, "most_mb": 1},
    }
    return {**said, **more}


def started(folder: Path, *words: str) -> subprocess.Popen[str]:
    """Start the program as nobody."""
    other: dict[str, Any] = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    return subprocess.Popen(
        [sys.executable, "-I", "-m", "app.programs.lists", *words, "--folder", folder / "shelf"],
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **({} if os.geteuid() else other),
    )


def runs(folder: Path, *words: str) -> tuple[int, list[dict[str, Any]], str]:
    """Run the program to its end; give its code, its events and its errors."""
    with started(folder, *words) as process:
        output, errors = process.communicate(timeout=60)
    return process.returncode, [json.loads(line) for line in output.splitlines()], errors


def test_the_seed_alone_makes_a_table(folder: Path) -> None:
    """Without a list and without the network; 0 says that it is the seed alone."""
    code, events, errors = runs(folder, "build")
    assert (code, errors) == (0, "")
    assert [event["event"] for event in events] == ["build", "table"]
    table = Table.open(folder / "shelf" / "table")
    assert table.built_ms == events[-1]["built_ms"] == 0
    assert table.names == events[-1]["names"] > 1000
    assert table.labels("www.tongdai111.vn").lists == ("luytre",)


def test_an_update_from_a_publisher(folder: Path, publisher: Publisher) -> None:
    """A list comes, progress is told line by line, the table has it."""
    names = b"".join(b"a-rather-long-name-%d.example\n" % n for n in range(20_000))
    publisher.pages["/list"] = Page(names)
    path = catalogue(folder, a_list(publisher, most=30_000))
    code, events, errors = runs(
        folder, "update", "--catalogue", str(path), "--ca", str(folder / "ca.pem")
    )
    assert (code, errors) == (0, "")
    assert events[0] == {"event": "list", "id": "adult", "number": 1, "of": 1}
    progress = [event for event in events if event["event"] == "bytes"]
    assert progress
    assert all(event["of"] == len(names) for event in progress)
    assert [event["done"] for event in progress] == sorted(event["done"] for event in progress)
    assert [event["event"] for event in events[-3:]] == ["got", "build", "table"]
    table = Table.open(folder / "shelf" / "table")
    assert table.find(wire("a-rather-long-name-7.example")) > 0


def test_a_refused_list_is_told_and_the_table_is_made(folder: Path, publisher: Publisher) -> None:
    """The exit code says that something was refused; the event says what and why."""
    publisher.pages["/list"] = Page(b"com\n" * 5)
    path = catalogue(folder, a_list(publisher))
    code, events, _ = runs(
        folder, "update", "--catalogue", str(path), "--ca", str(folder / "ca.pem")
    )
    assert code == program.SOME_REFUSED
    assert events[-3] == {
        "event": "refused",
        "id": "adult",
        "code": "ending",
        "detail": "it would block everything under .com",
    }
    assert events[-1]["event"] == "table"


def test_what_cannot_be_done_is_told(folder: Path) -> None:
    """A folder that is not there, and a list that nobody knows."""
    code, events, _ = runs(folder, "build", "--on", "nonsense")
    assert (code, events[-1]["event"]) == (program.CANNOT, "failed")
    assert "nonsense" in events[-1]["detail"]
    (folder / "shelf").rmdir()
    code, events, _ = runs(folder, "build")
    assert (code, events[-1]["code"]) == (program.CANNOT, "disk")


def test_killed_half_way(folder: Path, publisher: Publisher) -> None:
    """Killed while a list comes or a table is made: the old table answers, the next is made."""
    runs(folder, "build")
    before = (folder / "shelf" / "table").read_bytes()
    names = b"".join(b"name-%d.example\n" % n for n in range(300_000))
    publisher.pages |= {"/list": Page(names), "/slow": Page(names, behaviour="drip")}
    for path, until in (("/slow", "list"), ("/list", "build")):
        one = a_list(publisher, address=publisher.address(path), most=10**6, most_mb=16)
        words = ["update", "--catalogue", str(catalogue(folder, one))]
        with started(folder, *words, "--ca", str(folder / "ca.pem")) as process:
            assert process.stdout is not None
            while json.loads(process.stdout.readline())["event"] != until:
                pass
            time.sleep(0.2)
            process.kill()
        assert process.wait() < 0
        assert (folder / "shelf" / "table").read_bytes() == before
    left = sorted(one.name for one in (folder / "shelf").iterdir())
    assert [one for one in left if one.startswith(".runs-") or one.endswith(".new")]
    code, _, errors = runs(folder, "build")
    assert (code, errors) == (0, "")
    left = sorted(one.name for one in (folder / "shelf").iterdir())
    assert left == ["lists", "lock", "state.json", "table"]


def test_two_at_once(folder: Path) -> None:
    """The second one is told and touches nothing."""
    with Shelf(folder / "shelf").alone():
        (folder / "shelf" / "lock").chmod(0o666)
        code, events, _ = runs(folder, "build")
    assert code == program.CANNOT
    assert "under way" in events[-1]["detail"]
    assert not (folder / "shelf" / "table").exists()


def test_never_as_root(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What strangers wrote is not read with rights."""
    if os.geteuid():
        pytest.skip("only root can be refused for being root")
    assert program.main(["build", "--folder", str(folder / "shelf")]) == program.USAGE
    assert "never runs as root" in capsys.readouterr().err
    assert not (folder / "shelf" / "table").exists()


def test_chosen() -> None:
    """A parent's choice is added to and taken from what is on by itself."""
    known = subscriptions.load()
    usual = {one.id for one in known if one.on}
    found = program.chosen(known, frozenset({"ut1-vpn"}), frozenset({"hostsvn-adult"}))
    assert {one.id for one in found} == usual - {"hostsvn-adult"} | {"ut1-vpn"}
    with pytest.raises(subscriptions.CatalogueRefused, match="nonsense"):
        program.chosen(known, frozenset(), frozenset({"nonsense"}))
