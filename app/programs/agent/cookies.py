"""Finds the X server's cookie, where the log-in program put it elsewhere than at home.

Looked for as the child, by the names the display managers use; the service may not open a path that
a child could put something in the way of.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path


def cookie_file(environment: Mapping[str, str], user: str) -> str:
    """Give the file to name in XAUTHORITY, "" where the usual place at home has to do."""
    if environment.get("XAUTHORITY"):
        return environment["XAUTHORITY"]
    for path in _candidates(environment.get("XDG_RUNTIME_DIR", ""), user):
        if os.access(path, os.R_OK):
            return str(path)
    return ""


def _candidates(runtime: str, user: str) -> Iterator[Path]:
    if runtime:
        yield Path(runtime) / "gdm" / "Xauthority"  # gdm 3.2 and newer
        yield from sorted(Path(runtime).glob("xauth_*"), reverse=True)  # sddm 0.20 and newer
    for folder in ("/run/lightdm", "/var/run/lightdm"):
        yield Path(folder) / user / "xauthority"  # lightdm with user-authority-in-system-dir
