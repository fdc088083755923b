"""Install, uninstall, release: which script is run, with what, and what its exit code becomes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from app.programs.cli import main, system

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root may")


@pytest.fixture(name="place")
def place_fixture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine's /opt and /var/lib of our own, in which scripts say what they were asked."""
    for name in ("OPT", "STATE"):
        folder = tmp_path / name.lower()
        folder.mkdir()
        monkeypatch.setattr(system, name, folder)
    monkeypatch.setattr(system, "PRODUCT", tmp_path / "clone")
    return tmp_path


def script(folder: Path, body: str) -> None:
    """Put a `release` into a folder."""
    folder.mkdir()
    (folder / "release").write_text(f"{body}\n", encoding="utf-8")


def test_what_is_not_installed_cannot_be_taken_away(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says where it looked."""
    assert main(["uninstall", "--lang", "en"]) == 2
    assert str(place / "opt" / "luytre") in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "given"),
    [
        (["release"], ""),
        (["uninstall"], "--uninstall"),
        (["uninstall", "--keep-records"], "--uninstall --keep-records"),
    ],
)
def test_the_script_is_asked_for_what_was_asked(
    place: Path, capfd: pytest.CaptureFixture[str], words: list[str], given: str
) -> None:
    """`release` of the product does it, in `/`."""
    script(place / "opt" / "luytre", 'echo "$PWD $*"')
    assert main(words) == 0
    assert capfd.readouterr().out == f"/ {given}\n"


def test_the_second_copy_serves_when_the_product_is_gone(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The environment may be deleted; the copy beside the records still lets go."""
    script(place / "state" / "luytre", "exit 1")
    assert main(["release", "--json"]) == 1
    assert json.loads(capfd.readouterr().out) == {"done": False, "code": 1}


def test_install_runs_the_clone_s_installer_and_gives_its_code(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """With the system's Python, isolated, and its sentences kept out of the JSON."""
    folder = place / "clone" / "installers" / "linux"
    folder.mkdir(parents=True)
    (folder / "install.py").write_text(
        "import sys; print(sys.executable, sys.flags.isolated, sys.flags.dont_write_bytecode)\n"
        "sys.exit(2)\n",
        encoding="utf-8",
    )
    assert main(["install", "--json"]) == 2
    out, err = capfd.readouterr()
    assert json.loads(out) == {"done": False, "code": 2}
    assert err == "/usr/bin/python3 1 1\n"
