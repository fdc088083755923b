"""A name a line: the plainest form, with the marks that say "and all below" taken off.

Read are `name`, `*.name`, `.name` and the simplest rule of ad blockers, `||name^`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.web.formats.lines import Tally, without_comment


def plain(lines: Iterable[str], tally: Tally) -> Iterator[tuple[str, str]]:
    """Give the name of each line; what is no name is counted in the tally."""
    for line in lines:
        text = without_comment(line)
        if not text:
            continue
        if text.startswith("||"):
            text, _, options = text[2:].partition("^")
            if options:
                tally.left_out += 1
                continue
        name = tally.name(text.removeprefix("*").removeprefix("."))
        if name is not None:
            yield name, ""
