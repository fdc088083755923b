"""POSIX access control lists (acl(5)) of open files, and their text as getfacl(1) writes it.

Only what a socket's permission needs: read, replace, compare. The files are named by descriptors
that were opened without following a link, because they lie in folders of daemons.
"""

from __future__ import annotations

import errno
import os
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_ATTRIBUTE = "system.posix_acl_access"
_VERSION = struct.Struct("<I")
_ENTRY = struct.Struct("<HHI")  # tag, permissions, id (linux/posix_acl_xattr.h)
_TWO = 2
_NO_ID = 0xFFFF_FFFF
OWNER, USER, OWNING_GROUP, GROUP, MASK, OTHER = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
_NAMES: Final = {
    OWNER: "user",
    USER: "user",
    OWNING_GROUP: "group",
    GROUP: "group",
    MASK: "mask",
    OTHER: "other",
}


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """Who (a tag, and a UID or GID where it has one) may do what (bits: 4 read, 2 write, 1 run)."""

    tag: int
    id: int
    permissions: int


Acl = tuple[Entry, ...]


def read(fd: int) -> Acl:
    """Give the list of an open file (O_PATH will do); its mode where it has no list. OSError."""
    try:
        return unpack(os.getxattr(f"/proc/self/fd/{fd}", _ATTRIBUTE))
    except OSError as error:
        if error.errno not in (errno.ENODATA, errno.EOPNOTSUPP):
            raise
    mode = os.fstat(fd).st_mode
    tags = (OWNER, mode >> 6 & 7), (OWNING_GROUP, mode >> 3 & 7), (OTHER, mode & 7)
    return tuple(Entry(tag, _NO_ID, permissions) for tag, permissions in tags)


def write(fd: int, acl: Acl) -> None:
    """Replace the list of an open file, its mode with it. OSError where there are no lists."""
    os.setxattr(f"/proc/self/fd/{fd}", _ATTRIBUTE, pack(acl))


def pack(acl: Acl) -> bytes:
    """Give a list as the kernel takes it."""
    entries = (_ENTRY.pack(one.tag, one.permissions, one.id) for one in acl)
    return _VERSION.pack(_TWO) + b"".join(entries)


def unpack(data: bytes) -> Acl:
    """Read a list as the kernel gives it. OSError for a version nobody knows."""
    if len(data) < _VERSION.size or _VERSION.unpack_from(data)[0] != _TWO:
        raise OSError(errno.EOPNOTSUPP, "unknown access control list")
    found = _ENTRY.iter_unpack(data[_VERSION.size :])
    return tuple(Entry(tag, id_, permissions) for tag, permissions, id_ in found)


def text(acl: Acl) -> str:
    """Give a list as `getfacl --omit-header --numeric --no-effective` prints it."""
    lines = []
    for one in acl:
        who = "" if one.id == _NO_ID else str(one.id)
        may = "".join(
            c if one.permissions & bit else "-" for c, bit in zip("rwx", (4, 2, 1), strict=True)
        )
        lines.append(f"{_NAMES[one.tag]}:{who}:{may}\n")
    return "".join(lines)


def parse(written: str) -> Acl:
    """Read what `text` gave. Raises ValueError."""
    tags = {("user", False): OWNER, ("user", True): USER}
    tags |= {("group", False): OWNING_GROUP, ("group", True): GROUP}
    tags |= {("mask", False): MASK, ("other", False): OTHER}
    entries = []
    for line in written.split():
        kind, who, may = line.split(":")
        permissions = sum(bit for c, bit in zip(may, (4, 2, 1), strict=True) if c != "-")
        if (kind, bool(who)) not in tags:
            raise ValueError(f"no such entry: {line}")
        tag = tags[kind, bool(who)]
        entries.append(Entry(tag, int(who) if who else _NO_ID, permissions))
    return tuple(entries)


def closed(acl: Acl, denied: frozenset[int], named: Iterable[int] | None) -> Acl:
    """Give a list that denies these UIDs everything and leaves others what they had.

    named None: whoever is not denied stays as he is. Else these are all UIDs that anybody has, each
    keeps what `other` had, and UIDs nobody has lose it: a child's borrowed ones are among them.
    """
    has = {(one.tag, one.id): one.permissions for one in acl}
    others = has[OTHER, _NO_ID]
    users = {one.id: one.permissions for one in acl if one.tag == USER}
    if named is not None:
        users = dict.fromkeys(named, others) | users
        has[OTHER, _NO_ID] = 0
    users |= dict.fromkeys(denied, 0)
    groups = [one for one in acl if one.tag == GROUP]
    mask = has.get((MASK, _NO_ID), has[OWNING_GROUP, _NO_ID]) | (others if users else 0)
    return (
        Entry(OWNER, _NO_ID, has[OWNER, _NO_ID]),
        *(Entry(USER, uid, users[uid]) for uid in sorted(users)),
        Entry(OWNING_GROUP, _NO_ID, has[OWNING_GROUP, _NO_ID]),
        *groups,
        Entry(MASK, _NO_ID, mask),
        Entry(OTHER, _NO_ID, has[OTHER, _NO_ID]),
    )
