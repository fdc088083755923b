"""An outage of the rules: what `release` left for us to tell when we run again.

When the product could not start, or root let go of everything, `release` writes the time into a
file of our own folder. The next healthy start puts it into the record, once.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

UNKNOWN = "?"  # a disk that was full left the file empty
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4}")
_LONGEST = 64


def since(state: Path) -> str | None:
    """Give since when rules were off (ISO time, `?` = not known), None when they were not.

    The note is taken away: what was told is not told again.
    """
    note = state / "off"
    try:
        with note.open("rb") as file:
            text = file.read(_LONGEST).decode("ascii", "replace").strip()
    except OSError:
        return None
    with suppress(OSError):  # a read-only disk: told again at the next start, not lost
        note.unlink()
    return text if _TIME.fullmatch(text) else UNKNOWN
