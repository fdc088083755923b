"""`release` opens name daemons again and takes the firewall table away, without Python."""

import os
import secrets
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.platforms.linux.name_daemons import LinuxNameDaemons

from .conftest import Marked

OPEN = "user::rwx\ngroup::rwx\nother::rwx\n"
CHILD = 59_001


def getfacl(path: str) -> str:
    """The list of a file, by the tool."""
    command = ("getfacl", "--omit-header", "--absolute-names", "--numeric", "--no-effective", path)
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout[:-1]


@pytest.fixture
def daemon(marked: Marked) -> Iterator[str]:
    """The socket of a daemon, closed to a child by a service that was killed."""
    folder = Path("/run") / f"luytre-t-{secrets.token_hex(4)}"
    folder.mkdir(mode=0o755)
    path = str(folder / "socket")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path)
        os.chmod(path, 0o777)
        run = Path("/run") / marked.mark
        LinuxNameDaemons(run, sockets=(path,), address="unix:path=/nowhere").close(
            frozenset([CHILD])
        )
        assert f"user:{CHILD}:---" in getfacl(path)
        yield path
    shutil.rmtree(folder)


def test_a_closed_socket_is_given_back(marked: Marked, daemon: str) -> None:
    """As it was; and nothing of ours stays behind in /run."""
    assert "left alone" not in marked.release()
    assert getfacl(daemon) == OPEN
    assert not (Path("/run") / marked.mark / "closed").exists()
    assert not (Path("/run") / marked.mark / "bus.conf").exists()


def test_one_that_somebody_else_changed_is_left_alone_and_named(
    marked: Marked, daemon: str
) -> None:
    """An administrator's own list stays."""
    subprocess.run(["setfacl", "-m", "u:59002:---", daemon], check=True)
    theirs = getfacl(daemon)
    assert f"left alone, because somebody else changed it: {daemon}" in marked.release()
    assert getfacl(daemon) == theirs


def test_one_that_was_made_anew_is_none_of_ours(marked: Marked, daemon: str) -> None:
    """A daemon that was restarted, or is gone, or has a link in its place, is not touched."""
    os.unlink(daemon)
    os.symlink("/etc/passwd", daemon)
    before = getfacl("/etc/passwd")
    assert "left alone" not in marked.release()
    assert getfacl("/etc/passwd") == before


@pytest.mark.skipif(shutil.which("nft") is None, reason="nft is not installed")
def test_the_table_goes_and_no_other(marked: Marked) -> None:
    """In a network of its own: two tables, one of them ours."""
    ours = marked.mark.replace("-", "_")
    script = f"""
        nft add table inet {ours} && nft add table inet theirs
        /bin/sh {marked.state}/release >/dev/null && nft list tables"""
    done = subprocess.run(
        ["unshare", "--net", "sh", "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "table inet theirs\n"
