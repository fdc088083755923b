"""What is known of each list that was ever fetched: how many names, since when, what went wrong.

One small JSON file beside the table, written by the lists program and read by whoever shows it. A
state that cannot be read is an empty one: everything in it comes back with the next download.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

NAME = "state.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class ListTrouble:
    """Why a list was not taken the last time: code as in ListRefused, detail for people to read."""

    code: str
    detail: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class ListState:
    """One list. names and fetched_ms (Unix ms) belong to the copy in use, 0 = there is none.

    checked_ms    when the publisher last answered: with a new copy, with "still the same", or with
                  something that was refused for what it was. Asking earlier than the next day is no
                  use then; after any other trouble it is.
    etag, modified  what he said of the copy, given back to him the next time.
    left_out      lines that were understood and cannot be held; suffixes: names that belong to many
                  strangers (`com.vn`, `blogspot.com`), left out.
    trouble       None when the last attempt went well.
    """

    names: int = 0
    fetched_ms: int = 0
    checked_ms: int = 0
    etag: str = ""
    modified: str = ""
    licence: str = ""
    address: str = ""
    garbage: int = 0
    left_out: int = 0
    suffixes: int = 0
    trouble: ListTrouble | None = None


@dataclass(frozen=True, slots=True)
class State:
    """All lists by id, and the table made of them: built_ms (Unix ms), its names, seed alone."""

    version: int = _VERSION
    lists: dict[str, ListState] = field(default_factory=dict)
    built_ms: int = 0
    names: int = 0


def read(folder: Path) -> State:
    """Read the state; an empty one where there is none that can be read."""
    try:
        state = msgspec.json.decode((folder / NAME).read_bytes(), type=State)
    except (OSError, msgspec.DecodeError):
        return State()
    return state if state.version == _VERSION else State()


def write(folder: Path, state: State) -> None:
    """Write the state whole or not at all. Raises OSError."""
    new = folder / f"{NAME}.new"
    try:
        with new.open("wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(state), indent=1))
            os.fchmod(file.fileno(), 0o644)
            file.flush()
            os.fsync(file.fileno())
        new.replace(folder / NAME)
    finally:
        new.unlink(missing_ok=True)
