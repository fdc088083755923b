"""The names of sites: one written form for people and rules, one form of bytes for the resolver.

Written form: lower case, A-labels (`xn--…`) for what has accents, no dot at the end. Wire form: the
labels as they stand in a DNS message, each behind its length, lower case, *without* the root's zero
byte, so that cutting a label off the front gives the parent's name.
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
_SAFE = re.compile(rb"[!-\-/-\[\]-~]+")  # what is shown as it stands: no dot, backslash or space


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


def wire(name: str) -> bytes:
    """Give the wire form, without the root's byte, of a name in written form; "" gives b""."""
    if not name:
        return b""
    return b"".join(bytes((len(label),)) + label.encode("ascii") for label in name.split("."))


def from_wire(name: bytes) -> str:
    r"""Give the name of a wire form (with or without the root's byte) for people to read.

    Bytes no host name has are written as RFC 1035 5.1 does: `\046` is a dot inside a label.
    Raises ValueError when the lengths do not add up.
    """
    labels = []
    at = 0
    while at < len(name) and name[at]:
        end = at + 1 + name[at]
        if name[at] > LONGEST_LABEL or end > len(name):
            raise ValueError("lengths of labels do not add up")
        labels.append(_shown(name[at + 1 : end]))
        at = end
    return ".".join(labels)


def suffixes(name: str) -> Iterator[str]:
    """Give the name, then each name above it, the top-level one last."""
    while name:
        yield name
        _, _, name = name.partition(".")


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
    if re.fullmatch(r"[0-9.]+|[0-9a-f.]*:[0-9a-f:.]*", name):
        return "an address"
    return f"not a name: {name!r}"


def _shown(label: bytes) -> str:
    if _SAFE.fullmatch(label):
        return label.decode("ascii")
    return "".join(
        chr(byte) if _SAFE.fullmatch(bytes((byte,))) else f"\\{byte:03d}" for byte in label
    )
