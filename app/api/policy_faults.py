"""What is wrong with a policy document, said so that a parent finds it: line, place and a way out.

The decoder tells the first thing that does not fit and where, in its own words; here that becomes
the document's words, with the sentence of the schema about what would fit.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from app.api.policy_tables import KEY, Document
from app.api.toml_lines import Path, key_lines
from app.model.errors import InvalidPolicy

T = TypeVar("T")

_PLACE = re.compile(r" - at (?:`key` in )?`\$((?:\.\w+|\[\d+\]|\[\.\.\.\])*)`$")
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]|(\[\.\.\.\])")
_UNKNOWN = re.compile(r"unknown field `(.*?)`(?: - at |$)", re.DOTALL)
_MISSING = re.compile(r"missing required field `(\w+)`")


class Faults:
    """Makes the errors of one document. `text` is what it was read from, "" when it is no text."""

    def __init__(self, text: str = "") -> None:
        """Remember the text; where its keys stand is looked up when something is wrong."""
        self._text = text

    def at(self, path: Path, problem: str) -> InvalidPolicy:
        """Give the error at a place; lists count from 1 in its name, as people count."""
        field = ".".join(str(one + 1) if isinstance(one, int) else one for one in path)
        return InvalidPolicy(field or "document", problem, self._line(path))

    def _line(self, path: Path) -> int:
        """Give the line of a place, or of the nearest that is written around it."""
        lines = key_lines(self._text)
        while path and path not in lines:
            path = path[:-1]
        return lines.get(path, 1 if self._text else 0)

    def document(self, data: Mapping[str, Any]) -> Document:
        """Read the tables. Raises InvalidPolicy at the first thing that does not fit."""
        try:
            return msgspec.convert(data, Document)
        except msgspec.ValidationError as error:
            raise self._refused(data, str(error)) from None

    def _refused(self, data: Any, complaint: str) -> InvalidPolicy:
        path, value = _walk(data, complaint)
        unknown, missing = _UNKNOWN.search(complaint), _MISSING.search(complaint)
        if unknown:
            key = unknown[1]
            return self.at((*path, key), f"unknown key; {nearest(key, _keys(path))}")
        if missing:
            key = missing[1]
            return self.at((*path, key), f"is missing: {_about((*path, key))}")
        if "`key` in" in complaint and isinstance(_node(path).key_type, inspect.EnumType):
            known = [one.value for one in _node(path).key_type.cls]
            key = next((one for one in value if one not in known), "")
            return self.at((*path, key), f"unknown key; {nearest(key, known)}")
        if "`key` in" in complaint:
            key = next((one for one in value if not re.search(KEY, one)), "")
            wanted = "small letters, digits, - and _, at most 40"
            return self.at((*path, key), f"does not fit as a key: {wanted}")
        return self.at(path, f"{shown(value)} does not fit: {_about(path)}")


def nearest(word: str, known: Iterable[str]) -> str:
    """Give the hint that helps most: the known word that is close, or all of them."""
    known = sorted(known)
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    close += [one for one in known if len(word) > 2 and word.lower() in one.lower()]
    if close:
        return f"did you mean `{close[0]}`?"
    return f"known are {', '.join(known)}" if known else "there are none"


def shown(value: Any) -> str:
    """Give a value as it is written in a document, cut where it is long."""
    if isinstance(value, date):
        text = value.isoformat()
    else:
        text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else f"{text[:39]}…"


# --- the decoder's complaint, and the schema's answer -------------------------------------------


def _walk(data: Any, complaint: str) -> tuple[Path, Any]:
    """Give the path of a complaint and what stands there.

    The decoder does not name the keys of a dictionary: the entry that does not fit is looked for.
    """
    path: Path = ()
    place = _PLACE.search(complaint)
    for name, index, any_key in _STEP.findall(place[1] if place else ""):
        step: str | int = int(index) if index else name
        if any_key:
            step = _misfit(data, _node(path))
        path += (step,)
        data = data[step]
    return path, data


def _misfit(entries: Mapping[str, Any], kind: Any) -> str:
    """Give the key of the first entry that does not fit."""
    for key, value in entries.items():
        if not any(_fits(value, one) for one in _choices(kind.value_type)):
            return key
    raise AssertionError("the decoder refused what fits")


def _fits(value: Any, kind: Any) -> bool:
    """Whether a value fits one of the types that entries of a dictionary have."""
    if isinstance(kind, inspect.LiteralType):
        return value in kind.values
    try:
        msgspec.convert(value, kind.cls)
    except msgspec.ValidationError:
        return False
    return True


@cache
def _schema() -> Any:
    return inspect.type_info(Document)


def _bare(kind: Any) -> Any:
    """Take a type out of its descriptions."""
    while isinstance(kind, inspect.Metadata):
        kind = kind.type
    return kind


def _choices(kind: Any) -> tuple[Any, ...]:
    kind = _bare(kind)
    if isinstance(kind, inspect.UnionType):
        return tuple(_bare(one) for one in kind.types)
    return (kind,)


def _fields(path: Path) -> list[Any]:
    """Give the type at each step of a path that exists in the schema, beginning with the root."""
    kinds = [_schema()]
    for step in path:
        for kind in _choices(kinds[-1]):
            if isinstance(kind, inspect.StructType):
                found = {field.name: field.type for field in kind.fields}.get(str(step))
            elif isinstance(kind, inspect.DictType):
                found = kind.value_type
            elif isinstance(kind, inspect.VarTupleType):
                found = kind.item_type
            else:
                continue
            if found is not None:
                kinds.append(found)
                break
    return kinds


def _node(path: Path) -> Any:
    return _bare(_fields(path)[-1])


def _keys(path: Path) -> list[str]:
    """Give the keys that a table knows."""
    for kind in _choices(_fields(path)[-1]):
        if isinstance(kind, inspect.StructType):
            return [field.name for field in kind.fields]
    return []


def _about(path: Path) -> str:
    """Give the sentence of the innermost field on the way that has one."""
    for kind in reversed(_fields(path)):
        if isinstance(kind, inspect.Metadata) and kind.extra_json_schema:
            return str(kind.extra_json_schema.get("description", ""))
    return "a document of tables"
