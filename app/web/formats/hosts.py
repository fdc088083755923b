"""The form of /etc/hosts: an address that leads nowhere, then the names it is given to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.web.formats.lines import Tally, without_comment

_NOWHERE = frozenset({"0.0.0.0", "127.0.0.1", "::", "::1", "0", "255.255.255.255"})
# What every hosts file says of the machine itself.
_OWN = frozenset(
    "localhost localhost.localdomain local broadcasthost 0.0.0.0 ip6-localhost ip6-loopback"
    " ip6-localnet ip6-mcastprefix ip6-allnodes ip6-allrouters ip6-allhosts".split()
)


def hosts(lines: Iterable[str], tally: Tally) -> Iterator[tuple[str, str]]:
    """Give the names of each line; a line that leads to a real address is garbage."""
    for line in lines:
        address, *names = without_comment(line).split() or [""]
        if not address or _OWN.issuperset(names) and names:
            continue
        if address not in _NOWHERE or not names:
            tally.garbage += 1
            continue
        for text in names:
            name = None if text in _OWN else tally.name(text)
            if name is not None:
                yield name, ""
