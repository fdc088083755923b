"""Programs the machine's administrator installed, told by what only root can write.

Used by the service for any process, and by the agent as the first half of recognising. Nothing
here opens a path that an ordinary user can write to: not a home, not a folder of /tmp.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from app.model.observation import App
from app.platforms.linux.desktop_files import Entry, entries, folders_of
from app.platforms.linux.dpkg import Dpkg

DATA_DIRS = (
    "/usr/local/share",
    "/usr/share",
    "/var/lib/flatpak/exports/share",
    "/var/lib/snapd/desktop",
)
# Folders of many programs: there a common folder says nothing about kinship.
_SHARED = frozenset(
    f"{prefix}/{folder}"
    for prefix in ("", "/usr", "/usr/local")
    for folder in ("bin", "sbin", "games")
)
# Helper programs of many packages lie together here; each still belongs to its own package.
_HELPERS = frozenset(
    f"{prefix}/{folder}"
    for prefix in ("", "/usr", "/usr/local")
    for folder in ("lib", "lib64", "libexec")
)
_ROOTS_GROUPS = (0, 50)  # root and staff, who may write to /usr/local on Debian


class Installed:
    """Knows installed programs by path, menu entry and package; reads again when these changed."""

    def __init__(
        self, language: str, *, data_dirs: Iterable[str] = DATA_DIRS, dpkg: Dpkg | None = None
    ) -> None:
        """Names are given in `language` (`vi`, `en`) where a program has them."""
        self._language = language
        self._folders = folders_of(data_dirs)
        self._dpkg = Dpkg() if dpkg is None else dpkg
        self._stamp: tuple[int, ...] = ()
        self._entries: tuple[Entry, ...] = ()
        self._apps: dict[tuple[str, tuple[str, ...]], App] = {}

    def app(self, path: str, arguments: tuple[str, ...] = ()) -> App:
        """Give the program of an executable or script, as far as root's files tell.

        A path somebody else can write to is given as it is, with the alias `own:` in front.
        """
        self._refresh()
        key = (path, arguments if self._several(path) else ())
        if key not in self._apps:
            self._apps[key] = self._recognise(path, arguments)
        return self._apps[key]

    def by_id(self, id: str) -> Entry | None:
        """Give the menu entry of a desktop id."""
        self._refresh()
        return next((one for one in self._entries if one.id == id), None)

    def by_snap(self, name: str) -> Entry | None:
        """Give the menu entry of a snap."""
        self._refresh()
        return next((one for one in self._entries if one.snap == name), None)

    def _refresh(self) -> None:
        stamp = tuple(_changed(folder) for folder in self._folders)
        if stamp != self._stamp:
            self._stamp = stamp
            self._apps.clear()
            self._entries = entries(self._folders, self._language)

    def _several(self, path: str) -> bool:
        return sum(one.program == path for one in self._entries) > 1

    def _recognise(self, path: str, arguments: tuple[str, ...]) -> App:
        place = f"path:{path}"
        base = path.rpartition("/")[2]
        if not only_root_writes(path):
            return App(place, (f"own:{path}",), base)
        package = self._dpkg.owner(path)
        menu = package.desktop_files if package else ()
        entry = best(self._candidates(path, menu), arguments)
        aliases = [place] if entry else []
        # A package of many programs would make one of them all.
        if package is not None and (len(package.programs) == 1 or len(menu) == 1):
            aliases.append(f"package:{package.name}")
        if entry is None:
            return App(place, tuple(aliases), base)
        return App(f"desktop:{entry.id}", tuple(aliases), entry.name, entry.game)

    def _candidates(self, path: str, menu: tuple[str, ...]) -> list[Entry]:
        """Give the entries that may stand for this program, by the first way that finds any."""
        folder, _, base = path.rpartition("/")
        ids = {one.rpartition("/")[2].removesuffix(".desktop") for one in menu}
        ways = (
            [one for one in self._entries if one.program == path],
            [one for one in self._entries if _same_folder(one.program, folder)],
            [one for one in self._entries if one.program and one.program.endswith(f"/{base}")],
            [one for one in self._entries if one.id in ids and one.shown]
            if folder not in _SHARED
            else [],  # what a package keeps out of the menu is a handler, not what it is about
        )
        return next((way for way in ways if way), [])


def best(candidates: list[Entry], arguments: tuple[str, ...]) -> Entry | None:
    """Choose the entry of one program that fits how it was started: the most telling one."""

    def rank(one: Entry) -> tuple[bool, int, bool, int, str]:
        fits = all(word in arguments for word in one.arguments)
        words = len(one.arguments)
        return not fits, -words if fits else words, not one.shown, len(one.id), one.id

    return min(candidates, key=rank, default=None)


def only_root_writes(path: str) -> bool:
    """Whether nobody but root can change this file or any folder above it."""
    place = Path(path)
    if not place.is_absolute() or ".." in place.parts:
        return False
    return all(_roots(one) for one in (place, *place.parents))


def _roots(place: Path) -> bool:
    try:
        status = os.lstat(place)
    except OSError:
        return False
    if status.st_uid != 0 or status.st_mode & 0o002:
        return False
    return not status.st_mode & 0o020 or status.st_gid in _ROOTS_GROUPS


def _same_folder(program: str, folder: str) -> bool:
    mixed = folder in _SHARED or folder in _HELPERS or folder.endswith("-linux-gnu")
    return not mixed and program.rpartition("/")[0] == folder


def _changed(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0
