"""Sockets of name daemons are closed to children and given back, whatever happened in between."""

import asyncio
import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.enforce.ports import Leak
from app.platforms.linux.name_daemons import LinuxNameDaemons, policy
from tests.platforms.loops import until
from tests.platforms.people import Person, child_fixture, sister_fixture

from .test_acl import getfacl

__all__ = ["child_fixture", "sister_fixture"]
OPEN = "user::rwx\ngroup::rwx\nother::rwx\n"
CONNECT = "import socket, sys; socket.socket(socket.AF_UNIX).connect(sys.argv[1])"
pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="daemons' sockets are root's")


class Daemon:
    """A program that listens for names, as far as anybody outside can tell."""

    def __init__(self, path: Path) -> None:
        """Listen at `path`, open to everybody."""
        self.path = path
        self._socket = socket.socket(socket.AF_UNIX)
        self.restart()

    def restart(self) -> None:
        """Make the socket anew, as daemons do."""
        self.path.unlink(missing_ok=True)
        self.close()
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(self.path))
        self.path.chmod(0o777)
        self._socket.listen()

    def close(self) -> None:
        """End."""
        self._socket.close()

    def takes(self, person: Person, *prefix: str) -> bool:
        """Whether somebody's program is let in."""
        command = [*prefix, "/usr/bin/python3", "-I", "-c", CONNECT, str(self.path)]
        return person.starts(command, stderr=subprocess.DEVNULL, cwd="/").wait() == 0


@pytest.fixture
def folder() -> Iterator[Path]:
    """A place in /run, as daemons have it."""
    made = Path("/run") / f"luytre-t-{os.getpid()}"
    made.mkdir(mode=0o755)
    made.chmod(0o755)
    yield made
    subprocess.run(["rm", "-rf", str(made)], check=True)


@pytest.fixture
def daemon(folder: Path) -> Iterator[Daemon]:
    """One of them."""
    made = Daemon(folder / "socket")
    yield made
    made.close()


def daemons(folder: Path, daemon: Daemon) -> LinuxNameDaemons:
    """What closes it; no bus is here."""
    return LinuxNameDaemons(
        folder, sockets=(str(daemon.path),), address=f"unix:path={folder}/no-bus"
    )


SUBUID = ("unshare", "-U", "--map-auto", "-S", "7", "-G", "7")


def test_a_socket_is_closed_to_a_child_and_his_borrowed_users(
    folder: Path, daemon: Daemon, child: Person, sister: Person
) -> None:
    """The sister, a system user and root get in as before."""

    async def day() -> None:
        closing = daemons(folder, daemon)
        closing.start(lambda leaks: None)
        assert daemon.takes(child) and daemon.takes(child, *SUBUID)
        closing.close(frozenset([child.uid]))
        assert not daemon.takes(child)
        assert not daemon.takes(child, *SUBUID)
        assert daemon.takes(sister)
        nobody = Person("nobody", 65_534, 65_534, Path("/"), Path("/"))
        assert daemon.takes(nobody)
        closing.close(frozenset([sister.uid]))
        assert daemon.takes(child) and not daemon.takes(sister)
        closing.stop()
        assert getfacl(daemon.path) == OPEN
        assert not (folder / "closed").exists()

    asyncio.run(day())


def test_a_daemon_that_is_restarted_is_closed_again(
    folder: Path, daemon: Daemon, child: Person
) -> None:
    """Its new socket knows nothing of us for at most two seconds."""

    async def day() -> None:
        closing = daemons(folder, daemon)
        closing.start(lambda leaks: None)
        closing.close(frozenset([child.uid]))
        daemon.restart()
        assert getfacl(daemon.path) == OPEN
        await until(lambda: getfacl(daemon.path) != OPEN, 4)
        assert not daemon.takes(child)
        closing.stop()
        assert getfacl(daemon.path) == OPEN

    asyncio.run(day())


def test_the_next_life_takes_over(folder: Path, daemon: Daemon, child: Person) -> None:
    """After a crash everything stays closed, and is opened by whoever comes after."""

    async def day() -> None:
        daemons(folder, daemon).close(frozenset([child.uid]))
        closing = daemons(folder, daemon)
        closing.start(lambda leaks: None)
        assert not daemon.takes(child)
        closing.close(frozenset([child.uid]))
        assert not daemon.takes(child)
        closing.stop()
        assert getfacl(daemon.path) == OPEN

    asyncio.run(day())


def test_what_somebody_else_changed_since_stays(
    folder: Path, daemon: Daemon, child: Person
) -> None:
    """An administrator's own list is not ours to take back."""

    async def day() -> None:
        closing = daemons(folder, daemon)
        closing.start(lambda leaks: None)
        closing.close(frozenset([child.uid]))
        subprocess.run(["setfacl", "-b", "-m", "u:59001:---", str(daemon.path)], check=True)
        theirs = getfacl(daemon.path)
        closing.stop()
        assert getfacl(daemon.path) == theirs

    asyncio.run(day())


def test_a_note_that_was_never_finished_is_no_note(
    folder: Path, daemon: Daemon, child: Person
) -> None:
    """A power cut while it was written: what it speaks of was not changed yet."""
    half = folder / "closed" / ".0.new"
    half.mkdir(parents=True)
    (half / "path").write_text(f"{daemon.path}\n")
    closing = daemons(folder, daemon)
    closing.close(frozenset([child.uid]))
    assert not daemon.takes(child)
    closing.stop()
    assert getfacl(daemon.path) == OPEN


def test_without_room_nothing_is_changed_and_that_is_told(
    folder: Path, daemon: Daemon, child: Person
) -> None:
    """Nothing is closed that could not be opened again; each thing that stays open is named."""
    told: list[tuple[Leak, ...]] = []
    small = folder / "full"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4k,nr_inodes=2", "tmpfs", str(small)]
    subprocess.run(mount, check=True)
    try:
        (small / "filler").write_bytes(b"x" * 4096)

        async def day() -> None:
            closing = LinuxNameDaemons(
                small, sockets=(str(daemon.path),), address=f"unix:path={folder}/no-bus"
            )
            closing.start(told.append)
            closing.close(frozenset([child.uid]))
            assert getfacl(daemon.path) == OPEN
            closing.stop()

        asyncio.run(day())
    finally:
        subprocess.run(["umount", str(small)], check=True)
    assert [one.daemon for one in told[0]] == ["dbus", folder.name]
    assert all("No space left" in one.why for one in told[0])


def test_a_link_in_its_place_is_not_followed(folder: Path, child: Person) -> None:
    """Whoever owns the folder cannot have another file changed by root."""
    target = Daemon(folder / "target")
    (folder / "socket").symlink_to("target")
    closing = LinuxNameDaemons(
        folder, sockets=(str(folder / "socket"),), address=f"unix:path={folder}/no-bus"
    )
    closing.close(frozenset([child.uid]))
    assert getfacl(target.path) == OPEN
    target.close()


def test_a_bus_that_does_not_read_our_file_is_a_leak(
    folder: Path, daemon: Daemon, child: Person
) -> None:
    """Told once, and again when it is mended; a machine without a bus has none."""
    told: list[tuple[Leak, ...]] = []

    async def day() -> None:
        include = folder / "include.conf"
        closing = LinuxNameDaemons(
            folder,
            sockets=(str(daemon.path),),
            include=include,
            address=f"unix:path={folder}/no-bus",
        )
        closing.start(told.append)
        closing.close(frozenset([child.uid]))
        closing.close(frozenset([child.uid]))
        include.touch()
        closing.close(frozenset([child.uid]))
        closing.stop()

    asyncio.run(day())
    if Path("/run/dbus/system_bus_socket").exists():
        assert [[one.daemon for one in leaks] for leaks in told] == [["dbus"], []]
    else:
        assert told == []


@pytest.mark.parametrize("uid", [0, 999, 65_534])
def test_nothing_is_closed_to_the_system(folder: Path, daemon: Daemon, uid: int) -> None:
    """Root and system users ask whom they like."""
    with pytest.raises(ValueError, match="system"):
        daemons(folder, daemon).close(frozenset([uid]))


def test_the_buss_policy_names_only_children() -> None:
    """No child, no file; else one policy each, for look-ups alone."""
    assert policy(frozenset()) == ""
    made = policy(frozenset([1_001, 1_002]))
    assert made.count("<policy ") == made.count('<policy user="100') == 2
    assert "ServiceBrowserNew" not in made
