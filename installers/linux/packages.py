"""Which Debian packages are missing, and their installation."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from installers.linux.journal import Journal
from installers.linux.speech import Impossible, say

LIST = Path(__file__).parent / "debian-packages.txt"
APT = ("apt-get", "-o", "DPkg::Lock::Timeout=600", "-q", "-y")


def wanted() -> list[str]:
    """The names in the list, in its order."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    names = (line.partition("#")[0].strip() for line in lines)
    return [name for name in names if name]


def installed(listing: str) -> set[str]:
    """Names in dpkg-query's `STATUS PACKAGE, PROVIDES` lines that are there.

    What another package provides counts: libglib2.0-0 is libglib2.0-0t64 since Debian 13.
    """
    there = set()
    for line in listing.splitlines():
        status, _, names = line.partition(" ")
        if status == "installed":
            there.update(re.sub(r"\([^)]*\)|,", " ", names).split())
    return there


def missing() -> list[str]:
    """The packages of the list that are not installed."""
    query = ("dpkg-query", "-W", "-f", "${db:Status-Status} ${Package}, ${Provides}\n")
    done = subprocess.run(query, capture_output=True, text=True, check=True)
    there = installed(done.stdout)
    return [name for name in wanted() if name not in there]


def install(journal: Journal, names: list[str]) -> None:
    """Install them, after the journal knows that they are there because of us. Impossible."""
    say(f"Debian packages: {' '.join(names)}", f"Gói Debian: {' '.join(names)}")
    journal.packages(names)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    update = (*APT, "update")
    add = (*APT, "install", "--no-install-recommends", *names)
    for command in (update, add):
        if subprocess.run(command, check=False, env=environment).returncode:
            raise Impossible(
                f"The Debian packages could not be installed. Try: sudo {' '.join(command)}",
                f"Không cài được các gói Debian. Hãy thử: sudo {' '.join(command)}",
            )
