"""Missing Debian packages are told from those that are there under another name."""

import subprocess
from pathlib import Path

import pytest

from installers.linux import packages
from installers.linux.journal import Journal
from installers.linux.speech import Impossible

LISTING = """\
installed dash,
installed libglib2.0-0t64, libglib2.0-0 (= 2.80.0-6ubuntu3)
installed mawk, awk
config-files adduser,
installed two, one-of (= 1), another-of (= 1:2)
"""


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("dash", True),
        ("libglib2.0-0", True),
        ("libglib2.0-0t64", True),
        ("awk", True),
        ("another-of", True),
        ("adduser", False),
        ("=", False),
        ("1:2", False),
        ("nowhere", False),
    ],
)
def test_installed_and_provided_packages_are_there(name: str, there: bool) -> None:
    """What is installed or provided counts, removed packages and version numbers do not."""
    assert (name in packages.installed(LISTING)) is there


@pytest.mark.skipif(not Path("/usr/bin/dpkg-query").exists(), reason="not a Debian machine")
def test_what_is_missing_agrees_with_dpkg() -> None:
    """Nothing is called missing that dpkg knows as installed."""
    query = ("dpkg-query", "-W", "-f", "${db:Status-Status}\n", *packages.missing(), "dpkg")
    done = subprocess.run(query, capture_output=True, text=True)
    assert done.stdout.split() == ["installed"]


def test_the_list_is_read_without_its_reasons() -> None:
    """Names only, in their order."""
    assert packages.wanted()[0] == "python3-venv"
    assert all(name == name.strip() and "#" not in name for name in packages.wanted())


def test_a_package_that_cannot_be_had_is_said(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """apt's refusal ends the installation with the command to try; the journal knew before."""
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "apt-get").write_text("#!/bin/sh\necho E: no network >&2\nexit 100\n")
    (tools / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")
    with pytest.raises(Impossible, match="Try: sudo apt-get"):
        packages.install(Journal(tmp_path / "undo"), ["no-such", "package"])
    assert "E: no network" in capfd.readouterr().err
    entry = (tmp_path / "undo" / "0001" / "entry").read_text()
    assert entry == "kind packages\nscope install\npath no-such package\n"
