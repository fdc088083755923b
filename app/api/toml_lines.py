"""Where each key of a TOML text stands, which the standard library's reader does not tell.

Reads text that `tomllib` has accepted, so it may rely on its being valid: it only has to see where
statements begin, which brackets and quotes keep open across lines. Keys inside an inline table
stand where their table begins.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|' + r"'''.*?'{3,5}|"
    r'"(?:\\.|[^"\\\n])*"|' + r"'[^'\n]*'|"
    r"\#[^\n]*|[\[\]{}=]|\n|[^\"'\#\[\]{}=\n]+",
    re.DOTALL,
)
_PART = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|[^\s.\"']+")
_DEEPER = {"[": 1, "{": 1, "]": -1, "}": -1}


def key_lines(text: str) -> dict[Path, int]:
    """Give the 1-based line of every table and key; elements of `[[x]]` count from 0."""
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for line, tokens in _statements(text):
        if tokens[0] == "[":
            listed = tokens[1] == "["
            inner = "".join(token for token in tokens if token not in "[]")
            table = _place(counts, _parts(inner))
            if listed:
                counts[table] = counts.get(table, 0) + 1
                table += (counts[table] - 1,)
            for end in range(1, len(table) + 1):
                found.setdefault(table[:end], line)
        else:
            key = "".join(tokens[: tokens.index("=")])
            path = table
            for part in _parts(key):
                path += (part,)
                found.setdefault(path, line)
    return found


def _statements(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give each header and each `key = value` as tokens, with the line it begins on."""
    line, began, depth = 1, 1, 0
    tokens: list[str] = []
    for token in _TOKEN.findall(text):
        if token == "\n" and depth == 0:
            if tokens:
                yield began, tokens
            tokens = []
        elif not token.isspace() and not token.startswith("#"):
            began = began if tokens else line
            depth += _DEEPER.get(token, 0)
            tokens.append(token.strip() if token[0] not in "\"'" else token)
        line += token.count("\n")
    if tokens:
        yield began, tokens


def _place(counts: dict[Path, int], parts: list[str]) -> Path:
    """Give the path of a header: every list of tables on the way means its newest element."""
    path: Path = ()
    for at, part in enumerate(parts):
        path += (part,)
        if path in counts and at < len(parts) - 1:
            path += (counts[path] - 1,)
    return path


def _parts(key: str) -> list[str]:
    """Split a dotted key; quoted parts are read as TOML reads them."""
    return [
        tomllib.loads(f"k = {part}")["k"] if part[0] in "\"'" else part
        for part in _PART.findall(key)
    ]
