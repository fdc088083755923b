"""Where in a TOML file something stands, which the standard reader does not tell.

Only headers and `key = value` lines are looked at; what is written in any other way has line 0.
"""

from __future__ import annotations

import re
from collections import Counter

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]#]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(
    r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*="""
)


def lines_of(text: str) -> dict[str, int]:
    """Give the 1-based line of every table and key, by dotted place (`event.3.at`; from 1)."""
    found: dict[str, int] = {}
    counts: Counter[str] = Counter()
    prefix = ""
    for number, line in enumerate(text.splitlines(), start=1):
        header = _HEADER.match(line)
        if header:
            prefix = _bare(header[2])
            if header[1] == "[[":
                counts[prefix] += 1
                prefix = f"{prefix}.{counts[prefix]}"
            found.setdefault(prefix, number)
            continue
        key = _KEY.match(line)
        if key:
            place = f"{prefix}.{_bare(key[1])}" if prefix else _bare(key[1])
            found.setdefault(place, number)
    return found


def _bare(key: str) -> str:
    return re.sub(r"""\s*\.\s*""", ".", key).replace('"', "").replace("'", "")
