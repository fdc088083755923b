"""`./run` from a fresh clone, by somebody without rights: no terminal, a terminal, a display."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.container.rig import wheels
from tests.journeys.face import Face, accessibility
from tests.journeys.rig import ROOT, until
from tests.platforms.linux.desktop import desktop
from tests.platforms.people import Person, _people
from tests.programs.cli.test_terminal import Terminal

SECRET = "tre xanh bao gio"


class Family:
    """A user with a clone of the sources, and the environment a log-in gives."""

    def __init__(self, person: Person) -> None:
        """Clone what is committed or about to be, and nothing else."""
        self.person = person
        self.clone = person.home / "luytre"
        listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True).stdout
        self.clone.mkdir()
        there = b"\0".join(n for n in names.split(b"\0") if n and (ROOT / n.decode()).exists())
        command = ["tar", "-C", str(ROOT), "--null", "-T", "-", "-cf", "-"]
        packed = subprocess.run(command, input=there, check=True, capture_output=True).stdout
        subprocess.run(["tar", "-xC", str(self.clone), "-f", "-"], input=packed, check=True)
        subprocess.run(["chown", "-R", f"{person.uid}:{person.gid}", str(self.clone)], check=True)
        self.environment = {
            "HOME": str(person.home),
            "USER": person.name,
            "LOGNAME": person.name,
            "XDG_RUNTIME_DIR": str(person.runtime),
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(wheels()),
            "PATH": "/usr/local/bin:/usr/bin:/bin",
        }

    def starts(self, output: Path, **more: str) -> subprocess.Popen[bytes]:
        """Start ./run without a terminal."""
        with output.open("wb") as file:
            return self.person.starts(
                ["./run"],
                cwd=self.clone,
                env=self.environment | more,
                stdout=file,
                stderr=file,
            )

    def left(self) -> str:
        """What still runs of ours."""
        found = ["pgrep", "-a", "-f", "app.programs", "-u", self.person.name]
        return subprocess.run(found, capture_output=True, text=True).stdout


@pytest.fixture
def family() -> Iterator[Family]:
    """A fresh clone that nothing was built in yet."""
    people = _people()
    yield Family(next(people))
    next(people, None)


def ends(program: subprocess.Popen[bytes]) -> int:
    """End it as a log-out does."""
    program.send_signal(signal.SIGTERM)
    return program.wait(timeout=20)


def test_somebody_tries_it_first(family: Family, tmp_path: Path) -> None:
    """Without a terminal nothing is asked; in one set-up is, as told; then the window knows it."""
    said = tmp_path / "said"
    program = family.starts(said, LANG="en_US.UTF-8")
    until(lambda: "Lũy Tre: " in said.read_text(), 120, f"no line: {said.read_text()}")
    text = said.read_text()
    assert "it watches and warns, and cannot force anything" in text
    assert "No child has been added yet. · .venv/bin/luytre setup" in text
    assert "?" not in text and "password" not in text.lower()

    setup = Terminal(
        ["sh", "-c", f"cd {family.clone} && exec .venv/bin/luytre setup"],
        family.person,
        **family.environment | {"LANG": "vi_VN.UTF-8"},
    )
    for question, answer in (
        ("Mật khẩu mới:", SECRET), ("Nhập lại:", SECRET), ("Tài khoản nào", "1"),
        ("Tên con", "Mai"), ("Ngày sinh", "2016-05-05"),
    ):  # fmt: skip
        setup.until(question)
        setup.types(answer)
    setup.until("Xong.")
    assert setup.ends() == 0, setup.shown
    assert SECRET not in setup.shown
    until(lambda: "Lũy Tre: Mai" in said.read_text(), 10, said.read_text())
    assert ends(program) == 0
    assert "Traceback" not in said.read_text()
    assert family.left() == ""

    with desktop(family.person) as screen, accessibility(family.person) as bus:
        window = family.starts(
            said, LANG="vi_VN.UTF-8", DISPLAY=screen.display, AT_SPI_BUS_ADDRESS=bus
        )
        face = Face(bus, screen, window.pid)
        face.says("Nhập mật khẩu của bố mẹ", 30)
        # It is the child's account as well: its first page comes to the front, and is read first.
        page = until(lambda: screen.xdotool("search", "--name", "Tre: tr"), 30, "no first page")
        screen.xdotool("windowactivate", "--sync", page.split()[0])
        screen.xdotool("key", "Return")
        until(lambda: not screen.xdotool("search", "--name", "Tre: tr"), 10, "it stays")
        own = screen.xdotool("search", "--name", "Tre$").split()[0]
        screen.xdotool("windowactivate", "--sync", own)
        face.enter(SECRET)
        seen = face.says("Mai")
        assert "Chỉ nhắc, không khóa" in seen
        if folder := os.environ.get("LUYTRE_PICTURES"):
            command = ["import", "-display", screen.display, "-window", "root"]
            subprocess.run([*command, f"{folder}/run-advice.png"], check=False)
        assert ends(window) == 0
    assert "Chế độ nhắc nhở" in said.read_text()
    assert family.left() == ""


def test_the_window_says_first_that_it_cannot_force(family: Family, tmp_path: Path) -> None:
    """A display and nothing set up: the first page says what advice mode is, before any work."""
    with desktop(family.person) as screen, accessibility(family.person) as bus:
        window = family.starts(
            tmp_path / "said", LANG="en_US.UTF-8", DISPLAY=screen.display, AT_SPI_BUS_ADDRESS=bus
        )
        face = Face(bus, screen, window.pid)
        seen = face.says("Reminders only", 120)
        assert "without administrator rights it only reminds" in seen
        if folder := os.environ.get("LUYTRE_PICTURES"):
            command = ["import", "-display", screen.display, "-window", "root"]
            subprocess.run([*command, f"{folder}/run-first.png"], check=False)
        assert ends(window) == 0
    assert family.left() == ""
