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
              it means that the store itself was missing or emptied.
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
    """Fill an empty store from the copy, also when the last attempt was cut short."""
    if store.read_only or store.policy() is not None:
        return 0
    for name, value in spare.secrets.items():
        if store.secret(name) is None:
            store.set_secret(name, value)
    if spare.policy is None:
        return 0
    policy = spare.policy
    store.set_policy(policy.toml, policy.version, policy.by, policy.at_ms)
    return policy.version
