"""Addresses of pages, one a line. Only an address that is a whole site can be held by its name.

`https://sites.google.com/view/x` says something of one page; taken for its name it would block
every page of everybody there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from app.web.formats.lines import Tally, without_comment


def urls(lines: Iterable[str], tally: Tally) -> Iterator[tuple[str, str]]:
    """Give the name of each address without a path; the others are counted as left out."""
    for line in lines:
        text = without_comment(line)
        if not text:
            continue
        try:
            split = urlsplit(text if "://" in text else f"https://{text}")
            host = split.hostname or ""
        except ValueError:  # an address in brackets that is none
            tally.garbage += 1
            continue
        if split.path not in ("", "/") or split.query:
            tally.left_out += 1
            continue
        name = tally.name(host)
        if name is not None:
            yield name, ""
