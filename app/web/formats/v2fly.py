"""The form of v2fly/domain-list-community: a file a brand or kind, files that include others.

include:other @attr @-attr    the rules of another file that have the first and not the second
name, domain:name             the name and all below it
full:name                     this name alone; held like the others, what lies below is its own
keyword:… regexp:…            cannot be held by name
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from app.web.formats.lines import Tally, without_comment

Rules = dict[str, frozenset[str]]  # name -> attributes


def v2fly(
    files: Mapping[str, Iterable[str]], parts: Iterable[str], tally: Tally
) -> Iterator[tuple[str, str]]:
    """Give the names of the wanted files (parts) with what they include, each name once a part.

    A part or an included file that does not exist is counted as garbage.
    """
    reader = _Reader(files, tally)
    for part in parts:
        for name in reader.rules(part, ()):
            yield name, part


class _Reader:
    def __init__(self, files: Mapping[str, Iterable[str]], tally: Tally) -> None:
        self._files = files
        self._tally = tally
        self._read: dict[str, Rules] = {}

    def rules(self, part: str, including: tuple[str, ...]) -> Rules:
        """Read a file once; one that includes itself on some way adds nothing to itself."""
        if part in including:
            return {}
        if part not in self._read:
            if part not in self._files:
                self._tally.garbage += 1
                return {}
            found: Rules = {}
            for line in self._files[part]:
                self._line(without_comment(line), found, (*including, part))
            self._read[part] = found
        return self._read[part]

    def _line(self, line: str, found: Rules, including: tuple[str, ...]) -> None:
        rule, *marks = line.split() or [""]
        attributes = frozenset(mark[1:] for mark in marks if mark.startswith("@"))
        kind, colon, text = rule.partition(":")
        if not colon:
            kind, text = "domain", rule
        if kind == "include":
            found.update(_chosen(self.rules(text, including), attributes))
        elif kind in ("keyword", "regexp"):
            self._tally.left_out += 1
        elif kind not in ("domain", "full"):
            self._tally.garbage += 1
        elif text:
            name = self._tally.name(text)
            if name is not None:
                found[name] = found.get(name, frozenset()) | attributes


def _chosen(rules: Rules, conditions: frozenset[str]) -> Rules:
    wanted = {one for one in conditions if not one.startswith("-")}
    unwanted = {one[1:] for one in conditions if one.startswith("-")}
    return {
        name: attributes
        for name, attributes in rules.items()
        if wanted <= attributes and not unwanted & attributes
    }
