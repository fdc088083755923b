"""The accounts of this machine, read from passwd(5) itself.

Asking the user database (getpwall) would go through whatever directory service is configured, which
may wait for a network; people of such a service are not told here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

PASSWD: Final = Path("/etc/passwd")


def uids_of(passwd: Path = PASSWD) -> frozenset[int]:
    """Give every UID that has an account; none when the file cannot be read."""
    try:
        lines = passwd.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return frozenset()
    fields = (line.split(":") for line in lines)
    return frozenset(int(each[2]) for each in fields if len(each) > 2 and each[2].isdecimal())
