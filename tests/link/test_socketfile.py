"""The socket's file: opened to everybody, replaced safely, never taken from who still serves."""

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app.link.socketfile import CannotListen, SocketFile


def mode(path: Path) -> int:
    """The permission bits of a path."""
    return stat.S_IMODE(path.lstat().st_mode)


def knock(path: Path) -> None:
    """Connect once."""
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(path))


def test_modes_do_not_depend_on_the_umask(tmp_path: Path) -> None:
    """The folder is 0755, the socket 0666, whatever umask the service was started with."""
    old = os.umask(0o077)
    try:
        file = SocketFile(tmp_path / "run" / "s")
    finally:
        os.umask(old)
    assert mode(tmp_path / "run") == 0o755
    assert mode(tmp_path / "run" / "s") == 0o666
    file.close()
    assert not (tmp_path / "run" / "s").exists()


def test_a_stale_socket_is_replaced(tmp_path: Path) -> None:
    """What a killed service left behind is no obstacle, and no moment has no socket."""
    path = tmp_path / "s"
    code = (
        "import os, sys, pathlib; from app.link.socketfile import SocketFile\n"
        "file = SocketFile(pathlib.Path(sys.argv[1])); os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(path)])
    assert killed.returncode == -9
    assert path.is_socket()
    with pytest.raises(ConnectionRefusedError):
        knock(path)
    file = SocketFile(path)
    knock(path)
    file.close()


def test_one_service_a_socket(tmp_path: Path) -> None:
    """The second service is told, and the first goes on being served."""
    path = tmp_path / "s"
    first = SocketFile(path)
    with pytest.raises(CannotListen, match="already_running"):
        SocketFile(path)
    knock(path)
    first.close()
    second = SocketFile(path)
    knock(path)
    second.close()


def test_a_foreign_file_stays(tmp_path: Path) -> None:
    """What is no socket is not replaced."""
    (tmp_path / "s").write_text("mine")
    with pytest.raises(CannotListen, match="unsafe_folder"):
        SocketFile(tmp_path / "s")
    assert (tmp_path / "s").read_text() == "mine"


def test_a_folder_others_may_write_is_refused(tmp_path: Path) -> None:
    """Where somebody else could put his own socket nothing is served; a link is no folder."""
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    (tmp_path / "link").symlink_to(tmp_path, target_is_directory=True)
    for name in ("open", "link"):
        with pytest.raises(CannotListen, match="unsafe_folder"):
            SocketFile(tmp_path / name / "s")


@pytest.mark.skipif(os.getuid() != 0, reason="needs a folder of another account")
def test_a_folder_of_another_account_is_refused(tmp_path: Path) -> None:
    """A folder that is not ours is not used."""
    (tmp_path / "other").mkdir()
    os.chown(tmp_path / "other", 65534, 65534)
    with pytest.raises(CannotListen, match="unsafe_folder"):
        SocketFile(tmp_path / "other" / "s")


def test_a_lock_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    """Nobody makes the service open another file by a link in place of the lock."""
    (tmp_path / "s.lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic"):
        SocketFile(tmp_path / "s")
    assert not (tmp_path / "elsewhere").exists()


def test_another_ones_name_is_left_alone(tmp_path: Path) -> None:
    """At the end only our own socket's name is taken away."""
    file = SocketFile(tmp_path / "s")
    (tmp_path / "s").unlink()
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(str(tmp_path / "s"))
        file.close()
        assert (tmp_path / "s").is_socket()


def test_a_name_that_is_gone_is_gone(tmp_path: Path) -> None:
    """Who cleared the folder before us is no error at the end."""
    file = SocketFile(tmp_path / "s")
    (tmp_path / "s").unlink()
    file.close()


def test_a_name_too_long_holds_nothing(tmp_path: Path) -> None:
    """What cannot be bound is an error, and the lock is free again."""
    long = tmp_path / ("s" * 150)
    for _ in range(2):
        with pytest.raises(OSError, match="too long"):
            SocketFile(long)
