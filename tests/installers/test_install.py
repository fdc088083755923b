"""The installer says why a machine will not do, before it changes anything."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from installers.linux import install
from installers.linux.place import Place
from installers.linux.speech import Impossible, is_vietnamese

SCRIPT = Path(install.__file__)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ('ID=debian\nPRETTY_NAME="Debian 12"\n', {"ID": "debian", "PRETTY_NAME": "Debian 12"}),
        ("ID=mint\nID_LIKE='ubuntu debian'\n", {"ID": "mint", "ID_LIKE": "ubuntu debian"}),
        ("# nothing\n\n", {}),
    ],
)
def test_os_release_is_read(tmp_path: Path, text: str, facts: dict[str, str]) -> None:
    """Quotes are taken off, comments passed over."""
    (tmp_path / "os-release").write_text(text)
    assert install.os_release(tmp_path / "os-release") == facts


def test_a_missing_os_release_tells_nothing(tmp_path: Path) -> None:
    """A system without the file is simply unknown."""
    assert install.os_release(tmp_path / "none") == {}


@pytest.mark.parametrize(
    ("facts", "fine"),
    [
        ({"ID": "debian"}, True),
        ({"ID": "ubuntu", "ID_LIKE": "debian"}, True),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, True),
        ({"ID": "fedora", "PRETTY_NAME": "Fedora 42"}, False),
        ({}, False),
    ],
)
@pytest.mark.skipif(os.geteuid() != 0, reason="asks for root before anything else")
def test_only_systems_that_were_tried(
    monkeypatch: pytest.MonkeyPatch, facts: dict[str, str], fine: bool
) -> None:
    """Debian, Ubuntu and their children pass; another system is refused by its name."""
    monkeypatch.setattr(install, "os_release", lambda path: facts)
    monkeypatch.setattr(sys, "executable", "/usr/bin/python3")
    if fine:
        install.check_machine()
    else:
        with pytest.raises(Impossible, match="is not Debian or Ubuntu"):
            install.check_machine()


@pytest.mark.skipif(os.geteuid() != 0, reason="asks for root before anything else")
@pytest.mark.parametrize("python", ["/root/.pyenv/shims/python3", "/tmp/python3"])
def test_only_the_systems_own_python(monkeypatch: pytest.MonkeyPatch, python: str) -> None:
    """An interpreter that somebody built for himself is refused."""
    monkeypatch.setattr(install, "os_release", lambda path: {"ID": "debian"})
    monkeypatch.setattr(sys, "executable", python)
    with pytest.raises(Impossible, match="Needed: /usr/bin/python3"):
        install.check_machine()


@pytest.mark.parametrize(
    ("language", "says"), [("vi_VN.UTF-8", "hãy chạy: sudo ./run"), ("C", "run: sudo ./run")]
)
def test_an_ordinary_user_is_told_the_command(language: str, says: str) -> None:
    """Without root's rights: the one command, in the language of the system, and code 2."""
    command = ["/usr/bin/python3", "-I", "-B", str(SCRIPT)]
    if os.geteuid() == 0:
        command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *command]
    environment = {"LANG": language, "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd="/")
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stdout == ""


def test_a_foreign_mark_is_refused() -> None:
    """A name that is no mark of ours is an error of the caller, before anything is made."""
    with pytest.raises(ValueError, match="not a mark"):
        Place("firefox")


@pytest.mark.parametrize(
    ("environment", "vietnamese"),
    [
        ({"LANG": "vi_VN.UTF-8"}, True),
        ({"LANG": "vi_VN", "LC_ALL": "C"}, False),
        ({"LC_MESSAGES": "vi_VN", "LANG": "en_US"}, True),
        ({"LC_ALL": "", "LANG": "vi"}, True),
        ({}, False),
    ],
)
def test_the_language_follows_the_environment(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], vietnamese: bool
) -> None:
    """LC_ALL before LC_MESSAGES before LANG; an empty one does not count."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert is_vietnamese() is vietnamese
