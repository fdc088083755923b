"""The secret's helper: makes or checks one Argon2id hash of a password, and ends.

A program of its own, because the 64 MB that make guessing dear would else stay with the service
for good. It is given one JSON object on standard input, so that the secret is in no argument list
and no environment: `{"secret": …}` is answered by `{"stored": …}`, `{"secret": …, "stored": …}`
by `{"good": true|false}`. Exit code 0 = answered, 2 = the question was not understood.
"""

from __future__ import annotations

import json
import os
import re
import resource
import sys
import unicodedata
from typing import Any

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

# RFC 9106 section 4, the second recommended option (64 MiB; the first wants 2 GiB).
MEMORY_KIB = 64 * 1024
ITERATIONS = 3
LANES = 4
SALT_BYTES = 16
HASH_BYTES = 32

LONGEST_INPUT = 16 * 1024  # bytes; a secret is at most 1024 characters
_STORED = re.compile(r"\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+")


def _bytes(secret: str) -> bytes:
    """One and the same password whether an input method composes its accents or not."""
    return unicodedata.normalize("NFC", secret).encode()


def make(secret: str) -> str:
    """Give the hash to store, in the PHC format, with its own salt and its parameters."""
    kdf = Argon2id(
        salt=os.urandom(SALT_BYTES),
        length=HASH_BYTES,
        iterations=ITERATIONS,
        lanes=LANES,
        memory_cost=MEMORY_KIB,
    )
    return kdf.derive_phc_encoded(_bytes(secret))


def check(secret: str, stored: str) -> bool:
    """Whether this is the secret. Raises ValueError when what was stored is no such hash."""
    if not _STORED.fullmatch(stored):
        raise ValueError("what was stored is no Argon2id hash")
    try:
        Argon2id.verify_phc_encoded(_bytes(secret), stored)
    except InvalidKey:
        return False
    return True


def answer(question: Any) -> dict[str, Any]:
    """Do what is asked. Raises ValueError when it is not understood."""
    match question:
        case {"secret": str(secret), "stored": str(stored), **rest} if not rest:
            return {"good": check(secret, stored)}
        case {"secret": str(secret), **rest} if not rest:
            return {"stored": make(secret)}
    raise ValueError("the question was not understood")


def main() -> int:
    """Read the question, write the answer."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash must not write the secret to disk
    try:
        found = answer(json.loads(sys.stdin.buffer.read(LONGEST_INPUT)))
    except ValueError as error:
        # JSON's own complaints quote nothing of the text they complain about but its position.
        print(f"argon: {error}", file=sys.stderr)
        return 2
    json.dump(found, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
