"""Remembers what we froze and where it came from, so that a later life of ours can undo it.

Written before anything is frozen. A text file of lines, because `release` reads it without Python:

    PID START CGROUP        where a process was before it was moved; START as in /proc/PID/stat
    + GROUP PID START       this group wants the process frozen
    scope GROUP CGROUP      frozen in place, the whole folder

GROUP is percent-encoded, CGROUP is the rest of the line. It lies in a folder only root may write,
best in /run: what it names does not outlive a boot.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote

Key = tuple[int, int]  # pid and start time in clock ticks since boot


class FreezeJournal:
    """Who is wanted frozen by which group, and every moved process's old place."""

    def __init__(self, path: Path) -> None:
        """Read what an earlier life wrote. PermissionError when others may write its folder."""
        folder = path.parent.stat()
        if folder.st_uid != os.geteuid() or stat.S_IMODE(folder.st_mode) & 0o022:
            raise PermissionError(f"{path.parent} may be written by others")
        self.origins: dict[Key, str] = {}
        self._wanted: dict[str, set[Key]] = {}
        self._scopes: dict[str, set[str]] = {}
        self._path = path
        self._load()

    def groups(self) -> set[str]:
        """Every group that has something frozen."""
        return set(self._wanted) | set(self._scopes)

    def wanted(self, group: str) -> set[Key]:
        """The single processes a group wants frozen."""
        return set(self._wanted.get(group, ()))

    def scopes(self, group: str) -> set[str]:
        """The folders a group froze in place."""
        return set(self._scopes.get(group, ()))

    def holders(self, scope: str) -> set[str]:
        """The groups that froze this folder."""
        return {group for group, scopes in self._scopes.items() if scope in scopes}

    def heir(self, key: Key, but: str) -> str | None:
        """Another group that wants this process frozen too."""
        others = (name for name, keys in self._wanted.items() if key in keys and name != but)
        return min(others, default=None)

    def want(self, group: str, origins: dict[Key, str]) -> None:
        """Note processes with their old places; a place known already is the true one."""
        if origins:
            self._wanted.setdefault(group, set()).update(origins)
        for key, origin in origins.items():
            self.origins.setdefault(key, origin)

    def hold(self, group: str, scopes: Iterable[str]) -> None:
        """Note folders frozen in place."""
        for scope in scopes:
            self._scopes.setdefault(group, set()).add(scope)

    def release(self, group: str, scope: str) -> None:
        """Take one folder back out of a group."""
        self._scopes.get(group, set()).discard(scope)
        if not self._scopes.get(group):
            self._scopes.pop(group, None)

    def drop(self, group: str) -> None:
        """Forget a group, and the old places nobody needs any more."""
        self._wanted.pop(group, None)
        self._scopes.pop(group, None)
        needed = set().union(*self._wanted.values())
        self.origins = {key: place for key, place in self.origins.items() if key in needed}

    def save(self) -> None:
        """Replace the file as a whole. OSError when it cannot be: then nothing may be frozen."""
        fresh = self._path.with_name(self._path.name + ".new")
        fd = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with open(fd, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.writelines(f"{line}\n" for line in self._lines())
        fresh.replace(self._path)

    def _lines(self) -> Iterator[str]:
        for (pid, started), origin in self.origins.items():
            if origin:
                yield f"{pid} {started} {origin}"
        for group, keys in self._wanted.items():
            for pid, started in sorted(keys):
                yield f"+ {quote(group, safe='')} {pid} {started}"
        for group, scopes in self._scopes.items():
            for scope in sorted(scopes):
                yield f"scope {quote(group, safe='')} {scope}"

    def _load(self) -> None:
        try:
            text = self._path.read_text(encoding="utf-8", errors="surrogateescape")
        except FileNotFoundError:
            return
        for line in text.splitlines():
            self._take(line.split(" ", 2))

    def _take(self, words: list[str]) -> None:
        # A line without sense is passed over: our folders are found without the journal.
        match words:
            case ["scope", group, scope] if scope.startswith("/"):
                self.hold(unquote(group), [scope])
            case ["+", group, rest] if len(rest.split()) == 2 and rest.replace(" ", "").isdecimal():
                pid, started = rest.split()
                self._wanted.setdefault(unquote(group), set()).add((int(pid), int(started)))
            case [pid, started, origin] if pid.isdecimal() and started.isdecimal():
                self.origins[int(pid), int(started)] = origin
