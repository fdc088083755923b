"""What to do with a store that cannot be read: keep it, begin anew, bring back what has a copy.

Nobody is set free by it and nobody locked out: the new store has the last good policy and the
secrets of the second copy, and what was lost is told (`Opened`). The damaged file stays beside it
(`aside.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.model.errors import StoreDamaged
from app.store import aside
from app.store.spare import Spare, SpareFile
from app.store.store import Store, open_store

# Waiting heals none of these, and the file is of no use as it is. `full`, `read_only`, `busy` and
# `io` say nothing against the file: to move a sound store aside would lose it.
HOPELESS = frozenset({"corrupt", "unreadable"})


@dataclass(frozen=True, slots=True)
class Opened:
    """The store, and what had to be done to open it.

    aside     the damaged file, None when there was none.
    damage    its code, "" when there was none.
    restored  version of the policy that came from the second copy, 0 when none did. With no damage
              it means that the store itself was missing, emptied, or older than the copy.
    """

    store: Store
    aside: Path | None = None
    damage: str = ""
    restored: int = 0


def open_or_salvage(path: Path, key: bytes, stamp: str) -> Opened:
    """Open the store; one that is beyond hope is moved aside and replaced.

    stamp names the damaged file: the caller's time, letters, digits and dashes. Raises
    StoreDamaged for every damage that is not in HOPELESS; the caller then goes on with a
    `MemoryStore` filled by `last_good`.
    """
    moved, damage = None, ""
    try:
        store = open_store(path, key)
    except StoreDamaged as error:
        if error.code not in HOPELESS:
            raise
        moved, damage = aside.move(path, stamp), error.code
        store = open_store(path, key)
    return Opened(store, moved, damage, _restore(store, last_good(path, key)))


def last_good(path: Path, key: bytes) -> Spare:
    """Give what the second copy of the store at path holds, whatever became of the store."""
    return SpareFile(path, key).read()


def _restore(store: Store, spare: Spare) -> int:
    """Bring an empty store, or one that fell back, to what the copy holds; give the version.

    A store falls back when its journal is damaged: SQLite drops it with all it held, in silence.
    """
    kept = store.policy()
    if store.read_only or spare == Spare():
        return 0
    version = 0 if spare.policy is None else spare.policy.version
    if kept is not None and version <= kept.version:
        return 0
    store.take_over(spare)
    return version
