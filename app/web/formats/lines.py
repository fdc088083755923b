"""Lines out of bytes that somebody else sends, and the count of what they held.

However long the publisher's lines are, little is kept: a line longer than any name is not a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.web.names import normal

LONGEST = 2_000  # characters; hosts files put several names on a line
UNREADABLE = "\ufffd"


@dataclass(slots=True)
class Tally:
    """What the lines of a list were.

    names     lines that gave a name (a hosts line may give several).
    garbage   lines no name or rule could be read from.
    left_out  lines that were understood and cannot be held: patterns, addresses of single pages.
    """

    names: int = 0
    garbage: int = 0
    left_out: int = 0

    def name(self, text: str) -> str | None:
        """Give the written form of a name, or count garbage."""
        try:
            name = normal(text)
        except ValueError:
            self.garbage += 1
            return None
        self.names += 1
        return name


def lines(chunks: Iterable[bytes]) -> Iterator[str]:
    """Cut bytes into lines without their ends; one that is too long comes as UNREADABLE."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from map(_text, whole)
        rest = rest[: LONGEST + 1]
    if rest:
        yield _text(rest)


def _text(line: bytes) -> str:
    if len(line) > LONGEST:
        return UNREADABLE
    return line.decode("utf-8", "replace").strip().removeprefix("\ufeff")


def without_comment(line: str) -> str:
    """Give a line without what follows a `#`, and nothing for one that is a remark as a whole."""
    return "" if line[:1] in "!;[" else line.partition("#")[0].strip()
