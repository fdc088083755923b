"""GNOME's part: the extension that says which program is in front, where GNOME Shell is installed.

It is put where all users' GNOME finds it and runs for nobody: the agent switches it on in a child's
own session (docs/decisions/0006-gnome.md). GNOME reads it at the next log-in.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

FOLDER = Path("/usr/share/gnome-shell/extensions/luytre@luytre.vn")
SOURCES = "app/platforms/linux/gnome_extension"
NAMES = ("metadata.json", "extension.js")
FIRST_MODERN = 45  # from GNOME 45 on extensions are ECMAScript modules
VERSION = re.compile(r"installed (?:\d+:)?(\d+)")  # `installed 48.7-0+deb13u2`


def installed() -> str:
    """What dpkg says of GNOME Shell: its status and version, "" where it was never heard of."""
    query = ("dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", "gnome-shell")
    return subprocess.run(query, capture_output=True, text=True, check=False).stdout


def style(said: str) -> str:
    """Give which of the two ways of writing extensions fits, "" where there is no GNOME Shell."""
    found = VERSION.match(said)
    if found is None:
        return ""
    return "modern" if int(found[1]) >= FIRST_MODERN else "legacy"


def files(product: Path, said: str) -> list[tuple[Path, Path]]:
    """Each file to be put in place with the one it is a copy of, below a product or a clone."""
    chosen = style(said)
    if not chosen:
        return []
    return [(FOLDER / name, product / SOURCES / chosen / name) for name in NAMES]
