"""What people call services and brands: YouTube, MB Bank. The names stand in the reviewed list.

Only the two small tables are read, when somebody first asks: the whole list is the resolver's.
"""

from __future__ import annotations

import tomllib
from functools import cache

from app.rules.site_codes import SERVICE
from app.web.seed import FOLDER


@cache
def _names(table: str) -> dict[str, str]:
    rows = tomllib.loads((FOLDER / f"{table}.toml").read_text(encoding="utf-8"))
    return {key: row["name"] for key, row in rows.items() if "name" in row}


def service(key: str) -> str:
    """Give the name of a service; one that we do not know is called by its key."""
    return _names("services").get(key, key.replace("_", " ").capitalize())


def brand(key: str) -> str:
    """Give the name of a brand, "" for one that we do not know."""
    return _names("brands").get(key, "")


def matched(match: str) -> str:
    """Give what people call that which a site rule names: a service by its name, else the site."""
    return service(match.removeprefix(SERVICE)) if match.startswith(SERVICE) else match
