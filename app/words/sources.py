"""Dated facts of the outside world that are shown to people: the law's sentence, whom to call.

They are data with a date and a source, because agencies and numbers change (law.md, corrections).
The files belong to the package like its code and are read once.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class LawSentence:
    """A sentence quoted whole. `english` is a translation and must be marked as one."""

    text: str
    english: str
    source: str
    source_english: str
    checked: date


@dataclass(frozen=True, slots=True)
class Contact:
    """A number to call; `dial` is the address in its QR code."""

    number: str
    dial: str
    free: bool
    source: str
    checked: date


@cache
def law_sentence(name: str) -> LawSentence:
    """The sentence `name` of law.toml. Raises KeyError when there is none."""
    data = _read("law.toml")
    row = data[name]
    return LawSentence(
        row["text"], row["english"], row["source"], row["source_english"], data["checked"]
    )


@cache
def contacts() -> tuple[Contact, ...]:
    """Whom a child can call, the first one first."""
    data = _read("contacts.toml")
    return tuple(
        Contact(row["number"], row["dial"], row["free"], row["source"], data["checked"])
        for row in data["contact"]
    )


def quoted_law(name: str, lang: str) -> str:
    """The law's sentence with its source, and in English its translation after it."""
    law = law_sentence(name)
    if lang == "vi":
        return f"“{law.text}” ({law.source})"
    return f"“{law.text}”: {law.english} ({law.source_english})"


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("app.words").joinpath("data", name).read_text("utf-8"))
