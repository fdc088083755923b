"""Opens programs for root without ever walking where somebody else could lead.

A path is followed folder by folder and link by link. Every folder on the way belongs to root and
only root may write it, so every link in it is root's word; homes, /tmp, /run, /media and whatever
else users may mount something at are not entered at all.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import ExitStack
from typing import Final

_TOPS: Final = frozenset(["usr", "opt", "etc", "var", "snap", "bin", "sbin"])
_MOST_LINKS: Final = 40  # as in the kernel (path_resolution(7))
_FOLDER: Final = os.O_PATH | os.O_NOFOLLOW | os.O_CLOEXEC


class NotSystem(Exception):
    """Somebody but root may change what this path leads to."""


def open_system_file(path: str, entered: Callable[[int], None]) -> int | None:
    """Open an installed program (O_PATH); None when there is no such file now.

    `entered` is called with an O_PATH fd of every folder on the way, valid during the call.
    Raises NotSystem.
    """
    if not path.startswith("/") or "\0" in path:
        raise NotSystem(path)
    with ExitStack() as opened:
        return _Walk(path, entered, opened).go()


class _Walk:
    def __init__(self, path: str, entered: Callable[[int], None], opened: ExitStack) -> None:
        self._path = path
        self._entered = entered
        self._opened = opened
        self._left = _names(path)
        self._folders: list[int] = []
        self._names: list[str] = []

    def go(self) -> int | None:
        links = 0
        self._enter(os.open("/", _FOLDER))
        while self._left:
            name = self._left.pop(0)
            if name == "..":
                if len(self._folders) > 1:
                    self._folders.pop()
                    self._names.pop()
                continue
            if not self._names and not _is_top(name):
                raise NotSystem(self._path)
            found = self._look(name)
            if found is None:
                return None
            mode = os.fstat(found).st_mode
            if stat.S_ISLNK(mode):
                links += 1
                if links > _MOST_LINKS:
                    return None
                self._follow(os.readlink("", dir_fd=found))
            elif self._left:
                self._names.append(name)
                self._enter(found)
            else:
                return os.dup(found) if stat.S_ISREG(mode) else None
        return None

    def _look(self, name: str) -> int | None:
        try:
            found = os.open(name, _FOLDER, dir_fd=self._folders[-1])
        except (FileNotFoundError, NotADirectoryError):
            return None
        self._opened.callback(os.close, found)
        return found

    def _enter(self, folder: int) -> None:
        if not self._folders:
            self._opened.callback(os.close, folder)
        facts = os.fstat(folder)
        if stat.S_ISDIR(facts.st_mode):
            writable = stat.S_IWOTH | (stat.S_IWGRP if facts.st_gid else 0)
            if facts.st_uid != 0 or facts.st_mode & writable:
                raise NotSystem(self._path)
            self._entered(folder)
        self._folders.append(folder)

    def _follow(self, target: str) -> None:
        if target.startswith("/"):
            del self._folders[1:]
            self._names.clear()
        self._left = _names(target) + self._left


def _names(path: str) -> list[str]:
    return [name for name in path.split("/") if name not in ("", ".")]


def _is_top(name: str) -> bool:
    return name in _TOPS or name.startswith("lib")
