"""The kernel's list of local sockets, against sockets made here."""

import os
import socket
from pathlib import Path

from app.platforms.linux.unix_sockets import sockets
from tests.platforms.people import Person, stop


def _inode(one: socket.socket) -> int:
    return os.fstat(one.fileno()).st_ino


def test_both_ends_of_a_connection_are_named(tmp_path: Path) -> None:
    """A listener, its accepted end and the client find each other, with the user of each."""
    path = str(tmp_path / "socket")
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(path)
        server.listen()
        client.connect(path)
        accepted, _ = server.accept()
        with accepted:
            known = {one.inode: one for one in sockets()}
            assert known[_inode(server)].listens
            assert known[_inode(server)].name == path
            assert known[_inode(accepted)].peer == _inode(client)
            assert known[_inode(accepted)].name == path
            assert known[_inode(client)].uid == os.getuid()
            assert known[_inode(client)].name == ""


def test_abstract_names_are_written_with_an_at_sign() -> None:
    """A zero byte first is shown as @, as everywhere."""
    name = f"\0luytre-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(name)
        server.listen()
        assert "@" + name[1:] in {one.name for one in sockets()}


def test_another_users_socket_is_that_users(child: Person, tmp_path: Path) -> None:
    """The user of a connection is who made it."""
    path = child.home / "listener"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        os.chmod(path, 0o777)
        code = f"import socket,time; s=socket.socket(1); s.connect({str(path)!r}); time.sleep(60)"
        program = child.starts(["/usr/bin/python3", "-I", "-c", code])
        accepted, _ = server.accept()
        with accepted:
            known = {one.inode: one for one in sockets()}
            assert known[known[_inode(accepted)].peer].uid == child.uid
        stop(program)
    path.unlink()
