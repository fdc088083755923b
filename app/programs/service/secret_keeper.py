"""The parent's password and codes: kept in the store, tried no faster than people mistype.

A password is hashed by a helper program that lives for one hash. Wrong tries are kept in the store,
so that switching the PC off and on is no fresh start. On a disk that takes nothing, codes and tries
are remembered here instead: a full disk locks no parent out and makes no code good twice.
"""

from __future__ import annotations

import secrets as chance
from collections.abc import Callable

import msgspec

from app.link.secret import SecretHelper
from app.model.errors import Denied, StoreDamaged
from app.programs.service.vault import Vault
from app.rules import codes
from app.rules.codes import Attempts, Codes, Fresh

PASSWORD, CODES, ATTEMPTS = "password", "codes", "attempts"
SHORTEST = 6  # characters; a password that is forgotten or on a note guards worse
NAMES = (PASSWORD, CODES, ATTEMPTS)


class TryLater(Denied):
    """Too many wrong tries; `wait_ms` until the next may be made."""

    def __init__(self, wait_ms: int) -> None:
        """Keep how long."""
        self.wait_ms = wait_ms
        super().__init__("rate")


class Secrets:
    """Checks and changes secrets; `now_ms` is trusted Unix time in ms."""

    def __init__(self, vault: Vault, helper: SecretHelper, now_ms: Callable[[], int]) -> None:
        """Keep them in what the vault holds."""
        self._vault = vault
        self._helper = helper
        self._now_ms = now_ms
        self._unwritten: dict[str, bytes] = {}

    @property
    def password_set(self) -> bool:
        """Whether set-up was done."""
        return self._vault.store.secret(PASSWORD) is not None

    async def sign_in(self, account: str, secret: str) -> None:
        """Check a password or a recovery code. Raises Denied (`wrong`, `no_password`), TryLater."""
        stored = self._vault.store.secret(PASSWORD)
        if stored is None:
            raise Denied("no_password")
        self._allowed(account, Attempts.password_wait_ms)
        after = codes.recover(self._codes(), secret)
        if after is not None:
            self._put(CODES, after)
        elif not await self._helper.check(secret, stored.decode()):
            self._failed(account)
            raise Denied("wrong")
        self._forgive(account)

    async def set_password(self, secret: str) -> None:
        """Replace the password. Raises Denied (`too_short`)."""
        if len(secret) < SHORTEST:
            raise Denied("too_short")
        stored = await self._helper.make(secret)
        self._vault.store.set_secret(PASSWORD, stored.encode())

    def renew_codes(self, label: str) -> Fresh:
        """Make all codes anew; the old ones are worth nothing from now on."""
        made = codes.fresh(chance.token_bytes(codes.SEED_BYTES), label)
        self._put(CODES, made.codes)
        return made

    def use_code(self, account: str, digits: str) -> None:
        """Take a one-time code in a child's session. Raises Denied (`wrong`, `none`), TryLater."""
        kept = self._codes()
        if not kept.key and not kept.sheet:
            raise Denied("none")
        self._allowed(account, Attempts.code_wait_ms)
        after = codes.use(kept, digits, self._now_ms())
        if after is None:
            self._failed(account)
            raise Denied("wrong")
        self._put(CODES, after)
        self._forgive(account)

    # --- tries --------------------------------------------------------------------------------

    def _allowed(self, account: str, wait: Callable[[Attempts, int], int]) -> None:
        tried = self._attempts().get(account, Attempts())
        wait_ms = wait(tried, self._now_ms())
        if wait_ms:
            raise TryLater(wait_ms)

    def _failed(self, account: str) -> None:
        tried = self._attempts()
        tried[account] = tried.get(account, Attempts()).failed(self._now_ms())
        self._put(ATTEMPTS, tried)

    def _forgive(self, account: str) -> None:
        tried = self._attempts()
        if tried.pop(account, None) is not None:
            self._put(ATTEMPTS, tried)

    def _attempts(self) -> dict[str, Attempts]:
        body = self._get(ATTEMPTS)
        return {} if body is None else msgspec.json.decode(body, type=dict[str, Attempts])

    def _codes(self) -> Codes:
        body = self._get(CODES)
        return Codes() if body is None else msgspec.json.decode(body, type=Codes)

    def _get(self, name: str) -> bytes | None:
        return self._unwritten.get(name) or self._vault.store.secret(name)

    def _put(self, name: str, value: object) -> None:
        body = msgspec.json.encode(value)
        try:
            self._vault.store.set_secret(name, body)
            self._unwritten.pop(name, None)
        except StoreDamaged:
            self._unwritten[name] = body
