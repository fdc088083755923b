"""The written form of a site's name, which policies, questions and tables share.

Lower case, A-labels (`xn--…`) for what has accents, no dot at the end. A rule about a name covers
the names below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 253  # RFC 1035 2.3.4: 255 bytes on the wire, two of them the first length and the root
LONGEST_LABEL = 63

# Host names (RFC 1123) and the underscore, which real names carry (_dmarc, CDNs). A name ends in a
# label that is not a number: otherwise it is an address (RFC 3696 2).
_PLAIN = re.compile(
    r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*"
    r"(?:[a-z]|[0-9][0-9-]*[a-z])(?:[a-z0-9-]*[a-z0-9])?"
)
# Special-use names (RFC 6761, 6762, 8375), what home routers use, and reverse look-ups.
_LOCAL = ("local", "lan", "internal", "home", "localdomain", "localhost")
_LOCAL_ZONES = ("home.arpa", "in-addr.arpa", "ip6.arpa")


def normal(text: str) -> str:
    """Give the written form of a name that somebody typed or a list holds.

    Raises ValueError that says what is wrong: `empty`, `too long`, `an address`, `not a name: …`.
    """
    name = text.strip().lower().removesuffix(".")
    if not name.isascii():
        name = _a_labels(name)
    if _PLAIN.fullmatch(name) and len(name) <= LONGEST and _labels_fit(name):
        return name
    raise ValueError(_fault(name))


def suffixes(name: str) -> Iterator[str]:
    """Give the name, then each name above it, the top-level one last."""
    while name:
        yield name
        _, _, name = name.partition(".")


def is_local(name: str) -> bool:
    """Whether a name means something of this network only: a printer, a router, a reverse zone."""
    last = name.rpartition(".")[2]
    return (
        "." not in name
        or last in _LOCAL
        or any(name == zone or name.endswith(f".{zone}") for zone in _LOCAL_ZONES)
    )


def _labels_fit(name: str) -> bool:
    return len(name) <= LONGEST_LABEL or all(len(x) <= LONGEST_LABEL for x in name.split("."))


def _a_labels(name: str) -> str:
    import idna  # noqa: PLC0415 its tables are some MB that only names with accents need

    try:
        return idna.encode(name, uts46=True).decode("ascii").removesuffix(".")
    except UnicodeError as error:  # idna.IDNAError is one
        raise ValueError(f"not a name: {error}") from error


def _fault(name: str) -> str:
    if not name:
        return "empty"
    if len(name) > LONGEST or not _labels_fit(name):
        return "too long"
    if re.fullmatch(r"[0-9.]+", name) or ":" in name:
        return "an address"
    return f"not a name: {name!r}"
