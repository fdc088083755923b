"""The names of sites on the wire, beside the written form that app.model.site_names keeps.

Wire form: the labels as they stand in a DNS message, each behind its length, lower case, *without*
the root's zero byte, so that cutting a label off the front gives the parent's name.
"""

from __future__ import annotations

import re

from app.model.site_names import LONGEST, LONGEST_LABEL, normal, suffixes

__all__ = ["LONGEST", "LONGEST_LABEL", "from_wire", "normal", "suffixes", "wire"]

_SAFE = re.compile(rb"[!-\-/-\[\]-~]+")  # what is shown as it stands: no dot, backslash or space


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


def _shown(label: bytes) -> str:
    if _SAFE.fullmatch(label):
        return label.decode("ascii")
    return "".join(
        chr(byte) if _SAFE.fullmatch(bytes((byte,))) else f"\\{byte:03d}" for byte in label
    )
