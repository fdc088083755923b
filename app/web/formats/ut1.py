"""The form of the University of Toulouse: a folder a category, with `domains` and other files.

`urls` says something of single pages, `expressions` are patterns, `usage` is prose: none of them
can be held by name.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from pathlib import PurePosixPath

from app.web.formats.lines import Tally
from app.web.formats.plain import plain


def ut1(
    files: Iterable[tuple[str, Iterable[str]]], parts: Container[str], tally: Tally
) -> Iterator[tuple[str, str]]:
    """Give the names in `domains` of the wanted folders (parts) of an archive, file by file."""
    for path, lines in files:
        place = PurePosixPath(path)
        if place.name == "domains" and place.parent.name in parts:
            for name, _ in plain(lines, tally):
                yield name, place.parent.name
