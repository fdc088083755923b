"""The parent's codes: which are good, each of them once, and how often one may try.

In a child's session only these count (hazards.md, The parent's secret): six digits from the
parent's phone (RFC 6238) or from a printed sheet. Recovery codes stand in for the password in
the parent's own account. Everything here is a value: chance and time are given in, what is to be
kept comes back. Codes on paper are kept as digests only.

How well six digits hold: of a million codes three belong to the phone at any moment and ten to the
sheet, and a child has twenty wrong tries a day, which the parent can be told of. Whoever uses them
all, every day, finds a code in one year of ten, and it opens one thing once.
"""

from __future__ import annotations

import base64
import hmac
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

from app.model.moment import DAY, MINUTE, SECOND

STEP = 30 * SECOND  # RFC 6238 section 5.2
DIGITS = 6
WINDOW = 1  # steps before and after: RFC 6238 section 5.2 allows one for the way to the machine
KEY_BYTES = 20  # RFC 4226 section 4, R6: the length of a SHA-1 value
SEED_BYTES = 32
ON_SHEET = 10
ON_PAPER = 8  # recovery codes
RECOVERY_CHARACTERS = 16  # 80 bits, too many to guess at any rate
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I L O U to misread
_MISREAD = str.maketrans("ILO", "110")
_BETWEEN = str.maketrans("", "", " -.\t\u00a0")


@dataclass(frozen=True, slots=True)
class Codes:
    """What is kept of one parent's codes.

    key        the phone's, KEY_BYTES long; b"" = no phone was set up.
    last_step  the newest step of the phone that was used; it and all before are worth nothing.
    salt       makes the digests of this household its own.
    sheet, recovery  digests of the codes that were not used yet.
    """

    key: bytes = b""
    last_step: int = -1
    salt: bytes = b""
    sheet: tuple[bytes, ...] = ()
    recovery: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Fresh:
    """New codes: `codes` to keep, the rest to be shown once and forgotten."""

    codes: Codes
    sheet: tuple[str, ...]
    recovery: tuple[str, ...]
    otpauth: str


# --- making -------------------------------------------------------------------------------------


def fresh(seed: bytes, label: str) -> Fresh:
    """Make everything anew from `seed` (SEED_BYTES from the system's own chance, used once).

    label names this PC in the phone's list. Raises ValueError on a shorter seed.
    """
    if len(seed) < SEED_BYTES:
        raise ValueError(f"{len(seed)} bytes are no seed")
    key, salt = _derive(seed, "key")[:KEY_BYTES], _derive(seed, "salt")[:16]
    sheet = _several(ON_SHEET, (_digits(_derive(seed, f"sheet {n}")) for n in _forever()))
    recovery = _several(ON_PAPER, (_word(_derive(seed, f"recovery {n}")) for n in _forever()))
    codes = Codes(
        key=key,
        salt=salt,
        sheet=tuple(_digest(salt, "sheet", code) for code in sheet),
        recovery=tuple(_digest(salt, "recovery", code) for code in recovery),
    )
    return Fresh(
        codes=codes,
        sheet=tuple(f"{code[:3]} {code[3:]}" for code in sheet),
        recovery=tuple("-".join(code[at : at + 4] for at in range(0, 16, 4)) for code in recovery),
        otpauth=_otpauth(key, label),
    )


def _derive(seed: bytes, use: str) -> bytes:
    return hmac.digest(seed, use.encode(), "sha256")


def _forever() -> Iterator[int]:
    number = 0
    while True:
        yield number
        number += 1


def _several(count: int, codes: Iterator[str]) -> list[str]:
    """Take so many different ones: the same code twice on a sheet would be good twice."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[next(codes)] = None
    return list(found)


def _digits(chance: bytes) -> str:
    return f"{int.from_bytes(chance, 'big') % 10**DIGITS:0{DIGITS}}"


def _word(chance: bytes) -> str:
    return "".join(ALPHABET[byte % 32] for byte in chance[:RECOVERY_CHARACTERS])


def _digest(salt: bytes, use: str, code: str) -> bytes:
    return hmac.digest(salt, f"{use}:{code}".encode(), "sha256")


def _otpauth(key: bytes, label: str) -> str:
    """Give the address that phones read from a QR code (Key Uri Format of Google Authenticator)."""
    issuer = quote("Lũy Tre", safe="")
    secret = base64.b32encode(key).decode()
    options = f"secret={secret}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period=30"
    return f"otpauth://totp/{issuer}:{quote(label, safe='')}?{options}"


# --- using --------------------------------------------------------------------------------------


def phone_code(key: bytes, step: int) -> str:
    """Give the phone's six digits in a step of 30 s (RFC 4226 section 5.3 with RFC 6238's T)."""
    mac = hmac.digest(key, step.to_bytes(8, "big"), "sha1")
    at = mac[-1] & 0x0F
    number = int.from_bytes(mac[at : at + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def use(codes: Codes, typed: str, now_ms: int) -> Codes | None:
    """Take a code from the phone or the sheet: what is to be kept now, or None when it is wrong.

    now_ms is trusted Unix time. A step of the phone is good once, and none before it after it.
    """
    plain = _plain(typed)
    if len(plain) != DIGITS or not (plain.isascii() and plain.isdigit()):
        return None
    if codes.key:
        now = now_ms // STEP
        for step in range(max(now - WINDOW, codes.last_step + 1, 0), now + WINDOW + 1):
            if hmac.compare_digest(phone_code(codes.key, step), plain):
                return replace(codes, last_step=step)
    rest = _without(codes.sheet, _digest(codes.salt, "sheet", plain))
    return None if rest is None else replace(codes, sheet=rest)


def recover(codes: Codes, typed: str) -> Codes | None:
    """Take a recovery code in place of the password: what is to be kept now, or None."""
    plain = _plain(typed).upper().translate(_MISREAD)
    if len(plain) != RECOVERY_CHARACTERS or not plain.isascii():
        return None
    rest = _without(codes.recovery, _digest(codes.salt, "recovery", plain))
    return None if rest is None else replace(codes, recovery=rest)


def _plain(typed: str) -> str:
    """Give what was meant: no spaces or dashes, plain digits for an input method's wide ones."""
    return unicodedata.normalize("NFKC", typed).translate(_BETWEEN)


def _without(kept: tuple[bytes, ...], digest: bytes) -> tuple[bytes, ...] | None:
    """Give the digests without this one, None when it is not among them."""
    rest = tuple(one for one in kept if not hmac.compare_digest(one, digest))
    return rest if len(rest) < len(kept) else None


# --- how often one may try ----------------------------------------------------------------------

CODE_TRIES = ((5, 10 * MINUTE), (20, DAY))  # wrong codes, in the last so many ms
FREE_PASSWORDS = 3  # slips of the finger; then 1 s, 2 s, 4 s … after each wrong one
LONGEST_WAIT = 15 * MINUTE
_KEPT = 20


@dataclass(frozen=True, slots=True)
class Attempts:
    """Wrong tries of one account, oldest first, in trusted Unix ms.

    To be kept in the store: were they lost with the process, switching the PC off and on would be
    a fresh start. A right password begins anew with `Attempts()`.
    """

    failed_ms: tuple[int, ...] = ()

    def failed(self, now_ms: int) -> Attempts:
        """Count one more; what is too old to matter is forgotten."""
        known = (min(at, now_ms) for at in self.failed_ms)
        return Attempts(tuple([at for at in known if now_ms - at < DAY] + [now_ms])[-_KEPT:])

    def code_wait_ms(self, now_ms: int) -> int:
        """Give the ms until the next code may be tried, 0 = now."""
        waits = [0]
        for tries, within in CODE_TRIES:
            if len(self.failed_ms) >= tries:
                waits.append(within - _since(self.failed_ms[-tries], now_ms))
        return max(waits)

    def password_wait_ms(self, now_ms: int) -> int:
        """Give the ms until the next password may be tried, 0 = now; grows with each wrong one."""
        over = len(self.failed_ms) - FREE_PASSWORDS
        if over < 0:
            return 0
        wait = min(SECOND << over, LONGEST_WAIT)
        return max(0, wait - _since(self.failed_ms[-1], now_ms))


def _since(at_ms: int, now_ms: int) -> int:
    """Give the time that passed; a moment that has not come yet counts as now."""
    return max(0, now_ms - at_ms)
