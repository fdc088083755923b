"""Why a list was not taken: a code for programs and a sentence for people."""

from __future__ import annotations

import errno

from app.model.errors import LuytreError

_FULL = (errno.ENOSPC, errno.EDQUOT)
_CONTENT = frozenset(
    ("big", "packing", "page", "garbage", "few", "many", "shrunk", "ending", "protected")
)


class ListRefused(LuytreError):
    """A list was not taken; the last good copy stays.

    code  the way here: `unreachable`, `tls` (not the publisher, or not provably), `redirect` (to a
          place without TLS, or in a ring), `status`, `slow`, `cut` (it ended before its end).
          The size: `big`. The content: `packing` (it cannot be unpacked), `page` (a page for
          people instead of a list: a hotel's log-in), `garbage`, `few`, `many`, `shrunk` (half of
          the last good copy), `ending` (it would block a whole ending such as `com`), `protected`
          (it would block a name that nothing may block). This machine: `full`, `disk`.
    """

    def __init__(self, code: str, detail: str) -> None:
        """Keep the code; detail never holds more of the list than one name."""
        self.code = code
        self.detail = detail
        super().__init__(f"{code}: {detail}")

    @property
    def answered(self) -> bool:
        """Say whether the publisher answered, and asking again within the hour is no use."""
        return self.code in _CONTENT


def of_disk(error: OSError) -> ListRefused:
    """Name what the disk said."""
    if error.errno in _FULL:
        return ListRefused("full", "no room left on the disk")
    return ListRefused("disk", error.strerror or "the disk does not answer")
