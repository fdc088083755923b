"""One name a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.formats.hosts import hosts
from app.web.formats.lines import Tally, lines
from app.web.formats.plain import plain
from app.web.formats.urls import urls
from app.web.names import normal


@pytest.mark.parametrize(
    ("line", "names", "garbage", "left_out"),
    [
        ("bad.vn", ["bad.vn"], 0, 0),
        ("*.bad.vn  # why", ["bad.vn"], 0, 0),
        (".bad.vn", ["bad.vn"], 0, 0),
        ("||bad.vn^", ["bad.vn"], 0, 0),
        ("||bad.vn^$third-party", [], 0, 1),
        ("# bad.vn", [], 0, 0),
        ("[Adblock Plus]", [], 0, 0),
        ("", [], 0, 0),
        ("<html>", [], 1, 0),
        ("1.2.3.4", [], 1, 0),
        ("bad.vn worse.vn", [], 1, 0),
        ("\ufffd", [], 1, 0),
        ("/banner[0-9]+/", [], 1, 0),
    ],
)
def test_plain(line: str, names: list[str], garbage: int, left_out: int) -> None:
    """What a line gives, and what is counted."""
    tally = Tally()
    assert list(plain([line], tally)) == [(name, "") for name in names]
    assert tally == Tally(len(names), garbage, left_out)


@given(st.lists(st.binary(max_size=80)))
def test_no_bytes_break_a_parser(chunks: list[bytes]) -> None:
    """Whatever comes, what is given are names in written form."""
    for parser in (plain, hosts, urls):
        for name, part in parser(lines(chunks), Tally()):
            assert normal(name) == name
            assert part == ""
