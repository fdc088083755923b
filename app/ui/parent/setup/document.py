"""The policy document that set-up writes: what is there already, and one child more.

Only who the child is and when it was born: the rules follow the age, until a parent changes them.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection
from datetime import date
from typing import Any

import tomli_w

SCHEMA = 1
_LONGEST = 40  # characters of an id (api.policy_tables.KEY)


def with_child(toml: str, *, zone: str, lang: str, name: str, account: str, birth: date) -> str:
    """Give the document with the child. An empty text is the first document of this PC."""
    document = _read(toml)
    if not document:
        document = {"schema": SCHEMA, "zone": zone, "language": lang}
    people = [*document.get("child", ()), *document.get("seat", ())]
    key = id_of(name, {str(one.get("id")) for one in people})
    child = {"id": key, "name": name, "accounts": [account], "birth": birth}
    document["child"] = [*document.get("child", ()), child]
    return tomli_w.dumps(document)


def owners(toml: str) -> dict[str, str]:
    """Whose each account is already: log-in name -> the child's or seat's name."""
    document = _read(toml)
    people = [*document.get("child", ()), *document.get("seat", ())]
    return {
        str(account): str(one.get("name", ""))
        for one in people
        for account in one.get("accounts", ())
    }


def id_of(name: str, taken: Collection[str]) -> str:
    """A short word for commands: `Thảo Nhi` → `thao-nhi`, another one → `thao-nhi-2`."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    word = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    word = word[: _LONGEST - 4] or "child"
    found, n = word, 2
    while found in taken:
        found, n = f"{word}-{n}", n + 1
    return found


def _read(toml: str) -> dict[str, Any]:
    return tomllib.loads(toml) if toml.strip() else {}
