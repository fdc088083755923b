"""Rounds against a real publisher: what is taken, and every way in which a list is refused."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model.web import Category as C
from app.programs.lists import fetch
from app.programs.lists.shelf import Shelf
from app.web import list_state
from app.web.names import wire
from app.web.seed import Seed
from app.web.subscriptions import Part
from tests.programs.lists.publisher import Certificates, Page, Publisher, publishing
from tests.programs.lists.rig import Work, listed

GOOD = b"".join(b"bad%d.example\n" % n for n in range(10))
NAMED = "bad3.example"


def known(work: Work, name: str) -> set[C]:
    """What the table in use says of a name."""
    table = work.table()
    found = set(table.classes[table.find(wire(name))].categories)
    assert found == set(table.labels(name).categories)
    table.close()
    return found


def archive(files: dict[str, bytes]) -> bytes:
    """Files as a tar.gz."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return packed.getvalue()


# --- what is taken -----------------------------------------------------------------------------


def test_a_list_becomes_part_of_the_table(work: Work, publisher: Publisher) -> None:
    """From the publisher to the answer, with credit, and readable to others."""
    publisher.pages["/list"] = Page(GOOD, etag='"1"')
    assert work.update(listed(publisher)) == []
    assert known(work, f"www.{NAMED}") == {C.PORN}
    assert work.table().labels(NAMED).lists == ("adult",)
    credit = {one.id: one for one in work.table().lists}["adult"]
    assert (credit.names, credit.licence, credit.credit) == (10, "MIT", "Somebody")
    state = list_state.read(work.shelf.folder)
    one = state.lists["adult"]
    assert (one.names, one.etag, one.licence, one.trouble) == (10, '"1"', "MIT", None)
    assert one.fetched_ms == one.checked_ms > 0
    assert state.names == work.table().names
    assert state.built_ms == work.table().built_ms > 0
    assert work.events() == ["list", "bytes", "got", "build", "table"]
    for path in ("table", "state.json", "lists/adult.names"):
        assert (work.shelf.folder / path).stat().st_mode & 0o777 == 0o644


def test_what_did_not_change_is_not_sent_again(work: Work, publisher: Publisher) -> None:
    """The publisher is asked with what he said the last time, and our copy is used."""
    publisher.pages["/list"] = Page(GOOD, etag='"1"')
    one = listed(publisher)
    work.update(one)
    before = list_state.read(work.shelf.folder).lists["adult"]
    assert work.update(one) == []
    assert publisher.asked == [("/list", ""), ("/list", '"1"')]
    after = list_state.read(work.shelf.folder).lists["adult"]
    assert work.events()[5:] == ["list", "same", "build", "table"]
    assert after.fetched_ms == before.fetched_ms
    assert after.checked_ms >= before.checked_ms
    assert known(work, NAMED) == {C.PORN}


def test_a_new_copy_replaces_the_old_one(work: Work, publisher: Publisher) -> None:
    """Names the publisher took out are out."""
    publisher.pages["/list"] = Page(GOOD, etag='"1"')
    work.update(listed(publisher))
    publisher.pages["/list"] = Page(GOOD.replace(b"bad3.example\n", b"bad33.example\n"), etag='"2"')
    work.update(listed(publisher))
    assert known(work, NAMED) == set()
    assert known(work, "bad33.example") == {C.PORN}


def test_a_copy_that_is_gone_is_fetched_whole(work: Work, publisher: Publisher) -> None:
    """Without our copy, or from another address, "still the same" is not asked for."""
    publisher.pages |= {"/list": Page(GOOD, etag='"1"'), "/moved": Page(GOOD, etag='"1"')}
    work.update(listed(publisher))
    (work.shelf.folder / "lists" / "adult.names").unlink()
    work.update(listed(publisher))
    work.update(listed(publisher, "/moved"))
    assert [tag for _, tag in publisher.asked] == ["", "", ""]


def test_another_address_is_measured_by_the_copy_in_use(work: Work, publisher: Publisher) -> None:
    """A list that moved may not shrink on the way either."""
    publisher.pages |= {"/list": Page(GOOD, etag='"1"'), "/moved": Page(GOOD[:45])}
    work.update(listed(publisher))
    assert work.update(listed(publisher, "/moved")) == ["adult"]
    assert work.refusal()[0] == "shrunk"
    assert list_state.read(work.shelf.folder).lists["adult"].names == 10


def test_packed_for_the_way(work: Work, publisher: Publisher) -> None:
    """A publisher may pack what he sends."""
    publisher.pages["/list"] = Page(GOOD * 40, behaviour="gzip")
    assert work.update(listed(publisher)) == []
    assert known(work, NAMED) == {C.PORN}


def test_redirected_with_tls(work: Work, publisher: Publisher) -> None:
    """A publisher may send us elsewhere, as code hosts do."""
    publisher.pages["/list"] = Page(status=302, headers={"Location": publisher.address("/other")})
    publisher.pages["/other"] = Page(GOOD)
    assert work.update(listed(publisher)) == []


def test_folders_of_a_university(work: Work, publisher: Publisher) -> None:
    """An archive with a folder a category; a name that links elsewhere is not followed."""
    files = {
        "gambling/domains": b"bet1.example\nbet2.example\nbet3.example\n",
        "gambling/urls": b"good.example/bet\n",
        "press/domains": b"news.example\n",
    }
    publisher.pages["/list"] = Page(archive(files))
    parts = {"gambling": Part(frozenset({C.GAMBLING}))}
    assert work.update(listed(publisher, form="ut1", categories=frozenset(), parts=parts)) == []
    assert known(work, "bet2.example") == {C.GAMBLING}
    assert known(work, "news.example") == known(work, "good.example") == set()


def test_files_of_brands(work: Work, publisher: Publisher, our_seed: Seed) -> None:
    """A service gets the names its file and included files hold, and the kinds our seed gives it.

    What the seed knows itself it keeps as it is.
    """
    files = {
        "x-master/data/garena": b"include:extra\ngarena-more.example @cn\ngaren-a.example\n",
        "x-master/data/extra": b"gare-na.example # why\ngoogle.com\n",
        "x-master/README.md": b"# read me\n",
    }
    publisher.pages["/list"] = Page(archive(files))
    parts = {"garena": Part(services=frozenset({"garena"}))}
    assert work.update(listed(publisher, form="v2fly", categories=frozenset(), parts=parts)) == []
    table = work.table()
    found = table.labels("gare-na.example")
    kinds = {one.key: one.categories for one in our_seed.services}["garena"]
    assert found.services == {"garena"}
    assert found.categories == kinds
    assert "garena" not in table.labels("google.com").services


def test_a_round_goes_on_after_a_refusal(work: Work, publisher: Publisher) -> None:
    """Each list stands alone."""
    publisher.pages["/good"] = Page(GOOD)
    lists = [
        listed(publisher, "/none", id="first"),
        listed(publisher, "/good", id="second"),
    ]
    assert work.update(*lists) == ["first"]
    assert known(work, NAMED) == {C.PORN}


# --- bad input ---------------------------------------------------------------------------------

WAY = ("status", "cut", "slow", "redirect")  # the publisher may answer in an hour
Bad = tuple[Page, str, str]
BAD: dict[str, Bad] = {
    "nothing there": (Page(status=404), "status", "404"),
    "publisher broken": (Page(status=500), "status", "500"),
    "empty": (Page(b""), "few", "0 names"),
    "only comments": (Page(b"# 1\n" * 99), "few", "0 names"),
    "garbage": (Page(os.urandom(50_000)), "garbage", "no names"),
    "garbage among names": (Page(GOOD * 20 + b"<br>\n" * 30), "garbage", "30 lines"),
    "another form": (
        Page(b"".join(b"0.0.0.0 b%d.example\n" % n for n in range(99))),
        "garbage",
        "",
    ),
    "a page by its head": (Page(GOOD, headers={"Content-Type": "text/html"}), "page", "page"),
    "a page by its content": (
        Page(b"<!DOCTYPE html>\n<p>log in</p>\n" * 30),
        "garbage",
        "60 lines",
    ),
    "words": (Page(GOOD * 5 + b"yes\nno-way\nindeed\n" * 9), "garbage", "27 lines"),
    "com": (Page(GOOD + b"com\n"), "ending", ".com"),
    "vn": (Page(GOOD + b"*.vn\n"), "ending", ".vn"),
    "a helpline": (Page(GOOD + b"tongdai111.vn\n"), "protected", "tongdai111.vn"),
    "what is above a helpline": (Page(GOOD + b"ncmec.org\n"), "protected", "ncmec.org"),
    "shrunk": (Page(b"a.example\nb.example\nc.example\nd.example\n"), "shrunk", "4 names"),
    "too few": (Page(b"a.example\n"), "few", "1 names"),
    "too many": (Page(b"".join(b"b%d.example\n" % n for n in range(1001))), "many", "1000"),
    "big, announced": (
        Page(GOOD, headers={"Content-Length": str(200 << 20)}),
        "big",
        "200 MB announced",
    ),
    "big, not announced": (Page(b"x.example\n" * 9999, behaviour="endless"), "", ""),
    "gzip bomb": (Page(size=200 << 20, behaviour="bomb"), "big", "unpacks"),
    "not gzip": (Page(GOOD, headers={"Content-Encoding": "gzip"}), "packing", "unpacked"),
    "half of gzip": (
        Page(archive({"a": GOOD})[:-20], headers={"Content-Encoding": "gzip"}),
        "cut",
        "ended",
    ),
    "packed strangely": (Page(GOOD, headers={"Content-Encoding": "br"}), "packing", "asked"),
    "half a download": (Page(GOOD, behaviour="cut"), "cut", "ended before"),
    "half in chunks": (Page(GOOD, behaviour="cut_chunks"), "cut", "ended before"),
    "silent": (Page(behaviour="silent"), "slow", "in time"),
    "a drip": (Page(GOOD, behaviour="drip"), "slow", "minutes"),
    "to a place without TLS": (
        Page(status=302, headers={"Location": "http://localhost:1/"}),
        "redirect",
        "without TLS",
    ),
    "to a file": (Page(status=302, headers={"Location": "file:///etc/passwd"}), "redirect", ""),
    "in a ring": (Page(status=302, headers={"Location": "/list"}), "redirect", "round"),
}


@pytest.mark.parametrize("bad", BAD)
def test_bad_input_is_refused_and_the_last_good_copy_serves_on(
    work: Work, publisher: Publisher, monkeypatch: pytest.MonkeyPatch, bad: str
) -> None:
    """Refused with a code and a sentence; what was known yesterday is known today."""
    page, code, detail = BAD[bad]
    monkeypatch.setattr(fetch, "_SILENCE_S", 0.3 if page.behaviour == "silent" else 20)
    if page.behaviour == "drip":
        monkeypatch.setattr(fetch, "_LONGEST_MS", 300)
        monkeypatch.setattr(fetch, "_PIECE", 1)
    publisher.pages["/list"] = Page(GOOD, etag='"1"')
    work.update(listed(publisher))
    good = list_state.read(work.shelf.folder).lists["adult"]
    time.sleep(0.002)  # the state counts milliseconds
    publisher.pages["/list"] = page
    assert work.update(listed(publisher)) == ["adult"]
    told_code, told_detail = work.refusal()
    if page.behaviour == "endless":
        assert told_code in ("big", "many")
    else:
        assert told_code == code
        assert detail in str(told_detail)
    after = list_state.read(work.shelf.folder).lists["adult"]
    assert after.trouble is not None
    assert (after.trouble.code, after.trouble.detail) == (told_code, told_detail)
    assert (after.names, after.etag, after.fetched_ms) == (good.names, good.etag, good.fetched_ms)
    assert (after.checked_ms > good.checked_ms) is (code not in WAY)
    assert known(work, NAMED) == {C.PORN}
    assert sorted(one.name for one in work.shelf.folder.iterdir()) == [
        *("lists", "lock", "state.json", "table")
    ]
    assert [one.name for one in (work.shelf.folder / "lists").iterdir()] == ["adult.names"]


def test_still_the_same_as_nothing(work: Work, publisher: Publisher) -> None:
    """Who has no copy cannot be told that it is still good."""
    publisher.pages["/list"] = Page(status=304)
    assert work.update(listed(publisher)) == ["adult"]
    assert work.refusal()[0] == "status"


def test_after_trouble_all_is_well_again(work: Work, publisher: Publisher) -> None:
    """A refusal is not remembered longer than it lasts."""
    publisher.pages["/list"] = Page(status=500)
    work.update(listed(publisher))
    publisher.pages["/list"] = Page(GOOD)
    assert work.update(listed(publisher)) == []
    assert list_state.read(work.shelf.folder).lists["adult"].trouble is None


def test_a_parent_may_accept_that_a_list_shrank(work: Work, publisher: Publisher) -> None:
    """What the publisher really took out goes when a person says so."""
    publisher.pages["/list"] = Page(GOOD)
    work.update(listed(publisher))
    publisher.pages["/list"] = Page(GOOD[:45])
    assert work.update(listed(publisher)) == ["adult"]
    assert work.update(listed(publisher), accepted=("adult",)) == []
    assert known(work, "bad9.example") == set()


BAD_ARCHIVES: dict[str, tuple[bytes, str]] = {
    "no archive": (GOOD * 99, "packing"),
    "cut": (archive({"gambling/domains": os.urandom(9999)})[:5000], "cut"),
    "packed garbage": (gzip.compress(os.urandom(4096)), "packing"),
    "a bomb": (archive({"gambling/domains": b"bet.example\n" * (1 << 19)}), "big"),
    "a bomb elsewhere": (archive({"other": bytes(8 << 20)}), "big"),
    "no such folder": (archive({"press/domains": GOOD}), "few"),
}


@pytest.mark.parametrize("bad", BAD_ARCHIVES)
def test_bad_archives(work: Work, publisher: Publisher, bad: str) -> None:
    """Archives are not believed either."""
    content, code = BAD_ARCHIVES[bad]
    publisher.pages["/list"] = Page(content)
    parts = {"gambling": Part(frozenset({C.GAMBLING}))}
    one = listed(publisher, form="ut1", categories=frozenset(), parts=parts, most=10**6)
    assert work.update(one) == ["adult"]
    assert work.refusal()[0] == code


@pytest.mark.parametrize("paper", ["other_name", "unknown", "expired"])
def test_wrong_tls(work: Work, papers: Certificates, paper: str) -> None:
    """Who cannot prove to be the publisher is not heard."""
    with publishing(getattr(papers, paper), papers.ca) as stranger:
        stranger.pages["/list"] = Page(GOOD)
        assert work.update(listed(stranger)) == ["adult"]
        assert stranger.asked == []
    assert work.refusal()[0] == "tls"
    assert known(work, NAMED) == set()


def test_no_tls(work: Work, papers: Certificates) -> None:
    """A publisher who speaks plainly where TLS is expected, and one who is not there."""
    with publishing(None, papers.ca) as plain:
        address = plain.address("/list").replace("http:", "https:")
        assert work.update(listed(plain, address=address)) == ["adult"]
        assert work.refusal()[0] == "tls"
    assert work.update(listed(plain, address=address)) == ["adult"]
    assert work.refusal()[0] == "unreachable"


# --- a disk that is full -----------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 1 MB."""
    if os.geteuid():
        pytest.skip("mounting needs root")
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], check=True)
    yield disk
    subprocess.run(["umount", disk], check=True)


def fill(disk: Path, leave: int) -> None:
    """Fill a disk but for some bytes."""
    free = os.statvfs(disk)
    (disk / "filler").write_bytes(bytes(free.f_bavail * free.f_bsize - leave))


def test_a_list_that_does_not_fit(work: Work, publisher: Publisher, small_disk: Path) -> None:
    """The list is refused, the one before stays, the table is made of it and serves."""
    work.shelf = Shelf(small_disk)
    publisher.pages["/list"] = Page(GOOD)
    work.update(listed(publisher))
    large = b"".join(b"a-rather-long-name-%d.example\n" % n for n in range(40_000))
    publisher.pages["/list"] = Page(large)
    assert work.update(listed(publisher, most=10**6, most_mb=8)) == ["adult"]
    assert work.refusal() == ("full", "no room left on the disk")
    assert known(work, NAMED) == {C.PORN}


def test_a_table_that_does_not_fit(work: Work, publisher: Publisher, small_disk: Path) -> None:
    """No room for a new table: the one before serves on, and nothing is left lying about."""
    work.shelf = Shelf(small_disk)
    publisher.pages["/list"] = Page(GOOD)
    work.update(listed(publisher))
    before = work.shelf.table.read_bytes()
    fill(small_disk, 100_000)
    with pytest.raises(OSError, match="No space left"):
        work.update(listed(publisher))
    assert work.shelf.table.read_bytes() == before
    assert known(work, NAMED) == {C.PORN}
    left = sorted(one.name for one in small_disk.iterdir())
    assert left == ["filler", "lists", "lock", "state.json", "table"]
