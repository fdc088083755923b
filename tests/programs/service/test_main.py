"""The service's command line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.model.errors import Unsupported
from app.programs.service import __main__ as program
from app.programs.service.folders import Folders


def test_without_options_it_is_the_installed_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its interpreter says which one; systemd says where state and run are."""
    monkeypatch.setattr(sys, "prefix", "/opt/luytre-t-1")
    monkeypatch.delenv("STATE_DIRECTORY", raising=False)
    monkeypatch.delenv("RUNTIME_DIRECTORY", raising=False)
    run = Path("/run/luytre-t-1")
    expected = Folders(
        Path("/opt/luytre-t-1"),
        Path("/var/lib/luytre-t-1"),
        run,
        run / "service.sock",
        "luytre-t-1",
    )
    assert program._folders(program._options([])) == expected
    monkeypatch.setenv("STATE_DIRECTORY", "/var/lib/other")
    monkeypatch.setenv("RUNTIME_DIRECTORY", "/run/other")
    found = program._folders(program._options([]))
    assert (found.state, found.socket) == (Path("/var/lib/other"), Path("/run/other/service.sock"))


def test_options_win() -> None:
    """The socket follows the run folder unless it is named."""
    words = ["--run", "/r", "--state", "/s", "--prefix", "/p", "--cgroup", "c"]
    found = program._folders(program._options(words))
    assert found == Folders(Path("/p"), Path("/s"), Path("/r"), Path("/r/service.sock"), "c")
    assert program._folders(program._options([*words, "--socket", "/x"])).socket == Path("/x")


def test_root_may_name_other_lists() -> None:
    """A catalogue and certificates for the lists program; without them there is none."""
    found = program._folders(program._options(["--catalogue", "/c.toml", "--ca", "/ca.pem"]))
    assert (found.catalogue, found.ca) == (Path("/c.toml"), Path("/ca.pem"))
    assert program._folders(program._options([])).catalogue is None


def test_advice_lives_in_a_persons_own_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no other person comes."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/7")
    monkeypatch.setenv("XDG_STATE_HOME", "/home/x/state")
    found = program._folders(program._options(["--advice"]))
    assert found.run == Path("/run/user/7/luytre")
    assert found.state == Path("/home/x/state/luytre")


def test_a_folder_of_somebody_else_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another start would not help, and the reason is said."""
    (tmp_path / "state").mkdir(mode=0o777)
    (tmp_path / "state").chmod(0o777)
    words = ["--state", str(tmp_path / "state"), "--run", str(tmp_path / "run")]
    assert program.main(words) == program.CANNOT
    assert "may be used by others" in capsys.readouterr().err


def test_what_the_machine_lacks_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the same code."""

    def lacking(*_: object) -> None:
        raise Unsupported("no control groups")

    monkeypatch.setattr(program, "Service", lacking)
    words = ["--state", str(tmp_path / "state"), "--run", str(tmp_path / "run")]
    assert program.main(words) == program.CANNOT
    assert "no control groups" in capsys.readouterr().err
