"""Who is connected to which local socket, as the kernel knows it: one question, one answer.

The kernel's socket diagnosis names each socket's user and its other end, so nothing is read from
any process and no path in anybody's folder is opened.
"""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass

from app.model.errors import Unsupported

# <linux/netlink.h>, <linux/sock_diag.h>, <linux/unix_diag.h>
_NETLINK_SOCK_DIAG = 4
_BY_FAMILY = 20
_REQUEST_DUMP = 0x301
_ERROR, _DONE = 2, 3
_ESTABLISHED, _LISTEN = 1, 10
_SHOW_NAME, _SHOW_PEER, _SHOW_UID = 0x01, 0x04, 0x40
_NAME, _PEER, _UID = 0, 2, 7


@dataclass(frozen=True, slots=True)
class UnixSocket:
    """A local socket of this network namespace; peer 0 = none, abstract names begin with "@"."""

    inode: int
    name: str
    listens: bool
    peer: int
    uid: int


def sockets() -> list[UnixSocket]:
    """Give all connected and listening local sockets. Raises Unsupported (before Linux 5.3)."""
    states = 1 << _ESTABLISHED | 1 << _LISTEN
    show = _SHOW_NAME | _SHOW_PEER | _SHOW_UID
    body = struct.pack("=BBHIIIII", socket.AF_UNIX, 0, 0, states, 0, show, 0xFFFFFFFF, 0xFFFFFFFF)
    head = struct.pack("=IHHII", 16 + len(body), _BY_FAMILY, _REQUEST_DUMP, 1, 0)
    found: list[UnixSocket] = []
    kind = socket.SOCK_RAW | socket.SOCK_CLOEXEC
    try:
        with socket.socket(socket.AF_NETLINK, kind, _NETLINK_SOCK_DIAG) as channel:
            channel.settimeout(1.0)
            channel.send(head + body)
            while _collect(channel.recv(1 << 16), found):
                pass
    except OSError as error:
        raise Unsupported(f"the kernel does not tell of local sockets: {error}") from error
    return found


def _collect(data: bytes, found: list[UnixSocket]) -> bool:
    """Read one answer; False = it was the last. Raises OSError where the kernel refuses."""
    at = 0
    while at + 16 <= len(data):
        length, kind = struct.unpack_from("=IH", data, at)
        if kind == _DONE or length < 16:
            return False
        if kind == _ERROR:
            (code,) = struct.unpack_from("=i", data, at + 16)
            raise OSError(-code, "refused")
        one = _socket(data[at + 16 : at + length])
        if one is not None:
            found.append(one)
        at += (length + 3) & ~3
    return True


def _socket(message: bytes) -> UnixSocket | None:
    _, _, state, _, inode = struct.unpack_from("=BBBBI", message)
    name, peer, uid = "", 0, None
    at = 16
    while at + 4 <= len(message):
        length, kind = struct.unpack_from("=HH", message, at)
        if length < 4:
            break
        value = message[at + 4 : at + length]
        if kind == _NAME:
            name = _printable(value)
        elif kind == _PEER:
            (peer,) = struct.unpack("=I", value)
        elif kind == _UID:
            (uid,) = struct.unpack("=I", value)
        at += (length + 3) & ~3
    if uid is None:
        return None
    return UnixSocket(inode, name, state == _LISTEN, peer, uid)


def _printable(raw: bytes) -> str:
    """Give a path, or an abstract name with the "@" that every tool shows for its zero byte."""
    if raw.startswith(b"\0"):
        return "@" + raw[1:].decode("utf-8", "replace")
    return raw.rstrip(b"\0").decode("utf-8", "replace")
