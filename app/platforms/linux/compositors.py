"""Which desktop a Wayland session is, told by the program that serves its display.

The log-in service knows what the display manager told it, and gdm tells nothing (an empty Desktop,
seen with gdm 48), on Ubuntu it is `ubuntu`. How a session is closed hangs on it, so the kernel is
asked: which program of this user holds the listening end of the display's socket.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from app.platforms.linux import procfs

# Only where root installs programs: a copy under another path is nobody's desktop.
PROGRAMS: Final = {
    "/usr/bin/gnome-shell": "gnome",
    "/usr/bin/kwin_wayland": "kde",
}


def desktop_of(uid: int, listeners: Collection[int], programs: Mapping[str, str] = PROGRAMS) -> str:
    """Give `gnome` or `kde` when such a program of `uid` listens on one of these socket inodes."""
    wanted = {f"socket:[{inode}]" for inode in listeners}
    if not wanted:
        return ""
    for pid, desktop in _running(uid, programs):
        if not wanted.isdisjoint(procfs.open_files(pid)):
            return desktop
    return ""


def _running(uid: int, programs: Mapping[str, str]) -> Iterable[tuple[int, str]]:
    """Give the user's processes that run a program of the table, with its desktop."""
    for pid in procfs.pids():
        desktop = programs.get(procfs.exe(pid), "")
        if desktop and procfs.owner(pid) == uid:
            yield pid, desktop
