"""A filter that is disturbed, killed, stopped and released, through the whole service."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.netns import DOH4, ROUTER4, ROUTER6, UNLISTED
from tests.journeys.rig import ROOT, until
from tests.journeys.web_pc import Home, home

GAMBLING, SCHOOL = "bet365.com", "khanacademy.org"
GROWN = ["adult", "root"]
EVERYBODY = ["an", "binh", *GROWN]


@pytest.fixture(scope="module", name="pc")
def pc_fixture() -> Iterator[Home]:
    """One PC; the last tests stop the service, each starts it itself."""
    with home() as made:
        yield made


@pytest.fixture(name="on")
def on_fixture(pc: Home) -> Home:
    """The service runs and both children are filtered."""
    if pc.rig.service is None or pc.rig.service.poll() is not None:
        pc.rig.start()
    pc.rule()
    return pc


def test_the_firewall_is_flushed(on: Home) -> None:
    """Back within five seconds and recorded; then both children are led again."""
    on.net.run(None, "nft", "flush", "ruleset", check=True)
    began = time.monotonic()
    until(on.table, 5, "it does not come back")
    took = time.monotonic() - began
    assert on.reach(GAMBLING, f"@{UNLISTED}") == GROWN
    until(lambda: "redirect_restored" in on.rig.codes(), 5, "it was not recorded")
    print(f"the redirect was back after {took * 1000:.0f} ms")


def test_the_resolver_is_killed(on: Home) -> None:
    """Answers again in less than a second; what is asked meanwhile waits, and is filtered."""
    took = []
    for _ in range(3):
        [pid] = on.pids("resolver")
        os.kill(pid, signal.SIGKILL)
        began = time.monotonic()
        assert on.resolves(on.an, SCHOOL)
        took.append(time.monotonic() - began)
        assert on.reach(GAMBLING) == GROWN
        assert on.pids("resolver") != [pid]
        time.sleep(0.3)
    print("a killed resolver was missed for", *(f"{each * 1000:.0f}" for each in took), "ms")
    assert took[0] < 1
    assert max(took) < 2  # one that dies again soon is waited for a little longer
    until(on.filtered, 5)


def test_one_child_is_filtered_no_more(on: Home) -> None:
    """Its names are free at once, by every server; the other child's are as they were."""
    on.rule(for_binh="web.on = false")
    assert on.reach(GAMBLING) == on.reach(GAMBLING, f"@{UNLISTED}") == ["binh", *GROWN]
    on.rule(for_an="web.on = false", for_binh="web.on = false")
    assert on.reach(GAMBLING) == EVERYBODY
    until(lambda: on.table() == "", 5, "the redirect of nobody stays")
    on.rule()
    assert on.reach(GAMBLING) == GROWN


def test_another_network(on: Home) -> None:
    """The PC's own servers change, or none answers: the filter follows, and never opens."""
    for server in (ROUTER4, ROUTER6, DOH4, ROUTER4):
        on.net.name_servers(server)
        until(lambda: on.net.dig(on.binh) == f"internet {server}", 8, f"{server} is not asked")  # noqa: B023
        assert on.reach(GAMBLING) == GROWN
    on.net.name_servers("198.51.100.99")  # nobody's
    until(lambda: not on.resolves(on.binh, "neu-co-ai-biet.example"), 8)
    assert not on.resolves(on.an, GAMBLING)
    on.net.name_servers(ROUTER4)
    until(lambda: on.reach(SCHOOL) == EVERYBODY, 15, "names do not come back")


def test_a_resolver_that_dies_at_once_frees_nobody(on: Home) -> None:
    """Killed again and again for three seconds: no gambling name is ever answered."""
    ends = time.monotonic() + 3
    while time.monotonic() < ends:
        for pid in on.pids("resolver"):
            os.kill(pid, signal.SIGKILL)
        assert not on.resolves(on.binh, GAMBLING, "+timeout=1")
    until(lambda: on.resolves(on.binh, SCHOOL), 10, "it does not come back")
    until(on.filtered, 10)


def test_a_table_that_is_of_no_use_is_made_anew(on: Home) -> None:
    """Cut in half and the resolver killed: nobody is freed, a new table comes by itself."""
    table = Path("/var/lib") / f"{on.rig.mark}-lists" / "table"
    half = table.read_bytes()[: table.stat().st_size // 2]
    table.unlink()
    table.write_bytes(half)
    [pid] = on.pids("resolver")
    os.kill(pid, signal.SIGKILL)
    assert not on.resolves(on.an, GAMBLING)
    until(lambda: on.resolves(on.an, SCHOOL), 20, "no table was made")
    assert on.reach(GAMBLING) == GROWN
    assert "table_damaged" in on.rig.codes()


@pytest.mark.deep
def test_no_resolver_can_be_had(on: Home) -> None:
    """Ten seconds without one: the parent is told, 14 is let go and 8 is not; then all is back."""
    python = (on.rig.prefix / "bin" / "python").resolve()
    python.chmod(0o600)
    try:
        [pid] = on.pids("resolver")
        os.kill(pid, signal.SIGKILL)
        time.sleep(5)
        assert on.reach(SCHOOL) == GROWN
        until(lambda: "resolver_lost" in on.rig.codes(), 10, "nobody was told")
        assert on.reach(GAMBLING) == on.reach(SCHOOL) == ["binh", *GROWN]
        assert on.webs() == ("lost", "lost")
    finally:
        python.chmod(0o711)
    until(lambda: on.reach(SCHOOL) == EVERYBODY and on.filtered(), 40, "it does not come back")
    assert on.reach(GAMBLING) == GROWN
    assert "resolver_back" in on.rig.codes()


def test_the_service_is_killed(on: Home) -> None:
    """The redirect stays and nothing is answered unfiltered; the next start works again."""
    on.rig.kill()
    until(lambda: not on.pids("resolver"), 5, "the resolver stays")
    assert on.table()
    assert on.reach(GAMBLING, "+timeout=1") == GROWN
    assert on.reach(SCHOOL, "+timeout=1", f"@{UNLISTED}") == GROWN
    on.rig.start()
    until(lambda: on.reach(SCHOOL) == EVERYBODY, 10, "names do not come back")
    assert on.reach(GAMBLING) == GROWN
    assert "redirect_lost" not in on.rig.codes()


def test_a_stop_leaves_names_as_they_were(on: Home) -> None:
    """Everything resolves for everybody; no table, no process, nothing closed."""
    assert on.reach(GAMBLING) == GROWN
    assert on.rig.stop() == 0
    assert on.reach(GAMBLING) == on.reach(GAMBLING, f"@{UNLISTED}", "+tcp") == EVERYBODY
    assert on.ruleset() == ""
    assert on.nothing_is_left()


@pytest.mark.parametrize("killed", [False, True], ids=["running", "killed"])
def test_release_leaves_names_as_they_were(on: Home, killed: bool) -> None:
    """The script without Python, beside a running service and after a crash of it."""
    release = on.rig.prefix / "release"
    shutil.copy(ROOT / "installers" / "linux" / "release", release)
    assert on.reach(GAMBLING) == GROWN
    if killed:
        on.rig.kill()
        assert on.table()
    on.net.run(None, "sh", str(release), check=True)
    assert on.reach(GAMBLING) == on.reach(GAMBLING, f"@{UNLISTED}") == EVERYBODY
    assert on.nothing_is_left()
