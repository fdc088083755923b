"""In which language the command line speaks."""

from __future__ import annotations

import os

LANGUAGES = ("vi", "en")


def language(chosen: str | None, otherwise: str = "") -> str:
    """Give `--lang`, else what the file or the service says, else LANG's language, else vi."""
    if chosen:
        return chosen
    if otherwise in LANGUAGES:
        return otherwise
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value[:2] in LANGUAGES:
            return value[:2]
    return "vi"
