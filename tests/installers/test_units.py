"""What is put outside our folders is made from templates a reader can check."""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest

from installers.linux import system
from installers.linux.place import Place

LINUX = Path(system.__file__).parent
SERVICE = (LINUX / "luytre.service").read_text(encoding="utf-8")


def test_every_capability_has_its_call() -> None:
    """Each capability that is kept stands in a comment with the call that needs it."""
    kept = re.search(r"^CapabilityBoundingSet=(.*)$", SERVICE, re.MULTILINE)
    assert kept
    reasons = dict(re.findall(r"^#   (CAP_[A-Z_]+) +(.*)$", SERVICE, re.MULTILINE))
    assert set(kept[1].split()) == set(reasons)
    assert all("(" in reason for reason in reasons.values())


def test_the_promises_of_the_unit() -> None:
    """Back within a second, watched every ten, let go after five starts in a minute."""
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string(SERVICE)
    promised = {
        "Type": "notify",
        "WatchdogSec": "10",
        "Restart": "always",
        "RestartSec": "200ms",
        "StateDirectoryMode": "0700",
        "RuntimeDirectoryPreserve": "yes",
    }
    assert {key: unit["Service"].get(key) for key in promised} == promised
    assert unit["Unit"]["StartLimitIntervalSec"] == "60"
    assert unit["Unit"]["StartLimitBurst"] == "5"
    assert unit["Unit"]["OnFailure"] == "@MARK@-release.service"


@pytest.mark.parametrize("mark", ["luytre", "luytre-t-1a2b"])
def test_two_copies_share_no_file(mark: str) -> None:
    """Every path and every line of a second copy bears its own mark."""
    for path, template in system.files(Place(mark)):
        text = (LINUX / template).read_text(encoding="utf-8").replace("@MARK@", mark)
        assert mark in path.name
        assert "@" not in re.sub(r"@system-service|user@", "", text)
        if mark != "luytre":
            assert not re.search(r"/(opt|run|lib)/luytre(?!-t-)", text)
