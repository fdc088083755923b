"""Where keys stand, in every way TOML lets them be written."""

import tomllib
from typing import Any

import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from app.api.toml_lines import Path, key_lines

TEXT = '''# a policy
schema = 1   # the format
zone = "Asia/#[x]"

[[child]]
id = "a"
accounts = [
  "a",   # ] not the end
  "b",
]
week.mon.minutes = 60

[child.week.tue]   # of the first
hours = ["06:00-20:30"]
note = """
[not.a.table]
key = 1
"""
limit = { minutes = 60,
  soft = true }

[[child]]
"id" = 'b'
[child.apps."org.gnome.Maps"]
match = ["x"]
[[child.holiday]]
name = "Tet"
[[child.holiday]]
name = "He"
'''

LINES: dict[Path, int] = {
    ("schema",): 2,
    ("zone",): 3,
    ("child",): 5,
    ("child", 0): 5,
    ("child", 0, "id"): 6,
    ("child", 0, "accounts"): 7,
    ("child", 0, "week"): 11,
    ("child", 0, "week", "mon"): 11,
    ("child", 0, "week", "mon", "minutes"): 11,
    ("child", 0, "week", "tue"): 13,
    ("child", 0, "week", "tue", "hours"): 14,
    ("child", 0, "week", "tue", "note"): 15,
    ("child", 0, "week", "tue", "limit"): 19,
    ("child", 1): 22,
    ("child", 1, "id"): 23,
    ("child", 1, "apps"): 24,
    ("child", 1, "apps", "org.gnome.Maps"): 24,
    ("child", 1, "apps", "org.gnome.Maps", "match"): 25,
    ("child", 1, "holiday"): 26,
    ("child", 1, "holiday", 0): 26,
    ("child", 1, "holiday", 0, "name"): 27,
    ("child", 1, "holiday", 1): 28,
    ("child", 1, "holiday", 1, "name"): 29,
}


def test_every_way_of_writing() -> None:
    """Headers, lists of tables, dotted and quoted keys, and values over several lines."""
    tomllib.loads(TEXT.replace("{ minutes = 60,\n  soft", "{ minutes = 60, soft"))
    assert key_lines(TEXT) == LINES


def test_no_newline_at_the_end() -> None:
    """The last line counts without its end, and Windows' ends are lines too."""
    assert key_lines("a = 1\r\n[b]\r\nc = 2") == {("a",): 1, ("b",): 2, ("b", "c"): 3}


def tables(value: Any, path: Path = ()) -> list[Path]:
    """The path of every key in tables, as TOML's reader sees them."""
    found = []
    for key, inner in value.items():
        found.append((*path, key))
        if isinstance(inner, dict):
            found += tables(inner, (*path, key))
    return found


KEYS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6)
VALUES = st.integers(-9, 9) | st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
DATA = st.recursive(
    st.dictionaries(KEYS, VALUES | st.lists(VALUES, max_size=3), max_size=4),
    lambda inner: st.dictionaries(KEYS, VALUES | inner, max_size=3),
    max_leaves=8,
)


@given(DATA, st.booleans())
def test_every_key_is_found(data: dict[str, Any], multiline: bool) -> None:
    """Whatever keys and texts there are, each key is found, and on a line that names it."""
    text = tomli_w.dumps(data, multiline_strings=multiline)
    found = key_lines(text)
    assert set(tables(tomllib.loads(text))) <= set(found)
    lines = text.split("\n")
    for path, line in found.items():
        assert isinstance(path[-1], int) or path[-1] in lines[line - 1] or '"' in lines[line - 1]
