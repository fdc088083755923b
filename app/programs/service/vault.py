"""The store as the service holds it: opened whatever happened to it, replaced when it breaks.

A damaged store frees nobody and locks nobody out. What is beyond hope is moved aside and begun
anew with the last good policy and the secrets; where nothing can be opened at all (a full disk)
memory without a disk stands in, filled from the second copy, and the file is tried again later.
"""

from __future__ import annotations

from contextlib import suppress

from app.model.errors import StoreDamaged
from app.programs.service.folders import Folders
from app.store.keys import KeyKeeper
from app.store.memory import MemoryStore
from app.store.port import Memory
from app.store.salvage import HOPELESS, Opened, last_good, open_or_salvage


class Vault:
    """Opens the store and keeps it usable; `store` may be another object after a mend.

    on_disk  what is written reaches the file.
    damage   why not, or what the last act on the file failed with: a code, "" when all is well.
    """

    def __init__(self, folders: Folders, keeper: KeyKeeper, secrets: tuple[str, ...]) -> None:
        """Name the places and the secrets that must survive; nothing is opened before `open`."""
        self._path = folders.store
        self._keeper = keeper
        self._secrets = secrets
        self._key = b""
        self.store: Memory = MemoryStore()
        self.on_disk = False
        self.damage = ""

    def open(self, stamp: str) -> str:
        """Open it; give what has to be told as a code, "" when all is well.

        stamp names a damaged file that is moved aside. `store_restored` has the last good policy
        back, `store_lost` had none to bring back, `store_CODE` cannot be written for now.
        """
        opened = self._try(stamp)
        if opened is None:
            self._stand_in()
            return f"store_{self.damage}"
        self.store = opened.store
        if opened.aside is not None or opened.restored:  # gone, emptied or fallen back tells too
            return "store_restored" if opened.restored else "store_lost"
        return f"store_{self.damage}" if self.damage else ""

    def mend(self, code: str, stamp: str) -> str:
        """Do what can be done after an act on the file failed with this code; as `open`.

        What waiting heals is left as it is: the same store will take what is offered again.
        """
        self.damage = code
        if code not in HOPELESS or not self.on_disk:
            return f"store_{code}"
        self._leave()
        return self.open(stamp)

    def try_again(self, stamp: str) -> bool:
        """Whether the file can be written; what could not is opened anew.

        What was decided meanwhile goes into the file.
        """
        if self.on_disk:
            return True
        self._leave()
        opened = self._try(stamp)
        if opened is None or opened.store.read_only:
            return False
        self._carry(self.store, opened.store)
        self.store = opened.store
        return True

    def close(self) -> None:
        """Let go of the file."""
        self._leave()

    def _leave(self) -> None:
        with suppress(StoreDamaged):  # what cannot be closed is left to the end of the process
            if not isinstance(self.store, MemoryStore):
                self.store.close()

    def _try(self, stamp: str) -> Opened | None:
        self.on_disk = False
        try:
            self._key = self._key or self._keeper.key()
            opened = open_or_salvage(self._path, self._key, stamp)
        except StoreDamaged as error:
            self.damage = error.code
            return None
        self.on_disk = not opened.store.read_only
        self.damage = "" if self.on_disk else "read_only"
        return opened

    def _stand_in(self) -> None:
        """Go on without a disk, with what the second copy holds."""
        self.store = MemoryStore()
        if not self._key:
            return
        spare = last_good(self._path, self._key)
        for name, value in spare.secrets.items():
            self.store.set_secret(name, value)
        if spare.policy is not None:
            policy = spare.policy
            self.store.set_policy(policy.toml, policy.version, policy.by, policy.at_ms)

    def _carry(self, old: Memory, new: Memory) -> None:
        """Bring over what was decided while the file could not be written."""
        if not isinstance(old, MemoryStore):
            return
        for name in self._secrets:
            if old.secret(name) != new.secret(name) and old.secret(name) is not None:
                new.set_secret(name, old.secret(name))
        kept, newest = old.policy(), new.policy()
        if kept is not None and (newest is None or kept.version > newest.version):
            new.set_policy(kept.toml, kept.version, kept.by, kept.at_ms)
