"""The real lists, served as their publishers would, through the whole program.

The files are data for tests and benches; where they are not there, these tests are skipped.
"""

from __future__ import annotations

import io
import json
import tarfile
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from app.model.web import Category as C
from app.programs.lists import __main__ as program
from app.rules.age import bracket_of_age
from app.rules.content import SiteQuestion, judge_site
from app.rules.web_presets import web_preset
from app.web import subscriptions
from app.web.names import wire
from app.web.seed import Seed
from app.web.table import Table
from tests.programs.lists.publisher import Certificates, Page, Publisher, publishing

LISTS = Path(__file__).parents[4] / "shared" / "lists"  # beside the repository
TABLES = Path(__file__).parents[2] / "web" / "tables"
FILES = {
    "hostsvn-adult": "hostsvn/adult.txt",
    "hostsvn-gambling": "hostsvn/gambling.txt",
    "hostsvn-threat": "hostsvn/threat.txt",
    **{
        f"shadowwhisperer-{name.lower()}": f"shadowwhisperer/{name}.txt"
        for name in ("Adult", "DNS", "Dating", "Gambling", "Scam", "Shock", "Tunnels")
    },
}

pytestmark = pytest.mark.skipif(not LISTS.is_dir(), reason="the lists' files are not here")


def brands() -> bytes:
    """The folder of v2fly as its code host packs it."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz", compresslevel=1) as tar:
        tar.add(LISTS / "v2fly" / "data", "domain-list-community-master/data")
    return packed.getvalue()


def put_out(publisher: Publisher, folder: Path) -> Path:
    """Publish every list we have under our own catalogue's entry; give the catalogue."""
    entries = []
    for one in tomllib.loads(subscriptions.OURS.read_text("utf-8"))["list"]:
        path = f"/{one['id']}"
        if one["id"] == "v2fly":
            publisher.pages[path] = Page(brands(), etag='"v"')
        elif one["id"] in FILES:
            content = (LISTS / FILES[one["id"]]).read_bytes()
            publisher.pages[path] = Page(content, etag='"f"', behaviour="gzip")
        else:
            continue
        entries.append({**one, "address": publisher.address(path)})
    (folder / "catalogue.toml").write_text(tomli_w.dumps({"list": entries}), encoding="utf-8")
    return folder / "catalogue.toml"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, papers: Certificates) -> Path:
    """A shelf after one whole update with everything, and its events beside it."""
    folder = tmp_path_factory.mktemp("published")
    events: list[dict[str, Any]] = []
    with pytest.MonkeyPatch.context() as patch, publishing(papers.good, papers.ca) as publisher:
        patch.setattr(program, "tell", events.append)
        words = ["update", "--folder", str(folder), "--ca", str(papers.ca)]
        options = program._options([*words, "--catalogue", str(put_out(publisher, folder))])
        code = program.run(options)
    assert code == 0, [event for event in events if event["event"] == "refused"]
    (folder / "events.json").write_text(json.dumps(events))
    return folder


def test_all_are_taken(shelf: Path) -> None:
    """Each list passes its limits, and nearly every line of it is held."""
    events = json.loads((shelf / "events.json").read_text())
    got = {event["id"]: event["names"] for event in events if event["event"] == "got"}
    assert set(got) == {*FILES, "v2fly"}
    for one, path in FILES.items():
        lines = len((LISTS / path).read_text("utf-8").splitlines())
        assert lines - 10 <= got[one] <= lines
    table = Table.open(shelf / "table")
    assert 250_000 < table.names < sum(got.values()) + 10_000


@pytest.mark.parametrize(
    ("name", "category", "one"),
    [
        ("www.0-bbs.com", C.PORN, "hostsvn-adult"),
        ("000000.com", C.GAMBLING, "hostsvn-gambling"),
    ],
)
def test_what_lists_know(shelf: Path, name: str, category: C, one: str) -> None:
    """A name is what its list says, with the list's name."""
    table = Table.open(shelf / "table")
    labels = table.labels(name)
    assert category in labels.categories
    assert one in labels.lists
    assert table.classes[table.find(wire(name))].categories == labels.categories


def test_services_grow_by_their_lists(shelf: Path) -> None:
    """Names of a service that our seed does not have."""
    labels = Table.open(shelf / "table").labels("youtube.ae")
    assert labels.services == {"youtube"}
    assert C.VIDEO in labels.categories


def judged(shelf: Path, our_seed: Seed, file: str) -> list[str]:
    """Give the names of a table that are not judged as it says, with these lists."""
    table = Table.open(shelf / "table")
    wrong = []
    for group in tomllib.loads((TABLES / file).read_text("utf-8"))["group"]:
        for age in group["ages"]:
            rules = web_preset(bracket_of_age(age), age)
            for name in group["names"].split():
                asked = SiteQuestion(name, table.labels(name), rules, 0, our_seed.brands)
                decision = judge_site(asked)
                if decision.verdict not in group["verdicts"]:
                    said = ", ".join(decision.labels.lists)
                    wrong.append(f"{name} at {age}: {decision.verdict} for {decision.rule}, {said}")
    return wrong


def test_nothing_is_blocked_wrongly(shelf: Path, our_seed: Seed) -> None:
    """With every list in use, what must stay open stays open."""
    assert judged(shelf, our_seed, "must_not_block.toml") == []


def test_nothing_is_opened(shelf: Path, our_seed: Seed) -> None:
    """No list opens what the seed stops."""
    assert judged(shelf, our_seed, "must_block.toml") == []


def test_every_protected_name_stays_so(shelf: Path, our_seed: Seed) -> None:
    """Whatever lists say of names at or below help, health and updates."""
    table = Table.open(shelf / "table")
    for name, known in our_seed.known.items():
        if known.categories & {C.HELP, C.HEALTH, C.UPDATES}:
            for asked in (name, f"www.{name}"):
                if asked not in our_seed.known or asked == name:
                    assert table.labels(asked).categories == known.categories, asked
