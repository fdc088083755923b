"""Programs known by what is in them."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from app.platforms.linux import content
from app.platforms.linux.content import Content


def test_a_copy_under_another_name_is_the_same(tmp_path: Path) -> None:
    """The hash is sha256sum's, and a renamed copy has the same one."""
    program = Path(shutil.which("sleep") or "")
    copy = shutil.copy(program, tmp_path / "something else")
    expected = "hash:" + hashlib.sha256(program.read_bytes()).hexdigest()
    known = Content()
    assert known.identity(str(program)) == known.identity(str(copy)) == expected


def test_a_running_program_is_read_even_when_its_file_is_gone(tmp_path: Path) -> None:
    """Through /proc the file itself is read, deleted or not."""
    own = Content().identity(f"/proc/{os.getpid()}/exe")
    assert own == Content().identity(os.path.realpath("/proc/self/exe"))
    assert tmp_path.exists()


def test_a_changed_file_is_another(tmp_path: Path) -> None:
    """What was read once is read again when the file changed."""
    known, file = Content(), tmp_path / "game"
    file.write_bytes(b"one")
    first = known.identity(str(file))
    file.write_bytes(b"two")
    assert known.identity(str(file)) != first


def test_a_large_file_is_known_by_its_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit beginning, end and size count, and the name of the hash says so."""
    monkeypatch.setattr(content, "WHOLE", 1_000)
    monkeypatch.setattr(content, "_ENDS", 100)
    file = tmp_path / "large"
    file.write_bytes(bytes(500) + b"middle" + bytes(500) + b"end")
    first = Content().identity(str(file))
    assert first.startswith("hash:ends-")
    file.write_bytes(bytes(500) + b"MIDDLE" + bytes(500) + b"end")
    assert Content().identity(str(file)) == first
    file.write_bytes(bytes(500) + b"MIDDLE" + bytes(500) + b"END")
    assert Content().identity(str(file)) != first


def test_what_is_no_file_has_no_content(tmp_path: Path) -> None:
    """Pipes, folders, devices and nothing at all do not hold us up."""
    os.mkfifo(tmp_path / "pipe")
    known = Content()
    assert known.identity(str(tmp_path / "pipe")) == ""
    assert known.identity(str(tmp_path)) == ""
    assert known.identity("/dev/zero") == ""
    assert known.identity(str(tmp_path / "none")) == ""
