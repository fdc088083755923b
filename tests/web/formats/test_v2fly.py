"""Files that include others."""

from app.web.formats.lines import Tally
from app.web.formats.v2fly import v2fly

FILES = {
    "roblox": [
        "# Roblox",
        "",
        "roblox.com",
        "full:rbxcdn.com @cn",
        "domain:rbx.com @ads # adverts",
        "keyword:roblox",
        "regexp:^roblox[0-9]+$",
        "include:more",
        "unknown:roblox",
        "<html>",
    ],
    "more": ["a.com @cn", "b.com @ads @cn", "c.com"],
    "chosen": ["include:more @cn @-ads", "roblox.com @x"],
    "ring": ["ring.com", "include:gnir"],
    "gnir": ["gnir.com", "include:ring"],
    "lost": ["include:nowhere", "lost.com"],
}


def test_rules_of_every_kind() -> None:
    """What can be held by name is, the rest is counted."""
    tally = Tally()
    found = [name for name, part in v2fly(FILES, ["roblox"], tally) if part == "roblox"]
    assert found == ["roblox.com", "rbxcdn.com", "rbx.com", "a.com", "b.com", "c.com"]
    assert (tally.garbage, tally.left_out) == (2, 2)


def test_included_by_attribute() -> None:
    """An include takes what has the wanted marks and none of the unwanted."""
    assert [name for name, _ in v2fly(FILES, ["chosen"], Tally())] == ["a.com", "roblox.com"]


def test_files_that_include_each_other_end() -> None:
    """A ring of files is walked once."""
    assert [name for name, _ in v2fly(FILES, ["ring"], Tally())] == ["ring.com", "gnir.com"]


def test_missing_files_are_counted() -> None:
    """A file that is not there is garbage, and the rest goes on."""
    tally = Tally()
    assert list(v2fly(FILES, ["lost", "none"], tally)) == [("lost.com", "lost")]
    assert tally.garbage == 2


def test_a_name_may_be_in_several_parts() -> None:
    """Each wanted part gives its own names."""
    found = list(v2fly(FILES, ["more", "chosen"], Tally()))
    assert ("a.com", "more") in found
    assert ("a.com", "chosen") in found
