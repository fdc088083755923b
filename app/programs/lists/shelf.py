"""Where the lists program keeps what is its own: last good copies, state, table, one at a time.

    FOLDER/table            for the resolver
    FOLDER/state.json       for whoever shows the lists
    FOLDER/lists/ID.names   last good copy of a list: `name` or `name part` a line, in written form
    FOLDER/lock             held while something is changed

Everything is readable to all: who runs the resolver and shows the lists are other users, and a list
says nothing of anybody.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.model.errors import LuytreError
from app.web.build import RUNS


class Busy(LuytreError):
    """Another copy of this program is at work in the folder."""


class Shelf:
    """One folder, which has to exist and be ours."""

    def __init__(self, folder: Path) -> None:
        """Name the places; nothing is touched."""
        self.folder = folder
        self.table = folder / "table"
        self._lists = folder / "lists"
        self._lock = folder / "lock"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other copies of this program out, and clear what a killed one left half-done.

        Raises Busy, OSError.
        """
        with self._lock.open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise Busy("another update of the lists is under way") from error
            self._lists.mkdir(mode=0o755, exist_ok=True)
            self._clear()
            yield

    def _clear(self) -> None:
        for left in (*self._lists.glob("*.new"), *self.folder.glob("*.new")):
            left.unlink()
        for runs in self.folder.glob(f"{RUNS}*"):
            shutil.rmtree(runs)

    def has(self, one: str) -> bool:
        """Say whether a good copy of a list is here."""
        return self._copy(one).is_file()

    def names(self, one: str) -> Iterator[tuple[str, str]]:
        """Give (name, part) of the last good copy, none where there is none. Raises OSError."""
        if not self.has(one):
            return
        with self._copy(one).open(encoding="ascii") as file:
            for line in file:
                name, _, part = line.rstrip("\n").partition(" ")
                yield name, part

    def keep(self, one: str, found: Iterable[tuple[str, str]]) -> None:
        """Make what is found the last good copy, if it can be read and written to its end.

        Whatever `found` raises, the copy before stays. Raises OSError.
        """
        new = self._copy(one).with_suffix(".new")
        try:
            with new.open("w", encoding="ascii") as file:
                file.writelines(f"{name} {part}".rstrip() + "\n" for name, part in found)
                os.fchmod(file.fileno(), 0o644)
                file.flush()
                os.fsync(file.fileno())
            new.replace(self._copy(one))
        finally:
            new.unlink(missing_ok=True)

    def _copy(self, one: str) -> Path:
        return self._lists / f"{one}.names"
