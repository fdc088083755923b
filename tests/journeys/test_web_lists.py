"""Lists from a publisher over HTTPS, through the whole service, while a child's names go on."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import tomli_w

from app.api import parent_web as web_api
from tests.journeys.netns import ROUTER4
from tests.journeys.rig import until
from tests.journeys.web_pc import Home, home
from tests.programs.lists.publisher import Page, Publisher, certificates, publishing
from tests.programs.lists.test_published import LISTS, put_out

GROWN = ["adult", "root"]
OWN, OTHER = "chi-trong-danh-sach.example", "danh-sach-moi.example"
# Names one after the other until told to end; says how many were asked and lost, and the longest.
FLOOD = """
import json, select, socket, struct, sys, time
def query(n, name):
    labels = b"".join(bytes([len(one)]) + one.encode() for one in name.split("."))
    return struct.pack("!6H", n, 256, 1, 0, 0, 0) + labels + bytes(1) + struct.pack("!2H", 1, 1)
asked = lost = wrong = 0
longest = 0.0
print("begun", flush=True)
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
    line.settimeout(3)
    line.connect((sys.argv[1], 53))
    while not select.select([sys.stdin], [], [], 0)[0]:
        began = time.monotonic()
        for n in range(16):
            stopped = n % 4 == 0
            name = "bet365.com" if stopped else "khanacademy.org"
            line.send(query(n, f"n{asked}.{name}" if n % 2 else name))
            asked += 1
        for _ in range(16):
            try:
                reply = line.recv(512)
            except TimeoutError:
                lost += 1
                continue
            code = reply[3] & 15
            wrong += code != (3 if reply[1] % 4 == 0 else 0)
        longest = max(longest, time.monotonic() - began)
        time.sleep(0.012)  # below what one child may ask in a second
print(json.dumps([asked, lost, wrong, longest]), flush=True)
"""


@dataclass
class Published:
    """The PC and the publisher it fetches from; `folder` holds the catalogue."""

    pc: Home
    publisher: Publisher
    folder: Path

    def update(self) -> web_api.Lists:
        """Ask for an update as a parent; give the lists when it is over."""
        self.pc.rig.ask(web_api.ListsDo("update"))
        until(lambda: not self.lists().busy, 120, "the update does not end")
        return self.lists()

    def lists(self) -> web_api.Lists:
        """What a parent sees of the lists."""
        found = self.pc.rig.ask(web_api.ListsQ())
        assert isinstance(found, web_api.Lists)
        return found

    def of(self, name: str) -> tuple[str, ...]:
        """Which lists a parent reads that a name is on."""
        found = self.pc.rig.ask(web_api.SiteExplainQ("binh", name))
        assert isinstance(found, web_api.SiteExplained)
        return found.lists

    def entry(self, key: str) -> dict[str, object]:
        """A catalogue's entry for what is published at /KEY."""
        return {
            "id": key,
            "title": "A list",
            "publisher": "Somebody",
            "home": "https://example.org/",
            "licence": "MIT",
            "credit": "Somebody",
            "address": self.publisher.address(f"/{key}"),
            "form": "plain",
            "on": True,
            "categories": ["gambling"],
            "least": 1,
            "most": 1000,
            "most_mb": 1,
        }

    def write(self, *entries: dict[str, object]) -> None:
        """Root's own catalogue."""
        text = tomli_w.dumps({"list": list(entries)})
        (self.folder / "catalogue.toml").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module", name="put")
def put_fixture() -> Iterator[Published]:
    """One PC whose root named a catalogue of his own and the certificates to believe."""
    with home() as pc, tempfile.TemporaryDirectory(prefix="luytre-t-papers-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        papers = certificates(folder)
        with publishing(papers.good, papers.ca) as publisher:
            made = Published(pc, publisher, folder)
            made.write(made.entry("own"))
            words = ("--catalogue", str(folder / "catalogue.toml"), "--ca", str(papers.ca))
            pc.rig.options = words
            pc.rig.start()
            pc.rule()
            until(lambda: made.lists().names > 1_000 and not made.lists().busy, 20, "no table")
            yield made


def test_a_list_is_fetched_and_named(put: Published) -> None:
    """What only a list knows is stopped after the update; the parent reads which list."""
    pc = put.pc
    assert pc.reach(f"www.{OWN}") == ["binh", *GROWN]
    put.publisher.pages["/own"] = Page(f"{OWN}\n".encode(), etag='"1"')
    before = put.lists()
    assert (before.built_ms, [one.state for one in before.lists]) == (0, ["never"])
    after = put.update()
    assert [(one.key, one.state, one.names) for one in after.lists] == [("own", "ok", 1)]
    assert after.built_ms > 0 and after.names == before.names + 1
    until(lambda: pc.reach(f"www.{OWN}") == GROWN, 2, "the new table is not in use")
    assert put.of(f"www.{OWN}") == ("own",)
    assert pc.pids("lists") == []


@pytest.mark.parametrize(
    ("content", "state"),
    [
        (b"com\n", "ending"),
        (b"tongdai111.vn\n", "protected"),
        (b"<html>log in to the hotel</html>\n" * 50, "garbage"),
        (b"x" * 2_000_000, "big"),
    ],
)
def test_a_bad_list_is_refused(put: Published, content: bytes, state: str) -> None:
    """The parent reads why; the last good copy serves on."""
    put.publisher.pages["/own"] = Page(f"{OWN}\n".encode(), etag='"1"')
    put.update()
    put.publisher.pages["/own"] = Page(content)
    after = put.update()
    assert [(one.state, one.names) for one in after.lists] == [(state, 1)]
    assert after.lists[0].detail
    assert put.pc.reach(f"www.{OWN}") == GROWN
    assert "binh" in put.pc.reach("tongdai111.vn")


def test_a_list_is_switched_off_and_on(put: Published) -> None:
    """Its names are free at once, and shut again."""
    put.publisher.pages["/own"] = Page(f"{OWN}\n".encode(), etag='"1"')
    put.update()
    for word, reached in (("off", ["binh", *GROWN]), ("on", GROWN)):
        put.pc.rig.ask(web_api.ListsDo(word, "own"))
        until(lambda: not put.lists().busy, 20)
        until(lambda: put.pc.reach(OWN) == reached, 2, f"{word} has no effect")  # noqa: B023


@pytest.mark.skipif(not LISTS.is_dir(), reason="the lists' files are not here")
def test_no_query_is_lost_while_the_table_changes(put: Published) -> None:
    """All real lists come in while a child asks and asks: nothing lost, nothing unfiltered."""
    pc = put.pc
    put_out(put.publisher, put.folder)
    only, of = "000000.com", "hostsvn-gambling"
    assert pc.resolves(pc.binh, only)
    rights = ("setpriv", f"--reuid={pc.binh.uid}", f"--regid={pc.binh.gid}", "--clear-groups")
    command = (*rights, "/usr/bin/python3", "-I", "-c", FLOOD, ROUTER4)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd="/") as flood:
        assert flood.stdin is not None and flood.stdout is not None
        assert flood.stdout.readline() == "begun\n"
        after = put.update()
        until(lambda: not pc.resolves(pc.binh, only), 2, "the new table is not in use")
        flood.stdin.close()
        asked, lost, wrong, longest = json.loads(flood.stdout.readline())
    assert {one.state for one in after.lists} == {"ok"}
    assert after.names > 250_000
    assert of in put.of(only)
    print(f"{asked} queries, {lost} lost, 16 took {longest * 1000:.0f} ms at the most")
    assert asked > 1_000 and (lost, wrong) == (0, 0)
