"""Which displays there are and whose programs are on them, read from the kernel's list of sockets.

A display is a listening socket with a known name: `/tmp/.X11-unix/X0` (or its abstract twin), or
`wayland-0` in a runtime directory. A user is on it while a socket of that user is connected to it.
The name of a socket is taken from the kernel, so a folder in somebody's way is never entered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.model.observation import SessionKind
from app.platforms.linux.unix_sockets import UnixSocket

_X = re.compile(r"@?/tmp/\.X11-unix/X(\d{1,5})")
_WAYLAND = re.compile(r"(/.*)/(wayland-\d{1,5})")


@dataclass(frozen=True, slots=True)
class Display:
    """A display: name as in DISPLAY or WAYLAND_DISPLAY, the server's user, and who is on it.

    listeners are the inodes of the server's sockets; folder is Wayland's runtime directory.
    """

    kind: SessionKind
    name: str
    server: int
    uids: frozenset[int]
    listeners: frozenset[int]
    folder: str = ""


@dataclass(slots=True)
class _Found:
    server: int
    uids: set[int]
    listeners: set[int]


def displays(
    sockets: Iterable[UnixSocket], ignored: frozenset[int] = frozenset()
) -> tuple[Display, ...]:
    """Give every display with the users on it; connections with these inodes do not count.

    An X display that belongs to a Wayland desktop (Xwayland) is a part of it, not another one.
    """
    all_of_them = list(sockets)
    owners = {one.inode: one.uid for one in all_of_them if one.inode not in ignored}
    found: dict[tuple[SessionKind, str, str], _Found] = {}
    for one in all_of_them:
        key = _key(one.name)
        if key is None:
            continue
        entry = found.setdefault(key, _Found(-1, set(), set()))
        if one.listens:
            entry.server = one.uid
            entry.listeners.add(one.inode)
        elif one.peer in owners:
            entry.uids.add(owners[one.peer])
    desktops = {
        one.server
        for (kind, _, _), one in found.items()
        if kind is SessionKind.WAYLAND and one.listeners
    }
    return tuple(
        Display(kind, name, one.server, frozenset(one.uids), frozenset(one.listeners), folder)
        for (kind, name, folder), one in sorted(found.items())
        if one.listeners and not (kind is SessionKind.X11 and one.server in desktops)
    )


def display_of(
    uid: int, kind: SessionKind, sockets: Iterable[UnixSocket], taken: frozenset[str] = frozenset()
) -> str:
    """Give the first display of this kind that the user is on and that is not taken; "" = none."""
    for one in displays(sockets):
        on_it = uid in one.uids or (kind is SessionKind.WAYLAND and one.server == uid)
        if one.kind is kind and on_it and one.name not in taken:
            return one.name
    return ""


def _key(name: str) -> tuple[SessionKind, str, str] | None:
    if match := _X.fullmatch(name):
        return SessionKind.X11, f":{match[1]}", ""
    if match := _WAYLAND.fullmatch(name):
        return SessionKind.WAYLAND, match[2], match[1]
    return None
